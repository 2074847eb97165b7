"""A period column of any type, in any kind of table: one month, one spelling in the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from finkit.cli import main
from finkit.dataset import Dataset, open_dataset
from finkit.errors import DataError
from finkit.facts import read as read_facts
from tests.conftest import Write, row

ROW = {
    "county_code": "621124",
    "county": "临洮县",
    "basis": "cumulative",
    "item": "税收收入",
    "measure": "actual",
    "value": "15348",
    "unit": "万元",
    "source": "月报",
}
VALUES = [
    202402,
    202402.0,
    "202402",
    "2024/2",
    "2024年2月",
    date(2024, 2, 1),
    date(2024, 2, 29),
    pd.Timestamp("2024-02-29"),
    pd.Timestamp("2024-02-01", tz="Asia/Shanghai"),
]


def months(data: Dataset) -> list[str]:
    return list(map(str, data.ledger.periods("621124")))


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_parquet(tmp_path: Path, value: object) -> None:
    path = tmp_path / "o.parquet"
    pd.DataFrame([{**ROW, "period": value}]).to_parquet(path)
    assert months(open_dataset(path)) == ["2024-02"]


@pytest.mark.parametrize("value", VALUES[:7], ids=str)
def test_a_database(tmp_path: Path, value: object) -> None:
    kinds = {int: sa.Integer, float: sa.Float, str: sa.Text, date: sa.Date}
    path = tmp_path / "o.db"
    columns = [*(sa.Column(name, sa.Text) for name in ROW), sa.Column("period", kinds[type(value)])]
    table = sa.Table("observations", sa.MetaData(), *columns)
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), [{**ROW, "period": value}])
    engine.dispose()
    assert months(open_dataset(f"sqlite:///{path}")) == ["2024-02"]


def test_two_spellings_of_a_month_are_one_month(write: Write) -> None:
    same = row("2024/2 cumulative 税收收入 actual 15348 万元")
    data = open_dataset(write(row("202402 cumulative 税收收入 actual 15348 万元"), same))
    assert months(data) == ["2024-02"]


def test_a_day_amid_a_month_is_refused_with_its_line(write: Write) -> None:
    with pytest.raises(DataError, match=r"第2行：期间「2024-05-15」写法不对；是月中的一天"):
        open_dataset(write(row("2024-05-15 cumulative 税收收入 actual 15348 万元")))


def test_facts(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    head = "county,period,key,value,unit,text,source"
    path.write_text(f"{head}\n621124,2024年1—2月,收入增减原因,,,招商,局\n", encoding="utf-8")
    (fact,) = read_facts(path)
    assert str(fact.period) == "2024-02"


def test_an_import_knows_the_months_of_a_ledger_that_excel_saved(tmp_path: Path) -> None:
    table, ledger = tmp_path / "月报.csv", tmp_path / "l.csv"
    text = "临洮县2024年2月财政收支情况表,\n单位：万元,\n项目,累计\n税收收入,15348\n"
    table.write_text(text, encoding="utf-8")
    assert main(["import", str(table), "--into", str(ledger)]) == 0
    saved = ledger.read_text(encoding="utf-8-sig").replace("2024-02", "Feb-24")
    ledger.write_text(saved, encoding="gbk")
    table.write_text(text.replace("15348", "15349"), encoding="utf-8")
    assert main(["import", str(table), "--into", str(ledger)]) == 0
    (line,) = ledger.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert ",2024-02," in line
    assert ",15349," in line
