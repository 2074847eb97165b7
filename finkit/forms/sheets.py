"""Which sheets a county's form has, and what stands on each.

`sheets.csv` gives the sheets in their order and the statements of the chart that belong on each.
The items every county is asked for, as the standard tables and the slots of the work report need
them, are those of the chart that say where they stand on the form. What the ledger holds besides
is added where it belongs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from finkit.accounts.chart import Account, accounts
from finkit.contract import OTHER_BUDGETS
from finkit.forms.entries import Part, entries
from finkit.forms.lines import Line, Node, broken_down, completed, lines, trees
from finkit.ledger.county_book import CountyBook
from finkit.periods import Period
from finkit.units import unit

BALANCES = "余额"
OTHERS = "其他项目"
_UNSAFE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


class Statement(NamedTuple):
    """One sheet of amounts: its name, what its title calls it, what its lines share."""

    name: str
    called: str
    part: Part
    lines: list[Line]


def statements(book: CountyBook, period: Period) -> list[Statement]:
    """The sheets of a county's form, in their order."""
    found: dict[str, dict[Part, list[Node]]] = {name: {} for name in sheet_names()}
    for part, held in entries(book, period).items():
        for root in trees(held):
            by_part = found[_sheet_of(root, part)]
            by_part.setdefault(part, []).append(root)
    money = book.money_unit
    broken = broken_down(r for parts in found.values() for roots in parts.values() for r in roots)
    for name, by_part in found.items():
        if wanted := _items().get(name):
            completed(by_part.setdefault(_usual(name, by_part, money), []), wanted, broken)
    return [
        Statement(_name(name, part), _called(name, part), part, lines(sorted(roots, key=_place)))
        for name, by_part in found.items()
        for part, roots in sorted(by_part.items(), key=lambda one: _rank(one[0]))
    ]


@cache
def _items() -> dict[str, list[tuple[str, str]]]:
    """What is asked for on each sheet: (item, the one it stands under), from the top down.

    At the top what has no code comes first: a total above what the chart lists.
    """
    below: dict[str, list[Account]] = {}
    for account in accounts().values():
        if account.under:
            below.setdefault(account.under, []).append(account)
    found: dict[str, list[tuple[str, str]]] = {}
    tops = [account for account in accounts().values() if account.sheet]
    for top in sorted(tops, key=lambda account: (bool(account.code), account.order)):
        found.setdefault(top.sheet, []).extend(_down_from(top, below))
    return found


def _down_from(top: Account, below: dict[str, list[Account]]) -> Iterator[tuple[str, str]]:
    yield top.name, top.under
    for account in below.get(top.name, ()):
        yield from _down_from(account, below)


@cache
def sheet_names() -> tuple[str, ...]:
    """The sheets of amounts, in their order."""
    return (*(row["sheet"] for row in _table("sheets.csv")), BALANCES)


@cache
def _sheet_by_item() -> dict[str, str]:
    return {item: sheet for sheet, items in _items().items() for item, _ in items}


@cache
def _position() -> dict[str, int]:
    return {item: number for number, item in enumerate(_sheet_by_item())}


@cache
def _sheet_by_statement() -> dict[str, str]:
    rows = _table("sheets.csv")
    return {one: row["sheet"] for row in rows for one in row["statements"].split()}


def _table(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _sheet_of(root: Node, part: Part) -> str:
    """The sheet of an item of its own, or of the statement it belongs to."""
    if part.is_balance:
        return BALANCES
    if part.scope.endswith(OTHER_BUDGETS):
        return OTHERS
    by_item = _sheet_by_item().get(root.name, "")
    if by_item and by_item != BALANCES:
        return by_item
    account = root.account
    return _sheet_by_statement().get(account.statement, OTHERS) if account else OTHERS


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


def standard_items() -> Iterator[str]:
    """Every item of the standard tables."""
    return iter(_sheet_by_item())
