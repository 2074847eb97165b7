"""What the ledger holds of a county and period is on its form, digit by digit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from finkit.contract import ACTUAL, ADJUSTED_BUDGET, BALANCE, BUDGET, DELTA, MONTH, PRIOR_ACTUAL
from finkit.dataset import Dataset
from finkit.periods import Period
from finkit.units import convert, unit

HEADERS = {
    BUDGET: "年初预算",
    ADJUSTED_BUDGET: "调整预算",
    ACTUAL: "累计完成",
    PRIOR_ACTUAL: "上年同期",
}


def held(data: Dataset, code: str, period: Period) -> list[tuple[str, str, str, Decimal, str]]:
    """Item, parent, header, value and unit of every amount a form has a column for."""
    found = []
    for series in data.ledger.county(code):
        item, parent, basis = series.key[:3]
        for (at, measure), cell in series.cells.items():
            if at != period or measure == DELTA or (basis == MONTH and measure != ACTUAL):
                continue
            if basis == BALANCE and measure in (BUDGET, ADJUSTED_BUDGET):
                continue  # the sheet of balances has no column of budgets
            header = HEADERS[measure]
            if measure == ACTUAL:
                header = {MONTH: "本月完成", BALANCE: "期末余额"}.get(basis, header)
            found.append((item, parent, header, cell.value, cell.unit))
    return found


@pytest.mark.parametrize(
    ("code", "period"),
    [("DEMO01", "2021-10"), ("DEMO01", "2019-01"), ("621124", "2024-02"), ("500101", "2020-12")],
)
def test_every_amount_is_read_back(
    sample: Dataset, sample_form: Any, code: str, period: str
) -> None:
    given = {(i, p, h, v) for _, i, p, h, v in sample_form(code, period).amounts()}
    wanted = held(sample, code, Period.parse(period))
    assert wanted
    for item, parent, header, value, _ in wanted:
        assert (item, parent, header, value) in given


def test_every_form_of_the_sample_is_complete(sample: Dataset, sample_form: Any) -> None:
    for county in sample.ledger.counties:
        period = sample.ledger.periods(county.code)[-1]
        given = {(i, p, h, v) for _, i, p, h, v in sample_form(county.code, str(period)).amounts()}
        money = {o[4] for o in held(sample, county.code, period) if unit(o[4]).kind == "money"}
        target = money.pop() if len(money) == 1 else "万元"
        for item, parent, header, value, name in held(sample, county.code, period):
            value_ = convert(value, name, target) if unit(name).kind == "money" else value
            assert (item, parent, header, value_) in given, (county, item)


def test_a_published_change_is_what_the_form_computes(sample_form: Any) -> None:
    # 临洮县 printed 17056, a rise of 2113: last year's must be 17056 − 2113.
    line = sample_form("621124", "2024-02").lines("财政收支总量")["大口径财政收入"]
    assert (line["累计完成"], line["上年同期"]) == (17056, 17056 - 2113)


def test_the_same_data_give_the_same_bytes(sample_form: Any) -> None:
    assert sample_form("DEMO01", "2021-10").content == sample_form("DEMO01", "2021-10").content
