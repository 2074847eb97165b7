"""Which sheets a county's form has, and what stands on each.

What it is asked for, and what the ledger holds besides, where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from finkit.accounts.calibers import Caliber
from finkit.contract import OTHER_BUDGETS
from finkit.forms.asked import (
    BALANCES,
    OTHERS,
    asked,
    sheet_by_item,
    sheet_by_statement,
    sheet_names,
)
from finkit.forms.entries import Part, entries
from finkit.forms.lines import Line, Node, broken_down, completed, lines, trees
from finkit.ledger.county_book import CountyBook
from finkit.periods import Period
from finkit.units import unit

_UNSAFE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


class Statement(NamedTuple):
    """One sheet of amounts: its name, what its title calls it, what its lines share."""

    name: str
    called: str
    part: Part
    lines: list[Line]


def statements(book: CountyBook, period: Period, declared: Iterable[Caliber]) -> list[Statement]:
    """The sheets of a county's form, in their order."""
    found: dict[str, dict[Part, list[Node]]] = {name: {} for name in sheet_names()}
    for part, held in entries(book, period).items():
        for root in trees(held):
            by_part = found[_sheet_of(root, part)]
            by_part.setdefault(part, []).append(root)
    money = book.money_unit
    roots = [root for parts in found.values() for held in parts.values() for root in held]
    broken, in_use = broken_down(roots), {node.name for root in roots for node in root.all()}
    for name, wanted in asked(book.county, declared, in_use).items():
        by_part = found[name]
        completed(by_part.setdefault(_usual(name, by_part, money), []), wanted, broken)
    return [
        Statement(_name(name, part), _called(name, part), part, lines(sorted(roots, key=_place)))
        for name, by_part in found.items()
        for part, roots in sorted(by_part.items(), key=lambda one: _rank(one[0]))
    ]


@cache
def _position() -> dict[str, int]:
    return {item: number for number, item in enumerate(sheet_by_item())}


def _sheet_of(root: Node, part: Part) -> str:
    """The sheet of an item of its own, or of the statement it belongs to."""
    if part.is_balance:
        return BALANCES
    if part.scope.endswith(OTHER_BUDGETS):
        return OTHERS
    by_item = sheet_by_item().get(root.name, "")
    if by_item and by_item != BALANCES:
        return by_item
    account = root.account
    return sheet_by_statement().get(account.statement, OTHERS) if account else OTHERS


def _place(root: Node) -> int:
    """Where a root stands on its sheet: in the order of the table, the county's own after."""
    return _position().get(root.name, len(_position()))


def _usual(name: str, by_part: dict[Part, list[Node]], money: str) -> Part:
    """Where the standard items go: to the county's own lines in money, else on a sheet anew."""
    own = [part for part in by_part if unit(part.unit).kind == "money"]
    if not own:
        return Part(name == BALANCES, money, "", "")
    return min(own, key=lambda part: (-_size(by_part[part]), _rank(part)))


def _size(roots: Iterable[Node]) -> int:
    return sum(1 for root in roots for _ in root.all())


def _rank(part: Part) -> tuple[bool, str, str, str]:
    return (unit(part.unit).kind != "money", part.unit, part.scope, part.status)


def _called(name: str, part: Part) -> str:
    """The statement with its scope and edition: 一般公共预算收入（县本级、决算）."""
    return name + _in_brackets(part.scope, part.status)


def _name(name: str, part: Part) -> str:
    counted = "" if unit(part.unit).kind == "money" else part.unit
    full = name + _in_brackets(counted, part.scope, part.status)
    return _UNSAFE.sub("_", full)[:_LONGEST_NAME]


def _in_brackets(*words: str) -> str:
    said = "、".join(word for word in words if word)
    return f"（{said}）" if said else ""
