"""What an amount is: by the chart where it is declared, by its name where nobody declared it."""

from __future__ import annotations

import pytest

from finkit.accounts import tables
from finkit.accounts.chart import accounts
from finkit.accounts.nature import STATEMENTS, Nature, declared, guessed, nature_of
from finkit.figures import outline
from finkit.narrative.item_words import ItemWords
from finkit.report import build
from tests.conftest import Open, Opened


def test_the_four_natures_differ() -> None:
    assert len(Nature) == len(Nature.__members__) == 4


def test_a_nature_is_declared_once() -> None:
    """By the statement, or in the row where the statement has items of several natures."""
    for row in tables.rows("chart.csv"):
        by_statement = STATEMENTS[row["statement"]]
        assert (by_statement is None) == bool(row["nature"]), row["name"]
        assert not row["nature"] or Nature(row["nature"])


def test_every_statement_is_in_use() -> None:
    assert {account.statement for account in accounts().values()} == set(STATEMENTS)


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        *(("教育支出", Nature.SPENDING), ("增值税", Nature.REVENUE)),
        *(("税务部门", Nature.REVENUE), ("贷款余额", Nature.BALANCE)),
        *(("三公经费", Nature.OTHER), ("地区生产总值", Nature.OTHER)),
        # By the statement, whatever the name says.
        *(("车辆通行费", Nature.REVENUE), ("森林植被恢复费", Nature.REVENUE)),
        *(("调入资金", Nature.REVENUE), ("调出资金", Nature.SPENDING)),
        *(("预备费", Nature.SPENDING), ("国有企业资本金注入", Nature.SPENDING)),
    ],
)
def test_nature_of_an_account(name: str, nature: Nature) -> None:
    assert nature_of(name) is nature


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        ("“三公”经费", Nature.OTHER),
        ("各项贷款", Nature.BALANCE),
        ("政府性基金预算支出", Nature.SPENDING),
        ("车辆通行费收入", Nature.REVENUE),
    ],
)
def test_an_alias_has_the_nature_of_its_standard(name: str, nature: Nature) -> None:
    assert nature_of(name) is nature


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        ("河道整治支出", Nature.SPENDING),
        ("砂石收入", Nature.REVENUE),
        ("隐性债务余额", Nature.BALANCE),
        ("水利专项经费", Nature.OTHER),
    ],
)
def test_what_nobody_declared_is_guessed(name: str, nature: Nature) -> None:
    assert name not in accounts()
    assert nature_of(name) is nature


# Their names do not say on which side of the budget they stand.
_SILENT = {
    *("车辆通行费", "彩票发行机构和彩票销售机构的业务费用", "森林植被恢复费", "调入资金"),
    *("动用预算稳定调节基金", "国有企业资本金注入", "国有企业政策性补贴", "预备费"),
    *("一般性转移支付", "专项转移支付", "政府性基金转移支付", "调出资金", "年终结余"),
    *("安排预算稳定调节基金", "补充预算周转金", "自然资源海洋气象等", "基础设施建设"),
    *("综合财力", "可用财力"),
}


def test_a_guess_never_contradicts_what_is_declared() -> None:
    wrong = {name for name, one in accounts().items() if guessed(name) is not declared(one)}
    assert wrong == _SILENT
    assert {guessed(name) for name in wrong} == {Nature.OTHER}


def words(opened: Opened, name: str) -> ItemWords:
    report = build("临洮县", "2021-12", opened.data)
    return ItemWords(outline.line(report.at, name), report.figures, report.speaker)


def test_three_public_expenses_are_no_balance(county: Open) -> None:
    opened = county(
        "2021-12 cumulative 三公经费 actual 90 万元",
        "2021-12 cumulative 三公经费 prior_actual 100 万元",
        "2021-12 balance 常住人口 actual 1.2 万人",
    )
    spent = words(opened, "三公经费")
    assert (str(spent.done), str(spent.compared)) == (
        "完成90万元",
        "同比减少10万元，下降10.0%",
    )
    assert str(words(opened, "常住人口").done) == "为1.20万人"


def test_words_are_those_of_the_side_an_item_stands_on(county: Open) -> None:
    opened = county(
        "2021-12 cumulative 车辆通行费 actual 5 万元",
        "2021-12 cumulative 车辆通行费 prior_actual 4 万元",
        "2021-12 cumulative 预备费 actual 0 万元",
    )
    assert str(words(opened, "车辆通行费").compared) == "同比增收1万元，增长25.0%"
    assert str(words(opened, "预备费").done) == "暂未发生支出"
