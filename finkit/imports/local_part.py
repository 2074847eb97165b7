"""Local revenue printed beside 一般公共预算收入 that contains it: it stands under that.

一般公共预算收入 64000, and in a row of its own 地方一般公共预算收入 40000: elsewhere the two are
names of one amount, here the table shows that one is part of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from finkit.accounts.aliases import standard
from finkit.accounts.names import GENERAL_REVENUE
from finkit.ledger.shared_upwards import is_plain
from finkit.units import half_last_digit, in_base
from finkit.workbooks.reading.found import Amount, Rate, Table

_Cell = tuple[str, ...]


def places(table: Table) -> dict[str, str]:
    """The names of local revenue at the top of a table, each with the name it is part of."""
    printed = {_cell(a): a for a in _at_the_top(table.amounts) if is_plain(a.item, "")}
    found: dict[str, str] = {}
    for amount in _at_the_top(table.amounts):
        whole = printed.get(_cell(amount))
        if whole and not is_plain(amount.item, "") and _is_less(amount, whole):
            found[amount.item] = whole.item
    return found


def placed_amount(amount: Amount, where: dict[str, str]) -> Amount:
    """An amount under what it is part of."""
    above = "" if amount.parent else where.get(amount.item, "")
    return amount._replace(parent=above) if above else amount


def placed_rate(rate: Rate, where: dict[str, str]) -> Rate:
    """A printed rate where its amount is."""
    above = "" if rate.parent else where.get(rate.item, "")
    return rate._replace(parent=above) if above else rate


def of_whole_and_part(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether one row is of 一般公共预算收入 as printed, the other of the local part of it.

    税收收入 under each is two amounts.
    """
    above = [row.get("parent_item", "") for row in (one, other)]
    are_general = all(name and standard(name).name == GENERAL_REVENUE for name in above)
    return are_general and sum(is_plain(name, "") for name in above) == 1


def _at_the_top(amounts: Iterable[Amount]) -> Iterator[Amount]:
    for amount in amounts:
        if not amount.parent and standard(amount.item).name == GENERAL_REVENUE:
            yield amount


def _cell(a: Amount) -> _Cell:
    scope = a.scope or standard(a.item).scope
    return (a.area.code, a.period, a.basis, a.measure, scope, a.status)


def _is_less(amount: Amount, whole: Amount) -> bool:
    return _base(amount) + _digit(amount) + _digit(whole) < _base(whole)


def _base(amount: Amount) -> Decimal:
    return in_base(amount.value, amount.unit)


def _digit(amount: Amount) -> Decimal:
    return in_base(half_last_digit(amount.value), amount.unit)
