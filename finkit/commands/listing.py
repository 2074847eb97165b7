"""All figures of a data set as text: counties shared out among the processor's cores.

The data are loaded once and inherited by forked workers; where a platform cannot fork, or there is
little to do, the same is done in one process.
"""

from __future__ import annotations

import csv
import gc
import io
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from finkit.checks import doubts_of
from finkit.commands.tabular import FIGURE_TABLE, FIGURE_WIDTHS, aligned, figure_cells
from finkit.dataset import Dataset
from finkit.figures.figure import COLUMNS, Figure
from finkit.periods import Period

Held = tuple[str, Period]
_FEW = 100
# Small enough that the cores end together and that little text waits for its turn.
_SHARE = 16
_COMMAS = len(COLUMNS) - 1


def as_csv(data: Dataset, held: Iterable[Held]) -> str:
    """CSV rows, LF line ends."""
    return "".join(map(_csv_line, _figures(data, held)))


def _figures(data: Dataset, held: Iterable[Held]) -> Iterator[Figure]:
    return (figure for code, period in held for figure in data.told_figures(code, period))


def _csv_line(figure: Figure) -> str:
    row = figure.row()
    line = ",".join(row)
    # Most rows hold nothing to quote, and joining is several times faster than the writer.
    if line.count(",") == _COMMAS and not ('"' in line or "\n" in line or "\r" in line):
        return line + "\n"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue()


def as_json(data: Dataset, held: Iterable[Held]) -> str:
    """JSON objects, one a line, each with a comma before it; with the errors that touch them."""
    return "".join(
        f",\n{figure.as_json([one.id for one in doubts.of(figure)])}"
        for code, periods in groupby(held, key=itemgetter(0))
        for doubts in [doubts_of(data, code)]
        for _, period in periods
        for figure in data.told_figures(code, period)
    )


def as_table(data: Dataset, held: Iterable[Held]) -> str:
    """Aligned lines for the eye."""
    return aligned(map(figure_cells, _figures(data, held)), FIGURE_WIDTHS)


Write = Callable[[Dataset, Iterable[Held]], str]
_FORMS: dict[str, tuple[str, Write, str]] = {
    "csv": (",".join(COLUMNS) + "\n", as_csv, ""),
    "json": ("[", as_json, "\n]\n"),
    "table": (aligned([FIGURE_TABLE], FIGURE_WIDTHS), as_table, ""),
}


def pieces(data: Dataset, held: Sequence[Held], form: str) -> Iterator[str]:
    """The text of all figures of these counties and periods, piece by piece, in their order."""
    head, write, tail = _FORMS[form]
    yield head
    first = True
    for piece in _shared_out(data, held, write):
        # The first JSON object has no other before it.
        yield piece.removeprefix(",") if first else piece
        first = False
    yield tail


def _shared_out(data: Dataset, held: Sequence[Held], write: Write) -> Iterator[str]:
    cores = os.cpu_count() or 1
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if len(held) < _FEW or cores == 1 or not can_fork:
        yield write(data, held)
        return
    # Nothing that is loaded needs to be looked at by the collector again, least of all in a fork.
    gc.freeze()
    shares = [held[start : start + _SHARE] for start in range(0, len(held), _SHARE)]
    work = _Work(data, write)
    with multiprocessing.get_context("fork").Pool(cores, _begin, (work,)) as pool:
        yield from pool.imap(_text_of, shares)


class _Work:
    """What every worker inherits."""

    current: _Work

    def __init__(self, data: Dataset, write: Write) -> None:
        self.data, self.write = data, write


def _begin(work: _Work) -> None:
    _Work.current = work
    gc.disable()


def _text_of(held: Sequence[Held]) -> str:
    work = _Work.current
    return work.write(work.data, held)
