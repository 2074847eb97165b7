"""Areas against each other: a county within its prefecture, no county held twice."""

from __future__ import annotations

from collections.abc import Iterator

from finkit.checks.cells import about, alike, cells_of, shown, tolerance_in
from finkit.checks.finding import Finding
from finkit.checks.tally import BOUND, Checked
from finkit.contract import ACTUAL, MONTH, Observation
from finkit.counties import County, is_county_level, register
from finkit.counties.history import former
from finkit.counties.names import goes_by, namesakes
from finkit.figures.county_at import CountyAt
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.ledger.ledger import Ledger
from finkit.periods import Period
from finkit.units import unit

_NATION = "100000"
# Scopes that leave out the counties below.
_OWN_LEVEL = ("县本级", "区本级", "市本级", "本级", "省本级")


def within_prefecture(county: CountyAt, ledger: Ledger) -> Iterator[Checked]:
    """Each amount ≤ that of the prefecture, the province and the nation, where they are held."""
    for above in above_of(county.book.county.code, ledger):
        yield from _within(county, ledger.county(above))


def above_of(code: str, ledger: Ledger) -> list[str]:
    """The codes held of the areas that a county lies in: those its amounts are compared with."""
    if not is_county_level(code):
        return []
    found = dict.fromkeys((f"{code[:4]}00", f"{code[:2]}0000", _NATION))
    return [above for above in found if ledger.holds(above)]


def _within(county: CountyAt, above: CountyBook) -> Iterator[Checked]:
    if "本级" in above.county.name:
        return
    for series, cell in cells_of(county, ACTUAL):
        whole = _whole(above, series, county.period) if cell.value > 0 else None
        if whole is None or not alike(cell, whole) or unit(cell.unit).kind in ("rate", "points"):
            continue
        if whole.value <= 0:
            continue
        yield BOUND
        if _exceeds(cell, whole):
            yield about(
                "warning" if cell.basis == MONTH else "error",
                f"县级数不大于{above.county.name}数",
                cell,
                f"不大于{shown(whole)}",
                shown(cell),
                "县级数大于上级汇总数：单位、代码有误，或两表口径不同",
            )


def _whole(above: CountyBook, series: ItemSeries, period: Period) -> Observation | None:
    found = [
        cell
        for other in above.named(series.name, series.key.basis)
        if other.parent_name == series.parent_name
        and other.scope not in _OWN_LEVEL
        and other.key.data_status == series.key.data_status
        and (cell := other.own(period, ACTUAL))
    ]
    return found[0] if len(found) == 1 else None


def _exceeds(cell: Observation, whole: Observation) -> bool:
    return cell.in_unit(whole.unit) - whole.value > tolerance_in((cell, whole), whole.unit)


def held_twice(ledger: Ledger) -> Iterator[Finding]:
    """One county under two codes: by its name in one province, or by equal figures."""
    yield from _same_names(ledger.counties)
    for period, codes in ledger.same_figures():
        yield Finding(
            "error",
            "一个县区只有一个代码",
            codes[1],
            str(period),
            "",
            "county_code",
            "各县区的数不同",
            f"与{codes[0]}的各数完全相同",
            "同一县区的数以两个代码重复录入，或复制有误",
        )


def _same_names(counties: list[County]) -> Iterator[Finding]:
    first: dict[tuple[str, str], County] = {}
    for county in counties:
        other = first.setdefault((county.province, county.name), county)
        if other is county or not county.province or (_registered(county) and _registered(other)):
            continue
        if county.name in namesakes() and _of_two_cities(county, other):
            continue
        yield Finding(
            "warning",
            "一个县区只有一个代码",
            county.code,
            "",
            "",
            "county",
            f"{county.name}只有一个代码",
            f"{other.code}、{county.code}",
            "同名两个代码：代码写错，或区划调整前后的代码并存",
        )


def _of_two_cities(county: County, other: County) -> bool:
    """Whether two codes, of now or formerly, are of two cities: 阳泉's 城区 and 长治's."""
    codes = county.code, other.code
    return all(map(is_county_level, codes)) and len({code[:4] for code in codes}) == 2


def _registered(county: County) -> bool:
    return any(goes_by(known, county.name) for known in _names_of(county.code))


def named_as_registered(county: CountyAt) -> Iterator[Finding]:
    """The county's name in the data against the register: of today, or as it was before."""
    area = county.book.county
    borne = _names_of(area.code)
    if borne and not any(goes_by(one, area.name) for one in borne):
        known = borne[0]
        whole = f"{known.prefecture}{known.name}" if known.name in area.name else known.name
        yield Finding(
            "warning",
            "县区名称与代码一致",
            area.code,
            str(county.period),
            "",
            "county",
            whole,
            area.name,
            "代码或名称写错，或区划已调整",
        )


def _names_of(code: str) -> list[County]:
    """The county of a code under each of its names, that of today first."""
    today, ended = register().get(code), [one.county for one in former().get(code, ())]
    return [*([today] if today else []), *reversed(ended)]
