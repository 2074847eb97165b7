"""Real bulletins: every printed figure that its amounts give comes out at its printed decimals."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from finkit.checks import Finding, check_county
from finkit.dataset import Dataset, open_dataset
from finkit.figures.county_at import CountyAt
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.figures.quantity import Quantity, percent_of
from finkit.periods import Period
from finkit.samples import folders
from finkit.units import round_half_up

PUBLISHED = next(folder for folder in folders() if folder.name == "published")
Row = dict[str, str]
Key = tuple[str, ...]

# A printed 年度预算 is the year's original budget.
OF_ITEM = {"年度预算": "年初预算"}
# Growth printed in a budget table is the budget's.
OF_BUDGET_TABLE = {"yoy_rate": "budget_growth", "yoy_amount": "budget_change"}
# `ratio` rows name their denominator or method in free text: (indicator, of_item) of the kit.
RATIO_INDICATORS = {
    "年均增长(2015-2020)": ("cagr", "2015-12"),
    "序时进度差:1": ("progress_gap", "年初预算"),
    "序时进度差:2": ("progress_gap", "年初预算"),
    "均衡进度短收额:5": ("progress_gap_amount", "年初预算"),
    "八项支出·目标": ("completion_rate", "年初预算"),
}
# … and those of two amounts: ((item, measure, period), (item, measure, period)).
RATIO_AMOUNTS = {
    "一般公共预算收入·市下三季度目标": (
        ("一般公共预算收入", "actual", "2016-09"),
        ("一般公共预算收入·市下三季度目标", "budget", "2016-09"),
    ),
    "一般公共预算收入·市下全年目标": (
        ("一般公共预算收入", "actual", "2016-09"),
        ("一般公共预算收入·市下全年目标", "budget", "2016-09"),
    ),
    "节约金额/采购预算金额": (
        ("节约金额", "actual", "2018-11"),
        ("采购金额", "budget", "2018-11"),
    ),
    "审减金额/送审金额": (("审减金额", "actual", "2018-11"), ("送审金额", "actual", "2018-11")),
    "节约资金/政府采购预算": (
        ("节约资金", "actual", "2023-06"),
        ("政府采购", "budget", "2023-06"),
    ),
    "一般公共预算支出(2022全年)": (
        ("政府采购", "actual", "2023-06"),
        ("一般公共预算支出", "actual", "2022-12"),
    ),
}


@pytest.fixture(scope="module")
def data() -> Dataset:
    return open_dataset(PUBLISHED)


@pytest.fixture(scope="module")
def computed(data: Dataset) -> dict[Key, Figure]:
    return {
        (f.county_code, f.period, f.basis, f.item, f.parent_item, f.indicator, f.of_item): f
        for f in data.calculator.all()
    }


@pytest.fixture(scope="module")
def findings(data: Dataset) -> list[Finding]:
    found: list[Finding] = []
    for county in data.ledger.counties:
        for period in data.ledger.periods(county.code):
            figures = FigureSet(data.calculator.figures(county.code, period))
            at = CountyAt(data.ledger.county(county.code), period)
            facts = data.facts_of(county, period)
            found += check_county(data, at, figures, facts)
    return found


def printed_rows(*checks: str) -> list[Row]:
    with Path(PUBLISHED / "published.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["check"] in checks]


def value_of(row: Row, computed: dict[Key, Figure], data: Dataset) -> Decimal | None:
    key = (row["county_code"], row["period"], row["basis"], row["item"], row["parent_item"])
    if row["indicator"] == "ratio":
        if named := RATIO_INDICATORS.get(row["of_item"]):
            return computed[(*key, *named)].value
        return ratio(row, data)
    of_item = OF_ITEM.get(row["of_item"], row["of_item"])
    figure = computed.get((*key, row["indicator"], of_item))
    if figure is None or figure.value is None:
        figure = computed[(*key, OF_BUDGET_TABLE[row["indicator"]], of_item)]
    return figure.value


def ratio(row: Row, data: Dataset) -> Decimal | None:
    def amount(item: str, measure: str, period: str) -> Quantity:
        for series in data.ledger.county(row["county_code"]):
            cell = series.own(Period.parse(period), measure)
            if cell and series.key.item == item and series.key.basis == "cumulative":
                return Quantity(cell.value, cell.unit)
        raise AssertionError(f"no {item} {measure} {period}")

    part, whole = RATIO_AMOUNTS[row["of_item"]]
    return percent_of(amount(*part), amount(*whole), whole[0]).value


def at_printed_decimals(value: Decimal | None, printed: str) -> Decimal | None:
    return None if value is None else round_half_up(value, len(printed.partition(".")[2]))


def test_every_matching_figure_comes_out_as_printed(
    computed: dict[Key, Figure], data: Dataset
) -> None:
    rows = printed_rows("match")
    wrong = [
        (
            row["county"],
            row["item"],
            row["indicator"],
            row["printed"],
            value_of(row, computed, data),
        )
        for row in rows
        if at_printed_decimals(value_of(row, computed, data), row["printed"])
        != Decimal(row["printed"])
    ]
    assert len(rows) == 252
    assert wrong == []


def test_what_is_no_match_does_not_come_out_as_printed(
    computed: dict[Key, Figure], data: Dataset
) -> None:
    rows = printed_rows("match_within_input_rounding", "MISMATCH")
    assert len(rows) == 7
    for row in rows:
        value = at_printed_decimals(value_of(row, computed, data), row["printed"])
        assert value is not None
        assert value != Decimal(row["printed"])


def test_rounding_differences_are_notices_named_as_such(findings: list[Finding]) -> None:
    notices = {(f.county_code, f.item, f.found) for f in findings if f.severity == "notice"}
    assert ("610729", "政府性基金收入", "44.5%") in notices
    assert ("330723", "一般公共预算支出", "11.6%") in notices
    assert ("330723", "一般公共预算支出", "97.1%") in notices
    printed = [f for f in findings if f.severity == "notice" and f.rule.startswith("印出的")]
    assert all("尾差" in f.cause for f in printed)
    assert len(printed) == 3


def test_the_known_wrong_bulletins_are_errors_and_no_other_is(findings: list[Finding]) -> None:
    errors = [
        (f.county_code, f.item, f.expected, f.found) for f in findings if f.severity == "error"
    ]
    assert ("350423", "全县一般公共预算支出", "-18.5%", "-18.4%") in errors
    assert ("451027", "审减率", "16.30%", "16.39%") in errors
    assert Counter(code for code, *_ in errors) == {"350423": 1, "451027": 2}
    # 凌云's second error: the amounts themselves, 115991 − 97219 = 18772, printed as 18906.
    assert ("451027", "审减金额", "18772万元", "18906万元") in errors


def test_the_truncated_rate_is_named_as_truncated(findings: list[Finding]) -> None:
    cause = next(f.cause for f in findings if f.county_code == "350423" and f.severity == "error")
    assert "截断" in cause
