"""Columns of numbers whose headings nobody knows: left aside, but named, and to be answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from finkit.contract import ACTUAL
from finkit.gate.numbers import number
from finkit.workbooks.layout.column import Column
from finkit.workbooks.reading.found import Table


class Unknown(NamedTuple):
    """A heading that nobody knows: in which layout, titled how, and what a map calls it."""

    layout: str
    title: str
    heading: str


def unknown(tables: Iterable[Table]) -> list[Unknown]:
    """The headings, each once, that numbers were left aside for."""
    return list(dict.fromkeys(one for table in tables for one in _of_table(table)))


def lost_amounts(tables: Iterable[Table]) -> list[Unknown]:
    """Those headings of tables that no amount of the period itself was taken from: it stands
    below one of them, most likely."""
    lost = (t for t in tables if not any(one.measure == ACTUAL for one in t.amounts))
    return unknown(table for table in lost if table.amounts or table.rates)


def _of_table(table: Table) -> Iterator[Unknown]:
    aside = {_letters(one.place) for one in table.asides if number(one.text).value is not None}
    for column in table.columns:
        if _is_unknown(column) and column.letter in aside:
            yield Unknown(table.layout, table.title, column.asked_as)


def _is_unknown(column: Column) -> bool:
    return bool(column.printed) and not column.meaning.role


def _letters(place: str) -> str:
    return place.rsplit("!", 1)[-1].rstrip("0123456789")
