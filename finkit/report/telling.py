"""How the figures of a page came about, told shortly: formulas once, the data item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from finkit.accounts.spelling import plain_name
from finkit.contract import CUMULATIVE, Observation, cell_of, measure_name, publication
from finkit.figures.declaration import Indicator
from finkit.figures.figure import Figure
from finkit.figures.pointing import Spots, item_of, key_of
from finkit.periods import Period
from finkit.readers.side_tables import Source
from finkit.report.told_figures import told
from finkit.units import MONEY_UNIT, machine


class Input(NamedTuple):
    """One amount: its period, what it is, the number of its publication with its cell, its whole
    source."""

    period: str
    text: str
    mark: str
    source: str

    @property
    def marked(self) -> str:
        """〔1〕, with the whole source where the number does not say it."""
        title = f' title="{escape(self.source)}"' if self.source else ""
        mark = f"〔{escape(self.mark)}〕"
        return f"<span{title}>{mark}</span>" if title else mark


class Row(NamedTuple):
    """One item: where figures of it point to, its name, the data that they rest on.

    `item` and `told` are for machines: which item it is, and the values of its figures.
    """

    anchor: str
    name: str
    inputs: list[Input]
    item: str
    told: str

    @property
    def rests(self) -> Markup:
        """The data as a page tells them: the period and the source once for those that share it."""
        said = []
        for before, one, after in zip(
            (None, *self.inputs), self.inputs, (*self.inputs[1:], None), strict=False
        ):
            period = "" if before and before.period == one.period else f"{one.period} "
            is_last = after is None or after.mark != one.mark
            said.append(f"{period}{escape(one.text)}{one.marked if is_last else ''}")
        return Markup("；".join(said))

    def named(self, heading: str) -> str:
        """Which item it is, under this heading of its row: what that says, and that it is 累计,
        is left out."""
        basis, name, *rest = self.item.split("/")
        kept = ("" if basis == CUMULATIVE else basis, "" if name == heading else name)
        return "/".join((*kept, *rest))


class Formula(NamedTuple):
    """A formula: what it is called, its words, and the keys that have it (`4=yoy_rate`)."""

    label: str
    text: str
    keys: str


class Telling:
    """The appendix of one report. Each source has a number; the data name it."""

    def __init__(
        self,
        figures: Iterable[Figure],
        sources: Mapping[str, Source],
        spots: Spots,
        declared: Iterable[Indicator],
    ) -> None:
        self._figures = {figure.id: figure for figure in figures}
        self._sources, self._spots, self._declared = sources, spots, tuple(declared)
        self._numbers = {key: number for number, key in enumerate(sources, 1)}

    def formulas(self) -> list[Formula]:
        """The formulas of the indicators that show, in the order of their declarations."""
        keys: dict[tuple[str, str, str], dict[str, None]] = {}
        for figure in self._figures.values():
            key = f"{self._spots[figure].key}={key_of(figure.id)}"
            keys.setdefault(_told(figure.declared), {})[key] = None
        told = dict.fromkeys(map(_told, self._declared))
        return [Formula(*one[1:], " ".join(keys[one])) for one in told if one in keys]

    def rows(self) -> dict[str, Row]:
        """A row an item, by where it stands, in the order in which the items first show."""
        items: dict[str, list[Figure]] = {}
        for figure in self._figures.values():
            items.setdefault(self._spots[figure].anchor, []).append(figure)
        return {place: self._row(place, figures) for place, figures in items.items()}

    def _row(self, place: str, figures: list[Figure]) -> Row:
        cells = _by_period(cell for figure in figures for cell in figure.inputs)
        inputs = [self._input(cell, plain_name(figures[0].item)) for cell in cells]
        entries = told(figures, cells, self._spots)
        return Row(place, _name(figures[0]), inputs, item_of(figures[0].id), entries)

    def _input(self, cell: Observation, own: str) -> Input:
        """295617〔1〕, or 〔2!D4〕 with the cell; another item, another unit than 万元 is named."""
        measure = "" if cell.measure == "actual" else measure_name(cell.measure)
        item = plain_name(cell.item)
        name = f"{'' if item == own else item}{measure} ".lstrip()
        whole = cell.source in self._numbers
        number = self._numbers[cell.source if whole else publication(cell.source)]
        mark = str(number) if whole else f"{number}!{cell_of(cell.source)}"
        source = "" if whole else cell.source
        unit = "" if cell.unit == MONEY_UNIT else cell.unit
        return Input(str(cell.period), f"{name}{machine(cell.value)}{unit}", mark, source)

    def sources(self) -> list[tuple[int, str, Source]]:
        """The sources with their numbers."""
        return [(self._numbers[key], key, source) for key, source in self._sources.items()]


def _by_period(cells: Iterable[Observation]) -> list[Observation]:
    """Each once, those of a period together, the periods in the order in which they come."""
    periods: dict[Period, dict[Observation, None]] = {}
    for cell in cells:
        periods.setdefault(cell.period, {})[cell] = None
    return [cell for held in periods.values() for cell in held]


def _name(figure: Figure) -> str:
    return f"{plain_name(figure.item)}{'（当月）' if figure.basis == 'month' else ''}"


def _told(declared: Indicator) -> tuple[str, str, str]:
    return declared.key, declared.label, declared.formula
