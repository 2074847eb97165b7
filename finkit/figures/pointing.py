"""How a page points to a figure: to the row of its item, and to which figure of that item.

A page says county and period once, names each item once, in the row that tells what its figures
rest on, and each indicator with its denominator once, in the list of formulas. A number then has
two short marks (`#f12`, `4`), which lead to the id that `figures.json` has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from finkit.figures.figure import Figure
from finkit.ledger.county_book import SeriesKey

_OF_ITEM, _OF_FIGURE = slice(2, 5), slice(5, 7)


def item_of(figure: str) -> str:
    """What the id of a figure says of its item: basis/item/parent, with the edition if any.

    >>> item_of("621124/2024-02/cumulative/税收收入/一般公共预算收入/share_of/一般公共预算收入")
    'cumulative/税收收入/一般公共预算收入'
    """
    parts = figure.split("/")
    return "/".join((*parts[_OF_ITEM], *parts[_OF_FIGURE.stop :]))


def key_of(figure: str) -> str:
    """What the id says of the figure itself: the indicator, with its denominator or base if any.

    >>> key_of("621124/2024-02/cumulative/税收收入/一般公共预算收入/share_of/一般公共预算收入")
    'share_of/一般公共预算收入'
    """
    return "/".join(figure.split("/")[_OF_FIGURE]).removesuffix("/")


class Spot(NamedTuple):
    """Where a page tells of a figure: the row of its item, and the number of its key."""

    row: int
    key: int

    @property
    def anchor(self) -> str:
        """The id of the row in the page."""
        return f"f{self.row}"


class Key(NamedTuple):
    """What figures of many items are: the indicator, its denominator or base, its formula."""

    indicator: str
    of_item: str
    formula: str


class Spots:
    """The spot of each figure of a report; the same whatever of it is shown, and in what order."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._rows: dict[tuple[SeriesKey, str], int] = {}
        self._keys: dict[Key, int] = {}
        for figure in figures:
            if figure.value is not None:
                self._rows.setdefault(_row(figure), len(self._rows))
                self._keys.setdefault(_key(figure), len(self._keys))

    def __getitem__(self, figure: Figure) -> Spot:
        return Spot(self._rows[_row(figure)], self._keys[_key(figure)])

    def get(self, figure: Figure) -> Spot | None:
        """The spot of a figure; None for one of another report."""
        row, key = self._rows.get(_row(figure)), self._keys.get(_key(figure))
        return None if row is None or key is None else Spot(row, key)


def _row(figure: Figure) -> tuple[SeriesKey, str]:
    return figure.subject.key, figure.declared.basis


def _key(figure: Figure) -> Key:
    return Key(figure.declared.key, figure.quantity.of_item, figure.declared.formula)
