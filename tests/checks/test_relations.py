"""Limits, totals, balances and the flow of debt; budgets, editions, areas, anomalies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from finkit.checks import Finding

Find = Callable[..., list[Finding]]


def said(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.severity, f.rule, f.found) for f in found]


def test_sanbao_within_spending(find: Find) -> None:
    lines = ("2024-07 三保支出 actual 101 万元", "2024-07 一般公共预算支出 actual {} 万元")
    assert find(lines[0], lines[1].format(100)) == []  # within rounding
    found = find(lines[0], lines[1].format(99))
    assert said(found) == [("warning", "三保支出≤一般公共预算支出", "101万元")]


def test_what_the_fund_gives_the_general_budget_takes(find: Find) -> None:
    lines = (
        "2018-12 调入资金<收入总计 actual 149095 万元",
        "2018-12 调出资金<基金支出总计 actual 108851 万元",
    )
    assert find(*lines) == []
    found = find(lines[0], "2018-12 调出资金<基金支出总计 actual 149097 万元")
    assert said(found) == [("error", "调出资金≤调入资金", "149097万元")]


# 綦江区 2018, as published.
REVENUE = {
    "一般公共预算收入": 214304,
    "上级补助收入": 369578,
    "债券转贷收入": 30000,
    "上年结余": 31689,
    "调入预算稳定调节基金": 2970,
    "调入资金": 149095,
}


def balance(revenue: int = 797636, spending: int = 797636, **changed: int) -> list[str]:
    parts = {**REVENUE, **changed}
    return [
        f"2018-12 收入总计 actual {revenue} 万元",
        *(f"2018-12 {name}<收入总计 actual {value} 万元" for name, value in parts.items()),
        f"2018-12 支出总计 actual {spending} 万元",
        "2018-12 当年结转结余<支出总计 actual 33694 万元",
    ]


def test_total_revenue_is_the_sum_of_its_sources(find: Find) -> None:
    assert find(*balance()) == []
    found = find(*balance(上年结余=31589))
    assert said(found) == [("error", "收入总计＝各项合计", "797636万元")]
    assert found[0].expected == "797536万元"


def test_a_total_may_hold_what_the_table_does_not_list(find: Find) -> None:
    lines = [line for line in balance() if "上年结余" not in line]
    assert find(*lines) == []
    other = "2018-12 接受其他地区援助收入<收入总计 actual 100 万元"
    assert find(*balance(上年结余=31589), other) == []


def test_both_totals_balance(find: Find) -> None:
    found = find(*balance(spending=797536))
    assert said(found) == [("error", "收入总计＝支出总计", "797536万元")]


@pytest.mark.parametrize(("carried", "wrong"), [(14263, False), (14264, False), (14265, True)])
def test_what_is_carried_over_is_the_difference(find: Find, carried: int, wrong: bool) -> None:
    # 清流县 2021: 202519 − 188256 = 14263; three amounts, so 1.5 of rounding.
    found = find(
        "2021-12 收入总计 actual 202519 万元",
        "2021-12 支出总计 actual 188256 万元",
        f"2021-12 结转下年支出 actual {carried} 万元",
    )
    assert bool(found) == wrong


@pytest.mark.parametrize(("spending", "wrong"), [("812.77", False), ("812.70", True)])
def test_a_table_may_count_what_is_carried_over_in_its_total(
    find: Find, spending: str, wrong: bool
) -> None:
    # 厦门市 2015: 收入总计 and 支出总计 are both 812.77, 年终结余 33.91 among the outlays.
    found = find(
        "2015-12 收入总计 actual 812.77 亿元",
        f"2015-12 支出总计 actual {spending} 亿元",
        "2015-12 年终结余 actual 33.91 亿元",
    )
    assert bool(found) == wrong


def debt(closing: str) -> list[str]:
    # 舒城县: 32.5340 + 3.8038 − 1.7615 = 34.5763.
    return [
        f"2023-12 一般债务余额 actual {closing} 亿元 basis=balance",
        "2023-12 上年末一般债务余额 actual 32.5340 亿元 basis=balance",
        "2023-12 地方政府一般债务转贷收入 actual 3.8038 亿元",
        "2023-12 地方政府一般债务还本支出 actual 1.7615 亿元",
    ]


@pytest.mark.parametrize(
    ("closing", "wrong"), [("34.5763", False), ("34.5765", False), ("34.5766", True)]
)
def test_debt_rolls_forward(find: Find, closing: str, wrong: bool) -> None:
    found = find(*debt(closing), rule="上年末余额")
    assert [f.severity for f in found] == (["error"] if wrong else [])


def test_last_decembers_balance_is_the_opening_too(find: Find) -> None:
    lines = [line.replace("2023-12 上年末一般", "2022-12 一般") for line in debt("34.9000")]
    [found] = find(*lines, rule="上年末余额")
    assert (found.severity, found.expected) == ("warning", "34.5763亿元")


def test_what_the_general_budget_borrows_is_not_all_debt(find: Find) -> None:
    # 32.5340 + 3.8038 − 1.7615 = 34.5763, of which the general budget has 1.6203 and 0.9203.
    assert not find(
        "2023-12 地方政府债务余额 actual 34.5763 亿元 basis=balance",
        "2023-12 年初地方政府债务余额 actual 32.5340 亿元 basis=balance",
        "2023-12 债务转贷收入<收入总计 actual 1.6203 亿元",
        "2023-12 债务还本支出<支出总计 actual 0.9203 亿元",
        rule="上年末余额",
    )


def test_debt_of_both_kinds_and_its_limit(find: Find) -> None:
    lines = [
        "2023-12 地方政府债务余额 actual 171.0747 亿元 basis=balance",
        "2023-12 一般债务<地方政府债务余额 actual 34.5763 亿元 basis=balance",
        "2023-12 专项债务<地方政府债务余额 actual 136.4984 亿元 basis=balance",
        "2023-12 地方政府债务限额 budget 174.3228 亿元 basis=balance",
    ]
    assert find(*lines) == []
    assert {f.rule for f in find(lines[0].replace("171.", "181."), *lines[1:])} == {
        "地方政府债务余额＝一般债务余额＋专项债务余额",
        "地方政府债务余额≤地方政府债务限额",
    }


def test_completion_several_fold(find: Find) -> None:
    lines = ("2024-06 罚没收入 actual {} 万元", "2024-06 罚没收入 budget 1000 万元")
    assert find(lines[0].format(3000), lines[1]) == []
    [found] = find(lines[0].format(3001), lines[1])
    assert (found.severity, found.found) == ("warning", "3001万元（300.1%）")


def test_a_change_printed_with_the_wrong_sign(find: Find) -> None:
    [found] = find(
        "2024-06 税收收入 actual 900 万元",
        "2024-06 税收收入 prior_actual 1000 万元",
        "2024-06 税收收入 delta 100 万元",
    )
    assert (found.severity, found.cause) == ("error", "正负号与增减方向相反")


def test_the_months_are_the_total(find: Find) -> None:
    month = "2024-01 税收收入 actual {} 万元 basis=month"
    assert find(month.format(101), "2024-01 税收收入 actual 100 万元") == []
    [found] = find(month.format(102), "2024-01 税收收入 actual 100 万元")
    assert (found.severity, found.rule) == ("warning", "1月当月数＝1月累计数")


def test_final_accounts_differ_from_flash_figures(find: Find) -> None:
    lines = [
        "2023-12 税收收入 actual 1000 万元 data_status=快报",
        "2023-12 税收收入 actual 1010 万元 data_status=决算",
    ]
    [found] = find(*lines)
    assert (found.severity, found.rule, found.expected, found.found) == (
        "notice",
        "决算数＝快报数",
        "1000万元",
        "1010万元",
    )
    assert find(lines[0], lines[1].replace("1010", "1000")) == []


def test_scopes_lie_within_each_other(find: Find) -> None:
    lines = [
        "2023-12 税收收入 actual 1000 万元 scope=全县",
        "2023-12 税收收入 actual 1010 万元 scope=县本级",
    ]
    [found] = find(*lines)
    assert (found.severity, found.found) == ("error", "1010万元")
    assert find(lines[0], lines[1].replace("1010", "900")) == []


def test_another_scope_than_last_year(find: Find) -> None:
    lines = [
        "2022-12 税收收入 actual 1000 万元 scope=全县",
        "2023-12 税收收入 actual 900 万元 scope=县本级",
    ]
    [found] = find(*lines)
    assert (found.severity, found.expected, found.found) == ("notice", "全县", "县本级")


CITY = "county_code=621100 county=定西市"


def test_a_county_is_no_more_than_its_prefecture(find: Find) -> None:
    lines = ["2023-12 税收收入 actual 1000 万元", f"2023-12 税收收入 actual 9000 万元 {CITY}"]
    assert find(*lines) == []
    [found] = find(lines[0], lines[1].replace("9000", "0.09").replace("万元", "亿元"))
    assert (found.severity, found.rule) == ("error", "县级数不大于定西市数")


def test_of_the_prefectures_own_level_nothing_is_said(find: Find) -> None:
    own = f"2023-12 税收收入 actual 500 万元 scope=市本级 {CITY}"
    assert find("2023-12 税收收入 actual 1000 万元", own) == []


def test_one_name_under_two_codes(find: Find) -> None:
    found = find(
        "2023-12 税收收入 actual 1000 万元",
        "2023-12 税收收入 actual 2000 万元 county_code=621199",
    )
    assert said(found) == [("warning", "一个县区只有一个代码", "621124、621199")]


def test_one_countys_figures_under_two_codes(find: Find) -> None:
    values = {"税收收入": 1000, "非税收入": 400, "教育支出": 700, "农林水支出": 800}
    lines = [f"2023-12 {item} actual {value} 万元" for item, value in values.items()]
    copied = [f"{line} county_code=621125 county=漳县" for line in lines]
    found = find(*lines, *copied)
    assert said(found) == [("error", "一个县区只有一个代码", "与621124的各数完全相同")]
    # Three equal amounts may be chance; one that differs is another county.
    assert find(*lines[:3], *copied[:3]) == []
    assert find(*lines, *copied[:3], copied[3].replace("800", "801")) == []


def test_a_wrong_name_is_said_once(find: Find) -> None:
    lines = [f"2023-{m:02} 税收收入 actual {100 * m} 万元 county=临挑县" for m in (1, 2, 3)]
    [found] = find(*lines)
    assert (found.severity, found.expected, found.found) == ("warning", "临洮县", "临挑县")


def yearly(item: str, then: int, now: int, month: str = "06") -> list[str]:
    return [f"2023-{month} {item} actual {then} 万元", f"2024-{month} {item} actual {now} 万元"]


def test_odd_growth_is_a_notice_with_its_threshold(find: Find) -> None:
    assert find(*yearly("税收收入", 1000, 1200)) == []
    found = find(*yearly("税收收入", 1000, 1201))
    assert said(found) == [("notice", "累计数同比增减超过20%", "20.1%")]
    # Annual data are not what the province monitors by the month.
    assert find(*yearly("税收收入", 1000, 1500, "12")) == []


def test_a_rule_gives_one_notice_for_all_its_items(find: Find) -> None:
    [found] = find(*yearly("契税", 1000, 2000), *yearly("印花税", 1000, 1700))
    assert (found.item, found.found) == ("契税", "100.0%")
    assert found.cause == "监测预警，请核实原因；另有印花税70.0%"


def test_a_notice_that_stays_is_said_once_a_year(find: Find) -> None:
    lines = [
        line
        for m in ("04", "05", "06")
        for line in yearly("税收收入", int(m) * 100, int(m) * 130, m)
    ]
    [found] = find(*lines)
    assert (found.period, found.cause) == ("2024-06", "监测预警，请核实原因（2024-04起本年3次）")


def test_tax_below_half_of_revenue(find: Find) -> None:
    lines = [
        "2024-06 一般公共预算收入 actual 1000 万元",
        "2024-06 税收收入<一般公共预算收入 actual {} 万元",
    ]
    assert find(lines[0], lines[1].format(500)) == []
    found = find(lines[0], lines[1].format(499))
    assert said(found) == [("notice", "税收占一般公共预算收入比重低于50%", "49.9%")]


def test_land_above_general_revenue(find: Find) -> None:
    lines = [
        "2024-06 一般公共预算收入 actual 1000 万元",
        "2024-06 国有土地使用权出让收入 actual {} 万元",
    ]
    assert find(lines[0], lines[1].format(1000)) == []
    assert said(find(lines[0], lines[1].format(1001)))[0][:2] == (
        "notice",
        "土地出让收入大于一般公共预算收入",
    )


def test_spending_that_jumps_every_june_is_passed_over(find: Find) -> None:
    def jump(year: int, june: int) -> list[str]:
        totals = (100, 200, 300, 400, 500, june)
        return [f"{year}-{m:02} 一般公共预算支出 actual {v} 万元" for m, v in enumerate(totals, 1)]

    found = find(*jump(2023, 660), *jump(2024, 661), rule="环比")
    assert [(f.period, f.found) for f in found] == [("2023-06", "60.0%")]
