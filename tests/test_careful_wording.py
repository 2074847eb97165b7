"""What a careful official would not write: each rule as exact Chinese, in and out."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from finkit.dataset import open_dataset
from finkit.report import build
from finkit.wording import Speaker, Style
from finkit.wording.level_words import level, stated
from tests.conftest import Open, Write, figure
from tests.test_claims import HOLDING

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
    # Its share stands beside its amount, in 财政收入; what moved it is the problem's.
    assert section(text, "收支运行分析") == ""
    assert "税收收入60万元，下降14.3%，占比60.0%。" in text
    assert section(text, "财政收入结构有待优化") == (
        "税收收入占一般公共预算收入的比重同比下降10.0个百分点。\n"
    )


def test_where_no_problem_is_told_the_analysis_says_it(county: Open) -> None:
    # The share itself stands beside the amount.
    assert "从收入质量看，税收收入占一般公共预算收入的比重同比下降10.0个百分点。" in told(
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
    bulletin = told(county, *debt, kind="bulletin")
    assert section(bulletin, "政府债务情况") == (
        "截至2024年5月末，临洮县地方政府债务限额100万元。"
        "地方政府债务余额96万元，占债务限额的96.0%。债务余额控制在限额以内。\n"
    )


# --- The list of item 7 -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bulletin", "work_report"])
@pytest.mark.parametrize(("period", "span"), [("2021-06", "上半年"), ("2021-12", "")])
def test_a_title_calls_a_whole_year_its_year(kind: str, period: str, span: str) -> None:
    titles = {"bulletin": "财政收支执行情况", "work_report": "财政工作情况报告"}
    report = build("示例县", period, options={"kind": kind})
    assert report.title == f"示例县2021年{span}{titles[kind]}"


@pytest.mark.parametrize("kind", ["bulletin", "work_report"])
def test_what_is_internal_is_said_on_demand_alone(county: Open, kind: str) -> None:
    def text(outlay: int, *, internal: bool) -> str:
        data = county(*pair(INCOME, 50, 50), *pair(OUTLAY, outlay, 40)).data
        asked = {"kind": kind, "internal": internal}
        return build("临洮县", "2024-05", data, options=asked).narrative.text

    for word in ("自给率", "缺口", "收大于支"):
        assert word not in text(200, internal=False) + text(45, internal=False)
    assert "财政自给率为25.0%，一般公共预算收支缺口150万元。" in text(200, internal=True)
    assert "财政自给率为111.1%，一般公共预算收大于支5万元。" in text(45, internal=True)


def test_what_is_internal_stays_in_the_tables(county: Open) -> None:
    data = county(*pair(INCOME, 50, 50), *pair(OUTLAY, 200, 40)).data
    report = build("临洮县", "2024-05", data)
    assert "财政自给率" in report.indicator_table.html
    assert report.figures.named("fiscal_gap")[0].value == 150


def test_the_problem_of_a_widening_gap_names_it_on_demand_alone(county: Open) -> None:
    data = county(*pair(INCOME, 105, 100), *pair(OUTLAY, 330, 300)).data
    said = "一般公共预算支出增长10.0%，一般公共预算收入增长5.0%，支出增速高于收入"
    work = {"kind": "work_report"}
    assert f"{said}。" in build("临洮县", "2024-05", data, options=work).narrative.text
    asked = {**work, "internal": True}
    assert f"{said}，收支缺口达到225万元。" in (
        build("临洮县", "2024-05", data, options=asked).narrative.text
    )


def test_spending_that_falls_less_has_not_grown(county: Open) -> None:
    text = told(county, *pair(INCOME, 80, 100), *pair(OUTLAY, 295, 300))
    assert ("一般公共预算支出下降1.7%，一般公共预算收入下降20.0%，支出增速高于收入。") in text


def test_a_share_is_no_contribution(county: Open) -> None:
    lines = (*pair(INCOME, 100, 90), *pair(TAX, 80, 70))
    text = told(county, *lines, f"{NOW} 重点税源企业税收收入 actual 36 万元")
    assert "重点税源企业税收占税收收入的45.0%。" in text
    assert "占税收收入的【待补：重点税源企业税收占比，%】" in told(county, *lines)
    assert "贡献率" not in text


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (1, "推进零基预算，抓好2024年预算编制和执行。"),
        (4, "推进零基预算，抓好2024年预算执行。"),
        (7, "推进零基预算，着手编制2025年预算。"),
        (10, "推进零基预算，正在编制2025年预算。"),
        (12, "推进零基预算，正在编制2025年预算。"),
    ],
)
def test_a_budget_is_as_far_as_the_calendar(county: Open, month: int, said: str) -> None:
    period = f"2024-{month:02d}"
    assert said in told(county, f"{period} cumulative {INCOME} actual 1 万元", period=period)


def test_sister_lines_are_told_of_one_budget_or_of_both(county: Open) -> None:
    income = (f"{NOW} {INCOME} actual 50 万元", f"{NOW} {INCOME} budget 100 万元")
    fund = (f"{NOW} 政府性基金收入 actual 50 万元", f"{NOW} 政府性基金收入 budget 80 万元")
    adjusted = f"{NOW} {INCOME} adjusted_budget 125 万元"
    text = told(county, *income, *fund, adjusted)
    assert (
        f"{INCOME}完成50万元，为年初预算100万元的50.0%、调整预算125万元的40.0%，"
        "落后序时进度1.7个百分点。"
    ) in text
    assert "政府性基金收入完成50万元，为年初预算80万元的62.5%，" in text
    one = told(county, *income, adjusted)
    assert f"{INCOME}完成50万元，为调整预算125万元的40.0%，落后序时进度1.7个百分点。" in one
    both = told(county, *income, *fund, adjusted, f"{NOW} 政府性基金收入 adjusted_budget 100 万元")
    assert "年初预算" not in both.split("财政支出")[0]


def test_hidden_debt_is_the_bureaus_own_word(county: Open, tmp_path: Path) -> None:
    lines = pair(INCOME, 100, 90)
    assert "隐性债务" not in told(county, *lines)
    facts = tmp_path / "f.csv"
    head = "county,period,key,value,unit,text,source\n"
    facts.write_text(f"{head}临洮县,2024-05,隐性债务情况,,,未新增隐性债务,\n", encoding="utf-8")
    report = build("临洮县", "2024-05", county(*lines).data, facts, {"kind": "work_report"})
    assert report.narrative.text.count("隐性债务") == 1


def test_a_plan_has_five_parts_in_order_of_four_points_at_most(county: Open) -> None:
    every = [line for lines in HOLDING.values() for line in lines]
    held = {line.rsplit(" ", 2)[0]: line for line in every}
    plan = told(county, *held.values()).split("三、下一步工作计划\n")[1]
    assert re.findall("^（.）(.*)$", plan, re.M) == [
        "涵养财源税源，提高收入质量",
        "强化征收管理，依法组织收入",
        "兜牢“三保”底线，优化支出管理",
        "加强债务管理，防范财政风险",
        "深化财政改革，加强自身建设",
    ]
    assert "四是" in plan
    assert "五是" not in plan


# --- Notes ------------------------------------------------------------------------------------

PARTS = tuple(
    f"{NOW} {part} actual 10 万元" for part in ("保基本民生支出", "保工资支出", "保运转支出")
)


def test_notes_explain_what_the_text_says(county: Open) -> None:
    lines = (*pair(INCOME, 100, 90), *pair(TAX, 80, 70), *pair("非税收入", 20, 20))
    notes = build("临洮县", "2024-05", county(*lines).data).narrative.notes
    assert [note.partition("＝")[0] for note in notes] == ["口径说明：一般公共预算收入"]
    data = county(*lines, *PARTS, f"{NOW} 三保支出 actual 30 万元").data
    assert any("三保支出＝" in note for note in build("临洮县", "2024-05", data).narrative.notes)


def test_another_countys_document_is_no_authority_here(write: Write) -> None:
    def notes(code: str, name: str) -> tuple[str, ...]:
        rows = [
            f"{code},{name},2024-05,cumulative,{item},{above},actual,{amount},万元,表"
            for item, above, amount in (
                ("全口径财政收入", "", 100),
                ("税务部门征收", "全口径财政收入", 90),
                ("财政部门征收", "全口径财政收入", 10),
            )
        ]
        return build(code, "2024-05", open_dataset(write(*rows))).narrative.notes

    said = "口径说明：全口径财政收入＝税务部门征收＋财政部门征收"
    assert notes("621124", "临洮县") == (f"{said}〔临洮县 2024 年 2 月公报 16396+660＝17056〕。",)
    assert notes("621121", "通渭县") == (f"{said}〔本报告所用口径〕。",)
