"""The county's own indicators."""

from __future__ import annotations

from decimal import Decimal

from tests.conftest import Open

GENERAL = "2021-12 cumulative 一般公共预算收入 actual 5189 万元"
SPENDING = "2021-12 cumulative 一般公共预算支出 actual 24248 万元"
TAX = "2021-12 cumulative 税收收入<一般公共预算收入 actual 2979 万元"
NONTAX = "2021-12 cumulative 非税收入<一般公共预算收入 actual 2210 万元"
GDP = "2021-12 cumulative 地区生产总值 actual 100000 万元"


def test_tax_share_and_nontax_share(county: Open) -> None:
    opened = county(GENERAL, TAX, NONTAX)
    assert opened.figure("tax_share", "2021-12").value == Decimal(100 * 2979) / 5189
    assert opened.figure("nontax_share", "2021-12").value == Decimal(100 * 2210) / 5189


def test_tax_of_another_whole_is_not_the_tax_share(county: Open) -> None:
    opened = county(
        "2024-05 cumulative 财政总收入 actual 4348 万元",
        "2024-05 cumulative 税收收入<财政总收入 actual 3511 万元",
        "2024-05 cumulative 地方一般公共预算收入<财政总收入 actual 1720 万元",
        "2024-05 cumulative 税收收入<地方一般公共预算收入 actual 1035 万元",
    )
    assert opened.figure("tax_share", "2024-05").value == Decimal(100 * 1035) / 1720


def test_the_tax_offices_collection_is_not_tax_revenue(county: Open) -> None:
    opened = county(GENERAL, "2021-12 cumulative 税务部门<一般公共预算收入 actual 3000 万元")
    assert opened.figure("tax_share", "2021-12").reason == "缺税收收入本期数"


def test_self_sufficiency_rate_fiscal_gap_and_transfer_dependence(county: Open) -> None:
    opened = county(GENERAL, SPENDING, "2021-12 cumulative 上级补助收入 actual 18000 万元")
    assert opened.figure("self_sufficiency_rate", "2021-12").value == Decimal(518900) / 24248
    assert opened.figure("fiscal_gap", "2021-12").value == 24248 - 5189
    by = {f.of_item: f.value for f in opened.figures("2021-12").named("transfer_dependence")}
    assert by == {
        "收支缺口": Decimal(100 * (24248 - 5189)) / 24248,
        "上级补助收入": Decimal(100 * 18000) / 24248,
    }


def test_county_and_county_level_amounts_never_meet(county: Open) -> None:
    opened = county(
        "2021-12 cumulative 县级一般公共预算收入 actual 45343 万元",
        "2021-12 cumulative 全县一般公共预算支出 actual 165720 万元",
    )
    assert opened.figure("self_sufficiency_rate", "2021-12").value is None


def test_land_dependence_over_three_budgets_and_over_general_revenue(county: Open) -> None:
    opened = county(
        GENERAL,
        "2021-12 cumulative 政府性基金收入 actual 900 万元",
        "2021-12 cumulative 国有土地使用权出让收入<政府性基金收入 actual 800 万元",
        "2021-12 cumulative 国有资本经营预算收入 actual 11 万元",
    )
    values = [f.value for f in opened.figures("2021-12").named("land_dependence")]
    assert values == [Decimal(100 * 800) / (5189 + 900 + 11), Decimal(100 * 800) / 5189]


def test_tax_burden_revenue_elasticity(county: Open) -> None:
    opened = county(
        GENERAL,
        TAX,
        GDP,
        "2020-12 cumulative 一般公共预算收入 actual 5000 万元",
        "2020-12 cumulative 地区生产总值 actual 95000 万元",
    )
    assert opened.figure("tax_burden", "2021-12").value == Decimal(100 * 2979) / 100000
    revenue, gdp = Decimal(18900) / 5000, Decimal(500000) / 95000
    figure = opened.figure("revenue_elasticity", "2021-12")
    assert figure.unit == "倍"
    assert round(figure.value or 0, 12) == round(revenue / gdp, 12)


def test_elasticity_is_refused_where_the_signs_differ(county: Open) -> None:
    opened = county(
        GENERAL,
        GDP,
        "2020-12 cumulative 一般公共预算收入 actual 6000 万元",
        "2020-12 cumulative 地区生产总值 actual 95000 万元",
    )
    assert "方向相反" in opened.figure("revenue_elasticity", "2021-12").reason


def test_revenue_per_capita_and_expenditure_per_capita(county: Open) -> None:
    opened = county(GENERAL, SPENDING, "2021-12 balance 常住人口 actual 1.2 万人")
    revenue = opened.figure("revenue_per_capita", "2021-12")
    assert (revenue.value, revenue.unit) == (Decimal(51890000) / 12000, "元/人")
    assert opened.figure("expenditure_per_capita", "2021-12").value == Decimal(242480000) / 12000


def test_spending_structure_and_spending_structure_change(county: Open) -> None:
    opened = county(
        SPENDING,
        "2021-12 cumulative 教育支出<一般公共预算支出 actual 4000 万元",
        "2020-12 cumulative 一般公共预算支出 actual 20000 万元",
        "2020-12 cumulative 教育支出<一般公共预算支出 actual 4000 万元",
    )
    share = Decimal(100 * 4000) / 24248
    assert opened.figure("spending_structure", "2021-12", "教育支出").value == share
    change = opened.figure("spending_structure_change", "2021-12", "教育支出")
    assert (change.value, change.unit) == (share - 20, "个百分点")


def test_sanbao_progress_and_sanbao_share(county: Open) -> None:
    opened = county(
        "2021-07 cumulative 三保支出 actual 59987 万元",
        "2021-01 cumulative 三保支出 budget 95506 万元",
        "2021-07 cumulative 一般公共预算支出 actual 120000 万元",
    )
    assert opened.figure("sanbao_progress", "2021-07").value == Decimal(5998700) / 95506
    assert opened.figure("sanbao_share", "2021-07").value == Decimal(5998700) / 120000


def test_debt_balance_to_limit_with_the_limit_as_a_budget(county: Open) -> None:
    opened = county(
        "2020-12 balance 地方政府债务余额 actual 184718.77 万元",
        "2020-12 balance 一般债务<地方政府债务余额 actual 66390.77 万元",
        "2020-12 balance 地方政府债务限额 budget 186300 万元",
        "2020-12 balance 一般债务<地方政府债务限额 budget 67900 万元",
    )
    rates = {f.of_item: f.value for f in opened.figures("2020-12").named("debt_balance_to_limit")}
    assert rates == {
        "地方政府债务限额": Decimal("18471877") / 186300,
        "一般债务限额": Decimal("6639077") / 67900,
    }


def test_debt_ratio_estimate_and_debt_to_gdp(county: Open) -> None:
    debt = "2021-12 balance 地方政府债务余额 actual 30000 万元"
    parts = (
        GENERAL,
        "2021-12 cumulative 上级补助收入 actual 18000 万元",
        "2021-12 cumulative 政府性基金收入 actual 900 万元",
    )
    opened = county(debt, GDP, *parts)
    estimate = opened.figure("debt_ratio_estimate", "2021-12")
    assert estimate.value == Decimal(3000000) / (5189 + 18000 + 900)
    assert opened.figure("debt_to_gdp", "2021-12").value == Decimal(3000000) / 100000
    published = county(debt, *parts, "2021-12 cumulative 综合财力 actual 25000 万元")
    assert published.figure("debt_ratio_estimate", "2021-12").value == 120


def test_loan_deposit_ratio(county: Open) -> None:
    opened = county(
        "2021-10 balance 贷款余额 actual 210 亿元", "2021-10 balance 存款余额 actual 300 亿元"
    )
    assert opened.figure("loan_deposit_ratio", "2021-10").value == 70
