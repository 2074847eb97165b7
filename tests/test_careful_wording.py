"""What a careful official would not write: each rule as exact Chinese, in and out."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from finkit.narrative.level_words import level, stated
from finkit.report import build
from finkit.wording import Speaker, Style
from tests.conftest import Open, figure

NOW = "2024-05 cumulative"


def told(county: Open, *lines: str, kind: str = "work_report", period: str = "2024-05") -> str:
    data = county(*lines).data
    return build("临洮县", period, data, options={"kind": kind}).narrative.text


def pair(item: str, now: float, before: float) -> tuple[str, str]:
    return (f"{NOW} {item} actual {now} 万元", f"{NOW} {item} prior_actual {before} 万元")


def section(text: str, heading: str) -> str:
    """The text under a heading, up to the next of its kind."""
    found = re.search(rf"^[^\n]*{heading}\n(.*?)(?=^（.）|^[一二三]、|\Z)", text, re.M | re.S)
    return found[1] if found else ""


INCOME, OUTLAY = "一般公共预算收入", "一般公共预算支出"
TAX = "税收收入<一般公共预算收入"


# --- 刚性支出, 三保 ---------------------------------------------------------------------------


def test_what_outgrows_revenue_presses_on_it(county: Open) -> None:
    rigid = pair("刚性支出", 110, 100)
    assert (
        "刚性支出110万元，同比增支10万元，增长10.0%，一般公共预算收入增长5.0%，"
        "刚性支出增长快于收入，可统筹用于发展的财力受到挤压。"
    ) in told(county, *rigid, *pair(INCOME, 105, 100))
    assert "受到挤压" not in told(county, *rigid, *pair(INCOME, 112, 100))
    assert "受到挤压" not in told(county, *rigid)


@pytest.mark.parametrize(
    ("done", "said"), [(42, "兜牢基层“三保”底线。"), (41, "保障基层“三保”支出。")]
)
def test_only_who_keeps_pace_has_held_the_line(county: Open, done: int, said: str) -> None:
    # By May 41.7% of the year are gone.
    lines = (f"{NOW} 三保支出 actual {done} 万元", f"{NOW} 三保支出 budget 100 万元")
    work = told(county, *lines).split("下一步工作计划")[0]
    assert said in work
    assert ("兜牢" in work) == (done == 42)


# --- Negative levels in words -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "amount", "said"),
    [
        ("收支缺口", 244417, "收支缺口244417万元"),
        ("收支缺口", -5, "收大于支5万元"),
        ("收支缺口", 0, "收支相抵"),
        ("一般公共预算收支缺口", -5, "一般公共预算收大于支5万元"),
        ("财政赤字", -5, "财政收大于支5万元"),
        ("年终结余", 5, "年终结余5万元"),
        ("收支结余", -5, "支大于收5万元"),
        ("收支差额", -5, "收支差额为负5万元"),
        ("债务净额", -5, "债务净额为负5万元"),
        ("可用财力", -5, "可用财力为负5万元"),
        ("税收收入", -5, "税收收入-5万元"),
    ],
)
def test_a_negative_level_is_turned_in_words(name: str, amount: int, said: str) -> None:
    assert str(stated(figure(Decimal(amount), "万元"), name, Speaker(Style()))) == said


def test_a_negative_share_is_none() -> None:
    assert not level(figure(Decimal(-5), "%", "tax_share"), "税收占比", Speaker(Style()))


def test_a_sum_by_caliber_is_turned_too(county: Open) -> None:
    text = told(
        county,
        *pair("可用财力", -5, 10),
        *pair("刚性支出", 20, 10),
    )
    assert "可用财力为负5万元，低于同期刚性支出的20万元。" in text


# --- An argument stands once ------------------------------------------------------------------

FALLEN = (*pair(INCOME, 100, 100), *pair(TAX, 60, 70))


def test_what_a_problem_says_the_analysis_does_not(county: Open) -> None:
    text = told(county, *FALLEN)
    assert section(text, "收支运行分析") == "从收入质量看，税收收入占一般公共预算收入的60.0%。\n"
    assert section(text, "财政收入结构有待优化") == (
        "税收收入占一般公共预算收入的比重同比下降10.0个百分点。\n"
    )


def test_where_no_problem_is_told_the_analysis_says_it(county: Open) -> None:
    assert ("从收入质量看，税收收入占一般公共预算收入的60.0%，比重同比下降10.0个百分点。") in told(
        county, *FALLEN, kind="bulletin"
    )


def test_a_low_share_is_a_problem_and_its_rise_is_analysed(county: Open) -> None:
    text = told(county, *pair(INCOME, 100, 100), *pair(TAX, 40, 30))
    assert section(text, "收支运行分析") == (
        "从收入质量看，税收收入占一般公共预算收入的比重同比提高10.0个百分点。\n"
    )
    assert "税收收入占一般公共预算收入的40.0%，占比偏低。" in section(text, "财政收入结构有待优化")


def test_debt_near_its_limit_is_said_once(county: Open) -> None:
    debt = (
        "2024-05 balance 地方政府债务余额 actual 96 万元",
        "2024-05 balance 地方政府债务限额 actual 100 万元",
    )
    text = told(county, *debt)
    assert section(text, "收支运行分析") == "从政府债务看，5月末地方政府债务余额96万元。\n"
    assert text.count("96.0%") == 1
    assert "地方政府债务余额占限额的96.0%，新增举债空间有限。" in text
    assert "5月末地方政府债务余额96万元，占债务限额的96.0%。" in told(
        county, *debt, kind="bulletin"
    )
