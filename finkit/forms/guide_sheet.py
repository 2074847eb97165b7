"""The first sheet (填表说明): what to fill in, in short sentences (`guide.txt`)."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from finkit.counties import County
from finkit.forms.layout import GUIDE, title
from finkit.forms.page import protect, set_print
from finkit.forms.styles import Styles, put
from finkit.periods import Period

_WIDTH = 96
_LETTERS_A_LINE = 44
_LINE_HEIGHT = 17
_LEGEND = "斜体"


def write_guide(sheet: Any, county: County, period: Period, styles: Styles) -> None:
    """Writes the sheet; the sentence on what is carried over looks as what it speaks of."""
    sheet.column_dimensions["A"].width = _WIDTH
    put(sheet, 1, 1, title(county, period, GUIDE), styles["title"])
    sheet.row_dimensions[1].height = 32
    text = files(__package__).joinpath("guide.txt").read_text(encoding="utf-8")
    said = text.format(county=county.name, year=period.year, month=period.month)
    for row, line in enumerate(said.splitlines(), 2):
        heading = line.removeprefix("# ")
        look = "heading" if heading != line else "legend" if line.startswith(_LEGEND) else "prose"
        put(sheet, row, 1, heading, styles[look])
        rows = -(-len(line) // _LETTERS_A_LINE)
        sheet.row_dimensions[row].height = rows * _LINE_HEIGHT + 7
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    set_print(sheet)
