"""What a name means: the standard name of an item, by the chart and by the names in use."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from finkit.accounts import tables
from finkit.accounts.chart import chart
from finkit.accounts.spelling import clean


class StandardName(NamedTuple):
    """What a name means: the standard name ("" if unknown) and the scope the name itself states."""

    name: str
    scope: str = ""


@cache
def _aliases() -> dict[tuple[str, str], StandardName]:
    return {
        (clean(row["alias"]), row["parent"]): StandardName(row["standard"], row["scope"])
        for row in tables.rows("aliases.csv")
    }


@lru_cache(maxsize=65536)
def standard(item: str, parent: str = "") -> StandardName:
    """The standard name an item goes by, where its parent may decide; ("", "") if none is known.

    >>> standard("大口径财政收入").name, standard("一般债务", "地方政府债务限额").name
    ('全口径财政收入', '一般债务限额')
    """
    wanted = clean(item)
    under = standard(parent).name if parent else ""
    aliases = _aliases()
    if under and (found := aliases.get((wanted, under))):
        return found
    if known := chart().get(wanted):
        return StandardName(known)
    return aliases.get((wanted, ""), StandardName(""))


def same_item(name: str, other: str) -> bool:
    """Whether two names, as printed or standard, mean one item.

    One of a scope (县级一般公共预算收入) is not the same as one of another.

    >>> same_item("（一）一般公共预算收入", "公共财政预算收入"), same_item("税收收入", "增值税")
    (True, False)
    """
    return name == other or _meant(name) == _meant(other)


def _meant(name: str) -> StandardName:
    found = standard(name)
    return found if found.name else StandardName(clean(name))
