"""The sections of a bulletin beside the headline lines, from shapes that counties publish."""

from __future__ import annotations

import re

import pytest

from finkit.narrative.rest.remainder import TWO_PAGES
from finkit.report import build
from tests.conftest import Open, Write


def sections(opened: Open, *lines: str, period: str = "2023-12") -> dict[str, str]:
    """The text of each section by its heading, without number."""
    report = build("临洮县", period, opened(*lines).data)
    parts = re.split(r"^[一二三四五六七八九]、(.*)$", report.narrative.text, flags=re.M)
    return dict(zip(parts[1::2], (text.strip() for text in parts[2::2]), strict=True))


def rows(text: str, prefix: str = "2023-12 cumulative") -> list[str]:
    """`项目 数` a line, or `项目 度量 数`; amounts in 万元."""
    found = []
    for line in text.strip().splitlines():
        name, *measure, value = line.split()
        found.append(f"{prefix} {name} {measure[0] if measure else 'actual'} {value} 万元")
    return found


def test_a_debt_disclosure(county: Open) -> None:
    standing = """
        地方政府债务余额 198736
        一般债务<地方政府债务余额 68569
        专项债务<地方政府债务余额 130167
        地方政府债务限额 budget 202400
        一般债务<地方政府债务限额 budget 70700
        专项债务<地方政府债务限额 budget 131700
    """
    moved = """
        转贷政府债券 34138
        新增一般债券<转贷政府债券 2734
        新增专项债券<转贷政府债券 13300
        再融资债券<转贷政府债券 18104
        债务还本付息 26887
        本金<债务还本付息 20115
        利息<债务还本付息 6772
    """
    before = "2022-12 balance 地方政府债务余额 actual 184719 万元"
    told = sections(county, *rows(standing, "2023-12 balance"), *rows(moved), before)
    assert told == {
        "政府债务情况": "截至2023年12月末，临洮县地方政府债务限额202400万元，"
        "其中一般债务70700万元、专项债务131700万元。"
        "地方政府债务余额198736万元，较年初增加14017万元，增长7.6%，占债务限额的98.2%，"
        "其中一般债务68569万元、专项债务130167万元。债务余额控制在限额以内。\n"
        "2023年，转贷政府债券34138万元。"
        "其中：新增一般债券2734万元、新增专项债券13300万元、再融资债券18104万元。"
        "债务还本付息26887万元。其中：本金20115万元、利息6772万元。"
    }


def test_three_public_expenses(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            三公经费 431
            三公经费 prior_actual 433
            因公出国(境)费<三公经费 0
            公务用车运行支出<三公经费 251
            公务用车运行支出<三公经费 prior_actual 285
            公务用车购置支出<三公经费 56
            公务用车购置支出<三公经费 prior_actual 0
            公务接待支出<三公经费 124
            公务接待支出<三公经费 prior_actual 148
        """),
        "2023-12 cumulative 公务用车保有量 actual 345 辆",
    )
    assert told["“三公”经费情况"] == (
        "2023年，临洮县三公经费431万元，同比减少2万元，下降0.5%。"
        "其中：因公出国(境)费0万元；公务用车运行支出251万元，下降11.9%；"
        "公务用车购置支出56万元，同比增加56万元（上年同期为零）；公务接待支出124万元，下降16.2%。"
        "公务用车保有量345辆。\n"
        "各项的增减见附表。"
    )


def test_deposits_and_loans(county: Open, write: Write) -> None:
    write(
        "621124,2023-06,balance,贷款余额,,yoy_rate,,8.4,%,公报",
        name="observations.published.csv",
        header="county_code,period,basis,item,parent_item,indicator,of_item,printed,unit,source",
    )
    told = sections(
        county,
        "2023-06 balance 存款余额 actual 514.52 亿元",
        "2023-06 balance 贷款余额 actual 477.01 亿元",
        "2022-12 balance 存款余额 actual 490.02 亿元",
        "2023-06 cumulative 地区生产总值 actual 120.5 亿元",
        "2023-06 cumulative 地区生产总值 prior_actual 115.0 亿元",
        period="2023-06",
    )
    assert told == {
        "金融和经济基础": "截至2023年6月末，临洮县存款余额514.52亿元，较年初增加24.50亿元，增长5.0%；"
        "贷款余额477.01亿元，同比增长8.4%。存贷比为92.7%。\n"
        "2023年上半年，地区生产总值120.5亿元，同比增加5.5亿元，增长4.8%。"
    }


FOUR = """
    一般公共预算收入 100
    政府性基金收入 80
    国有资本经营预算收入 5
    社会保险基金预算收入 60
    一般公共预算支出 300
    政府性基金支出 90
    国有资本经营预算支出 4
    社会保险基金预算支出 50
"""


def test_four_budgets_in_their_order(county: Open) -> None:
    told = sections(county, *rows(FOUR), *rows("社会保险基金预算滚存结余 210"), period="2023-12")
    assert told["财政收支执行情况"].splitlines() == [
        "（一）财政收入",
        "2023年，临洮县一般公共预算收入完成100万元。",
        "政府性基金收入完成80万元。",
        "国有资本经营预算收入完成5万元。",
        "社会保险基金预算收入完成60万元。",
        "（二）财政支出",
        "2023年，临洮县一般公共预算支出完成300万元。",
        "政府性基金支出完成90万元。",
        "国有资本经营预算支出完成4万元。",
        "社会保险基金预算支出完成50万元。",
    ]
    assert told["收支平衡情况"] == "2023年，临洮县社会保险基金预算滚存结余210万元。"


def test_a_budget_of_nothing_is_said_once(county: Open) -> None:
    told = sections(county, *rows(FOUR.replace("国有资本经营预算收入 5", "国有资本经营预算收入 0")))
    assert list(told) == ["财政收支执行情况"]
    assert "国有资本经营预算收入暂未实现。" in told["财政收支执行情况"].splitlines()


def test_the_balance_paragraph(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            一般公共预算收入<收入总计 214304
            上级补助收入<收入总计 369578
            债券转贷收入<收入总计 30000
            上年结余<收入总计 31689
            调入资金<收入总计 152065
            收入总计 797636
            一般公共预算支出<支出总计 688186
            上解上级支出<支出总计 42214
            债务还本支出<支出总计 30000
            年终结余<支出总计 37236
            支出总计 797636
        """),
    )
    assert told["收支平衡情况"] == (
        "2023年，临洮县收入总计797636万元，除一般公共预算收入外，"
        "另有上级补助收入369578万元、债券转贷收入30000万元、上年结余31689万元、调入资金152065万元。\n"
        "支出总计797636万元，除一般公共预算支出外，"
        "另有上解上级支出42214万元、债务还本支出30000万元、年终结余37236万元。"
        "收支总计相等，预算平衡。"
    )


def test_totals_that_differ_are_not_called_balanced(county: Open) -> None:
    told = sections(county, *rows("收入总计 202519\n支出总计 188256\n基金支出总计 202519"))
    assert "平衡。" not in told["收支平衡情况"]


def test_transfers_by_kind(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            上级补助 405490
            返还性收入<上级补助 2275
            一般性转移支付收入<上级补助 336747
            专项转移支付收入<上级补助 66468
            动用预算稳定调节基金 4497
        """),
    )
    assert told["收支平衡情况"] == (
        "2023年，临洮县上级补助405490万元。"
        "其中：返还性收入2275万元、一般性转移支付收入336747万元、专项转移支付收入66468万元。"
        "动用预算稳定调节基金4497万元。"
    )


def test_the_countys_own_level_beside_the_whole_county(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            全县一般公共预算支出 165720
            全县一般公共预算支出 prior_actual 203249
            县级一般公共预算支出<全县一般公共预算支出 107922
            县级一般公共预算支出<全县一般公共预算支出 prior_actual 188086
            洮阳镇<全县一般公共预算支出 1200
            经济开发区<全县一般公共预算支出 3400
        """),
    )
    assert told["财政收支执行情况"].splitlines()[1] == (
        "2023年，全县一般公共预算支出完成165720万元，同比减支37529万元，下降18.5%。"
    )
    assert told["分级分区情况"] == (
        "2023年，县级一般公共预算支出107922万元，同比减支80164万元，下降42.6%；"
        "洮阳镇1200万元；经济开发区3400万元。"
    )


def test_a_purchase_against_its_budget(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            政府采购 23082
            政府采购 budget 23220
            货物类<政府采购 3522
            货物类<政府采购 budget 3632
            工程类<政府采购 17482
            工程类<政府采购 budget 17495
            节约资金<政府采购 138
            送审金额 115991
            审定金额 97219
        """),
    )
    assert told["政府采购和投资评审情况"].splitlines()[0] == (
        "2023年，临洮县政府采购预算23220万元，实际完成23082万元，节约资金138万元。"
        "其中：货物类预算3632万元，实际完成3522万元；工程类预算17495万元，实际完成17482万元。"
        "送审金额115991万元、审定金额97219万元。"
    )


def test_livelihood_and_key_spending(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            一般公共预算支出 1000
            民生支出<一般公共预算支出 840
            民生支出<一般公共预算支出 prior_actual 800
            八项支出<一般公共预算支出 700
        """),
    )
    assert told["民生和重点支出情况"] == (
        "2023年，临洮县民生支出840万元，同比增支40万元，增长5.0%，占一般公共预算支出的84.0%；"
        "八项支出700万元，占一般公共预算支出的70.0%。"
    )


def test_what_nobody_knows_is_said_by_its_own_name_where_its_parent_stands(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            一般公共预算收入 100
            国税税收<一般公共预算收入 60
            地税税收<一般公共预算收入 30
            彩虹基金 7
            彩虹一<彩虹基金 3
            彩虹二<彩虹基金 4
        """),
    )
    assert told["财政收支执行情况"].splitlines()[-2:] == [
        "（二）分项情况",
        "一般公共预算收入中，国税税收60万元、地税税收30万元。",
    ]
    assert told["其他项目情况"] == ("2023年，临洮县彩虹基金7万元。其中：彩虹一3万元、彩虹二4万元。")


def test_parts_without_a_whole_stand_before_the_balance(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            税务部门 213
            税收收入 180
            教育支出 90
            上级补助收入 500
        """),
    )
    assert told == {
        "收入分项情况": "2023年，临洮县税务部门213万元、税收收入180万元。",
        "支出分项情况": "2023年，临洮县教育支出90万元。",
        "收支平衡情况": "2023年，临洮县上级补助收入500万元。",
    }


def test_what_a_table_adds_to_a_name_is_in_no_sentence(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            一般公共预算收入 1000
            税收收入小计<一般公共预算收入 600
            非税收入小计<一般公共预算收入 400
            一般公共预算收入·市下全年目标 budget 42000
        """),
    )
    assert told["财政收支执行情况"].splitlines()[1] == (
        "2023年，临洮县一般公共预算收入完成1000万元。"
        "从构成看，税收收入600万元，占比60.0%；非税收入400万元，占比40.0%。"
    )
    assert told["预算安排情况"] == "2023年，临洮县一般公共预算收入市下全年目标42000万元。"


def test_the_table_is_named_for_what_it_says_more(county: Open) -> None:
    lines = rows("""
        一般公共预算收入 1000
        税务部门<一般公共预算收入 600
        税务部门<一般公共预算收入 budget 1200
        财政部门<一般公共预算收入 400
    """)
    assert sections(county, *lines)["财政收支执行情况"].endswith("各项的完成进度见附表。")
    assert sections(county, *lines)["数据情况"].startswith(
        "本期数据共3项，为一般公共预算收入、税务部门征收、财政部门征收。"
    )


def test_a_budget_table_is_told_as_one(county: Open) -> None:
    told = sections(
        county,
        *rows("""
            区级收入 budget 44341
            区级收入 prior_actual 40310
            共享部分<区级收入 budget 24039
            共享部分<区级收入 prior_actual 21561
            土地基金 budget 80000
            土地基金 adjusted_budget 50000
            三季度目标 budget 33000
        """),
    )
    assert told["预算安排情况"] == (
        "2023年，区级收入预算44341万元，比上年完成数增收4031万元，增长10.0%，"
        "其中共享部分预算24039万元，比上年完成数增加2478万元，增长11.5%。"
        "土地基金年初预算80000万元、调整预算50000万元；三季度目标33000万元。"
    )


def test_a_long_list_goes_to_the_table(county: Open) -> None:
    parts = "\n".join(f"项目{n}<彩虹基金 {n}" for n in "甲乙丙丁戊己庚辛".translate({}))
    lines = rows("彩虹基金 36\n" + re.sub(r"[甲乙丙丁戊己庚辛]$", "1", parts, flags=re.M))
    data = county(*lines).data
    narrative = build("临洮县", "2023-12", data).narrative
    assert "2023年，临洮县彩虹基金36万元，所列各项见附表。" in narrative.text
    table = narrative.markdown("甲").split("## 附表：各项目情况\n\n")[1]
    assert table.splitlines()[2] == "| 　项目甲 | 累计 | 1万元 | — | — | — | 2.8% |"
    assert len(narrative.rows) == 8


@pytest.mark.parametrize("period", ["2023-12"])
def test_a_page_that_rests_on_little_says_so(county: Open, period: str) -> None:
    told = sections(county, *rows("一般公共预算支出 190461"), period=period)
    assert told["数据情况"] == (
        "本期数据共1项，为一般公共预算支出。数据取自1个来源，没有上年同期数和预算数，不作比较。"
    )


def test_what_does_not_fit_two_pages_is_told_shortly_and_stands_in_the_table() -> None:
    narrative = build("示例县", "2021-12").narrative
    assert len(narrative.text) <= TWO_PAGES
    assert "政府债务情况" in narrative.text
    assert "其余项目和各项的增减、完成进度见附表。" in narrative.text.splitlines()
    amounts = {f.id for f in narrative.figures if f.indicator == "amount"}
    listed = {f.id for row in narrative.rows for cell in row.cells for f in cell.figures}
    everything = {f.id for f in build("示例县", "2021-12").figures if f.indicator == "amount"}
    assert everything <= amounts | listed


def test_nothing_done_of_a_budget_has_no_rate_and_no_month(county: Open) -> None:
    told = sections(
        county,
        *rows("国有资本经营预算收入 0\n国有资本经营预算收入 prior_actual 0"),
        "2023-12 cumulative 国有资本经营预算收入 budget 1920 万元",
        *rows("一般公共预算收入 100"),
    )
    assert "国有资本经营预算收入暂未实现，年初预算1920万元。" in told["财政收支执行情况"]


def test_a_balance_that_did_not_move_says_since_when(county: Open) -> None:
    # The bulletin is long enough to say balances shortly.
    held = ("2023-12", "2024-02")
    lines = [f"{when} balance 存款余额 actual 574 万元" for when in held]
    lines += [
        f"{when} balance 贷款余额 actual {n} 万元" for when, n in zip(held, (300, 330), strict=True)
    ]
    told = sections(county, *lines, period="2024-02")
    assert (
        "存款余额574万元，与年初持平；贷款余额330万元，较年初增加30万元，增长10.0%。"
        in (told["金融和经济基础"])
    )


def test_the_table_names_both_budgets(county: Open) -> None:
    report = build(
        "临洮县",
        "2023-12",
        county(
            *rows("一般公共预算收入 90\n一般公共预算收入 budget 100"),
            *rows("一般公共预算收入 adjusted_budget 80"),
        ).data,
    )
    assert "| 年初预算的90.0%、调整预算的112.5% |" in report.narrative.markdown("")
