"""The looks of the form: few styles, each made once and shared by its cells."""

from __future__ import annotations

from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

FONT, HEADING_FONT = "等线", "微软雅黑"
CARRIED_COLOUR = "FFF8E1"
_HEADER_COLOUR, _QUIET_COLOUR, _LINE_COLOUR = "D9E5F1", "F2F2F2", "9AA5B1"
_LINE = Side(style="thin", color=_LINE_COLOUR)
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BARE = Border(left=Side(), right=Side(), top=Side(), bottom=Side(), diagonal=Side())
_FORMATS = {"元": "#,##0.00", "亿元": "#,##0.00", "万人": "#,##0.00", "%": "#,##0.0"}
_WHOLE = "#,##0"
_PERCENT = "#,##0.0"
_TEXT = "@"
_FORMULA_SIGNS = "=+-@"

Look = Any
"""What a cell of openpyxl keeps its style as."""


def amount_format(unit_name: str) -> str:
    """The number format of amounts in a unit, with thousands separators."""
    return _FORMATS.get(unit_name, _WHOLE)


def decimals_shown(number_format: str) -> int:
    """How many decimals a number format shows.

    >>> decimals_shown("#,##0.00"), decimals_shown("#,##0")
    (2, 0)
    """
    return len(number_format.partition(".")[2])


class Styles:
    """The styles of one workbook, by name; made when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._looks: dict[str, Look] = {}

    def __getitem__(self, name: str) -> Look:
        """The look of a style; amounts are named by their unit too (`amount 万元`)."""
        if name not in self._looks:
            style = _style(name)
            if style.name not in self._workbook.named_styles:
                self._workbook.add_named_style(style)
            self._looks[name] = self._workbook._named_styles[style.name].as_tuple()
        return self._looks[name]


def put(sheet: Any, row: int, column: int, value: object, look: Look) -> Any:
    """Writes a cell. A text stays a text, also one that begins as a formula does."""
    cell = sheet.cell(row, column)
    # The shared look itself: setting a style by name searches all names, cell by cell.
    cell._style = look
    if isinstance(value, str):
        put_text(cell, value)
    elif value is not None:
        cell.value = value
    return cell


def put_text(cell: Any, text: str) -> None:
    """Puts a text into a cell: never a formula, no character that a workbook cannot hold."""
    if not text:
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if text[0] in _FORMULA_SIGNS:
        # Else Excel takes it for a formula as soon as someone edits it.
        cell._style = copy(cell._style)
        cell._style.quotePrefix = 1


def put_formula(sheet: Any, row: int, column: int, formula: str, look: Look) -> None:
    """Writes a formula (with its =)."""
    cell = sheet.cell(row, column, formula)
    cell._style = look


def _style(name: str) -> NamedStyle:
    kind, _, unit_name = name.partition(" ")
    style = NamedStyle(name=f"finkit {name}")
    style.font = Font(name=FONT, size=11)
    style.alignment = Alignment(vertical="center", wrap_text=kind in _WRAPPED)
    style.protection = Protection(locked=kind not in _OPEN)
    style.border = _BARE if kind in _PLAIN else _GRID
    if kind in _PLAIN:
        _PLAIN[kind](style)
        return style
    if kind in ("amount", "carried"):
        style.number_format = amount_format(unit_name)
        style.alignment = Alignment(horizontal="right", vertical="center")
    if kind in ("carried", "carriedtext"):
        # Slanted too: colour is not the only sign.
        style.fill = _filled(CARRIED_COLOUR)
        style.font = Font(name=FONT, size=11, italic=True)
    if kind in ("computed", "percent", "example"):
        style.fill = _filled(_QUIET_COLOUR)
        style.font = Font(name=FONT, size=11, color="595959")
    if kind in ("computed", "percent"):
        style.number_format = _PERCENT if kind == "percent" else amount_format(unit_name)
        style.alignment = Alignment(horizontal="right", vertical="center")
    if kind in ("text", "note", "label"):
        style.number_format = _TEXT
    if kind == "code":
        style.alignment = Alignment(horizontal="left", vertical="center")
    if kind == "link":
        style.font = Font(name=FONT, size=11, color="0563C1", underline="single")
    if kind == "header":
        style.fill = _filled(_HEADER_COLOUR)
        style.font = Font(name=HEADING_FONT, size=11, bold=True)
        style.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return style


def _filled(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def _title(style: NamedStyle) -> None:
    style.font = Font(name=HEADING_FONT, size=16, bold=True)
    style.alignment = Alignment(horizontal="center", vertical="center")


def _right(style: NamedStyle) -> None:
    style.alignment = Alignment(horizontal="right", vertical="center")


def _prose(style: NamedStyle) -> None:
    style.alignment = Alignment(vertical="center", wrap_text=True)


def _heading(style: NamedStyle) -> None:
    style.font = Font(name=HEADING_FONT, size=12, bold=True)


def _legend(style: NamedStyle) -> None:
    _prose(style)
    style.fill = _filled(CARRIED_COLOUR)
    style.font = Font(name=FONT, size=11, italic=True)


_PLAIN = {
    "title": _title,
    "left": lambda style: None,
    "right": _right,
    "prose": _prose,
    "heading": _heading,
    "legend": _legend,
}
_WRAPPED = ("note", "text", "example", "cell")
_OPEN = ("amount", "carried", "note", "text", "open")
