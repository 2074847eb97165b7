"""尾差: whether a printed figure is what its printed amounts may give, asked of the indicator."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from finkit.checks import Finding, check_all
from finkit.dataset import open_dataset
from finkit.figures.reach import reach
from tests.conftest import Open

from .conftest import HEADER, line

PRINTED = "county_code,period,basis,item,parent_item,indicator,of_item,printed,unit,source"
Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """What is said of a printed `basis item<parent indicator of_item value unit`, beside amounts."""

    def found(printed: str, *lines: str) -> list[Finding]:
        path = tmp_path / "observations.csv"
        path.write_text("\n".join([HEADER, *map(line, lines)]) + "\n", encoding="utf-8")
        basis, named, indicator, of_item, value, unit = printed.split()
        item, _, parent = named.partition("<")
        cells = ("621124", "2024-02", basis, item, parent, indicator, of_item, value, unit, "表一")
        text = f"{PRINTED}\n{','.join(cells).replace('-,', ',')}\n"
        (tmp_path / "observations.published.csv").write_text(text, encoding="utf-8")
        return [f for f in check_all(open_dataset(path)) if "印出" in f.rule]

    return found


def both(item: str, now: str, before: str) -> tuple[str, str]:
    return f"2024-02 {item} actual {now} 亿元", f"2024-02 {item} prior_actual {before} 亿元"


INCOME, OUTLAY = "一般公共预算收入", "一般公共预算支出"
TAX = f"税收收入<{INCOME}"
REVENUE = (*both(INCOME, "1.50", "1.40"), *both(TAX, "0.95", "0.90"))


@pytest.mark.parametrize(
    ("printed", "wrong", "lines"),
    [
        # 0.95 ÷ 1.50 = 63.33; 0.945 ÷ 1.505 = 62.8 to 0.955 ÷ 1.495 = 63.9.
        (f"cumulative {TAX} tax_share {INCOME} 63.6 %", "64.0", REVENUE),
        (f"cumulative {TAX} share_of {INCOME} 63.6 %", "64.0", REVENUE),
        # 63.33 − 64.29 = −0.95, by as much again for last year's share.
        (f"cumulative {TAX} share_change {INCOME} -0.5 个百分点", "1.5", REVENUE),
        # (0.95 − 0.90) ÷ 1.40 = 3.57; 0.04 ÷ 1.405 = 2.8 to 0.06 ÷ 1.395 = 4.3.
        (f"cumulative {TAX} contribution {INCOME} 4.2 个百分点", "4.4", REVENUE),
        # 4.9 ÷ 4.0 = 122.5; 4.85 ÷ 4.05 = 119.8 to 4.95 ÷ 3.95 = 125.3.
        (
            "balance 贷款余额 loan_deposit_ratio 存款余额 124.0 %",
            "125.5",
            ("2024-02 贷款余额 actual 4.9 亿元 basis=balance",
             "2024-02 存款余额 actual 4.0 亿元 basis=balance"),
        ),
        # 1.5 ÷ 6.2 = 24.2; 1.45 ÷ 6.25 = 23.2 to 1.55 ÷ 6.15 = 25.2.
        (
            f"cumulative {INCOME} self_sufficiency_rate {OUTLAY} 25.0 %",
            "25.4",
            (f"2024-02 {INCOME} actual 1.5 亿元", f"2024-02 {OUTLAY} actual 6.2 亿元"),
        ),
        # 6.2 − 1.5 = 4.7, by 0.1.
        (
            f"cumulative {OUTLAY} fiscal_gap {INCOME} 4.6 亿元",
            "4.5",
            (f"2024-02 {INCOME} actual 1.5 亿元", f"2024-02 {OUTLAY} actual 6.2 亿元"),
        ),
    ],
)  # fmt: skip
def test_what_rounding_explains_is_no_error(
    check: Check, printed: str, wrong: str, lines: tuple[str, ...]
) -> None:
    [found] = check(printed, *lines)
    assert (found.severity, found.cause[:2]) == ("notice", "尾差")
    *head, _, unit = printed.split()
    [found] = check(" ".join([*head, wrong, unit]), *lines)
    assert found.severity == "error"


def test_a_gap_computed_with_the_printed_rate(check: Check) -> None:
    # 628.4 ÷ 1000 = 62.84%: printed 62.8, less 16.7 is 46.1, though 62.84 − 16.67 = 46.17.
    lines = ("2024-02 税收收入 actual 628.4 万元", "2024-02 税收收入 budget 1000 万元")
    [found] = check("cumulative 税收收入 progress_gap 年初预算 46.1 个百分点", *lines)
    assert found.severity == "notice"
    [found] = check("cumulative 税收收入 progress_gap 年初预算 46.0 个百分点", *lines)
    assert found.severity == "error"


def test_a_printed_figure_names_its_items_by_any_of_their_names(check: Check) -> None:
    lines = (
        f"2024-02 （一）{INCOME} actual 100 万元",
        f"2024-02 1.税收收入<（一）{INCOME} actual 60 万元",
    )
    [found] = check(f"cumulative {TAX} share_of {INCOME} 57 %", *lines)
    assert (found.severity, found.expected) == ("error", "60%")


def test_an_amount_that_stands_twice_in_a_formula_moves_as_one(county: Open) -> None:
    # 10 × 100 ÷ (110 − 10): 9.5 ÷ (110.5 − 9.5) to 10.5 ÷ (109.5 − 10.5), never 110.5 and 109.5.
    opened = county(
        "2024-02 cumulative 税收收入 actual 110 亿元", "2024-02 cumulative 税收收入 delta 10 亿元"
    )
    found = reach(opened.figure("yoy_rate", "2024-02").quantity)
    assert found is not None
    assert found.lowest == Decimal(950) / 101
    assert found.highest == Decimal(1050) / 99


def test_a_base_that_may_be_nothing_reaches_everything(county: Open) -> None:
    # 3 − 2 = 1 was anything from 2.5 − 2.5 to 3.5 − 1.5.
    opened = county(
        "2024-02 cumulative 税收收入 actual 3 亿元", "2024-02 cumulative 税收收入 delta 2 亿元"
    )
    figure = opened.figure("yoy_rate", "2024-02")
    assert figure.value == 200
    found = reach(figure.quantity)
    assert found is not None
    assert found.rounds_to(Decimal(-50))
    assert found.rounds_to(Decimal(10**9))


def test_what_is_absent_reaches_nothing(county: Open) -> None:
    opened = county("2024-02 cumulative 税收收入 actual 3 万元")
    assert reach(opened.figure("yoy_rate", "2024-02").quantity) is None


def test_an_amount_of_nothing_does_not_reach_everything(check: Check) -> None:
    # 0 of 100 was −100%; half a unit either way, −100.5% to −99.5%.
    lines = ("2024-02 税收收入 actual 0 万元", "2024-02 税收收入 prior_actual 100 万元")
    [found] = check("cumulative 税收收入 yoy_rate - 55.0 %", *lines)
    assert (found.severity, found.expected) == ("error", "-100.0%")


def test_an_amount_is_not_computed_with_a_rounded_schedule(check: Check) -> None:
    # 50000 − 100000 × 2 ÷ 12 = 33333; with 17% it would be 33000.
    lines = ("2024-02 税收收入 actual 50000 万元", "2024-02 税收收入 budget 100000 万元")
    [found] = check("cumulative 税收收入 progress_gap_amount 年初预算 33000 万元", *lines)
    assert found.severity == "error"


def test_a_scope_is_not_another(check: Check) -> None:
    lines = (f"2024-02 {INCOME} actual 120 万元", f"2024-02 {INCOME} prior_actual 100 万元")
    assert check(f"cumulative 县级{INCOME} yoy_rate - 10.0 %", *lines) == []


def test_a_denominator_may_be_left_out_where_there_is_but_one(check: Check) -> None:
    lines = (f"2024-02 {INCOME} actual 100 万元", f"2024-02 {TAX} actual 60 万元")
    [found] = check(f"cumulative {TAX} share_of - 57 %", *lines)
    assert found.severity == "error"
