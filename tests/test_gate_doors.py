"""Every door to the kit folds what comes in: tables, side tables, facts, options, parameters."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import finkit
from finkit import facts
from finkit.cli import main
from finkit.dataset import open_dataset
from finkit.errors import FinkitError
from finkit.report.build import build

HEADER = "county_code,county,period,basis,item,parent_item,measure,value,unit,source"
ROWS = [
    "621124,临 洮　县,2024-02,cumulative,税收\u200b收入,,actual,４９００,万元,a",
    "621124\u200b,临洮县 ,2024-02,cumulative,税 收 收 入,,prior_actual,4500,万元\ufeff,a",
    "621124,临洮县,2024-02,cumulative,⾮税收⼊,,actual,−800,万元,a",
]
COLUMNS = HEADER.split(",")


@pytest.fixture
def places(tmp_path: Path) -> list[str]:
    """The same rows as CSV, as Parquet and in a database."""
    padded = HEADER.replace("county,", "county ,\u200b").replace("value", "value ")
    (tmp_path / "a.csv").write_text("\n".join([padded, *ROWS]) + "\n", encoding="utf-8")
    rows = [row.split(",") for row in ROWS]
    table = pa.table(dict(zip(padded.split(","), zip(*rows, strict=True), strict=True)))
    pq.write_table(table, tmp_path / "a.parquet")
    with sqlite3.connect(tmp_path / "a.db") as base:
        base.execute(f"create table observations ({HEADER})")
        base.executemany(f"insert into observations values ({','.join('?' * len(COLUMNS))})", rows)
    base.close()
    return [str(tmp_path / "a.csv"), str(tmp_path / "a.parquet"), f"sqlite:///{tmp_path}/a.db"]


def test_what_is_held_and_shown_is_the_folded_name(places: list[str]) -> None:
    pytest.importorskip("sqlalchemy")
    for place in places:
        data = open_dataset(place)
        assert [county.name for county in data.ledger.counties] == ["临洮县"]
        figures = data.figures("621124", data.ledger.periods("621124")[0])
        found = {(figure.item, figure.indicator): figure.value for figure in figures}
        # 4900 / 4500 - 1 = 8.9%
        rate, amount = found["税收收入", "yoy_rate"], found["非税收入", "amount"]
        assert rate is not None
        assert round(rate, 1) == Decimal("8.9")
        assert amount == -800


@pytest.mark.parametrize("name", ["临洮县 ", "临　洮　县", "临洮\u200b县", "６２１１２４"])
def test_a_county_is_found_however_it_is_padded(name: str, places: list[str]) -> None:
    table = places[0]
    assert build(name, "2024-02", table).county.code == "621124"
    assert finkit.open(table).county(name).code == "621124"
    assert main(["indicators", "--county", name, "--period", "2024-02", "--data", table]) == 0


def test_a_value_with_a_note_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for value in ("4900¹", "4900①", "4900⒊", "٤٩٠٠", "4900 4800"):
        row = ROWS[0].replace("４９００", value)
        path.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
        with pytest.raises(FinkitError, match=r"a\.csv 第2行：「.*」不是数字"):
            open_dataset(str(path))


def test_facts_are_folded_and_a_number_of_theirs_has_no_note(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    head = ",".join(facts.COLUMNS).replace("key", " key\u200b")
    row = "临 洮 县,2024-02,办实事件数,２０,件,,县政府"
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    (fact,) = facts.read(path)
    assert (fact.county, fact.value) == ("临洮县", 20)
    path.write_text(f"{head}\n{row.replace('２０', '20①')}\n", encoding="utf-8")
    with pytest.raises(FinkitError, match="不是数字"):
        facts.read(path)
