"""What is not held itself, put together of its caliber's parts: a table in, arithmetic out."""

from __future__ import annotations

from decimal import Decimal

from tests.conftest import Open, Opened

WORK = "2021-07 cumulative 保工资支出 actual 2247 万元"
RUN = "2021-07 cumulative 保运转支出 actual 1.6644 亿元"
LIVE = "2021-07 cumulative 保基本民生支出 actual 41096 万元"
OWN = "2021-07 cumulative 三保支出 actual 59987 万元"


def amounts(opened: Opened, period: str = "2021-07") -> dict[str, Decimal | None]:
    return {f.item: f.value for f in opened.figures(period).named("caliber_amount")}


def test_the_parts_are_added_in_the_unit_of_the_first(county: Open) -> None:
    figure = county(WORK, RUN, LIVE).figure("caliber_amount", "2021-07")
    assert (figure.item, figure.standard_item) == ("三保支出", "三保支出")
    assert (figure.value, figure.unit) == (41096 + 2247 + 16644, "万元")
    assert figure.of_item == "保基本民生支出＋保工资支出＋保运转支出"
    assert [cell.item for cell in figure.inputs] == ["保基本民生支出", "保工资支出", "保运转支出"]


def test_what_is_held_is_not_put_together(county: Open) -> None:
    assert amounts(county(WORK, RUN, LIVE, OWN)) == {}


def test_a_missing_part_gives_nothing_not_even_a_reason(county: Open) -> None:
    opened = county(WORK, RUN)
    assert opened.figures("2021-07").named("caliber_amount") == []


def test_a_part_of_another_item_is_not_a_part_of_this_one(county: Open) -> None:
    of_another = "2021-07 cumulative 保工资支出<一般公共预算支出 actual 2247 万元"
    assert amounts(county(of_another, RUN, LIVE)) == {}
    of_this = "2021-07 cumulative 保工资支出<三保支出 actual 2247 万元"
    assert amounts(county(of_this, RUN, LIVE)) == {"三保支出": 59987}


def test_of_two_amounts_of_one_name_none_is_chosen(county: Open) -> None:
    again = "2021-07 cumulative 保工资支出<三保支出 actual 2000 万元"
    assert amounts(county(WORK, again, RUN, LIVE)) == {}


def test_scopes_do_not_meet_in_one_sum(county: Open) -> None:
    opened = county(
        "2021-12 cumulative 县级一般公共预算收入 actual 60 万元",
        "2021-12 cumulative 县级税收收入 actual 40 万元",
        "2021-12 cumulative 非税收入 actual 20 万元",
    )
    assert amounts(opened, "2021-12") == {}


def test_tax_and_nontax_are_of_the_general_budget_where_no_other_revenue_is_held(
    county: Open,
) -> None:
    kinds = (
        "2021-12 cumulative 税收收入 actual 2979 万元",
        "2021-12 cumulative 非税收入 actual 2210 万元",
    )
    assert amounts(county(*kinds), "2021-12") == {"一般公共预算收入": 5189}
    # Beside a wider revenue nobody says of which they are.
    wider = "2021-12 cumulative 全口径财政收入 actual 5189 万元"
    assert amounts(county(*kinds, wider), "2021-12") == {}
    under = (
        "2021-12 cumulative 税收收入<全口径财政收入 actual 2979 万元",
        "2021-12 cumulative 非税收入<全口径财政收入 actual 2210 万元",
    )
    assert amounts(county(*under, wider), "2021-12") == {}


def test_parts_may_be_taken_off(county: Open) -> None:
    opened = county(
        "2018-11 cumulative 送审金额 actual 100 万元", "2018-11 cumulative 审定金额 actual 92 万元"
    )
    figure = opened.figure("caliber_amount", "2018-11")
    assert (figure.item, figure.value, figure.of_item) == ("审减金额", 8, "送审金额−审定金额")


def test_balances_are_put_together_as_balances(county: Open) -> None:
    opened = county(
        "2021-12 balance 一般债务余额 actual 10000 万元",
        "2021-12 balance 专项债务余额 actual 20000 万元",
    )
    figure = opened.figure("caliber_amount", "2021-12", "地方政府债务余额")
    assert (figure.value, figure.basis) == (30000, "balance")


def test_an_estimate_makes_no_item(county: Open) -> None:
    """综合财力 has no public formula: it is put together for 债务率（测算值） alone."""
    opened = county(
        "2021-12 cumulative 一般公共预算收入 actual 5189 万元",
        "2021-12 cumulative 上级补助收入 actual 18000 万元",
        "2021-12 cumulative 政府性基金收入 actual 900 万元",
        "2021-12 cumulative 国有资本经营预算收入 actual 11 万元",
    )
    assert amounts(opened, "2021-12") == {}


def test_caliber_yoy_rate_needs_the_base_of_every_part(county: Open) -> None:
    parts = (
        "2021-12 cumulative 送审金额 actual 100 万元",
        "2021-12 cumulative 审定金额 actual 92 万元",
        "2021-12 cumulative 送审金额 prior_actual 90 万元",
    )
    assert county(*parts).figures("2021-12").named("caliber_yoy_rate") == []
    base = "2020-12 cumulative 审定金额 actual 85 万元"
    figure = county(*parts, base).figure("caliber_yoy_rate", "2021-12")
    assert figure.value == Decimal(100 * ((100 - 92) - (90 - 85))) / (90 - 85)
