"""Checks among the amounts themselves: changes, restatements, sums, limits, falling totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from finkit.accounts import Caliber
from finkit.checks.finding import Finding, Severity
from finkit.checks.reach import sum_tolerance
from finkit.contract import ACTUAL, BALANCE, CUMULATIVE, DELTA, MEASURES, PRIOR_ACTUAL, Observation
from finkit.counties import register
from finkit.county_book import ItemSeries
from finkit.indicators.county_at import CountyAt, Item
from finkit.indicators.debt import DEBT_KINDS, limit_of
from finkit.units import convert, text, unit

_MOST_PLACES = 4


def _exact(value: Decimal, name: str) -> str:
    """An amount in a finding: with the digits it has."""
    return text(value, name, min(max(-int(value.as_tuple().exponent), 0), _MOST_PLACES))


def _shown(cell: Observation) -> str:
    return _exact(cell.value, cell.unit)


def _alike(*cells: Observation) -> bool:
    """Whether the amounts are of one kind, so that they can be compared at all."""
    return len({unit(cell.unit).kind for cell in cells}) == 1


def _finding(
    severity: Severity, rule: str, cell: Observation, expected: str, found: str, cause: str
) -> Finding:
    return Finding(
        severity,
        rule,
        cell.county_code,
        str(cell.period),
        cell.item,
        cell.source,
        expected,
        found,
        cause,
    )


def _cells(county: CountyAt, measure: str) -> Iterator[tuple[ItemSeries, Observation]]:
    for series in county.book:
        if cell := series.own(county.period, measure):
            yield series, cell


def printed_change(county: CountyAt) -> Iterator[Finding]:
    """A printed change against the printed amounts it is the difference of."""
    for series, delta in _cells(county, DELTA):
        now = series.own(county.period, ACTUAL)
        before = series.own(county.period, PRIOR_ACTUAL)
        if now is None or before is None or not _alike(now, before, delta):
            continue
        expected = now.in_unit(delta.unit) - before.in_unit(delta.unit)
        off = abs(expected - delta.value)
        if off == 0:
            continue
        allowed = sum_tolerance([now.value, before.value, delta.value])
        severity: Severity = "notice" if off <= allowed else "error"
        cause = "尾差：各数四舍五入所致" if off <= allowed else "增减额与本期数、上年同期数不符"
        yield _finding(
            severity,
            "增减额＝本期数−上年同期数",
            delta,
            _exact(expected, delta.unit),
            _shown(delta),
            cause,
        )


def restated_base(county: CountyAt) -> Iterator[Finding]:
    """The base published now against what was published a year ago."""
    for series, before in _cells(county, PRIOR_ACTUAL):
        then = series.actual(county.period.years_before(1))
        if then is None or not _alike(then, before) or then.in_unit(before.unit) == before.value:
            continue
        yield _finding(
            "warning",
            "上年同期数＝上年公布数",
            before,
            _shown(then),
            _shown(before),
            "上年数已调整或口径不同，增长率以本期一并公布的上年同期数计算",
        )


def falling_total(county: CountyAt) -> Iterator[Finding]:
    """A cumulative amount below that of the month before: refunds, or a slip."""
    if county.period.month == 1:
        return
    for series, now in _cells(county, ACTUAL):
        if series.key.basis != CUMULATIVE:
            continue
        before = series.actual(county.period.previous_month())
        if before is None or not _alike(now, before):
            continue
        if now.in_unit(before.unit) < before.value:
            yield _finding(
                "warning",
                "累计数不低于上月累计数",
                now,
                f"不低于{_shown(before)}",
                _shown(now),
                "当月为负，可能是退库或调库，也可能是录入有误",
            )


def debt_within_limit(county: CountyAt) -> Iterator[Finding]:
    """债务余额 ≤ 债务限额."""
    for balance_name, limit_name in DEBT_KINDS:
        cell = county.item(balance_name, basis=BALANCE).cell()
        limit = limit_of(county, limit_name)
        if cell is None or limit.value is None or not _alike(cell, *limit.inputs):
            continue
        most = convert(limit.value, limit.unit, cell.unit)
        if cell.value > most:
            yield _finding(
                "error",
                f"{balance_name}≤{limit_name}",
                cell,
                f"不高于{_exact(most, cell.unit)}",
                _shown(cell),
                "余额突破限额（预算法第三十五条），或数据有误",
            )


def declared_sums(county: CountyAt, calibers: tuple[Caliber, ...]) -> Iterator[Finding]:
    """An aggregate against the sum that its caliber declares, where every part is held."""
    area = county.book.county
    for caliber in calibers:
        if caliber.region not in ("", area.province, area.code):
            continue
        for whole in _wholes(county, caliber.item):
            parts = _parts_of(county, whole, caliber)
            cell = whole.cell()
            if cell is None or parts is None:
                continue
            yield from _sum(cell, parts, caliber)


def _wholes(county: CountyAt, name: str) -> Iterator[Item]:
    for basis in (CUMULATIVE, BALANCE):
        for series in county.book.named(name, basis):
            if series.own(county.period, ACTUAL):
                yield Item(name, series, county.period)


def _parts_of(
    county: CountyAt, whole: Item, caliber: Caliber
) -> list[tuple[int, Observation]] | None:
    """The parts of this very whole: under it, else beside it at the top of the table."""
    under = {part.name: part for part in county.parts(whole)}
    basis = whole.series.key.basis if whole.series else CUMULATIVE
    found = []
    for sign, name in caliber.components:
        part = under.get(name)
        if part is None and len(county.book.named(caliber.item, basis)) == 1:
            beside = county.item(name, beside=whole, basis=basis)
            # Under another item, it is a part of that one.
            part = beside if beside.series and not beside.series.key.parent_item else None
        cell = part.cell() if part else None
        mine = whole.cell()
        if cell is None or mine is None or cell.source != mine.source or not _alike(cell, mine):
            return None
        found.append((sign, cell))
    return found


def _sum(
    cell: Observation, parts: list[tuple[int, Observation]], caliber: Caliber
) -> Iterator[Finding]:
    expected = sum((sign * part.in_unit(cell.unit) for sign, part in parts), Decimal())
    off = abs(expected - cell.value)
    if off == 0:
        return
    scaled = [convert(Decimal(1), p.unit, cell.unit) for _, p in parts]
    allowed = sum_tolerance([cell.value]) + sum(
        (
            sum_tolerance([part.value]) * scale
            for (_, part), scale in zip(parts, scaled, strict=True)
        ),
        Decimal(),
    )
    rounding = off <= allowed
    formula = "".join(
        f"{'＋' if sign > 0 else '−'}{name}" for sign, name in caliber.components
    ).removeprefix("＋")
    yield _finding(
        "notice" if rounding else "error",
        f"{caliber.item}＝{formula}",
        cell,
        _exact(expected, cell.unit),
        _shown(cell),
        "尾差：各数四舍五入所致"
        if rounding
        else f"按口径各项算得的数与所列不符（{caliber.source}）",
    )


def named_as_registered(county: CountyAt) -> Iterator[Finding]:
    """The county's name in the data against the register."""
    area = county.book.county
    known = register().get(area.code)
    if known is not None and known.name != area.name:
        yield Finding(
            "warning",
            "县区名称与代码一致",
            area.code,
            str(county.period),
            "",
            "county",
            known.name,
            area.name,
            "代码或名称写错，或区划已调整",
        )


def month_published(county: CountyAt) -> Iterator[Finding]:
    """A published single month against the difference of two cumulative amounts."""
    for series, month in _cells(county, ACTUAL):
        if series.key.basis != "month" or county.period.month == 1:
            continue
        whole = county.book.twin(series, CUMULATIVE)
        now = whole.actual(county.period) if whole else None
        before = whole.actual(county.period.previous_month()) if whole else None
        if now is None or before is None or not _alike(now, before, month):
            continue
        expected = now.in_unit(month.unit) - before.in_unit(month.unit)
        allowed = sum_tolerance([now.value, before.value, month.value])
        if abs(expected - month.value) > allowed:
            yield _finding(
                "warning",
                f"当月{MEASURES[ACTUAL]}＝本月累计−上月累计",
                month,
                _exact(expected, month.unit),
                _shown(month),
                "上月累计数有调整，或当月数有误",
            )
