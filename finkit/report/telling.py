"""How the figures of a page came about, told shortly: formulas once, the data item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from finkit import indicators
from finkit.accounts.spelling import plain_name
from finkit.contract import Observation, cell_of, measure_name, publication
from finkit.figures.declaration import Indicator
from finkit.figures.figure import Figure, anchor
from finkit.readers.side_tables import Source
from finkit.units import machine


class Row(NamedTuple):
    """One item: where figures of it point to, its name, the data that they rest on."""

    anchor: str
    name: str
    inputs: list[Input]


class Input(NamedTuple):
    """One amount: what it is, the number of its publication with its cell, its whole source."""

    text: str
    mark: str
    source: str


class Telling:
    """The appendix of one report. Each source has a number; the data name it."""

    def __init__(self, figures: Iterable[Figure], sources: Mapping[str, Source]) -> None:
        self._figures, self._sources = list(figures), sources
        self._numbers = {key: number for number, key in enumerate(sources, 1)}

    def formulas(self) -> list[tuple[str, str]]:
        """Label and formula of the indicators that show, in the order of their declarations."""
        shown = {_told(figure.declared) for figure in self._figures}
        told = dict.fromkeys(map(_told, indicators.all_declared()))
        return [(label, formula) for key, label, formula in told if (key, label, formula) in shown]

    def rows(self) -> list[Row]:
        """A row an item, in the order in which the items first show."""
        items: dict[str, list[Figure]] = {}
        for figure in self._figures:
            items.setdefault(anchor(figure.id), []).append(figure)
        return [Row(place, _name(of[0]), self._inputs(of)) for place, of in items.items()]

    def _inputs(self, figures: list[Figure]) -> list[Input]:
        """2021-10 295617万元〔1〕, or 〔2!D4〕 with the cell; each once; another item is named."""
        cells = dict.fromkeys(cell for figure in figures for cell in figure.inputs)
        own = plain_name(figures[0].item)
        return [self._input(cell, own) for cell in cells]

    def _input(self, cell: Observation, own: str) -> Input:
        measure = "" if cell.measure == "actual" else measure_name(cell.measure)
        item = plain_name(cell.item)
        name = f"{cell.period} {'' if item == own else item}{measure}"
        whole = cell.source in self._numbers
        number = self._numbers[cell.source if whole else publication(cell.source)]
        mark = str(number) if whole else f"{number}!{cell_of(cell.source)}"
        source = "" if whole else cell.source
        return Input(f"{name}{machine(cell.value)}{cell.unit}", mark, source)

    def sources(self) -> list[tuple[int, str, Source]]:
        """The sources with their numbers."""
        return [(self._numbers[key], key, source) for key, source in self._sources.items()]


def _name(figure: Figure) -> str:
    return f"{plain_name(figure.item)}{'（当月）' if figure.basis == 'month' else ''}"


def _told(declared: Indicator) -> tuple[str, str, str]:
    return declared.key, declared.label, declared.formula
