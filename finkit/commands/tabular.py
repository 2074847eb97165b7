"""Rows to standard output: as a table for the eye, as CSV, as JSON."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from finkit.contract import BASES
from finkit.errors import one_line
from finkit.figures.figure import Figure
from finkit.inert import inert
from finkit.periods import Period
from finkit.streams import can_say, escaped
from finkit.units import machine, text

FIGURE_TABLE = ("县区", "期间", "口径", "项目", "指标", "对象", "数值", "说明")
FIGURE_WIDTHS = (16, 7, 10, 28, 20, 28, 18, 0)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """CSV with LF line ends."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([inert(cell) for cell in row] for row in rows)


def write_json(objects: Iterable[dict[str, Any]]) -> None:
    """A JSON list, one object a line."""
    said = "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in objects) + "\n]\n"
    say_json(said)


def say_json(said: str) -> None:
    """JSON as it is, escaped where standard output lacks a character."""
    sys.stdout.write(said if can_say(said, sys.stdout) else escaped(said))


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns aligned by display width."""
    sys.stdout.write(aligned([tuple(columns), *rows]))


def aligned(rows: Iterable[Sequence[str]], widths: Sequence[int] = ()) -> str:
    """Lines of columns, as wide as their widest cell or as given: a longer cell moves its line."""
    cells = [tuple(map(one_line, row)) for row in rows]
    widths = widths or [max(map(_width, column)) for column in zip(*cells, strict=True)]
    return "".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        + "\n"
        for row in cells
    )


@lru_cache(maxsize=65536)
def _width(text: str) -> int:
    """How wide a text shows: a Chinese character is two wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def figure_cells(figure: Figure) -> tuple[str, ...]:
    """A figure as a line of the table; the value rounded to four decimals, for reading only."""
    value = "" if figure.value is None else text(figure.value, figure.unit, _places(figure))
    return (
        figure.county,
        figure.period,
        BASES.get(figure.basis, figure.basis),
        figure.item,
        figure.declared.label,
        figure.of_item,
        value,
        "；".join(filter(None, (figure.reason, _origin(figure)))),
    )


def _origin(figure: Figure) -> str:
    """Whose indicator it is, where not the package's."""
    return f"自定（{figure.declared.origin}）" if figure.declared.origin else ""


def _places(figure: Figure) -> int:
    digits = machine(figure.value) if figure.value is not None else ""
    return min(len(digits.partition(".")[2]), 4)


def spans(periods: Sequence[Period]) -> tuple[str, str]:
    """How many periods, and which: runs of months or of years are drawn together.

    >>> spans([Period(2021, 1), Period(2021, 2), Period(2021, 3), Period(2022, 12)])
    ('4', '2021-01..2021-03 2022-12')
    """
    runs: list[list[Period]] = []
    for period in periods:
        if runs and _follows(runs[-1], period):
            runs[-1].append(period)
        else:
            runs.append([period])
    shown = (str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs)
    return str(len(periods)), " ".join(shown)


def _follows(run: list[Period], period: Period) -> bool:
    last = run[-1]
    if period.previous_month() == last:
        return len(run) == 1 or run[-2] == last.previous_month()
    return period.years_before(1) == last and (len(run) == 1 or run[-2] == last.years_before(1))
