"""What a book of many sheets says of those that do not: whose it is, in what unit.

Cover, contents and titles name the city; 2024年市本级收入表 on a sheet of its own does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from finkit.counties import County
from finkit.counties.areas import is_county, is_prefecture, is_province
from finkit.counties.titles import named_in
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.dates import year_in
from finkit.workbooks.words.titles import Said, is_like_title, unit_in, unit_only

_TOP, _LONGEST = 10, 60
_SEVERAL, _COMMON = 2, 3
_LEVELS = {"省": is_province, "市": is_prefecture, "县": is_county, "旗": is_county}
_NOTHING_ASKED = Context(None, "", 0, "", "", "")


class Book:
    """The sheets of one file, asked together; looked into only when a sheet lacks something."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = [sheet for sheet in sheets if not sheet.is_hidden]

    @property
    def has_several(self) -> bool:
        """Whether there are several sheets to ask."""
        return len(self._sheets) >= _SEVERAL

    @cached_property
    def _lines(self) -> list[list[Said]]:
        return [_first_lines(sheet) for sheet in self._sheets]

    @cached_property
    def area(self) -> Said | None:
        """The place that names the one area of all titles, or the one that holds all others."""
        return self._area[1] if self._area else None

    @cached_property
    def _area(self) -> tuple[County, Said] | None:
        named: dict[str, tuple[County, Said]] = {}
        count: Counter[str] = Counter()
        for lines in self._lines:
            found = {}
            for line in lines:
                if is_like_title(line.text) and (one := named_in(line.text, _year(line.text))):
                    found[one.area.code] = (one.area, line)
            named |= {code: one for code, one in found.items() if code not in named}
            count.update(found)
        for code, chosen in named.items():
            holds_all = all(other.startswith(code.rstrip("0")) for other in named)
            if holds_all and (len(named) == 1 or count[code] >= _SEVERAL):
                return chosen
        return None

    @cached_property
    def unit(self) -> Said | None:
        """The one unit that several of its sheets are in."""
        said = [
            Said(unit_in(line.text), line.place)
            for lines in self._lines
            for line in lines
            if unit_only(line)
        ]
        is_common = len(said) >= _COMMON and len({one.text for one in said}) == 1
        return said[0] if is_common else None

    def told(self, table: Table, around: Context) -> Context:
        """What holds for a table, with what the book says where the table says nothing."""
        if not self.has_several:
            return around
        is_open = around.area is None and around.county_asked == _NOTHING_ASKED.county_asked
        if is_open and (own := self._area) and _is_of_level(around.scope, own[0]):
            area, said = own
            table.said["county"] = Said(f"{area.name}（{area.code}）", said.place)
            around = around._replace(area=area)
        is_bare = not around.unit and around.unit_asked == _NOTHING_ASKED.unit_asked
        if is_bare and self.unit:
            table.said["unit"] = self.unit
            around = around._replace(unit=self.unit.text)
        return around


def _first_lines(sheet: Sheet) -> list[Said]:
    """What stands at the top of a sheet, where its title does."""
    return [
        Said(text, sheet.place(row, column))
        for row in range(min(_TOP, sheet.height))
        for column in range(sheet.width)
        if (text := sheet.text(row, column)) and len(text) <= _LONGEST
    ]


def _year(text: str) -> int:
    return int(year_in(text) or 0)


def _is_of_level(scope: str, area: County) -> bool:
    """Whether a title's 市本级 may be that of an area: not of a county's book."""
    own = next((test for word, test in _LEVELS.items() if scope.startswith(f"{word}本级")), None)
    return own is None or own(area)
