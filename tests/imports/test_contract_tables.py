"""Tables that have the contract's columns already: into a ledger like any file."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finkit.cli import main
from finkit.contract import MEASURES
from finkit.dataset import Dataset, open_dataset
from finkit.gate.names import folded_name
from finkit.imports.contract.tables import is_contract_table
from tests.imports.conftest import Ledger, Table

HEAD = "county_code,county,period,basis,item,parent_item,measure,value,unit,source"
TAX = "621124,临洮县,2024-02,cumulative,税收收入,,actual,4900,万元,表一"
FEES = "621124,临洮县,2024-02,cumulative,非税收入,,actual,2450,万元,表一"
FACTS = "county,period,key,value,unit,text,source\n临洮县,2024-02,招商引资项目数,12,个,,招商局\n"
SOURCES = "source,title,url\n表一,情况表,http://a.gov.cn/1\n"
CALIBERS = "item,region,components,source\n税收收入,621124,甲税+乙税-丙税,本县\n"
PRINTED = (
    "county_code,period,basis,item,parent_item,indicator,of_item,printed,unit,source\n"
    "621124,2024-02,cumulative,税收收入,,yoy_rate,,5.10,%,表一\n"
)
Said = pytest.CaptureFixture[str]


def held(data: Dataset) -> list[object]:
    """All that figures rest on."""
    columns = data.ledger.columns([county.code for county in data.ledger.counties])
    amounts = {name: column.to_pylist() for name, column in columns.items()}
    return [amounts, sorted(data.printed), sorted(data.facts, key=str), data.sources, data.calibers]


def done(said: Said) -> str:
    """The line that sums up."""
    return next(line for line in said.readouterr().out.splitlines() if line.startswith("读了"))


def own(folder: Path, *rows: str, name: str = "own.csv", encoding: str = "utf-8") -> Path:
    """A table of one's own."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding=encoding)
    return path


def with_sides(folder: Path, begun: str = "") -> None:
    """Side tables of every kind, in a folder or beside a table."""
    for name, text in (
        ("facts", FACTS),
        ("sources", SOURCES),
        ("calibers", CALIBERS),
        ("published", PRINTED),
    ):
        (folder / f"{begun}{name}.csv").write_text(text, encoding="utf-8")


def test_the_sample_exported_and_imported_is_the_same_ledger(
    tmp_path: Path, ledger: Ledger, capsys: Said
) -> None:
    out = tmp_path / "out" / "all.parquet"
    assert main(["export", "--out", str(out)]) == 0
    assert ledger.take(out.parent) == 0, "its side tables go with it"
    assert "读了1个文件" in done(capsys)
    assert held(open_dataset(ledger.path)) == held(open_dataset())
    assert ledger.take(out) == 0
    assert "新增0，修订0" in done(capsys)
    assert main(["ledger", "log", str(ledger.path)]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "导入" in line]
    assert "all.parquet" in line


def test_a_data_package_gives_its_amounts_and_sources_back(
    tmp_path: Path, ledger: Ledger, capsys: Said
) -> None:
    package = tmp_path / "package"
    assert main(["export", "--out", str(package), "--county", "示例县"]) == 0
    data = open_dataset()
    assert ledger.take(package) == 0
    assert "读了1个文件" in done(capsys)
    again = open_dataset(ledger.path)
    amounts, _, _, sources, _ = held(again)
    (demo,) = again.ledger.counties
    columns = data.ledger.columns([demo.code])
    assert amounts == {name: column.to_pylist() for name, column in columns.items()}
    assert sources
    assert {*again.sources} <= {*data.sources}
    assert ledger.take(package / "data.csv") == 0
    assert "新增0，修订0" in done(capsys)


_values = st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(lambda v: f"{v:f}")
_texts = st.text(st.sampled_from("税收a,\"'= 0（）·"), max_size=5).map(lambda text: f"项{text}目")
_items = st.sampled_from(["税收收入", "一、税收收入", "其中：增值税", "地方一般公共预算收入"])


def _amount(row: tuple[str, ...]) -> tuple[str, ...]:
    """Which amount a row is of."""
    return (*row[:3], folded_name(row[3]), *row[4:6])


_rows = st.lists(
    st.tuples(
        st.sampled_from(["621124,临洮县", "532326,大姚县", "DEMO01,示例县"]),
        st.sampled_from(["2023-12", "2024-01", "2024-02"]),
        st.sampled_from(["cumulative", "month", "balance"]),
        st.one_of(_items, _texts),
        st.sampled_from(["", "一般公共预算收入"]),
        st.sampled_from(sorted(MEASURES)),
        st.one_of(_values, st.sampled_from(["0", "1.50", "-0.0", "12"])),
        st.sampled_from(["万元", "亿元", "元", "人"]),
        _texts,
    ),
    min_size=1,
    max_size=8,
    unique_by=_amount,
)


def _written(path: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD.split(","))
        for county, *cells in rows:
            writer.writerow([*county.split(","), *cells])
    return path


@settings(max_examples=12)
@given(_rows)
def test_any_ledger_goes_out_and_comes_in_the_same(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        table = _written(place / "a.csv", rows)
        out, ledger = place / "b.parquet", Ledger(place / "ledger.parquet")
        assert main(["export", "--data", str(table), "--out", str(out)]) == 0
        assert ledger.take(out) == 0
        assert held(open_dataset(ledger.path)) == held(open_dataset(table))
        once = ledger.rows()
        assert ledger.take(table) == 0
        assert ledger.rows() == once, "the same once more: nothing new, nothing revised"
        first = rows[0]
        assert ledger.take(_written(table, [(*first[:6], "77777777777", *first[7:])])) == 0
        with ledger.path.with_suffix(".revisions.csv").open(encoding="utf-8-sig") as file:
            (revision,) = csv.DictReader(file)
        assert revision["new"] == f"77777777777{first[7]}"
        assert len(ledger.rows()) == len(once)


@pytest.mark.parametrize("name", ["own.csv", "observations.csv"])
def test_what_lies_beside_goes_with_it(
    tmp_path: Path, ledger: Ledger, capsys: Said, name: str
) -> None:
    folder = tmp_path / "own"
    path = own(folder, TAX, name=name)
    with_sides(folder, "own." if name == "own.csv" else "")
    assert ledger.take(folder) == 0
    assert done(capsys).startswith("读了1个文件，导入1个：新增3，")
    place = folder if name == "observations.csv" else path
    assert held(open_dataset(ledger.path)) == held(open_dataset(place))
    assert ledger.take(*sorted(folder.iterdir())) == 0, "named one by one, they are the same files"
    assert done(capsys).startswith("读了1个文件，导入1个：新增0，修订0，未变3")


def test_a_source_that_is_new_is_a_version_of_its_own(
    tmp_path: Path, ledger: Ledger, capsys: Said
) -> None:
    path = own(tmp_path / "own", TAX)
    assert ledger.take(path) == 0
    with_sides(path.parent, "own.")
    for name in ("facts", "published"):
        path.with_suffix(f".{name}.csv").unlink()
    assert ledger.take(path) == 0
    assert open_dataset(ledger.path).source("表一").title == "情况表"
    assert main(["ledger", "log", str(ledger.path)]) == 0
    assert capsys.readouterr().out.count("own.csv") == 2


def test_what_contradicts_the_ledgers_titles_and_calibers_is_named_and_left(
    tmp_path: Path, ledger: Ledger, capsys: Said
) -> None:
    path = own(tmp_path / "own", TAX)
    with_sides(path.parent, "own.")
    assert ledger.take(path) == 0
    before = held(open_dataset(ledger.path))
    path.with_suffix(".sources.csv").write_text(SOURCES.replace("情况表", "别的表"))
    path.with_suffix(".calibers.csv").write_text(CALIBERS.replace("乙税", "丁税"))
    assert ledger.take(path) == 0
    said = capsys.readouterr().out
    assert "own.csv：来源「表一」台账里已有另一标题，仍用台账的：情况表" in said
    assert "own.csv：口径「税收收入」台账里已有另一种，未取：甲税＋丁税−丙税" in said
    assert held(open_dataset(ledger.path)) == before


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ((FEES, TAX.replace("4900", "49x")), "own.csv 第3行：「49x」不是数字"),
        ((FEES, TAX, TAX.replace("4900", "49")), "own.csv 第3行 与 own.csv 第4行"),
        ((FEES, TAX.replace("2024-02", "2024-13")), "own.csv 第3行"),
        ((FEES, TAX.replace("万元", "万")), "own.csv 第3行"),
    ],
)
def test_a_table_that_breaks_the_contract_leaves_nothing(
    tmp_path: Path, ledger: Ledger, capsys: Said, rows: Sequence[str], line: str
) -> None:
    path = own(tmp_path / "own", *rows)
    assert ledger.take(path) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert line in said
    assert not ledger.path.exists()


def test_a_side_table_that_is_wrong_refuses_its_table(
    tmp_path: Path, ledger: Ledger, capsys: Said
) -> None:
    path = own(tmp_path / "own", TAX)
    path.with_suffix(".facts.csv").write_text(FACTS.replace("个", "万元"))
    assert ledger.take(path) == 2
    assert "own.facts.csv 第2行" in capsys.readouterr().err
    assert not ledger.path.exists()


def test_a_column_that_is_misspelt_is_named(tmp_path: Path, ledger: Ledger, capsys: Said) -> None:
    path = own(tmp_path / "own", TAX)
    path.write_text(path.read_text(encoding="utf-8").replace("measure", "meassure"))
    assert ledger.take(path) == 2
    assert "缺少列 measure；是否误写作 meassure" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_as_excel_saves_it(tmp_path: Path, ledger: Ledger, encoding: str) -> None:
    row = TAX.replace("621124", "621124.0").replace("2024-02", "Feb-24")
    assert ledger.take(own(tmp_path / "own", row, encoding=encoding)) == 0
    (found,) = ledger.rows()
    assert (found["county_code"], found["period"], found["value"]) == ("621124", "2024-02", "4900")


def test_a_row_without_a_source_comes_from_the_file(tmp_path: Path, ledger: Ledger) -> None:
    assert ledger.take(own(tmp_path / "own", TAX.replace("表一", ""))) == 0
    assert [row["source"] for row in ledger.rows()] == ["own.csv"]


def test_a_workbook_and_a_table_say_one_amount_or_contradict(
    table: Table, tmp_path: Path, ledger: Ledger, capsys: Said
) -> None:
    bulletin = table("一、税收收入,36000,4900,4500,8.9")
    path = own(tmp_path / "own", TAX, FEES)
    assert ledger.take(bulletin, path) == 0
    assert "修订0，未变1" in done(capsys)
    wrong = own(tmp_path / "own", TAX.replace("4900", "4901"), name="wrong.csv")
    assert ledger.take(bulletin, wrong) == 1, "two files of one import"
    assert "4900" in capsys.readouterr().err
    assert ledger.take(wrong) == 0, "one after the other: the newest counts, both are kept"
    revised = ledger.beside("revisions.csv")
    assert "月报.csv!" in revised
    assert "4901万元,表一" in revised


def test_two_names_of_one_item_are_told_apart_by_what_they_are_called(
    tmp_path: Path, ledger: Ledger, capsys: Said
) -> None:
    inside = TAX.replace("税收收入,", "税收收入,一般公共预算收入").replace("4900", "100")
    assert ledger.take(own(tmp_path / "own", TAX, inside)) == 0
    assert len(ledger.rows()) == 2
    assert ledger.take(own(tmp_path / "own", inside, TAX)) == 0
    assert ledger.take(own(tmp_path / "own", inside)) == 0
    assert "修订" not in capsys.readouterr().out.replace("修订0", "")


def test_the_preview_says_what_a_table_holds(tmp_path: Path, ledger: Ledger, capsys: Said) -> None:
    path = own(tmp_path / "own", TAX, FEES.replace("非税收入", "某项收入"))
    with_sides(path.parent, "own.")
    assert main(["import", str(path), "--preview", "--into", str(ledger.path)]) == 0
    said = capsys.readouterr().out
    assert "2个数" in said
    assert "县区：1个（临洮县）" in said
    assert "未识别的项目：1个（某项收入）" in said
    assert "公布数1条，情况1条，来源1条，口径1条" in said
    assert "新增4，修订0，未变0" in said
    assert not ledger.path.exists()
    assert main(["import", str(path), "--preview", "--format", "csv"]) == 0
    kinds = [row["kind"] for row in csv.DictReader(capsys.readouterr().out.splitlines())]
    assert kinds == ["amount", "amount", "rate", "fact"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("CNY,4,", "CNY,8,", "UNIT_MULT 是「8」，应为 4；UNIT_NAME 是万元"),
        (",R,", ",D,", "ACTION 是「D」，应为 R"),
        ("COUNTY_FISCAL", "OTHER", "STRUCTURE_ID 是"),
        ("UNIT_MULT", "MULT", "缺少列 UNIT_MULT"),
        (",万元,A,", ",万元,P,", "OBS_STATUS 是「P」，应为 A"),
    ],
)
def test_a_package_that_contradicts_itself_is_refused(
    tmp_path: Path, ledger: Ledger, capsys: Said, old: str, new: str, line: str
) -> None:
    data = tmp_path / "p.csv"
    asked = ("--county", "示例县", "--period", "2021-10")
    assert main(["export", "--out", str(data), *asked]) == 0
    text = data.read_text(encoding="utf-8")
    assert old in text
    data.write_text(text.replace(old, new), encoding="utf-8")
    assert ledger.take(data) == 2
    assert line in capsys.readouterr().err
    assert not ledger.path.exists()


def test_another_ledger_is_taken_as_it_was_committed(tmp_path: Path, ledger: Ledger) -> None:
    other = Ledger(tmp_path / "other" / "ledger.parquet")
    path = own(tmp_path / "own", TAX)
    with_sides(path.parent, "own.")
    assert other.take(path) == 0
    assert ledger.take(other.path.parent) == 0
    assert held(open_dataset(ledger.path)) == held(open_dataset(other.path))
    shutil.copy(path, other.path.with_suffix(".facts.csv"))
    assert ledger.take(other.path) == 2, "edited by hand, and in no version"


def test_ordinary_tables_and_side_tables_are_none(table: Table, tmp_path: Path) -> None:
    folder = own(tmp_path / "own", TAX).parent
    with_sides(folder)
    (folder / "empty.csv").write_text("")
    named = {path.name for path in [table("增值税,1,2,3,"), *folder.iterdir()]
             if is_contract_table(path)}  # fmt: skip
    assert named == {"own.csv"}
