"""Names that by themselves may mean one thing or another: kept as printed, told, never guessed."""

from __future__ import annotations

from collections.abc import Iterable

from finkit.accounts.aliases import standard
from finkit.accounts.names import GENERAL_REVENUE, OPEN_NAMES
from finkit.workbooks.reading.found import Table


def open_names(tables: Iterable[Table]) -> list[str]:
    """The items that go by such a name, each once, as printed.

    None of a table that has the general budget's revenue beside it: then the other is the total.
    """
    return list(dict.fromkeys(name for table in tables for name in _of_table(table)))


def _of_table(table: Table) -> list[str]:
    named = {one.item: standard(one.item, one.parent).name for one in table.amounts}
    if GENERAL_REVENUE in named.values():
        return []
    return [item for item, name in named.items() if name in OPEN_NAMES]


def told(name: str) -> str:
    """What is said of one."""
    return (
        f"「{name}」可指全口径收入，也可指地方级收入，表中没有写明：按原名记账，"
        "不当作一般公共预算收入；请在表中写明（如 地方一般公共预算收入）后再导入"
    )
