"""What calamine does not say of a sheet's cells, put in among what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from finkit.gate.numbers import number
from finkit.workbooks.files.grid import Cell, Unread
from finkit.workbooks.files.number_formats import Section, shown_as
from finkit.workbooks.files.package import Look
from finkit.workbooks.files.runs import REASONS

_LEVEL = "  "
_DAY = re.compile(r"\d{1,2}日$")
Rows = list[list[str]]


class Apart(NamedTuple):
    """What of the cells is not among the rows: `unread` and `dropped`, and `seems`, as a `Sheet`
    has them."""

    unread: Mapping[Cell, Unread]
    dropped: Mapping[Cell, str]
    seems: Mapping[Cell, str]


def put_in(rows: Rows, look: Look) -> Apart:
    """Puts in errors, what the formats of the cells show, and runs; gives what is set apart."""

    def put(cells: Iterable[Cell], said: Callable[[Cell, str], str]) -> None:
        for row, column in _within(rows, cells):
            rows[row][column] = said((row, column), rows[row][column])

    shown = look.shown
    put(look.errors, lambda cell, _: look.errors[cell])
    put(shown.percents, lambda _, text: _percent(text))
    put(shown.months, lambda _, text: _DAY.sub("", text))
    seems = _scaled(rows, shown.scales)
    unread = _unread(rows, look)
    put(look.rich, lambda cell, text: text if cell in unread else look.rich[cell].text)
    put(shown.indents, lambda cell, text: _indented(text, shown.indents[cell]))
    dropped = {cell: look.rich[cell].dropped for cell in _within(rows, look.rich)}
    return Apart(unread, {cell: text for cell, text in dropped.items() if text}, seems)


def _within(rows: Rows, cells: Iterable[Cell]) -> Iterator[Cell]:
    for row, column in cells:
        if row < len(rows) and column < len(rows[row]):
            yield row, column


def _unread(rows: Rows, look: Look) -> dict[Cell, Unread]:
    """Takes out what is not to be read: cells of such a look, and those all of whose runs have
    one."""
    reasons = {cell: REASONS[kind] for cell, kind in look.shown.looks.items()}
    reasons |= {cell: found.reason for cell, found in look.rich.items()}
    found: dict[Cell, Unread] = {}
    for row, column in _within(rows, sorted(reasons)):
        reason, text = reasons[row, column], rows[row][column]
        if reason and text.strip():
            found[row, column] = Unread(text, reason)
            rows[row][column] = ""
    return found


def _scaled(rows: Rows, scales: Mapping[Cell, tuple[Section, ...]]) -> dict[Cell, str]:
    """Puts in numbers as their formats scale them; gives the units some seem to be stored in."""
    seems: dict[Cell, str] = {}
    for row, column in _within(rows, scales):
        value = number(rows[row][column]).value
        if value is not None:
            shown = shown_as(value, scales[row, column])
            rows[row][column] = shown.text
            if shown.seems:
                seems[row, column] = shown.seems
    return seems


def _indented(text: str, levels: int) -> str:
    """A text as far in as its cell shows it: blanks of its own come on top."""
    return _LEVEL * levels + text if text else ""


def _percent(text: str) -> str:
    """A number as the format of its cell shows it, with all its digits: 0.453 is 45.3%."""
    value = number(text).value
    return text if value is None else f"{(value * 100).normalize():f}%"
