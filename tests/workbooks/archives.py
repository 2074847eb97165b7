"""Workbooks put together by hand: what no program writes, or openpyxl does not."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

NO_PARTS: Mapping[str, str] = {}
_TABLE = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = f'<manifest:manifest xmlns:manifest="{_TABLE}:manifest:1.0"/>'
_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def _related(kind: str, target: str) -> str:
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{types}/{kind}" Target="{target}"/></Relationships>'
    )


_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)


def text(place: str, content: str) -> str:
    """A cell of an .xlsx sheet that holds a text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{content}</t></is></c>'


def xlsx(path: Path, rows: str, parts: Mapping[str, str] = NO_PARTS) -> Path:
    """An .xlsx of one sheet: its rows as XML, and further parts of the package."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", _WORKBOOK)
        archive.writestr("_rels/.rels", _related("officeDocument", "xl/workbook.xml"))
        sheet = _related("worksheet", "worksheets/sheet1.xml")
        archive.writestr("xl/_rels/workbook.xml.rels", sheet)
        archive.writestr("xl/worksheets/sheet1.xml", _SHEET.format(rows))
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def ods_row(*cells: str | float, repeated: int = 1) -> str:
    """A row of an OpenDocument sheet, standing for as many as it is repeated."""
    shown = "".join(map(_ods_cell, cells))
    return f'<table:table-row table:number-rows-repeated="{repeated}">{shown}</table:table-row>'


def _ods_cell(cell: str | float) -> str:
    if not isinstance(cell, str):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
    )


def ods(path: Path, *rows: str) -> Path:
    """An OpenDocument workbook of one sheet."""
    names = "".join(f' xmlns:{name}="{_TABLE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body>'
        f'<office:spreadsheet><table:table table:name="表">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return path
