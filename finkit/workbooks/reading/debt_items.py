"""Which item of government debt a cell holds, by its row, what the row stands under, its column and
the table's title: 一般债务 below 四、2022年还本决算数 is 一般债务还本额 of 2022.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from finkit.contract import ACTUAL, ADJUSTED_BUDGET, BALANCE, BUDGET, CUMULATIVE
from finkit.workbooks.words.debt_words import Around, DebtWords

_WHOLE = "地方政府"
_STOCKS = {"limit": "债务限额", "balance": "债务余额"}
_FLOWS = {"issue": "发行额", "repay": "还本额", "interest": "付息额"}
_SUBS = {
    "limit": ("新增",),
    "issue": ("新增", "再融资", "置换"),
    "repay": ("再融资", "财政预算安排"),
}
"""What may be told of each: of a repayment, what it is paid from."""

_BUDGETS = (BUDGET, ADJUSTED_BUDGET)
_SET = ("limit",)
"""What is set, not carried out: neither budget nor outturn."""

FOREIGN, DEFICIT = "国际金融组织和外国政府贷款", "地方财政赤字"


class DebtItem(NamedTuple):
    """What a cell holds. `year` 0 where nothing in row and column says one; `is_relative` counts it
    from the table's own. `edge` as in `DebtWords`; `status` 决算, 预计执行, 执行 or ""."""

    item: str
    parent: str
    basis: str
    measure: str
    year: int
    is_relative: bool
    edge: str
    status: str
    scope: str


class Unclear(NamedTuple):
    """Why a cell is left aside."""

    reason: str


def item_of(
    row: DebtWords, above: Sequence[DebtWords], heads: Sequence[DebtWords], around: Around
) -> DebtItem | Unclear:
    """The item of a cell; `above` are the rows that its row stands under and `heads` the headings
    over its column, the nearest first.

    >>> from finkit.workbooks.words.debt_words import Around, debt_words
    >>> row, above = debt_words("（一）一般债券"), [debt_words("四、2021年还本预算数")]
    >>> found = item_of(row, above, [], Around())
    >>> found.item, found.parent, found.year, found.measure
    ('一般债券还本额', '地方政府债券还本额', 2021, 'budget')
    """
    own = [row, *heads]
    for name in ("what", "kind"):
        if len({said for one in own if (said := getattr(one, name))}) > 1:
            return Unclear("行和栏目说的不是一回事")
    what = _first(own, "what") or _first(above, "what")
    if what == "foreign":
        return _foreign(above, own, around)
    what = what or around.what
    kind = "" if what == "deficit" else _first([*own, *above], "kind") or around.kind
    if kind and around.kind and kind != around.kind:
        return Unclear(f"标题写的是{around.kind}债务，这里是{kind}债务")
    sub, ahead = _said_of("sub", own, above, what), _said_of("ahead", own, above, what)
    if (sub and sub not in _SUBS.get(what, ())) or (ahead and what != "limit"):
        return Unclear(f"「{ahead or sub}」在这里说的是什么不清楚")
    bond = _first([*own, *above], "bond") or around.bond or "债务"
    named = _named(what, kind, bond, sub, ahead)
    if named is None:
        return Unclear("没有写明是余额、限额、发行、还本还是付息")
    return _booked(what, *named, own, above)


def _first(said: Sequence[DebtWords], name: str) -> str:
    return next((text for one in said if (text := str(getattr(one, name)))), "")


def _said_of(name: str, own: Sequence[DebtWords], above: Sequence[DebtWords], what: str) -> str:
    """新增 and the like, of the row above too where that speaks of the same: not of what follows
    an issue of new bonds."""
    if said := _first(own, name):
        return said
    has_own = bool(_first(own, "what"))
    near = above[:1] if has_own else above
    return _first([one for one in near if not has_own or one.what == what], name)


def _named(what: str, kind: str, bond: str, sub: str, ahead: str) -> tuple[str, str] | None:
    """The names of an item and of what it stands under."""
    if what == "deficit":
        return DEFICIT, ""
    if what in _STOCKS:
        return _of_kind(f"{ahead}{sub}", kind, _STOCKS[what])
    if what not in _FLOWS:
        return None
    of_all, under = _of_kind("", kind, f"{bond}{_FLOWS[what]}")
    if not sub:
        return of_all, under
    if what == "repay":
        return f"{sub}偿还{kind or _WHOLE}{bond}本金", of_all
    return f"{sub}{kind or _WHOLE}{bond}{_FLOWS[what]}", of_all


def _of_kind(prefix: str, kind: str, tail: str) -> tuple[str, str]:
    """新增一般债务限额 under 新增地方政府债务限额; the whole under nothing."""
    whole = f"{prefix}{_WHOLE}{tail}"
    return (f"{prefix}{kind}{tail}", whole) if kind else (whole, "")


def _foreign(
    above: Sequence[DebtWords], own: Sequence[DebtWords], around: Around
) -> DebtItem | Unclear:
    """Loans of foreign governments and banks, under what they are issued or repaid with."""
    what = next((one.what for one in above if one.what not in ("", "foreign")), "")
    kind = _first(above, "kind") or around.kind
    bond = _first(above, "bond") or around.bond or "债务"
    named = _named(what, kind, bond, "", "")
    if what not in _FLOWS or named is None:
        return Unclear("没有写明是贷款的什么")
    return _booked(what, FOREIGN, named[0], own, above)


def _booked(
    what: str, item: str, parent: str, own: Sequence[DebtWords], above: Sequence[DebtWords]
) -> DebtItem:
    row, *heads = own
    # A row says of which year it is; only then its column does.
    dated = next((one for one in (row, *above, *heads) if one.year), DebtWords())
    edge = _first([row, *above, *heads], "edge")
    status = _first([row, *above, *heads], "status") if what not in _SET else ""
    is_budget = status in _BUDGETS
    return DebtItem(
        item,
        parent,
        BALANCE if what in _STOCKS else CUMULATIVE,
        status if is_budget else ACTUAL,
        dated.year,
        dated.is_relative,
        edge,
        "" if is_budget or status == "实际" else status,
        _first(own, "scope") or _first(above, "scope"),
    )


def of_column(
    row: DebtWords, above: Sequence[DebtWords], heads: Sequence[DebtWords], around: Around
) -> DebtItem | Unclear:
    """The item of a cell by its column where the row names the whole of its kinds for another
    column: 地方政府债务限额 over 一般债务 and 专项债务, and a column of 余额."""
    return item_of(row._replace(what="", sub="", ahead=""), above, heads, around)
