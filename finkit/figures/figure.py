"""A figure: one computed value with its formula, its inputs and, when absent, the reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote
from zlib import crc32

from finkit.contract import MEASURES, Observation
from finkit.units import machine

COLUMNS = (
    "id",
    "county_code",
    "county",
    "period",
    "basis",
    "item",
    "parent_item",
    "standard_item",
    "indicator",
    "of_item",
    "value",
    "unit",
    "status",
    "reason",
    "formula",
    "inputs",
)

_ENCODER = json.JSONEncoder(ensure_ascii=False)


class Figure(NamedTuple):
    """One value that a reader may see. `value` is unrounded, in `unit`; None where absent."""

    id: str
    county_code: str
    county: str
    period: str
    basis: str
    item: str
    parent_item: str
    standard_item: str
    indicator: str
    of_item: str
    value: Decimal | None
    unit: str
    reason: str
    formula: str
    inputs: tuple[Observation, ...]

    @property
    def status(self) -> str:
        """`ok`, or `absent` when there is no value."""
        return "absent" if self.value is None else "ok"

    def row(self) -> list[str]:
        """The cells of a CSV row, in the order of `COLUMNS`."""
        return [*self._cells(), "; ".join(map(_input_text, self.inputs))]

    def _cells(self) -> tuple[str, ...]:
        """The cells of `COLUMNS` but for the last, the inputs."""
        return (
            self.id,
            self.county_code,
            self.county,
            self.period,
            self.basis,
            self.item,
            self.parent_item,
            self.standard_item,
            self.indicator,
            self.of_item,
            "" if self.value is None else machine(self.value),
            self.unit,
            self.status,
            self.reason,
            self.formula,
        )

    def as_dict(self) -> dict[str, Any]:
        """The object of `figures.json`."""
        return {**self._without_inputs(), "inputs": [_input_dict(cell) for cell in self.inputs]}

    def as_json(self) -> str:
        """`as_dict` as JSON text; that of the inputs, which many figures share, is kept."""
        head = _ENCODER.encode(self._without_inputs())
        return f'{head[:-1]}, "inputs": [{", ".join(map(_input_json, self.inputs))}]}}'

    def _without_inputs(self) -> dict[str, Any]:
        cells: dict[str, Any] = dict(zip(COLUMNS, self._cells(), strict=False))
        cells["value"] = None if self.value is None else _json_number(self.value)
        return cells


def _json_number(value: Decimal) -> int | float:
    text = machine(value)
    return float(text) if "." in text else int(text)


@lru_cache(maxsize=65536)
def _input_text(cell: Observation) -> str:
    name = f"{cell.period} {cell.item}{MEASURES[cell.measure]}"
    return f"{name}={machine(cell.value)}{cell.unit} [{cell.source}]"


def _input_dict(cell: Observation) -> dict[str, Any]:
    return {
        "county_code": cell.county_code,
        "period": str(cell.period),
        "basis": cell.basis,
        "item": cell.item,
        "parent_item": cell.parent_item,
        "measure": cell.measure,
        "value": _json_number(cell.value),
        "unit": cell.unit,
        "source": cell.source,
    }


def anchor(figure: str) -> str:
    """Where a page tells of the item that the figure of this id is of: one place an item.

    >>> growth = "621124/2024-02/cumulative/税收收入//yoy_rate/"
    >>> anchor(growth) == anchor(growth.replace("yoy_rate", "amount"))
    True
    """
    parts = figure.split("/")
    item = "/".join((*parts[:5], *parts[7:]))
    return f"f-{crc32(item.encode()):08x}"


@lru_cache(maxsize=65536)
def _input_json(cell: Observation) -> str:
    return _ENCODER.encode(_input_dict(cell))


@lru_cache(maxsize=65536)
def _part(text: str) -> str:
    """A part of an id: readable, without the marks that separate parts."""
    return "".join(quote(c) if c in "/%<>\"'&\\" or c.isspace() else c for c in text)


class FigureIds:
    """Ids of the figures of one item at one period: unique because they spell out the key.

    >>> FigureIds("621124", "2024-02", "税收收入").of("cumulative", "yoy_rate")
    '621124/2024-02/cumulative/税收收入//yoy_rate/'
    """

    def __init__(
        self, code: str, period: str, item: str, parent: str = "", edition: Sequence[str] = ()
    ) -> None:
        self._place = f"{_part(code)}/{period}"
        self._item = f"{_part(item)}/{_part(parent)}"
        self._edition = "".join(f"/{_part(part)}" for part in edition) if any(edition) else ""

    def of(self, basis: str, indicator: str, of_item: str = "") -> str:
        """The id of an indicator's figure."""
        last = _part(of_item) if of_item else ""
        return f"{self._place}/{basis}/{self._item}/{indicator}/{last}{self._edition}"
