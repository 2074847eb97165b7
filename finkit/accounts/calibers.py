"""Calibers (口径): what an aggregate consists of, where that is declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from finkit.accounts import tables
from finkit.accounts.names import GENERAL_REVENUE
from finkit.errors import DataError, UsageError, quoted
from finkit.periods import Period

LOCAL_GENERAL = "地方一般公共预算收入"
"""What local revenue is called where 一般公共预算收入 as printed contains more: 上划."""

SHARED_UPWARDS = "上划"
DEFINITION, IDENTITY, FORMULA = "definition", "identity", "formula"
UNPUBLISHED = "不公布"
ROLES = {
    DEFINITION: "what the item is: readers are told, sums are held to it",
    IDENTITY: "a sum that tables keep: sums are held to it, nobody needs to be told",
    FORMULA: "what a formula puts together where no amount is published (测算): no definition",
    UNPUBLISHED: "what the bureau does not publish: without components, and never asked for",
}
"""What a caliber is good for; a data set's own, which may not say, are definitions."""


_SIGNS = str.maketrans("＋－−", "+--")
"""As a reader sees them, and as they are typed in Chinese."""


class Caliber(NamedTuple):
    """A declared sum: `item` consists of `components`, (sign, standard name) each.

    `region` is where that holds: "" (anywhere), a province name or a county code; `since` and
    `until` the first and last period, `YYYY-MM`, "" without end.
    """

    item: str
    region: str
    components: tuple[tuple[int, str], ...]
    source: str
    role: str = DEFINITION
    since: str = ""
    until: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the components."""
        return tuple(name for _, name in self.components)

    @property
    def terms(self) -> str:
        """The components as a reader sees them: 送审金额−审定金额."""
        signed = (f"{'＋' if sign > 0 else '−'}{name}" for sign, name in self.components)
        return "".join(signed).removeprefix("＋")

    @property
    def spoken(self) -> str:
        """The sum in words: 一般公共预算收入、上级补助收入合计."""
        only_adds = all(sign > 0 for sign, _ in self.components)
        return f"{'、'.join(self.parts)}合计" if only_adds else self.terms

    @property
    def with_shared(self) -> bool | None:
        """Whether it says that 一般公共预算收入 as printed contains 上划; None: says neither.

        Such a row is no sum to be put together: what it is about is a name.
        """
        if self.item != GENERAL_REVENUE or LOCAL_GENERAL not in self.parts:
            return None
        return any(name.startswith(SHARED_UPWARDS) for name in self.parts)

    @property
    def is_sum(self) -> bool:
        """Whether it says what the item is the sum of, not only how to estimate or name it."""
        return self.role not in (FORMULA, UNPUBLISHED) and self.with_shared is None

    def holds_in(self, province: str, code: str, period: str = "") -> bool:
        """Whether it holds in a county, at a period (`YYYY-MM`) where one is given."""
        begun = not period or (self.since <= period <= (self.until or period))
        return begun and self.region in ("", province, code)


@cache
def calibers() -> tuple[Caliber, ...]:
    """Every declared caliber."""
    return tuple(parse_caliber(row) for row in tables.rows("calibers.csv"))


def parse_caliber(row: Mapping[str, str]) -> Caliber:
    """One row of a calibers table; `components` reads `A+B-C` in standard names.

    Raises `DataError` for one that adds nothing, or that has no such role.

    >>> parse_caliber({"item": "甲", "region": "", "components": "乙+丙-丁", "source": "一"}).terms
    '乙＋丙−丁'
    """
    plain = row["components"].translate(_SIGNS)
    signed = re.findall(r"([+-]?)([^+-]+)", plain)
    components = tuple((-1 if sign == "-" else 1, name.strip()) for sign, name in signed)
    role = row.get("role") or DEFINITION
    adds = any(sign > 0 for sign, _ in components)
    if role not in ROLES or adds == (role == UNPUBLISHED):
        raise DataError(
            f"口径{quoted(row['item'])}的写法不对",
            where="calibers.csv",
            advice=f"components 写成 甲+乙-丙（不公布的留空）；role 不写，或为 {'、'.join(ROLES)}",
        )
    try:
        dates = [str(Period.parse(date)) if (date := row.get(n)) else "" for n in ("from", "to")]
    except UsageError as error:
        raise DataError(
            f"口径{quoted(row['item'])}的起止期间写法不对",
            where="calibers.csv",
            advice="from、to 写成 YYYY-MM，不限的留空",
        ) from error
    return Caliber(row["item"], row["region"], components, row["source"], role, *dates)


def closest(
    among: Iterable[Caliber], province: str, code: str, period: str = ""
) -> dict[str, Caliber]:
    """The caliber of each item that holds in a county at a period: the county's own before its
    province's, these before those of anywhere.
    """
    found: dict[str, Caliber] = {}
    for caliber in among:
        names = caliber.with_shared is not None or caliber.role == UNPUBLISHED
        if names or not caliber.holds_in(province, code, period):
            continue
        known = found.get(caliber.item)
        if known is None or _closeness(caliber, code) > _closeness(known, code):
            found[caliber.item] = caliber
    return found


def unpublished(among: Iterable[Caliber], province: str, code: str, period: str) -> frozenset[str]:
    """The items that are declared 不公布 there and then."""
    return frozenset(
        one.item
        for one in among
        if one.role == UNPUBLISHED and one.holds_in(province, code, period)
    )


def with_shared(among: Iterable[Caliber], province: str, code: str, period: str) -> bool | None:
    """Whether 一般公共预算收入 as printed there and then contains 上划, where that is declared."""
    told = [
        one for one in among if one.with_shared is not None and one.holds_in(province, code, period)
    ]
    closest_first = sorted(told, key=lambda one: -_closeness(one, code))
    return closest_first[0].with_shared if told else None


def _closeness(caliber: Caliber, code: str) -> int:
    return 2 if caliber.region == code else bool(caliber.region)
