"""The figures of a page as it was written: each number with the id that it points to."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from finkit.contract import CUMULATIVE
from finkit.figures.figure import id_part

_META = "finkit-"
_NONE = "—"


class Entry(NamedTuple):
    """What a row says to machines of one figure: the number of its key, its value."""

    key: str
    value: str


class Mention(NamedTuple):
    """A number as the page shows it: the row of its item, the number of its key, its text."""

    row: str
    key: str
    text: str


class Said(NamedTuple):
    """A figure that the page names: its id, its value for machines, its text for readers."""

    figure: str
    value: str
    text: str


@dataclass
class _Cell:
    """A cell of a row that tells of an item; `links` are the numbers in it that have their own."""

    text: str = ""
    links: list[Mention] = field(default_factory=list)


@dataclass
class Page(HTMLParser):
    """What a page says of itself: its identity, its numbers, and what they point to."""

    identity: dict[str, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._items: dict[str, str] = {}
        self._told: dict[str, list[Entry]] = {}
        self._keys: dict[str, str] = {}
        self._row = ""
        self._cells: list[_Cell] = []
        self._number: Mention | None = None
        self._is_mark = self._is_heading = False
        self._heading = ""

    @property
    def figures(self) -> list[Said]:
        """Every number of the page with its id; one that leads nowhere has its link for an id."""
        place = f"{self.identity.get('county_code', '')}/{self.identity.get('period', '')}"
        return [self._said(place, mention) for mention in self.mentions]

    def _said(self, place: str, mention: Mention) -> Said:
        values = {one.key: one.value for one in self._told.get(mention.row, ())}
        key, item = self._keys.get(mention.key), self._items.get(mention.row)
        if key is None or item is None or mention.key not in values:
            return Said(f"#{mention.row}/{mention.key}", "", mention.text)
        return Said(_figure_id(place, item, key), values[mention.key], mention.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a line of the identity, a row, a key, or that a cell or a number begins."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name", "").startswith(_META):
            self.identity[given["name"].removeprefix(_META)] = given.get("content", "")
        elif tag == "dt" and "data-k" in given:
            self._keys.update(_pair(one) for one in given["data-k"].split())
        elif tag == "tr" and "data-v" in given:
            self._row, self._cells = given.get("id", ""), []
            self._items[self._row] = given.get("data-f", "")
            self._told[self._row] = _entries(given["data-v"])
        elif tag == "th" and self._row:
            self._is_heading, self._heading = True, ""
        elif tag == "td" and self._row:
            self._cells.append(_Cell())
        elif tag == "a" and "data-k" in given:
            self._number = Mention(given.get("href", "").removeprefix("#"), given["data-k"], "")
        elif tag == "a":
            self._is_mark = True

    def handle_data(self, data: str) -> None:
        """What is read of a number or a cell; the mark of a doubt is no part of it."""
        if self._is_mark:
            return
        if self._is_heading:
            self._heading += data
        elif self._number:
            self._number = self._number._replace(text=self._number.text + data)
        elif self._cells:
            self._cells[-1].text += data

    def handle_endtag(self, tag: str) -> None:
        """Notes a number that ends, or those of the cells of a row."""
        if tag == "a" and self._number:
            said = self._cells[-1].links if self._cells else self.mentions
            said.append(self._number)
            self._number = None
        elif tag == "a":
            self._is_mark = False
        elif tag == "th" and self._is_heading:
            self._is_heading = False
            basis, name, *rest = self._items[self._row].split("/")
            self._items[self._row] = "/".join(
                (basis or CUMULATIVE, name or id_part(self._heading), *rest)
            )
        elif tag == "tr" and self._row:
            self.mentions += self._of_cells()
            self._row, self._cells = "", []

    def _of_cells(self) -> list[Mention]:
        """The numbers of a row: between what kind of amount it is and what it rests on, in the
        order in which the row tells of them."""
        linked = {one.key for cell in self._cells for one in cell.links}
        keys = iter([one.key for one in self._told[self._row] if one.key not in linked])
        found: list[Mention] = []
        for cell in self._cells[1:-1]:
            if cell.links:
                found += cell.links
            elif cell.text != _NONE:
                found.append(Mention(self._row, next(keys, ""), cell.text))
        return found


def _pair(one: str) -> tuple[str, str]:
    number, _, key = one.partition("=")
    return number, key


def _entries(said: str) -> list[Entry]:
    parts = (one.split("/") for one in said.split())
    return [Entry(*one[:2]) for one in parts if len(one) > 1]


def _figure_id(place: str, item: str, key: str) -> str:
    named = item.split("/")
    indicator, _, of_item = key.partition("/")
    return "/".join((place, *named[:3], indicator, of_item, *named[3:]))


def read_page(path: Path) -> Page:
    """The page of a report."""
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page
