"""A figure: one computed value with its formula, its inputs and, when absent, the reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from finkit.contract import MONTH, Observation, measure_name
from finkit.counties import County
from finkit.figures import derived
from finkit.figures.declaration import Indicator
from finkit.figures.quantity import Quantity
from finkit.ledger.county_book import SeriesKey
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

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


class Subject(NamedTuple):
    """What figures are of: an item of a county at a period, as published. They share it."""

    county: County
    period: str
    key: SeriesKey
    standard_item: str


class Figure(NamedTuple):
    """One value that a reader may see: of what, by which declaration, and the quantity itself.

    `value` is unrounded, in `unit`; None where absent.
    """

    id: str
    subject: Subject
    declared: Indicator
    quantity: Quantity

    @property
    def county_code(self) -> str:
        """The county's code."""
        return self.subject.county.code

    @property
    def county(self) -> str:
        """The county's name."""
        return self.subject.county.name

    @property
    def period(self) -> str:
        """The period, `YYYY-MM`."""
        return self.subject.period

    @property
    def basis(self) -> str:
        """累计, 当月 or 月末余额: the item's own, or the single month where that is declared."""
        return MONTH if self.declared.basis == "month" else self.subject.key.basis

    @property
    def item(self) -> str:
        """The item as published."""
        return self.subject.key.item

    @property
    def parent_item(self) -> str:
        """The item it stands under, as published; "" at the top."""
        return self.subject.key.parent_item

    @property
    def standard_item(self) -> str:
        """The item's standard name; "" where none is known."""
        return self.subject.standard_item

    @property
    def indicator(self) -> str:
        """The key of the indicator."""
        return self.declared.key

    @property
    def of_item(self) -> str:
        """The denominator or base, where there is a choice of them."""
        return self.quantity.of_item

    @property
    def value(self) -> Decimal | None:
        """The value, unrounded; None where absent."""
        return self.quantity.value

    @property
    def unit(self) -> str:
        """What the value stands in."""
        return self.quantity.unit

    @property
    def reason(self) -> str:
        """Why there is no value; "" where there is one."""
        return self.quantity.reason

    @property
    def formula(self) -> str:
        """The formula in words."""
        return self.declared.formula

    @property
    def inputs(self) -> tuple[Observation, ...]:
        """The observations it rests on."""
        return self.quantity.inputs

    @property
    def status(self) -> str:
        """`ok`, or `absent` when there is no value."""
        return "absent" if self.quantity.value is None else "ok"

    def __repr__(self) -> str:
        return f"Figure({self.county} {derived.headline(self)})"

    def __str__(self) -> str:
        return "\n".join(derived.lines(self))

    def _repr_html_(self) -> str:
        return derived.html(self)

    def row(self) -> list[str]:
        """The cells of a CSV row, in the order of `COLUMNS`."""
        return [*self._cells(), "; ".join(map(_input_text, self.inputs))]

    def _cells(self) -> tuple[str, ...]:
        """The cells of `COLUMNS` but for the last, the inputs."""
        subject, quantity, declared = self.subject, self.quantity, self.declared
        return (
            self.id,
            subject.county.code,
            subject.county.name,
            subject.period,
            self.basis,
            subject.key.item,
            subject.key.parent_item,
            subject.standard_item,
            declared.key,
            quantity.of_item,
            "" if quantity.value is None else machine(quantity.value),
            quantity.unit,
            self.status,
            quantity.reason,
            declared.formula,
        )

    def as_json(self, findings: Sequence[str] = ()) -> str:
        """The object of `figures.json`: `COLUMNS`, the inputs as objects, and `findings`.

        `findings` are the ids of the errors about an input (wherever `finkit check` and the page
        tell of them), accepted or not: such a figure has its value, and `status` stays `ok`. The
        text of the inputs, which many figures share, is kept.
        """
        head = _ENCODER.encode(self._without_inputs())
        inputs = ", ".join(map(_input_json, self.inputs))
        touching = _ENCODER.encode(list(findings)) if findings else "[]"
        return f'{head[:-1]}, "inputs": [{inputs}], "findings": {touching}}}'

    def _without_inputs(self) -> dict[str, Any]:
        cells: dict[str, Any] = dict(zip(COLUMNS, self._cells(), strict=False))
        cells["value"] = None if self.value is None else _json_number(self.value)
        return cells


def _json_number(value: Decimal) -> int | float:
    text = machine(value)
    return float(text) if "." in text else int(text)


@lru_cache(maxsize=65536)
def _input_text(cell: Observation) -> str:
    name = f"{cell.period} {cell.item}{measure_name(cell.measure)}"
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
        "data_status": cell.data_status,
        "scope": cell.scope,
    }


@lru_cache(maxsize=65536)
def _input_json(cell: Observation) -> str:
    return _ENCODER.encode(_input_dict(cell))


@lru_cache(maxsize=65536)
def id_part(text: str) -> str:
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
        self._place = f"{id_part(code)}/{period}"
        self._item = f"{id_part(item)}/{id_part(parent)}"
        self._edition = "".join(f"/{id_part(part)}" for part in edition) if any(edition) else ""

    def of(self, basis: str, indicator: str, of_item: str = "") -> str:
        """The id of an indicator's figure."""
        last = id_part(of_item) if of_item else ""
        return f"{self._place}/{basis}/{self._item}/{indicator}/{last}{self._edition}"
