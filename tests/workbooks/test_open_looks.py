"""What an .ods says of its cells beside their values."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers
from tests.workbooks.conftest import Understood

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = f"""<office:document-content xmlns:office="{_NAMES}:office:1.0"
 xmlns:table="{_NAMES}:table:1.0" xmlns:text="{_NAMES}:text:1.0" xmlns:style="{_NAMES}:style:1.0"
 xmlns:number="{_NAMES}:datastyle:1.0" xmlns:fo="{_NAMES}:xsl-fo-compatible:1.0">
<office:automatic-styles>
<number:number-style style:name="N1"><number:number number:display-factor="1000"/>
</number:number-style>
<number:number-style style:name="N2"><number:number/><number:text>元</number:text>
</number:number-style>
<number:number-style style:name="N3P0"><number:number number:display-factor="1000"/>
<number:text>万</number:text></number:number-style>
<number:number-style style:name="N3"><number:number/>
<style:map style:condition="value()&gt;=10000" style:apply-style-name="N3P0"/></number:number-style>
<style:style style:name="thousands" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="yuan" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="by-size" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="struck" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="child" style:family="table-cell" style:parent-style-name="struck"/>
<style:style style:name="white" style:family="table-cell">
<style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="dark" style:family="table-cell" style:parent-style-name="white">
<style:table-cell-properties fo:background-color="#1f4e78"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:tracked-changes><table:deletion><table:cell-content-deletion>
<table:change-track-table-cell office:value-type="string"><text:p>删去的</text:p>
</table:change-track-table-cell></table:cell-content-deletion></table:deletion>
</table:tracked-changes>
<table:table table:name="表">"""
_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
_TITLES = ("临洮县2024年1—2月一般公共预算收入情况表", "单位：万元")


def said(text: str, style: str = "") -> str:
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{named} office:value-type="string"><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def amount(value: str, style: str = "", kind: str = "float") -> str:
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{named} office:value-type="{kind}" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def understood(folder: Path, *cells: str, columns: str = "", row: str = "") -> Understood:
    heads = "".join(map(said, ("项目", "累计完成", "上年同期", "增减%")))
    lines = [*map(said, _TITLES), heads]
    rows = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    rows += f"<table:table-row{row}>{''.join(cells)}</table:table-row>"
    rows += f"<table:table-row>{said('非税收入')}{amount('800')}{amount('700')}</table:table-row>"
    path = folder / "月报.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_NAMES}:manifest:1.0"/>')
        archive.writestr("content.xml", f"{_HEAD}{columns}{rows}{_TAIL}")
        archive.writestr("styles.xml", "<damaged")
    return Understood(understand(path, Given(), Answers(), {}))


def values(found: Understood) -> list[str]:
    held = [a for table in found.tables for a in table.amounts if a.item == "税收收入"]
    return [f"{a.value:f}{a.unit}" for a in held]


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        (amount("4900"), "4900万元"),
        (amount("4900000", "thousands"), "4900万元"),
        (amount("49000000", "yuan"), "49000000元"),
        (amount("4900", "struck"), ""),
        (amount("4900", "child"), ""),
        (said("4900", "struck"), ""),
        (amount("4900", "white"), ""),
        (amount("4900", "dark"), "4900万元"),
        (said("4900<text:note><text:note-citation>1</text:note-citation>"
              "<text:note-body><text:p>注 2</text:p></text:note-body></text:note>"), "4900万元"),
        (said("4900<text:line-break/>4800"), ""),
        (said("4900</text:p><text:p>4800"), ""),
        (said("<text:ruby><text:ruby-base>4900</text:ruby-base><text:ruby-text>1</text:ruby-text>"
              "</text:ruby>"), "4900万元"),
        (said("4<text:s text:c='1'/>900"), "4900万元"),
    ],
)  # fmt: skip
def test_a_cell_is_what_its_reader_sees(tmp_path: Path, cell: str, read_as: str) -> None:
    found = understood(tmp_path, said("税收收入"), cell)
    assert values(found) == ([read_as] if read_as else [])
    assert read_as or "B4" in found.asides


def test_a_format_by_size_that_the_unit_contradicts_is_left_aside(tmp_path: Path) -> None:
    found = understood(tmp_path, said("税收收入"), amount("49000", "by-size"), amount("45"))
    assert values(found) == ["45万元"]
    assert found.asides["B4"].startswith("数字格式按大小换算")


def test_a_percentage_is_what_it_shows(tmp_path: Path) -> None:
    rate = amount("0.089", kind="percentage")
    found = understood(tmp_path, said("税收收入"), amount("4900"), amount("4500"), rate)
    assert found.rates == {("税收收入", "yoy_rate"): "8.9"}


@pytest.mark.parametrize(
    ("columns", "row", "cells"),
    [
        ("", ' table:visibility="collapse"', ["B4", "C4"]),
        ("", ' table:visibility="filter"', ["B4", "C4"]),
        (
            '<table:table-column table:number-columns-repeated="2"/>'
            '<table:table-column table:visibility="collapse"/>',
            "",
            ["C4"],
        ),
    ],
)
def test_hidden_rows_and_columns_are_left_aside(
    tmp_path: Path, columns: str, row: str, cells: list[str]
) -> None:
    cells_of_row = (said("税收收入"), amount("4900"), amount("4500"))
    found = understood(tmp_path, *cells_of_row, columns=columns, row=row)
    assert {cell for cell, reason in found.asides.items() if "隐藏" in reason} >= set(cells)
    assert len(values(found)) == 2 - len(cells)
