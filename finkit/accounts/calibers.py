"""Calibers (口径): what an aggregate consists of, where that is declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from finkit.accounts import tables
from finkit.errors import DataError, quoted

DEFINITION, IDENTITY, FORMULA = "definition", "identity", "formula"
ROLES = {
    DEFINITION: "what the item is: readers are told, sums are held to it",
    IDENTITY: "a sum that tables keep: sums are held to it, nobody needs to be told",
    FORMULA: "what a formula puts together where no amount is published (测算): no definition",
}
"""What a caliber is good for; a data set's own, which may not say, are definitions."""


_SIGNS = str.maketrans("＋－−", "+--")
"""As a reader sees them, and as they are typed in Chinese."""


class Caliber(NamedTuple):
    """A declared sum: `item` consists of `components`, (sign, standard name) each.

    `region` is where that holds: "" (anywhere), a province name or a county code.
    """

    item: str
    region: str
    components: tuple[tuple[int, str], ...]
    source: str
    role: str = DEFINITION

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

    def holds_in(self, province: str, code: str) -> bool:
        """Whether it holds in a county."""
        return self.region in ("", province, code)


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
    if role not in ROLES or not any(sign > 0 for sign, _ in components):
        raise DataError(
            f"口径{quoted(row['item'])}的写法不对",
            where="calibers.csv",
            advice=f"components 写成 甲+乙-丙；role 不写，或为 {'、'.join(ROLES)}",
        )
    return Caliber(row["item"], row["region"], components, row["source"], role)


def closest(among: Iterable[Caliber], province: str, code: str) -> dict[str, Caliber]:
    """The caliber of each item that holds in a county: its region's before those of anywhere."""
    found: dict[str, Caliber] = {}
    for caliber in among:
        if not caliber.holds_in(province, code):
            continue
        known = found.get(caliber.item)
        if known is None or (caliber.region and not known.region):
            found[caliber.item] = caliber
    return found
