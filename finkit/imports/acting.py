"""What of the cells left aside a person must act on: what someone typed and nobody can read, struck
out or hidden amounts, rows that name nothing. Formulas of the form's own and blanks are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from finkit.errors import one_line
from finkit.gate.numbers import NOT_GIVEN, number
from finkit.imports.faults import is_form
from finkit.workbooks.files.runs import REASONS
from finkit.workbooks.reading.by_item import HIDDEN, SHARED
from finkit.workbooks.reading.found import Aside, Table

_MOST_NAMED, _LONGEST = 20, 40
_FORMULA = "公式"
_COMPUTED = ("delta", "growth", "completion")
_OF_ROWS = (HIDDEN, SHARED, "这一行没有")
"""Of rows with these reasons the amounts matter, not the words beside them."""


class Left(NamedTuple):
    """What a file left aside: what to act on, cell by cell; what was read but for a mark or a part
    struck out; how many formulas and how many blanks."""

    typed: tuple[Aside, ...] = ()
    in_part: tuple[Aside, ...] = ()
    formulas: int = 0
    blanks: int = 0


def left_of(tables: Sequence[Table]) -> Left:
    """What the tables of a file left aside.

    The form's own formulas, of a change or a rate, have no result until Excel opens it: what they
    would give is computed of the amounts, and nothing of it is left aside.
    """
    own_form = is_form(tables)
    asides = [aside for table in tables for aside in table.asides]
    return Left(
        tuple(aside for aside in asides if is_typed(aside)),
        tuple(aside for table in tables for aside in table.told),
        sum(
            aside.reason.startswith(_FORMULA)
            for table in tables
            for aside in table.asides
            if not (own_form and _is_computed(table, aside))
        ),
        sum(aside.reason.startswith(NOT_GIVEN) for aside in asides),
    )


def _is_computed(table: Table, aside: Aside) -> bool:
    letters = aside.place.rsplit("!", 1)[-1].rstrip("0123456789")
    return any(c.letter == letters and c.meaning.role in _COMPUTED for c in table.columns)


def is_typed(aside: Aside) -> bool:
    """Whether someone must look at a cell.

    >>> is_typed(Aside("A!B!C1", "约4900", "不是数字", is_fault=True))
    True
    >>> is_typed(Aside("A!B!C1", "#DIV/0!", "公式出错（#DIV/0!）", is_fault=True))
    False
    """
    if aside.reason.startswith((_FORMULA, NOT_GIVEN)):
        return False
    if aside.is_fault or aside.reason in REASONS.values():
        return True
    return aside.reason.startswith(_OF_ROWS) and number(aside.text).value is not None


def said_left(label: str, left: Left) -> Iterator[str]:
    """The lines about one file; `label` is what it is called."""
    yield from _named("未取", label, left.typed)
    yield from _named("未全取", label, left.in_part)
    counted = [
        f"{name}{count}格"
        for name, count in (("公式没有结果或出错", left.formulas), ("未填（横线等）", left.blanks))
        if count
    ]
    if counted:
        yield one_line(f"{label}：{'，'.join(counted)}，未取")


def _named(word: str, label: str, asides: Sequence[Aside]) -> Iterator[str]:
    for aside in asides[:_MOST_NAMED]:
        place = "!".join((label, *aside.place.split("!")[-2:]))
        yield one_line(f"{word} {place} {_short(aside.text)}：{aside.reason}")
    if len(asides) > _MOST_NAMED:
        yield one_line(f"{label}：另有{len(asides) - _MOST_NAMED}格{word}，用 --preview 看")


def _short(text: str) -> str:
    line = one_line(text)
    return f"「{line[:_LONGEST]}…」" if len(line) > _LONGEST else f"「{line}」"


def in_order(asides: Iterable[Aside]) -> list[Aside]:
    """What someone must act on first, all else as it stands."""
    return sorted(asides, key=lambda aside: not is_typed(aside))
