"""What moved a total, part by part: which parts a reader is shown, and what all others made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from finkit.accounts.names import TAX
from finkit.figures import outline
from finkit.figures.county_at import CountyAt, Item, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.quantity import Quantity, difference, total
from finkit.indicators.growth import yoy_amount
from finkit.units import in_base

_FEWEST = 2
_SHOWN = 8
"""So many parts, those that moved most, are shown by name."""

Moved = tuple[Item, Quantity]
"""An item with its change, which has a value."""


class Steps(NamedTuple):
    """A revenue item with its change, its parts with theirs, and those that are shown."""

    whole: Item
    change: Quantity
    parts: list[Moved]
    shown: list[Moved]

    @property
    def rest(self) -> Quantity:
        """其他: what the parts shown leave of the change."""
        return difference(self.change, total(*(change for _, change in self.shown)))


def steps(county: CountyAt) -> Steps | None:
    """The narrowest of the general revenue items that is broken down; None where its change is not
    known, or none is."""
    for whole in reversed(outline.lines(county, outline.GENERAL_LINES)):
        parts = _parts(county, whole)
        if len(parts) < _FEWEST:
            continue
        change = _change(whole)
        if change is None:
            return None
        ranked = sorted(parts, key=lambda pair: abs(_size(pair)), reverse=True)[:_SHOWN]
        return Steps(whole, change, parts, [pair for pair in parts if pair in ranked])
    return None


def _parts(county: CountyAt, whole: Item) -> list[Moved]:
    """The taxes in place of their sum, where they are held; then the other kinds."""
    kinds = outline.tax_and_nontax(county, whole).parts
    taxes = _changed(outline.taxes(county, whole).parts)
    if len(taxes) < _FEWEST:
        return _changed(kinds)
    return [*taxes, *_changed([kind for kind in kinds if kind.name != TAX])]


def _changed(items: list[Item]) -> list[Moved]:
    held = [(item, change) for item in items if (change := _change(item))]
    return sorted(held, key=_size, reverse=True)


def _change(item: Item) -> Quantity | None:
    change = yoy_amount(item.series, item.period) if item.series else None
    return change if change and change.value is not None else None


def _size(pair: Moved) -> float:
    """For ranking: in 元, so that all units compare."""
    _, change = pair
    assert change.value is not None
    return float(in_base(change.value, change.unit))


def rest_change(county: CountyAt) -> Iterable[Result]:
    """其他各项增减额."""
    found = steps(county)
    if found:
        yield Result(found.whole.subject, found.rest)


INDICATORS = (
    CountyIndicator(
        key="rest_change",
        label="其他各项增减额",
        unit="",
        basis="item",
        speech=Speech.CHANGE,
        formula="同比增减额−单独列出的各分项同比增减额之和",
        definition="增减额居前的8个分项（有分税种数的以税种代税收）以外，其余各项使总额增减的数额",
        source="本项目的图示规则：单独列出的与其他之和等于总额的增减额",
        compute=rest_change,
        in_table=False,
    ),
)
