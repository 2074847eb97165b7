"""How the figures of a page came about, told shortly: formulas once, the data item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from finkit.contract import MEASURES, Observation
from finkit.dataset import Source
from finkit.indicators import INDICATORS
from finkit.indicators.declaration import Indicator
from finkit.indicators.figure import Figure, anchor
from finkit.units import machine


class Row(NamedTuple):
    """One item: where figures of it point to, its name, the data that they rest on."""

    anchor: str
    name: str
    inputs: str


class Telling:
    """The appendix of one report. Each source has a number; the data name it."""

    def __init__(self, figures: Iterable[Figure], sources: Mapping[str, Source]) -> None:
        self._figures, self._sources = list(figures), sources
        self._numbers = {key: number for number, key in enumerate(sources, 1)}

    def indicators(self) -> list[Indicator]:
        """The indicators that show, in the order of their declarations."""
        shown = {figure.indicator for figure in self._figures}
        declared = {one.key: one for one in INDICATORS if one.key in shown}
        return list(declared.values())

    def rows(self) -> list[Row]:
        """A row an item, in the order in which the items first show."""
        items: dict[str, list[Figure]] = {}
        for figure in self._figures:
            items.setdefault(anchor(figure.id), []).append(figure)
        return [Row(place, _name(of[0]), self._inputs(of)) for place, of in items.items()]

    def _inputs(self, figures: Iterable[Figure]) -> str:
        """2021-10 全口径财政收入295617万元〔1〕；…, each once."""
        cells = dict.fromkeys(cell for figure in figures for cell in figure.inputs)
        return "；".join(map(self._input, cells))

    def _input(self, cell: Observation) -> str:
        measure = "" if cell.measure == "actual" else MEASURES[cell.measure]
        number = self._numbers[cell.source]
        return f"{cell.period} {cell.item}{measure}{machine(cell.value)}{cell.unit}〔{number}〕"

    def sources(self) -> list[tuple[int, str, Source]]:
        """The sources with their numbers."""
        return [(self._numbers[key], key, source) for key, source in self._sources.items()]


def _name(figure: Figure) -> str:
    return f"{figure.item}{'（当月）' if figure.basis == 'month' else ''}"
