"""Which sheet an indicator stands on: `families.csv`, a row a file of `finkit/indicators/`."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import NamedTuple

from finkit.figures.declaration import Indicator

OTHERS = "自定指标"
"""The sheet of what is declared outside the package."""


class Family(NamedTuple):
    """A sheet of indicators: its name, what they are about, and their columns in order."""

    sheet: str
    about: str
    heads: Sequence[str]


def heading(one: Indicator) -> str:
    """The column of an indicator: its term, with its unit where that is always the same.

    >>> from finkit.indicators import declared
    >>> heading(declared("yoy_rate")), heading(declared("yoy_amount"))
    ('同比增长率（%）', '同比增减额')
    """
    return f"{one.label}（{one.unit}）" if one.unit else one.label


@cache
def families() -> dict[str, Family]:
    """The sheets, by their names, in their order."""
    found: dict[str, Family] = {}
    for row in _rows():
        heads = [heading(one) for one in _declared_in(row["module"])]
        held = found.get(row["sheet"]) or Family(row["sheet"], row["about"], ())
        found[row["sheet"]] = held._replace(heads=list(dict.fromkeys((*held.heads, *heads))))
    return found


@cache
def sheets() -> dict[Indicator, str]:
    """The sheet of each indicator of the package."""
    return {one: row["sheet"] for row in _rows() for one in _declared_in(row["module"])}


def sheet_of(one: Indicator) -> str:
    """The sheet of an indicator.

    >>> from finkit.indicators import declared
    >>> sheet_of(declared("tax_share"))
    '收入与自给'
    """
    return sheets().get(one, OTHERS)


@cache
def _rows() -> list[dict[str, str]]:
    text = files(__package__).joinpath("families.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _declared_in(module: str) -> Sequence[Indicator]:
    found: Sequence[Indicator] = import_module(f"finkit.indicators.{module}").INDICATORS
    return found
