"""The series that a chart draws: in the page a column of its table, in figures.json a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from finkit.figures.figure import Figure
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.units import convert, grouped, machine, round_half_up, text, unit

Values = list[Decimal | None]

_RATE_DECIMALS = 4
"""Computed rates are listed to so many decimals: more than anyone draws."""


@dataclass(frozen=True)
class Series:
    """One series as drawn: its name, the names of its points, and each point as it prints.

    `told` is what figures.json says of it: of points that are figures their ids, of others their
    periods (or counties) and values. `figures` are those of its points.
    """

    heading: str
    rows: tuple[str, ...]
    texts: tuple[str, ...]
    told: Mapping[str, Any] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()


def of_figures(
    heading: str, rows: Sequence[str], figures: Sequence[Figure | None], texts: Sequence[str]
) -> Series:
    """A series whose points are figures; None and an empty text for one that is not known."""
    held = tuple(one for one in figures if one is not None)
    told = {"points": [one.id if one is not None else None for one in figures]}
    return Series(heading, told_apart(rows), tuple(texts), told, held)


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """The names, those that come again with their number.

    >>> told_apart(["税收收入", "其他", "其他"])
    ('税收收入', '其他', '其他（2）')
    """
    found: list[str] = []
    for n, name in enumerate(names):
        again = list(names[:n]).count(name)
        found.append(f"{name}（{again + 1}）" if again else name)
    return tuple(found)


def over_time(
    heading: str,
    rows: Sequence[str],
    series: ItemSeries,
    indicator: str,
    unit_name: str,
    periods: Sequence[Period],
    values: Sequence[Decimal | None],
) -> Series:
    """An item's amounts or rates over periods, in one unit."""
    told = {
        "indicator": indicator,
        "item": series.key.item,
        "parent_item": series.key.parent_item,
        "basis": series.key.basis,
        "unit": unit_name,
        "periods": [str(period) for period in periods],
        "values": _listed(values, unit_name),
    }
    texts = tuple(printed(value, unit_name) for value in values)
    return Series(heading, tuple(rows), texts, told)


def among(
    heading: str,
    series: ItemSeries,
    indicator: str,
    unit_name: str,
    counties: Sequence[tuple[str, str]],
    values: Sequence[Decimal | None],
) -> Series:
    """An item's amounts or rates of several counties (code, name) at one period, in one unit."""
    told = {
        "indicator": indicator,
        "item": series.key.item,
        "basis": series.key.basis,
        "unit": unit_name,
        "counties": [code for code, _ in counties],
        "values": _listed(values, unit_name),
    }
    texts = tuple(printed(value, unit_name) for value in values)
    return Series(heading, tuple(name for _, name in counties), texts, told)


def _listed(values: Sequence[Decimal | None], unit_name: str) -> list[float | int | None]:
    is_rate = unit(unit_name).kind == "rate"
    return [
        None if one is None else _number(round_half_up(one, _RATE_DECIMALS) if is_rate else one)
        for one in values
    ]


def _number(value: Decimal) -> float | int:
    said = machine(value)
    return float(said) if "." in said else int(said)


def printed(value: Decimal | None, unit_name: str) -> str:
    """A value as a table shows it, without its unit and with no more decimals than it has; "" for
    none.

    >>> printed(Decimal("14.499"), "亿元"), printed(Decimal("5.2"), "亿元"), printed(None, "%")
    ('14.50', '5.2', '')
    """
    if value is None:
        return ""
    own = max(0, -int(value.as_tuple().exponent))
    return grouped(text(value, unit_name, min(own, unit(unit_name).decimals))[: -len(unit_name)])


def in_unit(value: Decimal, own: str, unit_name: str) -> Decimal:
    """A value in another unit, with no more decimals than that leaves.

    >>> in_unit(Decimal(144990), "万元", "亿元")
    Decimal('14.499')
    """
    if own == unit_name:
        return value
    plain = convert(value, own, unit_name).normalize()
    return plain if int(plain.as_tuple().exponent) <= 0 else plain.quantize(Decimal(1))
