"""Small tables in every format that finkit reads, one cell of each as a clerk may leave it."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import openpyxl
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

TITLE, UNIT = "临洮县2024年1—2月一般公共预算收入情况表", "单位：万元"
ITEM, CONTROL = "税收收入", "非税收入"
STRUCK, RAISED, LOWERED = "struck", "raised", "lowered"
STRUCK_CELL, STRUCK_ROW, HIDDEN_ROW, WHITE, COMMENT = "cell", "row", "hidden", "white", "comment"
Runs = Sequence[tuple[str, str]]


class Case(NamedTuple):
    """A table whose row of 税收收入 is out of the ordinary: the name, the amount as text, as a
    number with its format, or as runs; the look of cell or row."""

    name: str
    label: str = ITEM
    text: str = ""
    runs: Runs = ()
    value: float | None = None
    code: str = "General"
    look: str = ""
    encoding: str = "utf-8"
    expected: str = "4900"

    @property
    def pieces(self) -> Runs:
        """The amount's text with the look of each run."""
        return self.runs or ((self.text or f"{self.value:.0f}", ""),)


def xlsx(case: Case) -> bytes | None:
    """An .xlsx; None for what cannot be in one."""
    if case.encoding != "utf-8":
        return None
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in ([TITLE], [UNIT], ["项目", "累计完成"], [CONTROL, 800], [case.label]):
        sheet.append(row)
    cell = sheet["B5"]
    cell.value = _rich(case.runs) if case.runs else case.text or case.value
    cell.number_format = case.code
    if case.look in (STRUCK_CELL, STRUCK_ROW, WHITE):
        font = Font(color="FFFFFFFF") if case.look == WHITE else Font(strike=True)
        for struck in (cell, *([sheet["A5"]] if case.look == STRUCK_ROW else [])):
            struck.font = font
    sheet.row_dimensions[5].hidden = case.look == HIDDEN_ROW
    if case.look == COMMENT:
        cell.comment = Comment("上年为9", "某人")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rich(runs: Runs) -> CellRichText:
    fonts = {
        STRUCK: InlineFont(strike=True),
        RAISED: InlineFont(vertAlign="superscript"),
        LOWERED: InlineFont(vertAlign="subscript"),
    }
    return CellRichText(*(TextBlock(fonts[look], text) if look else text for text, look in runs))


def xls(case: Case) -> bytes | None:
    """An .xls; None for what cannot be in one, or xlwt does not write."""
    if case.encoding != "utf-8" or case.look == COMMENT:
        return None
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    plain = xlwt.easyxf()
    struck = xlwt.easyxf("font: struck_out on")
    above: list[list[Any]] = [[TITLE], [UNIT], ["项目", "累计完成"], [CONTROL, 800]]
    for row, cells in enumerate(above):
        for column, value in enumerate(cells):
            sheet.write(row, column, value, plain)
    sheet.write(4, 0, case.label, struck if case.look == STRUCK_ROW else plain)
    style = struck if case.look in (STRUCK_CELL, STRUCK_ROW) else plain
    style = xlwt.easyxf("font: color white") if case.look == WHITE else style
    if case.runs:
        fonts = {"": "", STRUCK: "struck_out on", RAISED: "escapement superscript"}
        fonts[LOWERED] = "escapement subscript"
        runs = [(t, xlwt.easyfont(fonts[k] or "bold off")) for t, k in case.runs]
        sheet.write_rich_text(4, 1, runs, style)
    else:
        style = xlwt.easyxf(num_format_str=case.code) if case.code != "General" else style
        sheet.write(4, 1, case.text or case.value, style)
    sheet.row(4).hidden = case.look == HIDDEN_ROW
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_FORMATTED = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_HEAD = (
    f'<office:document-content xmlns:office="{_ODS}:office:1.0" xmlns:table="{_ODS}:table:1.0" '
    f'xmlns:text="{_ODS}:text:1.0" xmlns:style="{_ODS}:style:1.0" xmlns:fo="{_FORMATTED}">'
    "<office:automatic-styles>"
    '<style:style style:name="struck" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="raised" style:family="text"><style:text-properties '
    'style:text-position="super 58%"/></style:style>'
    '<style:style style:name="lowered" style:family="text"><style:text-properties '
    'style:text-position="sub 58%"/></style:style>'
    '<style:style style:name="white" style:family="table-cell"><style:text-properties '
    'fo:color="#ffffff"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
    '<table:table table:name="表">{}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def ods(case: Case) -> bytes | None:
    """An .ods; None for what cannot be in one."""
    if case.encoding != "utf-8" or case.code != "General":
        return None
    style = {STRUCK_CELL: "struck", STRUCK_ROW: "struck", WHITE: "white"}.get(case.look, "")
    note = "<office:annotation><text:p>上年为9</text:p></office:annotation>"
    own = "".join(
        f'<text:span text:style-name="{look}">{_lines(text)}</text:span>' if look else _lines(text)
        for text, look in case.pieces
    )
    amount = _cell(f"{note if case.look == COMMENT else ''}<text:p>{own}</text:p>", style)
    label = _cell(
        f"<text:p>{_lines(case.label)}</text:p>", style if case.look == STRUCK_ROW else ""
    )
    hidden = ' table:visibility="collapse"' if case.look == HIDDEN_ROW else ""
    rows = [[TITLE], [UNIT], ["项目", "累计完成"], [CONTROL, "800"]]
    shown = ["".join(_cell(f"<text:p>{text}</text:p>") for text in row) for row in rows]
    lines = [f"<table:table-row>{row}</table:table-row>" for row in shown]
    lines.append(f"<table:table-row{hidden}>{label}{amount}</table:table-row>")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_ODS}:manifest:1.0"/>')
        archive.writestr("content.xml", _HEAD.format("".join(lines)))
    return file.getvalue()


def _cell(content: str, style: str = "") -> str:
    named = f' table:style-name="{style}"' if style else ""
    return f'<table:table-cell{named} office:value-type="string">{content}</table:table-cell>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<text:line-break/>")


def page(case: Case) -> bytes | None:
    """A web page; None for what cannot be on one."""
    if case.code != "General" or case.look == COMMENT:
        return None
    tags = {STRUCK: "<s>{}</s>", RAISED: "<sup>{}</sup>", LOWERED: "<sub>{}</sub>", "": "{}"}
    own = "".join(tags[look].format(_broken(text)) for text, look in case.pieces)
    own = f"<del>{own}</del>" if case.look in (STRUCK_CELL, STRUCK_ROW) else own
    label = f"<del>{_broken(case.label)}</del>" if case.look == STRUCK_ROW else _broken(case.label)
    colour = ' style="color:#fff"' if case.look == WHITE else ""
    hidden = ' style="display:none"' if case.look == HIDDEN_ROW else ""
    rows = [[TITLE], [UNIT], ["项目", "累计完成"], [CONTROL, "800"]]
    lines = ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    table += f"<tr{hidden}><td>{label}</td><td{colour}>{own}</td></tr>"
    return _encoded(f"<html><body><table>{table}</table></body></html>", case.encoding)


def _broken(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def csv(case: Case) -> bytes | None:
    """A CSV file: nothing in it has a look."""
    if case.runs or case.look or case.code != "General":
        return None
    lines = [TITLE, UNIT, "项目,累计完成", f"{CONTROL},800"]
    lines.append(f'"{case.label}","{case.pieces[0][0]}"')
    return _encoded("\n".join(lines), case.encoding)


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "xmlcharrefreplace" if encoding == "gbk" else "strict")


FORMATS: Mapping[str, Callable[[Case], bytes | None]] = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "html": page,
    "csv": csv,
}
