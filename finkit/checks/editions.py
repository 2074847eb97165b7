"""Editions of one amount: 快报, 执行, 决算; 县本级, 全县, 含开发区. They are never mixed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from finkit.checks.cells import about, alike, cells_of, shown, tolerance_in
from finkit.checks.finding import Finding
from finkit.checks.tally import BOUND, Checked
from finkit.contract import ACTUAL, Observation
from finkit.figures.county_at import CountyAt

# Each scope lies within the next.
_WIDENING = (
    ("县本级", "区本级", "市本级", "旗本级", "本级"),
    ("全县", "全区", "全市", "全旗"),
    ("含开发区",),
)
_STATUSES = ("快报", "预计执行", "执行", "决算")


def statuses_differ(county: CountyAt) -> Iterator[Finding]:
    """决算数 against 执行数 or 快报数 of the same amount: one notice, the widest difference."""
    differing = []
    for a, b in _pairs(county):
        if a.scope == b.scope and a.data_status != b.data_status and _differs(a, b):
            differing.append(sorted((a, b), key=_firmness))
    if not differing:
        return
    early, firm = max(
        differing, key=lambda pair: abs(pair[0].in_unit(pair[1].unit) - pair[1].value)
    )
    also = f"，同类共{len(differing)}项" if len(differing) > 1 else ""
    yield about(
        "notice",
        f"{firm.data_status}数＝{early.data_status}数",
        firm,
        shown(early),
        shown(firm),
        f"不同状态的数不同，不混用{also}",
    )


def _firmness(cell: Observation) -> int:
    return _STATUSES.index(cell.data_status) if cell.data_status in _STATUSES else -1


def _pairs(county: CountyAt) -> Iterator[tuple[Observation, Observation]]:
    """Two editions of one item with a stated status, each pair once."""
    by_item: dict[tuple[str, ...], list[Observation]] = {}
    for series, cell in cells_of(county, ACTUAL):
        if cell.data_status:
            key = (series.name, series.parent_name, series.key.basis)
            by_item.setdefault(key, []).append(cell)
    for editions in by_item.values():
        yield from combinations(editions, 2)


def _differs(a: Observation, b: Observation) -> bool:
    return alike(a, b) and abs(a.in_unit(b.unit) - b.value) > tolerance_in((a, b), b.unit)


def scopes_nest(county: CountyAt) -> Iterator[Checked]:
    """县本级 ≤ 全县 ≤ 含开发区, of one item and status."""
    held: dict[tuple[str, str, str], list[tuple[int, Observation]]] = {}
    for series, cell in cells_of(county, ACTUAL):
        if (width := _width(series.scope)) is not None and cell.value > 0:
            key = (series.name, series.key.basis, series.key.data_status)
            held.setdefault(key, []).append((width, cell))
    for cells in held.values():
        for (width, cell), (other_width, other) in combinations(sorted(cells, key=_by_width), 2):
            if width >= other_width or not alike(cell, other):
                continue
            yield BOUND
            if _exceeds(cell, other):
                yield about(
                    "error",
                    f"{cell.item}≤{other.item}"
                    if cell.item != other.item
                    else "本级≤全县≤含开发区",
                    cell,
                    f"不大于{shown(other)}",
                    shown(cell),
                    "范围小的数大于范围大的数：范围（scope）填反，或数据有误",
                    other,
                )


def _by_width(pair: tuple[int, Observation]) -> int:
    return pair[0]


def _width(scope: str) -> int | None:
    found = (width for width, names in enumerate(_WIDENING) if scope in names)
    return next(found, None)


def _exceeds(cell: Observation, other: Observation) -> bool:
    return cell.in_unit(other.unit) - other.value > tolerance_in((cell, other), other.unit)


def scope_changes(county: CountyAt) -> Iterator[Finding]:
    """This year in one scope, last year only in another: one notice that they do not compare."""
    changed = []
    last = county.period.years_before(1)
    for series, cell in cells_of(county, ACTUAL):
        if not series.scope or series.prior(county.period):
            continue
        others = [
            other
            for other in county.book.named(series.name, series.key.basis)
            if other.parent_name == series.parent_name
            and other.scope not in ("", series.scope)
            and other.own(last, ACTUAL)
        ]
        if others:
            changed.append((cell, series.scope, others[0].scope))
    if changed:
        cell, now, then = changed[0]
        also = f"，同类共{len(changed)}项" if len(changed) > 1 else ""
        rule = "两年范围一致"
        yield about("notice", rule, cell, then, now, f"范围不同，不计算同比{also}")
