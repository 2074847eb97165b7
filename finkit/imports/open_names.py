"""Names that may mean one thing or another: as answered; asked where nothing decides.

What stands anywhere in the file decides: beside 一般公共预算收入, 财政收入 is the total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from finkit.accounts.aliases import standard
from finkit.accounts.local_names import Place
from finkit.accounts.open_names import OpenName, open_name
from finkit.accounts.spelling import clean
from finkit.workbooks.reading.found import Amount, Rate, Table, ask
from finkit.workbooks.words.answers import Answers

_Found = TypeVar("_Found", Amount, Rate)


def settle(tables: Sequence[Table], answers: Answers) -> None:
    """Gives the items of a file the names that are answered, and asks about those that are open."""
    names: frozenset[str] | None = None
    for table in tables:
        known = {clean(k): v for k, v in answers.of_layout(table.layout).names.items()}
        for one, row in _open(table):
            if clean(one.item) in known:
                continue
            names = _standing(tables) if names is None else names
            if not row.is_decided_beside(names):
                name = clean(one.item)
                ask(table, "name", name, _asked(name, row), one.source)
        if known:
            table.amounts = [_renamed(amount, known) for amount in table.amounts]
            table.rates = [_renamed(rate, known) for rate in table.rates]


def _open(table: Table) -> Iterable[tuple[Amount, OpenName]]:
    for one in table.amounts:
        place = Place(one.area.province, one.area.code, one.period, one.period)
        if (row := open_name(one.item, one.parent, place)) is not None:
            yield one, row


def _standing(tables: Iterable[Table]) -> frozenset[str]:
    """The standard names of all rows and amounts of a file."""
    pairs = {(one.item, one.parent) for table in tables for one in table.amounts}
    pairs |= {(one.item, one.parent) for table in tables for one in table.items}
    return frozenset(standard(item, parent).name or clean(item) for item, parent in pairs)


def _asked(name: str, row: OpenName) -> str:
    return (
        f"「{name}」{row.meanings}，表中没有写明；用 --write-map 写出问题，"
        f"在 names 里写明是哪一项（照原名记账的写 {name}: {name}），再用 --map 导入"
    )


def _renamed(one: _Found, known: dict[str, str]) -> _Found:
    item = one.item if one.parent else known.get(clean(one.item), one.item)
    return one._replace(item=item, parent=known.get(clean(one.parent), one.parent))
