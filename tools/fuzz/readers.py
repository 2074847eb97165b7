"""What reads from outside: one row a reader, with its sample. A new reader has its row here."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from finkit import counties, dataset, facts
from finkit.addresses import is_address, is_store, plain
from finkit.batch import cluster, issue, manifest, params
from finkit.batch.index import index_page
from finkit.batch.last_issue import Stood, of_the_last_issue
from finkit.batch.manifest import Entry
from finkit.batch.one import Outcome
from finkit.batch.sealed import SEAL_JSON, FileMark, Sealed
from finkit.changes.crossing import watched
from finkit.changes.reports import Report
from finkit.changes.rested import revised
from finkit.changes.words import reworded
from finkit.credentials import bare, masked
from finkit.encodings import text_of
from finkit.extensions import extensions_of
from finkit.gate.names import folded_name
from finkit.gate.numbers import number
from finkit.imports.contract.rows import rows_of_table
from finkit.imports.contract.tables import is_contract_table
from finkit.imports.contract.tables import read as read_contract_table
from finkit.imports.held import Held
from finkit.imports.rows import KINDS
from finkit.periods import Period
from finkit.readers.address import parse, settled
from finkit.report import build
from finkit.report.notebook import check_notebook
from finkit.verify import keys
from finkit.verify.claimed import claimed_by
from finkit.verify.notebooks import notebook_differences
from finkit.verify.reports import broken_seals
from finkit.verify.signatures import judged_page
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words import answers
from tools.fuzz import samples


class Reader(NamedTuple):
    """A reader: the name of its file, a valid one, and what reads it."""

    file: str
    sample: Callable[[], bytes]
    read: Callable[[Path], object]


def _text(text: str) -> Callable[[], bytes]:
    return text.encode


def _workbook(path: Path) -> object:
    return understand(path, Given(), answers.Answers(), {})


def _contract(path: Path) -> object:
    """As an import takes a table that has the contract's columns."""
    if not is_contract_table(path):
        return None
    held = {kind.name: Held(kind, {}, 0) for kind in KINDS}
    return rows_of_table(read_contract_table(path, {}), held, path.name, "2024-03-05")


def _beside(path: Path) -> object:
    """A side table beside sound observations."""
    path.with_name("observations.csv").write_text(samples.OBSERVATIONS, encoding="utf-8")
    data = dataset.open_dataset(path.parent)
    data.source("表一")
    return build("621124", "2024-02", data)


def _template(path: Path) -> object:
    return build("临洮县", "2024-02", options={"template": str(path.parent)}).narrative


def _issued(path: Path) -> object:
    """A report on disk, as `finkit diff` has it."""
    report = Report(path.with_name("figures.json"))
    amounts = revised(report.figures, report.figures, _embedded())
    return report.place, report.text, report.values(), watched(report.seen()), amounts


def _text_issued(path: Path) -> object:
    path.with_name("figures.json").write_text(samples.FIGURES, encoding="utf-8")
    return reworded(Report(path.with_name("figures.json")).text, "")


@cache
def _embedded() -> dataset.Dataset:
    return dataset.open_dataset()


def _extension(path: Path) -> object:
    """A file of an extension's folder that nothing imports: parsed, never run."""
    path.with_name("__init__.py").write_text("SENTENCES = ()\n", encoding="utf-8")
    return extensions_of([str(path.parent)])


def _entry() -> Entry:
    return Entry("621124", "临洮县", "2024-02", "ok", "", "2024-02/621124/report.html", 1.0)


def _seal() -> bytes:
    files = {"report.html": FileMark(3, "0" * 64)}
    return Sealed(_entry(), {"title": "临洮县"}, {"kind": "bulletin"}, files).as_json().encode()


def _page() -> bytes:
    names = ("county_code", "period", "edition", "options", "data_digest")
    values = ("621124", "2024-02", "0", "{}", "0" * 16)
    pairs = zip(names, values, strict=True)
    metas = "".join(f'<meta name="finkit-{name}" content="{said}">' for name, said in pairs)
    return f"<html><head>{metas}</head><body><p>1</p></body></html>".encode()


def _notebooks(path: Path) -> object:
    said = path.read_bytes().decode("utf-8", "surrogateescape")
    return notebook_differences(said, samples.notebook().decode())


def _address(path: Path) -> None:
    said = path.read_bytes().decode("utf-8", "surrogateescape")
    for line in said.split("\n"):
        masked(bare(line))
        place = plain(line)
        if is_address(place) and not is_store(place):
            parse(settled(place))
    cluster.check(said.rpartition("\n")[2], "outputs")


ADDRESSES = (
    "s3://桶/前缀?versionId=1\nhttps://用户:密@a.gov.cn:443/b.csv?token=x\nfile:///tmp/a%20b\n"
    "postgresql://u:p%40@h:5432/db?table=a.b\nsqlite:///a.db?query=SELECT 1\ntcp://10.0.0.5:8786"
)


def _argument(path: Path) -> object:
    said = os.fsdecode(path.read_bytes())
    county, _, period = said.partition("\n")
    when = Period.parse(period)
    return counties.resolve_anywhere(folded_name(county), []), when


def _cell(path: Path) -> object:
    said = path.read_bytes().decode("utf-8", "surrogateescape")
    return [(number(line), folded_name(line)) for line in said.split("\n")]


CELLS = "1,234.5\n（120）\n△12.3%\n１２３万元\n—\n4900①\n3.2亿元\n-5\n2024年1—2月\n临 洮 县"


def _frame(path: Path) -> object:
    """A wide frame of texts, as broken as the lines are."""
    heads, *lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    rows = [line.split(",") for line in lines]
    columns = {
        name: [row[number] if number < len(row) else None for row in rows]
        for number, name in enumerate(heads.split(","))
    }
    return dataset.of_frame(pa.table(columns), unit="万元", basis="累计")


FRAME = (
    "县区,月份,一般公共预算收入,税收收入（亿元）\n临洮县,2024-02,10066,0.62\n大姚县,2024年2月,7005,"
)

READERS: dict[str, Reader] = {
    "observations.csv": Reader("o.csv", _text(samples.OBSERVATIONS), dataset.open_dataset),
    "observations.parquet": Reader("o.parquet", samples.parquet, dataset.open_dataset),
    "own table": Reader("own.csv", _text(samples.OBSERVATIONS), _contract),
    "data package": Reader("data.csv", samples.package, _contract),
    "frame": Reader("frame.txt", _text(FRAME), _frame),
    "sources": Reader("sources.csv", _text(samples.SOURCES), _beside),
    "published": Reader("published.csv", _text(samples.PUBLISHED), _beside),
    "calibers": Reader("calibers.csv", _text(samples.CALIBERS), _beside),
    "facts beside": Reader("facts.csv", _text(samples.FACTS), _beside),
    "facts": Reader("f.csv", _text(samples.FACTS), facts.read),
    "params": Reader("p.yaml", _text(samples.PARAMS), params.read_params),
    "answers": Reader("a.yaml", _text(samples.ANSWERS), answers.read),
    "xlsx": Reader("月报.xlsx", samples.xlsx, _workbook),
    "xls": Reader("月报.xls", samples.xls, _workbook),
    "ods": Reader("月报.ods", samples.ods, _workbook),
    "html": Reader("月报.html", _text(samples.PAGE), _workbook),
    "mht": Reader("月报.mht", _text(samples.MESSAGE), _workbook),
    "csv table": Reader("月报.csv", _text("\n".join(samples.LINES)), _workbook),
    "docx": Reader("月报.docx", samples.docx, _workbook),
    "pdf": Reader("月报.pdf", _text("%PDF-1.7\n1 0 obj\n"), _workbook),
    "template": Reader("bulletin.j2", _text(samples.TEMPLATE), _template),
    "extension": Reader("own.py", _text(samples.EXTENSION), _extension),
    "own notebook": Reader("own.ipynb", samples.notebook, lambda path: check_notebook(str(path))),
    "notebook verified": Reader("report.ipynb", samples.notebook, _notebooks),
    "page verified": Reader("report.html", _page, claimed_by),
    "seal": Reader(SEAL_JSON, _seal, lambda path: broken_seals(path.parent)),
    "page signed": Reader(
        "report.html", samples.signed_page, lambda path: judged_page(path, samples.KEY)
    ),
    "private key": Reader("k.pem", samples.private_key, keys.private_key),
    "public key": Reader("k.pub", samples.public_key, keys.public_key),
    "changes": Reader(
        "changes.json",
        lambda: issue.as_json([issue.Reissued("621124", "临洮县", "2024-02", "new")]).encode(),
        lambda path: index_page([], issue.parsed(text_of(path))),
    ),
    "last issue": Reader(
        "last_issue.json",
        lambda: Stood({_entry().key: Outcome(_entry(), {})}, [_entry()]).as_json().encode(),
        lambda path: of_the_last_issue(text_of(path), Stood({}, [])),
    ),
    "figures issued": Reader("figures.json", _text(samples.FIGURES), _issued),
    "text issued": Reader("report.md", _text("# 收入\n\n增长3%。下降2%。\n"), _text_issued),
    "manifest": Reader(
        "manifest.json",
        lambda: manifest.as_json([_entry()]).encode(),
        lambda path: manifest.parsed(text_of(path)),
    ),
    "address": Reader("address.txt", _text(ADDRESSES), _address),
    "county and period": Reader("given.txt", _text("临洮县\n2024-02"), _argument),
    "cell": Reader("cell.txt", _text(CELLS), _cell),
}
