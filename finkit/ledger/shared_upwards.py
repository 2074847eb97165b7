"""Where 一般公共预算收入 as printed contains what is shared upwards (上划).

In some provinces it does, and 地方一般公共预算收入 stands below it; elsewhere they are one. A table
tells by itself: by a part that is 上划, or by a smaller local revenue under it or beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from finkit.accounts.aliases import standard
from finkit.accounts.calibers import SHARED_UPWARDS
from finkit.accounts.names import GENERAL_REVENUE
from finkit.accounts.spelling import clean
from finkit.contract import Observation, publication
from finkit.periods import Period
from finkit.units import half_last_digit, in_base

SUMS = ("本年收入合计", "本年支出合计")
"""Names that say what they are a sum of only in their table."""

Key = tuple[str, str, str, str, str]
"""Item and parent as published, basis, scope and data status."""

Cells = Mapping[tuple[Period, str], Observation]
Held = Mapping[Key, Cells]

_LOCAL = "地方"


class WithShared:
    """Which series of one county are 一般公共预算收入 with 上划 in it, as its tables tell."""

    def __init__(self, held: Held) -> None:
        told = any(SHARED_UPWARDS in key[0] or _LOCAL in key[0] for key in held)
        wholes = [key for key in held if is_plain(key[0], key[1])] if told else []
        self._places = {_place(key) for key in wholes if _contains_more(key, held)}

    def is_one(self, key: Key) -> bool:
        """Whether a series is such a whole."""
        return bool(self._places) and is_plain(key[0], key[1]) and _place(key) in self._places

    def is_above(self, key: Key) -> bool:
        """Whether a series stands under such a whole."""
        if not self._places or not is_plain(key[1], ""):
            return False
        return any(scope == _scope(key[1], "", key[3]) for scope, _ in self._places)


def is_plain(item: str, parent: str) -> bool:
    """Whether an item goes by 一般公共预算收入 or an older name of it, without 地方 in front.

    >>> is_plain("一、公共财政预算收入", ""), is_plain("地方一般公共预算收入", "")
    (True, False)
    """
    is_general = standard(item, parent).name == GENERAL_REVENUE
    return is_general and _LOCAL not in item and clean(item) not in SUMS


def is_shared(item: str) -> bool:
    """Whether an item is what is shared upwards.

    >>> is_shared("其中：上划中央收入"), is_shared("税收收入")
    (True, False)
    """
    return clean(item).startswith(SHARED_UPWARDS)


def _place(key: Key) -> tuple[str, str]:
    return _scope(key[0], key[1], key[3]), clean(key[1])


def _scope(item: str, parent: str, stated: str) -> str:
    return stated or standard(item, parent).scope


def _contains_more(whole: Key, held: Held) -> bool:
    """Local revenue decides where it stands; else what is shared upwards does."""
    less = list(_local_is_less(whole, held))
    return any(less) if less else _has_shared_part(whole, held)


def _local_is_less(whole: Key, held: Held) -> Iterator[bool]:
    for key, cells in _of_one_edition(whole, held):
        is_general = standard(key[0], key[1]).name == GENERAL_REVENUE
        if not is_general or _LOCAL not in key[0]:
            continue
        for at, cell in cells.items():
            of_whole = held[whole].get(at)
            if of_whole and (_is_under(key, whole) or _of_one_table(cell, of_whole)):
                yield _base(cell) + _digit(cell) + _digit(of_whole) < _base(of_whole)


def _has_shared_part(whole: Key, held: Held) -> bool:
    return any(
        _is_under(key, whole) and 0 < _base(cell) <= _base(held[whole].get(at, cell))
        for key, cells in _of_one_edition(whole, held)
        if is_shared(key[0])
        for at, cell in cells.items()
    )


def _of_one_edition(whole: Key, held: Held) -> Iterator[tuple[Key, Cells]]:
    """The other series of the same basis, scope and status."""
    scope = _place(whole)[0]
    for key, cells in held.items():
        same = key[2] == whole[2] and key[4] == whole[4] and key != whole
        if same and _scope(key[0], key[1], key[3]) in (scope, ""):
            yield key, cells


def _is_under(key: Key, whole: Key) -> bool:
    return clean(key[1]) == clean(whole[0])


def _of_one_table(cell: Observation, other: Observation) -> bool:
    return bool(cell.source) and publication(cell.source) == publication(other.source)


def _base(cell: Observation) -> Decimal:
    return in_base(cell.value, cell.unit)


def _digit(cell: Observation) -> Decimal:
    return in_base(half_last_digit(cell.value), cell.unit)
