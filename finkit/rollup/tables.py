"""A rollup for programs and for the eye: its table as rows, all of it as one object."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from finkit.figures.figure import Figure
from finkit.rollup.cells import FILED, NOT_FILED, heads
from finkit.rollup.cells import rows as cells_of
from finkit.rollup.columns import COLUMNS, GROWTH, REVENUE
from finkit.rollup.line import Line
from finkit.rollup.rollup import Rollup
from finkit.rollup.said import headline, sentences
from finkit.rollup.totals import Total
from finkit.units import machine

_RANKED = (REVENUE, GROWTH)
FIELDS = (
    *("county_code", "county", "prefecture", "status", "arrived", "last_period"),
    *(one.key for one in COLUMNS),
    *(f"{one.key}_rank" for one in _RANKED),
    "in_doubt",
)
"""The columns for programs: amounts in 亿元, rates in %, unrounded; "" where there is none."""


def rows(made: Rollup) -> Iterator[tuple[str, ...]]:
    """The cells of `FIELDS`, a row a county."""
    for line in made.ordered:
        ranks = (made.rank(line, one) for one in _RANKED)
        yield (
            line.county.code,
            line.county.name,
            line.county.prefecture,
            "filed" if line.has_filed else "missing",
            line.day,
            line.last,
            *(line.machine(one) for one in COLUMNS),
            *("" if rank is None else str(rank) for rank in ranks),
            "；".join(one.heading for one in COLUMNS if one.key in line.doubtful),
        )


def words(made: Rollup) -> tuple[list[str], list[list[str]]]:
    """The heads and the rows of the table for the eye."""
    has_days = any(one.day for one in made.lines)
    units = [f"{head.name} {head.unit}".strip() for head in heads(made)]
    told = ["县区", "代码", "地市", *units, *(["入台账"] if has_days else []), "状态"]
    table = [
        [
            row.name,
            row.code,
            row.prefecture,
            *(cell.text or "—" for cell in row.cells),
            *([row.day or "—"] if has_days else []),
            f"{FILED if row.has_filed else NOT_FILED}{f'，{row.why}' if row.why else ''}",
        ]
        for row in cells_of(made)
    ]
    return told, table


def as_object(made: Rollup) -> dict[str, Any]:
    """All that the page tells, for programs: numbers as numbers, `None` where there is none."""
    return {
        "area_code": made.area.code,
        "area": made.area.name,
        "period": str(made.period),
        "counties": len(made.lines),
        "filed": len(made.filed),
        "missing": [one.county.name for one in made.missing],
        "findings": ["".join(headline(made)), *sentences(made)],
        "columns": {
            one.key: {"name": one.heading, "unit": one.unit, "median": _number(made.middle(one))}
            for one in made.columns
        },
        "totals": [_total(made.area.name, one) for one in made.totals.values()],
        "parts": [
            _total(part.area.name, one) for part in made.parts for one in part.totals.values()
        ],
        "rows": [_object(made, line) for line in made.ordered],
        "not_counted": [
            {"county_code": one.county.code, "county": one.county.name} for one in made.others
        ],
    }


def _object(made: Rollup, line: Line) -> dict[str, Any]:
    known = {
        "county_code": line.county.code,
        "county": line.county.name,
        "prefecture": line.county.prefecture,
        "status": "filed" if line.has_filed else "missing",
        "arrived": line.day or None,
        "last_period": line.last or None,
    }
    values = {one.key: _number(line.value(one)) for one in COLUMNS}
    ranks = {f"{one.key}_rank": made.rank(line, one) for one in _RANKED}
    doubts = [one.key for one in COLUMNS if one.key in line.doubtful]
    figures = [figure.id for figure in line.figures.values()]
    return {**known, **values, **ranks, "in_doubt": doubts, "figures": figures}


def _total(name: str, total: Total) -> dict[str, Any]:
    return {
        "area": name,
        "item": total.column.item,
        "held": total.held,
        "of": total.of,
        "lacking": list(total.lacking),
        "total": _amount(total.amount),
        "reason": total.amount.reason,
        "growth": _number(total.growth.value),
        "published": _amount(total.own),
        "published_scope": total.own_scope,
        "published_growth": _number(total.own_growth.value) if total.own_growth else None,
        "published_less_total": _amount(total.beside),
        "not_compared": total.apart,
    }


def _amount(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None or figure.value is None:
        return None
    return {"value": _number(figure.value), "unit": figure.unit}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(machine(value))
