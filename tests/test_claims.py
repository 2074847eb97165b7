"""Claims: a condition, the figures that prove it, and what is said when they are missing."""

from __future__ import annotations

import pytest

from finkit.claims import CLAIMS, Verdict, judge
from finkit.claims.thresholds import defaults, thresholds
from finkit.errors import UsageError
from finkit.figures.county_at import CountyAt
from finkit.periods import Period
from tests.conftest import Open, Opened


def verdict(opened: Opened, key: str, period: str = "2024-05") -> Verdict:
    at = CountyAt(opened.data.ledger.county("621124"), Period.parse(period))
    claim = next(claim for claim in CLAIMS if claim.key == key)
    return judge(claim, at, opened.figures(period), defaults())


def pair(item: str, now: float, before: float) -> tuple[str, str]:
    return (
        f"2024-05 cumulative {item} actual {now} 万元",
        f"2024-05 cumulative {item} prior_actual {before} 万元",
    )


INCOME, OUTLAY = "一般公共预算收入", "一般公共预算支出"
TAX, NONTAX = "税收收入<一般公共预算收入", "非税收入<一般公共预算收入"
LAND, FUND = "国有土地使用权出让收入<政府性基金收入", "政府性基金收入"


@pytest.mark.parametrize(
    ("key", "holding", "failing"),
    [
        ("revenue_falls", pair(INCOME, 90, 100), pair(INCOME, 110, 100)),
        # −0.04% prints as 基本持平: no fall is claimed of it.
        ("revenue_falls", pair(INCOME, 90, 100), pair(INCOME, 99.96, 100)),
        (
            "revenue_behind",
            (*pair(INCOME, 40, 30), "2024-05 cumulative 一般公共预算收入 budget 100 万元"),
            (*pair(INCOME, 50, 30), "2024-05 cumulative 一般公共预算收入 budget 100 万元"),
        ),
        (
            "revenue_slows",
            (
                *pair(INCOME, 105, 100),
                "2024-04 cumulative 一般公共预算收入 actual 88 万元",
                "2024-04 cumulative 一般公共预算收入 prior_actual 80 万元",
            ),
            (
                *pair(INCOME, 109, 100),
                "2024-04 cumulative 一般公共预算收入 actual 88 万元",
                "2024-04 cumulative 一般公共预算收入 prior_actual 80 万元",
            ),
        ),
        (
            "low_base",
            (
                *pair(INCOME, 110, 100),
                "2023-05 cumulative 一般公共预算收入 actual 100 万元",
                "2023-05 cumulative 一般公共预算收入 prior_actual 120 万元",
            ),
            (
                *pair(INCOME, 110, 100),
                "2023-05 cumulative 一般公共预算收入 actual 100 万元",
                "2023-05 cumulative 一般公共预算收入 prior_actual 90 万元",
            ),
        ),
        (
            "tax_share_low",
            (*pair(INCOME, 100, 90), *pair(TAX, 49, 45)),
            (*pair(INCOME, 100, 90), *pair(TAX, 50, 45)),
        ),
        (
            "tax_share_down",
            (*pair(INCOME, 100, 100), *pair(TAX, 60, 70)),
            (*pair(INCOME, 100, 100), *pair(TAX, 70, 60)),
        ),
        (
            "nontax_faster",
            (*pair(INCOME, 100, 90), *pair(TAX, 60, 58), *pair(NONTAX, 40, 32)),
            (*pair(INCOME, 100, 90), *pair(TAX, 60, 50), *pair(NONTAX, 40, 40)),
        ),
        (
            "one_off",
            (
                *pair(INCOME, 100, 90),
                *pair(TAX, 60, 60),
                *pair("一次性收入<一般公共预算收入", 20, 0),
            ),
            (
                *pair(INCOME, 100, 90),
                *pair(TAX, 60, 60),
                *pair("一次性收入<一般公共预算收入", 19, 0),
            ),
        ),
        (
            "land_above",
            (*pair(INCOME, 100, 90), *pair(FUND, 150, 100), *pair(LAND, 101, 90)),
            (*pair(INCOME, 100, 90), *pair(FUND, 150, 100), *pair(LAND, 100, 90)),
        ),
        (
            "land_falls",
            (*pair(FUND, 90, 100), *pair(LAND, 80, 90)),
            (*pair(FUND, 110, 100), *pair(LAND, 80, 90)),
        ),
        (
            "sanbao_behind",
            (*pair("三保支出", 33, 30), "2024-05 cumulative 三保支出 budget 100 万元"),
            (*pair("三保支出", 34, 30), "2024-05 cumulative 三保支出 budget 100 万元"),
        ),
        (
            "resources_short",
            (*pair("可用财力", 99, 90), *pair("刚性支出", 100, 90)),
            (*pair("可用财力", 101, 90), *pair("刚性支出", 100, 90)),
        ),
        ("resources_fall", pair("可用财力", 90, 100), pair("可用财力", 110, 100)),
        (
            "gap_widens",
            (*pair(INCOME, 105, 100), *pair(OUTLAY, 330, 300)),
            (*pair(INCOME, 120, 100), *pair(OUTLAY, 330, 300)),
        ),
        ("rigid_grows", pair("刚性支出", 110, 100), pair("刚性支出", 100, 100)),
        (
            "spending_behind",
            (*pair(OUTLAY, 40, 30), "2024-05 cumulative 一般公共预算支出 budget 100 万元"),
            (*pair(OUTLAY, 42, 30), "2024-05 cumulative 一般公共预算支出 budget 100 万元"),
        ),
        ("debt_service_grows", pair("债务还本付息", 110, 100), pair("债务还本付息", 90, 100)),
        (
            "debt_near_limit",
            (
                "2024-05 balance 地方政府债务余额 actual 95 万元",
                "2024-05 balance 地方政府债务限额 actual 100 万元",
            ),
            (
                "2024-05 balance 地方政府债务余额 actual 94 万元",
                "2024-05 balance 地方政府债务限额 actual 100 万元",
            ),
        ),
        (
            "debt_ratio_high",
            (
                "2024-05 balance 地方政府债务余额 actual 120 万元",
                "2023-12 cumulative 综合财力 actual 100 万元",
            ),
            (
                "2024-05 balance 地方政府债务余额 actual 119 万元",
                "2023-12 cumulative 综合财力 actual 100 万元",
            ),
        ),
        (
            "debt_to_gdp_high",
            (
                "2024-05 balance 地方政府债务余额 actual 60 万元",
                "2023-12 cumulative 地区生产总值 actual 100 万元",
            ),
            (
                "2024-05 balance 地方政府债务余额 actual 59 万元",
                "2023-12 cumulative 地区生产总值 actual 100 万元",
            ),
        ),
        ("three_public_flat", pair("三公经费", 100, 100), pair("三公经费", 99, 100)),
        ("three_public_falls", pair("三公经费", 99, 100), pair("三公经费", 100, 100)),
        ("general_spending_rises", pair("一般性支出", 101, 100), pair("一般性支出", 100, 100)),
        ("high_growth", pair(INCOME, 110, 100), pair(INCOME, 109, 100)),
        (
            "within_limit",
            (
                "2024-05 balance 地方政府债务余额 actual 100 万元",
                "2024-05 balance 地方政府债务限额 actual 100 万元",
            ),
            (
                "2024-05 balance 地方政府债务余额 actual 101 万元",
                "2024-05 balance 地方政府债务限额 actual 100 万元",
            ),
        ),
    ],
)
def test_a_claim_stands_on_its_condition_alone(
    county: Open, key: str, holding: tuple[str, ...], failing: tuple[str, ...]
) -> None:
    assert verdict(county(*holding), key).state == "holds"
    assert verdict(county(*failing), key).state == "fails"


def test_amounts_in_different_units_compare(county: Open) -> None:
    opened = county(
        "2024-05 cumulative 可用财力 actual 1 亿元", "2024-05 cumulative 刚性支出 actual 9999 万元"
    )
    assert verdict(opened, "resources_short").state == "fails"


def test_both_halves_are_done_in_june_only(county: Open) -> None:
    def lines(income: int, month: str) -> tuple[str, ...]:
        return (
            f"{month} cumulative 一般公共预算收入 actual {income} 万元",
            f"{month} cumulative 一般公共预算收入 budget 100 万元",
            f"{month} cumulative 一般公共预算支出 actual 52 万元",
            f"{month} cumulative 一般公共预算支出 budget 100 万元",
        )

    assert verdict(county(*lines(50, "2024-06")), "double_half", "2024-06").state == "holds"
    assert verdict(county(*lines(49, "2024-06")), "double_half", "2024-06").state == "fails"
    assert verdict(county(*lines(80, "2024-07")), "double_half", "2024-07").state == "fails"


def test_every_claim_is_left_open_without_data(county: Open) -> None:
    opened = county("2024-05 cumulative 其他项目 actual 1 万元")
    for claim in CLAIMS:
        found = verdict(opened, claim.key)
        if claim.key == "double_half":
            assert found.state == "fails"  # not June
        else:
            assert (found.state, bool(found.reason)) == ("unknown", True)


def test_the_verdict_carries_the_figures_it_looked_at(county: Open) -> None:
    found = verdict(county(*pair(INCOME, 90, 100)), "revenue_falls")
    assert [(figure.indicator, figure.value) for figure in found.figures] == [("yoy_rate", -10)]


def test_thresholds_have_sources_and_may_be_set() -> None:
    assert all(line.source for line in defaults().values())
    assert str(thresholds({"tax_share": 55.5})["tax_share"]) == "55.5%"
    with pytest.raises(UsageError, match="不认识的阈值「tax_shar」；是否想写 tax_share"):
        thresholds({"tax_shar": 50})
    with pytest.raises(UsageError, match="阈值 tax_share 应为数字"):
        thresholds({"tax_share": "50"})
