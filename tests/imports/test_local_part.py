"""一般公共预算收入 and 地方一般公共预算收入 in rows of their own: part and whole, not one amount."""

from __future__ import annotations

from tests.imports.conftest import Ledger, Table

HEADER = "预算科目,累计完成,上年同期,增减%"
BESIDE = (
    "一、一般公共预算收入,64000,60000,6.7",
    "二、地方一般公共预算收入,40000,41000,-2.4",
    "三、上划中央收入,24000,19000,26.3",
    "四、一般公共预算支出,200000,190000,5.3",
)


def test_local_revenue_beside_what_is_printed_comes_in_as_its_part(
    table: Table, ledger: Ledger
) -> None:
    assert ledger.take(table(*BESIDE, header=HEADER)) == 0
    parents = {(r["item"], r["measure"]): r["parent_item"] for r in ledger.rows()}
    assert parents["二、地方一般公共预算收入", "actual"] == "一、一般公共预算收入"
    assert parents["二、地方一般公共预算收入", "prior_actual"] == "一、一般公共预算收入"
    assert ledger.amounts()["一、一般公共预算收入", "actual"] == "64000万元"
    assert "二、地方一般公共预算收入,一、一般公共预算收入,yoy_rate" in ledger.beside(
        "published.csv"
    )


def test_the_same_table_again_changes_nothing_and_another_amount_is_a_revision(
    table: Table, ledger: Ledger
) -> None:
    ledger.take(table(*BESIDE, header=HEADER))
    before = ledger.rows()
    ledger.take(table(*BESIDE, header=HEADER))
    assert ledger.rows() == before
    ledger.take(table(*(line.replace("40000", "40500") for line in BESIDE), header=HEADER))
    assert ledger.amounts()["二、地方一般公共预算收入", "actual"] == "40500万元"
    assert len(ledger.rows()) == len(before)


def test_two_names_of_one_amount_come_in_as_one(table: Table, ledger: Ledger) -> None:
    same = ("一般公共预算收入,40000,41000,-2.4", "地方一般公共预算收入,40000,41000,-2.4")
    ledger.take(table(*same, header=HEADER))
    assert len(ledger.rows()) == 2


EACH_WITH_ITS_TAXES = (
    "一、一般公共预算收入,64000,60000,6.7",
    "（一）税收收入,42000,40000,5.0",
    "（二）非税收入,22000,20000,10.0",
    "二、地方一般公共预算收入,40000,41000,-2.4",
    "（一）税收收入,18000,21000,-14.3",
    "（二）非税收入,22000,20000,10.0",
)


def test_the_taxes_of_each_are_two_amounts(table: Table, ledger: Ledger) -> None:
    assert ledger.take(table(*EACH_WITH_ITS_TAXES, header=HEADER)) == 0
    taxes = [
        (r["parent_item"], r["value"])
        for r in ledger.rows()
        if r["item"] == "（一）税收收入" and r["measure"] == "actual"
    ]
    assert taxes == [("一、一般公共预算收入", "42000"), ("二、地方一般公共预算收入", "18000")]
    before = ledger.rows()
    ledger.take(table(*EACH_WITH_ITS_TAXES, header=HEADER))
    assert ledger.rows() == before
    ledger.take(table(*(t.replace("18000", "18500") for t in EACH_WITH_ITS_TAXES), header=HEADER))
    assert len(ledger.rows()) == len(before)
    assert {r["value"] for r in ledger.rows() if r["measure"] == "actual"} >= {"42000", "18500"}
