"""Export, open again: the same ledger."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finkit.accounts.calibers import Caliber
from finkit.cli import main
from finkit.contract import COLUMNS, MEASURES
from finkit.dataset import Dataset, open_dataset
from finkit.errors import FinkitError
from finkit.facts import Fact
from finkit.readers.side_tables import Printed, Source
from finkit.units import UNITS

HEAD = "county_code,county,period,basis,item,parent_item,measure,value,unit,source,note,scope"
Export = Callable[..., Path]


@pytest.fixture
def exported(tmp_path: Path) -> Export:
    def run(name: str, *options: str) -> Path:
        out = tmp_path / name
        assert main(["export", "--out", str(out), *options]) == 0
        return out

    return run


Held = tuple[
    dict[str, str], set[Printed], set[Fact], dict[str, Source], tuple[Caliber, ...], list[object]
]


def held(data: Dataset) -> Held:
    """All that figures rest on: of the amounts, as the ledger itself hashes them."""
    ledger = data.ledger
    digests = {c.code: ledger.digest(c.code, ledger.periods(c.code)[-1]) for c in ledger.counties}
    own = data.calibers
    return digests, set(data.printed), set(data.facts), data.sources, own, [*ledger.counties]


def test_the_sample_comes_back_whole(exported: Export) -> None:
    out = exported("all.parquet")
    assert held(open_dataset(out)) == held(open_dataset())


_texts = st.text(st.sampled_from("税收入a,\"'=+-@ 0\n（）·"), max_size=6)
_names = _texts.map(lambda text: f"项{text}目")
_values = st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(lambda v: f"{v:f}")
_rows = st.lists(
    st.tuples(
        st.sampled_from(["621124,临洮县", "532326,大姚县", "DEMO01,示例县"]),
        st.sampled_from(["2023-12", "2024-01", "2024-02"]),
        st.sampled_from(["cumulative", "month", "balance"]),
        _names,
        st.sampled_from(sorted(MEASURES)),
        st.one_of(_values, st.sampled_from(["0", "1.50", "-0.0", "12"])),
        st.sampled_from(["万元", "亿元", "元", "人"]),
        _texts,
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: (row[0], row[1], row[2], " ".join(row[3].split()), row[4]),
)


@settings(max_examples=40)
@given(_rows)
def test_any_ledger_comes_back_whole(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        table, out = Path(place) / "a.csv", Path(place) / "b.parquet"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD.split(","))
            for county, period, basis, item, measure, value, unit, text in rows:
                code, name = county.split(",")
                cells = [period, basis, item, "", measure, value, unit, text, text, ""]
                writer.writerow([code, name, *cells])
        try:
            before = held(open_dataset(table))
        except FinkitError:  # two spellings of one item: refused, as it should be
            return
        assert main(["export", "--data", str(table), "--out", str(out)]) == 0
        assert held(open_dataset(out)) == before


FACTS = "county,period,key,value,unit,text,source\n示例县,2021-10,GDP,5200000,万元,,统计局\n"


def test_facts_calibers_and_revisions_go_with_it(tmp_path: Path, exported: Export) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "observations.csv").write_text(
        f"{HEAD}\nDEMO01,示例县,2021-10,cumulative,税收收入,,actual,1.50,亿元,a,,\n"
    )
    (folder / "calibers.csv").write_text(
        "item,region,components,source,from\n税收收入,DEMO01,甲税+乙税-丙税,本县,2021-01\n"
    )
    (folder / "published.csv").write_text(
        "county_code,period,basis,item,parent_item,indicator,of_item,printed,unit,source\n"
        "DEMO01,2021-10,cumulative,税收收入,,yoy_rate,,5.10,%,a\n"
    )
    (folder / "revisions.csv").write_text(
        "table,county_code,period,item,old,new\n"
        "observations,DEMO01,2021-10,税收收入,1.4亿元,1.50亿元\n"
        "observations,DEMO01,2020-10,税收收入,1亿元,2亿元\n"
    )
    out = exported("b.parquet", "--data", str(folder))
    before, after = open_dataset(folder), open_dataset(out)
    assert held(after) == held(before)
    assert [one.value for one in after.printed] == ["5.10"]
    assert after.calibers[0].terms == "甲税＋乙税−丙税"
    assert "1.4亿元" in out.with_suffix(".revisions.csv").read_text(encoding="utf-8-sig")
    part = exported("c.parquet", "--data", str(folder), "--period", "2021-10")
    assert "2020-10" not in part.with_suffix(".revisions.csv").read_text(encoding="utf-8-sig")


def test_a_county_and_a_period_alone(exported: Export) -> None:
    whole, part = open_dataset(), exported("a.parquet", "--county", "示例县", "--period", "2021-06")
    found = open_dataset(part)
    assert [(c.name, *map(str, found.ledger.periods(c.code))) for c in found.ledger.counties] == [
        ("示例县", "2021-06")
    ]
    own = {cell for one in whole.ledger.county("DEMO01") for cell in one.cells.items()}
    kept = {cell for one in found.ledger.county("DEMO01") for cell in one.cells.items()}
    assert kept == {cell for cell in own if str(cell[0][0]) == "2021-06"}
    assert {str(fact.period) for fact in found.facts} == {"2021-06"}
    assert set(found.sources) == {"synthetic-demo"}


def test_a_province(exported: Export) -> None:
    found = open_dataset(exported("a.parquet", "--county", "重庆市", "--period", "2020-12"))
    assert {county.province for county in found.ledger.counties} == {"重庆市"}


def test_synthetic_data_are_said_to_be(exported: Export) -> None:
    note = pq.read_schema(exported("a.parquet", "--county", "示例县")).metadata[b"finkit.note"]
    assert "演示数据" in note.decode()
    assert (
        b"finkit.note" not in pq.read_schema(exported("b.parquet", "--county", "临洮县")).metadata
    )


def test_the_columns_say_what_they_are(exported: Export) -> None:
    schema = pq.read_schema(exported("a.parquet", "--county", "临洮县"))
    assert tuple(schema.names) == COLUMNS
    assert schema.field("value").metadata[b"title"].decode() == "数值"
    assert json.loads(schema.metadata[b"finkit.units"])["万元"] == {
        "kind": "money",
        "factor": 10_000,
    }
    assert set(json.loads(schema.metadata[b"finkit.units"])) == set(UNITS)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", "a.parquet"], "a.parquet：已经有了；确要覆盖用 --force"),
        (["--out", "a.docx"], "不认识的格式 .docx"),
        (["--out", "b.parquet", "--county", "不存在县"], "没有叫「不存在县」的县区"),
        (["--out", "b.parquet", "--period", "1999-01"], "数据中没有 1999-01 的数"),
        (["--out", "b.parquet", "--period", "明天"], "明天"),
    ],
)
def test_what_is_refused(
    options: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.parquet").write_bytes(b"mine")
    assert main(["export", *options]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]
    assert (tmp_path / "a.parquet").read_bytes() == b"mine"


def test_what_an_earlier_export_left_is_not_read_with_this_one(exported: Export) -> None:
    out = exported("a.parquet", "--county", "示例县")
    assert open_dataset(out).facts
    exported("a.parquet", "--county", "临洮县", "--force")
    assert not open_dataset(out).facts


def test_a_ledger_is_never_overwritten(
    tmp_path: Path, exported: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ledger.parquet"
    book = tmp_path / "2024年2月.csv"
    book.write_text(
        "临洮县2024年2月财政收入\n单位：万元\n项目,本年累计,去年同期\n税收收入,100,90\n非税收入,10,9\n"
    )
    assert main(["import", str(book), "--into", str(out)]) == 0
    before = out.read_bytes()
    assert main(["export", "--out", str(out), "--force"]) == 2
    assert "是一本台账，导出不覆盖台账" in capsys.readouterr().err
    assert out.read_bytes() == before


@pytest.mark.parametrize("out", ["", "mine.csv", "observations.csv"])
def test_data_are_no_place_to_export_to(
    out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "621124,临洮县,2024-02,month,税收收入,,actual,1,亿元,a,,"
    (tmp_path / "observations.csv").write_text(f"{HEAD}\n{line}\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("source,title\na,甲\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    options = ["--data", str(tmp_path), "--out", str(tmp_path / out), "--force"]
    assert main(["export", *options]) == 2
    assert "那里放着数据；导出到别处" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
