"""Real workbooks, where they are at hand: every expected value, each from its own cell."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from finkit.checks import check_all
from finkit.cli import main
from finkit.dataset import open_dataset
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.found import Amount
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers

_DATA = os.environ.get("FINKIT_REFERENCE_DATA", "")
FOLDER = Path(_DATA, "workbooks")
pytestmark = pytest.mark.skipif(not _DATA, reason="FINKIT_REFERENCE_DATA names no folder")

MEASURES = {"budget": "budget", "final": "actual"}
Amounts = Callable[[str], list[Amount]]


@pytest.fixture(scope="module")
def amounts() -> Amounts:
    """All amounts of a workbook, which must ask for nothing and hold nothing unreadable."""

    def found(name: str) -> list[Amount]:
        tables = understand(FOLDER / name, Given(), Answers(), {})
        assert [q.text for table in tables for q in table.questions] == []
        assert [a for table in tables for a in table.asides if a.is_fault] == []
        return [amount for table in tables for amount in table.amounts]

    return found


def test_every_final_account_has_its_budget_and_its_final_figure(amounts: Amounts) -> None:
    with (FOLDER / "final-accounts-expected.csv").open(encoding="utf-8", newline="") as file:
        expected = defaultdict(dict)
        for row in csv.DictReader(file):
            for column, measure in MEASURES.items():
                if row[column]:
                    key = (row["region"], f"{row['year']}-12", row["item"], measure)
                    expected[row["file"]][key] = (Decimal(row[column]), row["unit"])
    assert sum(map(len, expected.values())) == 752  # of 499 items, some have no budget
    for name, values in expected.items():
        found = {
            (a.area.name, a.period, a.item, a.measure): (a.value, a.unit) for a in amounts(name)
        }
        assert found == values, name


@pytest.mark.parametrize(
    ("name", "period", "area", "item", "value", "cell"),
    [
        ("01-public-income-2019.xls", "2019-12", "北京市", "税收收入", "4822.98", "1-3!D8"),
        ("01-public-income-2019.xls", "2019-12", "广东省", "城市维护建设税", "598.98", "1-3!I26"),
        (
            "01-public-income-2019.xls",
            "2019-12",
            "新疆维吾尔自治区",
            "非税收入",
            "561.53",
            "1-3!D116",
        ),
        (
            "02-public-budget-2019.xls",
            "2019-12",
            "北京市",
            "地方一般公共预算支出",
            "7408.19",
            "1-2!C7",
        ),
        ("02-public-budget-2020.xls", "2020-12", "内蒙古自治区", "外交支出", "0.03", "D9"),
        ("02-public-budget-2021.xls", "2021-12", "北京市", "国防支出", "8.251", "E9"),
        ("02-public-budget-2021.xlsx", "2021-12", "西藏自治区", "教育", "259.1334", "G38"),
        ("02-public-budget-2022.xls", "2022-12", "西藏自治区", "外交支出", "0.21", "1-2!E32"),
        (
            "02-public-budget-2022.xls",
            "2022-12",
            "广东省",
            "灾害防治及应急管理支出",
            "155.62",
            "3!H24",
        ),
        ("02-public-budget-2023.xls", "2023-12", "北京市", "教育支出", "1227.90", "1-2!H7"),
        ("02-public-budget-2023.xlsx", "2023-12", "广东省", "卫生健康支出", "2021.59", "1-2!D66"),
        ("02-public-budget-2023.xlsx", "2023-12", "西藏自治区", "债务付息支出", "12.64", "3!I32"),
    ],
)
def test_yearbooks_read_by_hand(
    amounts: Amounts, name: str, period: str, area: str, item: str, value: str, cell: str
) -> None:
    found = [a for a in amounts(f"yearbook-{name}") if (a.area.name, a.item) == (area, item)]
    (amount,) = found
    assert (amount.period, amount.measure, amount.value, amount.unit) == (
        period,
        "actual",
        Decimal(value),
        "亿元",
    )
    assert amount.source.endswith(cell)


@pytest.mark.parametrize("name", ["02-public-budget-2021.xls", "02-public-budget-2023.xlsx"])
def test_every_province_of_a_yearbook(amounts: Amounts, name: str) -> None:
    assert len({a.area.code for a in amounts(f"yearbook-{name}")}) == 31


def test_an_empty_cell_of_a_yearbook_is_no_amount(amounts: Amounts) -> None:
    """北京 has no 外交支出; the columns right of it do not move."""
    found = {
        a.item: a.value
        for a in amounts("yearbook-02-public-budget-2022.xls")
        if a.area.name == "北京市"
    }
    assert "外交支出" not in found
    assert found["国防支出"] == Decimal("8.20")


def test_the_checks_find_no_imbalance_in_final_accounts(tmp_path: Path) -> None:
    """云南 2015 prints parts of its 非税收入 budget that exceed it: 544.78 against 543.54."""
    ledger = tmp_path / "ledger.parquet"
    files = sorted(map(str, FOLDER.glob("final-accounts-*.xls")))
    assert main(["import", *files, "--into", str(ledger)]) == 0
    errors = [one for one in check_all(open_dataset(ledger)) if one.severity == "error"]
    assert [(one.place.split("!")[0], one.item) for one in errors] == [
        ("final-accounts-yunnan-2015.xls", "二、非税收入")
    ]
