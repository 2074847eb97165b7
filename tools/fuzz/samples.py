"""Valid samples of what the readers read, each small."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import xlwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from finkit.batch.signature import Signature
from finkit.dataset import open_dataset
from finkit.export import cube
from finkit.verify.signing import message_of_page

LINES = (
    "临洮县2024年1—2月财政收支情况表,,,",
    "单位：万元,,,",
    "项目,年初预算,累计完成,上年同期",
    "一般公共预算收入,12000,4900,4500",
    "其中：税收收入,9000,3900,-3600",
    "增值税,4000,（120）,1,800",
)
HEADER = "county_code,county,period,basis,item,parent_item,measure,value,unit,source\n"
OBSERVATIONS = HEADER + "".join(
    f"621124,临洮县,{period},cumulative,{item},{whole},{measure},{value},万元,表一\n"
    for period in ("2023-02", "2024-02")
    for item, whole in (("一般公共预算收入", ""), ("税收收入", "一般公共预算收入"))
    for measure, value in (("actual", "4900"), ("budget", "12000.5"))
)
FIGURES = (
    '[{"id":"621124/2024-02/schema","status":"schema","version":"1.1"},\n'
    '{"id":"621124/2024-02/cumulative/税收收入//amount/","county_code":"621124","county":"临洮县",'
    '"period":"2024-02","basis":"cumulative","item":"税收收入","parent_item":"",'
    '"standard_item":"税收收入","indicator":"amount","of_item":"","value":4900.5,"unit":"万元",'
    '"status":"ok","reason":"","formula":"本期数","inputs":[{"county_code":"621124",'
    '"period":"2024-02","basis":"cumulative","item":"税收收入","parent_item":"",'
    '"measure":"actual","value":4900.5,"unit":"万元","source":"表一","data_status":"快报",'
    '"scope":""}],"findings":[]}]\n'
)
FACTS = (
    "county,period,key,value,unit,text,source\n"
    "621124,2024-02,招商引资项目数,12,个,,招商局\n"
    "621124,2024-02,年度重点工作,,,财源建设,财政局\n"
)
SOURCES = "source,county,period,title,url\n表一,临洮县,2024-02,情况表,http://a.gov.cn/1?token=x\n"
PUBLISHED = (
    "county_code,period,basis,item,parent_item,indicator,of_item,printed,unit,source\n"
    "621124,2024-02,cumulative,一般公共预算收入,,completion_rate,,40.8,%,表一\n"
)
CALIBERS = "item,region,components,source\n一般公共预算收入,621124,税收收入+非税收入,表一\n"
PARAMS = (
    "data: ''\nout: outputs\noptions: {kind: bulletin, mode: draft, rate_decimals: 1,\n"
    "  thresholds: {tax_share: 60}, accept: {621124-2024-02-1a2b3c4d: 已核实}}\n"
    "reports:\n  - {county: 临洮县, period: 2024-02}\n"
    "  - counties: [621124, 大姚县]\n    periods: ['2024-01', 202403, 2024-06-30]\n"
)
ANSWERS = (
    "layouts:\n  3f2a9c01: {title: 表, unit: 万元, columns: {同比: 增减%, 上年: 不要},\n"
    "    areas: {开发区: 不要}, items: {累计: 税收收入}}\n"
    "files:\n  收支表.xls: {county: 临洮县, period: 2024-02, unit: 亿元}\n"
    "sheets:\n  月报.xlsx!表21: 不要\n"
)
TEMPLATE = (
    "{% set has = item('一般公共预算收入') %}{% for one in [1, 2] %}{{ loop.index }}{% endfor %}\n"
    "# 收入\n{% if has %}{{ has.grown }}{% endif %}。{{ rest }}\n{{ [1, 2] | join(1) }}\n"
    "{% macro m(a) %}{{ a | default('无') }}{% endmacro %}{{ m(1) }}\n"
    "{% include 'plain.j2' ignore missing %}\n"
)
EXTENSION = (
    "from finkit.extensions import Sentence\n\n\nRATES = {'a': 1, 'b': [x for x in (1, 2)]}\n"
    "SENTENCES = (Sentence(key='a', label='甲', says=f\"{RATES['a']:.1f}\"),)\n"
)
PAGE = (
    "<html><head><meta charset=utf-8><style>.a{color:#fff}</style></head><body><table>"
    + "".join(f"<tr><td>{line.replace(',', '</td><td>')}</td></tr>" for line in LINES)
    + "</table></body></html>"
)
MESSAGE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    f"Content-Type: text/html; charset=utf-8\r\n\r\n{PAGE}\r\n--b--\r\n"
)
_NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


_MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


@cache
def xlsx() -> bytes:
    """A workbook of Excel."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for line in LINES:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    sheet["C4"].number_format = '0.00,,"亿"'
    sheet["D4"].font = openpyxl.styles.Font(strike=True)
    sheet["B6"], sheet["B7"] = "=SUM(B4:B5)", "#DIV/0!"
    sheet.row_dimensions[6].hidden = True
    sheet.merge_cells("A1:D1")
    book.save(made)
    return made.getvalue()


@cache
def ods() -> bytes:
    """A workbook of OpenDocument."""
    rows = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, line.split(","))) + "</table:table-row>"
        for line in LINES
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_NAMES}><office:body>'
        f'<office:spreadsheet><table:table table:name="表">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return _zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": content, "META-INF/manifest.xml": _MANIFEST})  # fmt: skip


def _ods_cell(cell: str) -> str:
    if cell.isdigit():
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    inside = f'<text:p>{cell}<text:s text:c="2"/></text:p>'
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


@cache
def docx() -> bytes:
    """A document of Word: refused, whatever is in it."""
    return _zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": PAGE})


def _zipped(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@cache
def parquet() -> bytes:
    """Observations as Parquet."""
    names, *rows = (line.split(",") for line in OBSERVATIONS.splitlines())
    columns = {name: pa.array([row[at] for row in rows]) for at, name in enumerate(names)}
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


@cache
def package() -> bytes:
    """The amounts of a data package."""
    with TemporaryDirectory() as folder:
        given, made = Path(folder) / "o.csv", Path(folder) / "data.csv"
        given.write_text(OBSERVATIONS, encoding="utf-8")
        ledger = open_dataset(given).ledger
        cube.write(ledger.columns([county.code for county in ledger.counties]), made)
        return made.read_bytes()


@cache
def notebook() -> bytes:
    """The project's own notebook."""
    path = Path(__file__).parents[2] / "notebooks" / "county_report.ipynb"
    return path.read_bytes()


_SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = _SECRET.public_key().public_bytes_raw()


def signed_page() -> bytes:
    """A page with its signature."""
    page = PAGE.encode()
    return page + bytes(Signature(KEY, _SECRET.sign(message_of_page(page))))


def private_key() -> bytes:
    """A key to sign with."""
    return _SECRET.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_key() -> bytes:
    """A key to verify with."""
    return _SECRET.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@cache
def xls() -> bytes:
    """A workbook of the older Excel."""
    book, made = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("表")
    for row, line in enumerate(LINES):
        for column, cell in enumerate(line.split(",")):
            sheet.write(row, column, int(cell) if cell.isdigit() else cell)
    book.save(made)
    return made.getvalue()
