"""What a county is asked for, sheet by sheet.

`sheets.csv` gives the sheets in their order and the statements of the chart that belong on each.
The items asked of every county, as the standard tables and the slots of the work report need them,
are those of the chart that say where they stand on the form; besides, what a caliber of the
county makes known.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.resources import files

from finkit.accounts.calibers import FORMULA, Caliber, closest
from finkit.accounts.chart import Account, accounts
from finkit.accounts.nature import Nature, nature_of
from finkit.counties import County

BALANCES = "余额"
OTHERS = "其他项目"
Wanted = dict[str, list[tuple[str, str]]]
"""By sheet, from the top down: (item, the one it stands under)."""


def asked(county: County, declared: Iterable[Caliber], in_use: Collection[str]) -> Wanted:
    """The items that a county is asked for, by sheet; those `in_use` have their line already."""
    found = {sheet: list(items) for sheet, items in _of_every_county().items()}
    for item, caliber in closest(declared, county.province, county.code).items():
        account = accounts().get(item)
        is_known = account is not None and not account.by_caliber
        if caliber.role != FORMULA and not is_known and item not in in_use:
            found.setdefault(_sheet_of(caliber, account), []).append((item, ""))
    return found


def _sheet_of(caliber: Caliber, account: Account | None) -> str:
    """Where an item that only a caliber makes known is kept: with what it is put together of."""
    if {nature_of(part) for part in caliber.parts} == {Nature.BALANCE}:
        return BALANCES
    return sheet_by_statement()[account.statement] if account else OTHERS


@cache
def _of_every_county() -> Wanted:
    """At the top of a sheet what has no code comes first: a total above what the chart lists."""
    below: dict[str, list[Account]] = {}
    for account in accounts().values():
        if account.under:
            below.setdefault(account.under, []).append(account)
    found: Wanted = {}
    tops = [account for account in accounts().values() if account.sheet]
    for top in sorted(tops, key=lambda account: (bool(account.code), account.order)):
        found.setdefault(top.sheet, []).extend(_down_from(top, below))
    return found


def _down_from(top: Account, below: dict[str, list[Account]]) -> Iterator[tuple[str, str]]:
    yield top.name, top.under
    for account in below.get(top.name, ()):
        yield from _down_from(account, below)


@cache
def sheet_by_item() -> dict[str, str]:
    """The sheet of each item that every county is asked for, in the order of the form."""
    wanted = _of_every_county()
    return {item: sheet for sheet in sheet_names() for item, _ in wanted.get(sheet, ())}


@cache
def sheet_names() -> tuple[str, ...]:
    """The sheets of amounts, in their order."""
    return (*(row["sheet"] for row in _sheets()), BALANCES)


@cache
def sheet_by_statement() -> dict[str, str]:
    """The sheet of each statement that has one."""
    return {one: row["sheet"] for row in _sheets() for one in row["statements"].split()}


def _sheets() -> list[dict[str, str]]:
    text = files(__package__).joinpath("sheets.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
