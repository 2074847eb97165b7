"""Names that by themselves may mean one thing or another: `open_names.csv`, with their sources.

What stands beside such a name, a row of the place and time (`local_names.csv`) or a declared
caliber decides; where none does, it is asked.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from finkit.accounts import tables
from finkit.accounts.aliases import standard
from finkit.accounts.calibers import calibers, closest
from finkit.accounts.local_names import Place, local_names
from finkit.accounts.spelling import clean

_SHARED_UPWARDS = "上划"
"""What begins the names of what is shared upwards: beside it, a total contains it."""


class OpenName(NamedTuple):
    """A row: the name, what it may mean, and the items beside which its meaning is plain."""

    name: str
    meanings: str
    decided_by: str
    source: str

    def is_decided_beside(self, names: frozenset[str]) -> bool:
        """Whether the standard names of a table decide it."""
        others = names - {self.name}
        return bool(others & set(self.decided_by.split("、"))) or any(
            other.startswith(_SHARED_UPWARDS) for other in others
        )


@cache
def _rows() -> dict[str, OpenName]:
    rows = (OpenName(*row.values()) for row in tables.rows("open_names.csv"))
    return {one.name: one for one in rows}


def open_name(item: str, parent: str, place: Place) -> OpenName | None:
    """The row of an item whose name is open there and then; None for one that says what it is.

    >>> open_name("财政总收入", "", Place("云南省", "532326", "2022-12", "2022-12")).name
    '财政总收入'
    >>> open_name("财政总收入", "", Place("四川省", "510503", "2022-12", "2022-12"))
    >>> open_name("税收收入", "", Place("云南省", "532326", "2022-12", "2022-12"))
    """
    name = standard(item, parent).name or clean(item)
    found = None if parent else _rows().get(name)
    if found is None or any(row.holds_at(place) for row in local_names().get(clean(item), ())):
        return None
    known = closest(calibers(), place.province, place.code, place.last)
    return None if name in known else found
