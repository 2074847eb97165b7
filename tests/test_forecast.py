"""The forecast: one method fixed beforehand, its past errors beside it, refused where it has none."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import finkit
from benchmarks import forecast as benchmark
from finkit.cli import main
from finkit.dataset import Dataset, open_dataset
from finkit.errors import NotHeldError
from finkit.forecasting import Forecast, forecast_of
from finkit.forecasting.past import reach_of_errors
from finkit.report import build
from tests.conftest import Open

REVENUE = "一般公共预算收入"


def years(*wholes: tuple[int, str, str], unit: str = "万元", item: str = REVENUE) -> list[str]:
    """`(2022, "400.0", "1000.0")`: what June and what December of a year had."""
    return [
        f"{year}-{month:02d} cumulative {item} actual {value} {unit}"
        for year, june, december in wholes
        for month, value in ((6, june), (12, december))
        if value
    ]


def made(
    county: Open, *rows: str, period: str = "2024-06", items: tuple[str, ...] = ()
) -> Forecast:
    return forecast_of(county(*rows).data, "临洮县", period, items)


PAST = years((2022, "4000.00", "10000.00"), (2023, "5000.00", "11000.00"), (2024, "6000.00", ""))


def test_the_estimate_is_the_mean_of_last_years_share_and_last_years_remainder(
    county: Open,
) -> None:
    one = made(county, *PAST).outlooks[0]
    by_share, by_remainder = Decimal(6000) / (Decimal(5000) / 11000), Decimal(6000) + 11000 - 5000
    assert one.estimated.value == (by_share + by_remainder) / 2 == 12600


def test_a_past_year_is_estimated_with_what_was_known_then(county: Open) -> None:
    one = made(county, *PAST).outlooks[0]
    (test,) = one.tests
    # 5000 of a year that 4000 of 10000 came before: 12500 by share, 11000 by remainder.
    assert (test.year, test.estimated, test.ended) == (2023, 11750, 11000)
    assert test.by_schedule == 10000
    assert one.mean_error == pytest.approx(Decimal("6.383"), abs=Decimal("0.001"))


def test_the_band_of_one_back_test_is_three_times_its_error_and_what_rounding_leaves_open(
    county: Open,
) -> None:
    one = made(county, *PAST).outlooks[0]
    assert one.band is not None
    part = Decimal("3.078") * 750 / 11750
    assert one.band.low == pytest.approx(12600 * (1 - part), abs=Decimal("0.1"))
    assert one.band.high == pytest.approx(12600 * (1 + part), abs=Decimal("0.1"))


def test_later_months_and_years_are_not_looked_at(county: Open) -> None:
    later = ["2024-08 cumulative 一般公共预算收入 actual 9999.00 万元"]
    later += years((2025, "1.00", "2.00"))
    assert str(made(county, *PAST, *later)) == str(made(county, *PAST))


@given(st.lists(st.decimals(-50, 50, places=2), min_size=1, max_size=30))
def test_more_of_the_same_errors_never_widen_the_band(errors: list[Decimal]) -> None:
    assert reach_of_errors(errors * 2) <= reach_of_errors(errors)
    assert reach_of_errors(errors) >= 0


@pytest.mark.parametrize(
    ("rows", "period", "said"),
    [
        (PAST[2:], "2024-06", "要2022、2023两年6月和12月的累计数，缺2022-06、2022-12"),
        (PAST[4:], "2024-06", "缺2022-06、2022-12、2023-06、2023-12"),
        (PAST, "2023-12", "12月累计数已是全年数，不需要估计"),
        (
            years((2022, "400.00", "900.00"), (2023, "-5.00", "80.00"), (2024, "6.00", "")),
            "2024-06",
            "2023-06累计数不是正数，不估计",
        ),
        (
            years((2022, "800.00", "900.00"), (2023, "50.00", "4000.00"), (2024, "6.00", "")),
            "2024-06",
            "往年回测误差或取整的影响超过估计数本身",
        ),
    ],
)
def test_what_cannot_be_estimated_is_refused_in_one_line_that_says_what_it_needs(
    county: Open, rows: list[str], period: str, said: str
) -> None:
    with pytest.raises(NotHeldError) as found:
        made(county, *rows, period=period)
    assert said in str(found.value)
    assert "\n" not in str(found.value)


def test_coarse_amounts_give_no_more_digits_than_they_have(county: Open) -> None:
    same = ("5.0", "10.0")
    coarse = years((2022, *same), (2023, *same), (2024, "5.0", ""), unit="亿元")
    one = made(county, *coarse).outlooks[0]
    assert one.estimated.value == 10
    # No error in the past, yet what 5.0 may have been before it was rounded stays open.
    assert one.mean_error == 0
    assert one.band is not None
    assert one.band.low < Decimal("9.9") < Decimal("10.1") < one.band.high
    row = made(county, *coarse).rows()[0]
    assert (row["estimate"], row["unit"]) == ("10.0", "亿元")


def test_amounts_of_two_units_are_of_one_forecast(county: Open) -> None:
    mixed = [row.replace("5000.00 万元", "0.500000 亿元") for row in PAST]
    assert made(county, *mixed).outlooks[0].estimated.value == 12600


def test_a_budget_is_held_against_the_estimate_and_the_monthly_mean(county: Open) -> None:
    budget = "2024-06 cumulative 一般公共预算收入 budget 10500.00 万元"
    one = made(county, *PAST, budget).outlooks[0]
    assert one.budget_share == 120
    # 1000 a month: 4500 more is four months and a half.
    assert one.months_left == Decimal("4.5")
    reached = made(county, *PAST, budget.replace("10500", "5000")).outlooks[0]
    assert reached.months_left == 0


def test_an_item_without_a_past_says_so_beside_one_that_has_it(county: Open) -> None:
    spending = "2024-06 cumulative 一般公共预算支出 actual 7000.00 万元"
    rows = made(county, *PAST, spending).rows()
    assert [(row["item"], row["status"]) for row in rows] == [
        (REVENUE, "estimate"),
        ("一般公共预算支出", "absent"),
    ]
    assert "缺2022-06" in rows[1]["reason"]
    assert rows[1]["estimate"] == ""


def test_items_go_by_any_of_their_names_and_a_near_miss_is_named(county: Open) -> None:
    tax = years(
        (2022, "40.00", "100.00"), (2023, "50.00", "110.00"), (2024, "60.00", ""), item="税收收入"
    )
    assert made(county, *tax, items=("税收收入",)).outlooks[0].item == "税收收入"
    with pytest.raises(NotHeldError, match="是否想写 税收收入"):
        made(county, *tax, items=("税收收人",))


@pytest.fixture(scope="module")
def sample() -> Dataset:
    return open_dataset()


def test_it_shows_itself_as_text_table_and_page_with_a_fan_an_item() -> None:
    found = finkit.forecast("示例县", "2021-06")
    frame = found.to_frame()
    assert frame["estimate"].between(frame["low"], frame["high"]).all()
    page = found._repr_html_()
    assert page.count("<svg") == len(found.charts) == len(frame) == 3
    assert "虚线为估计" in page
    for row in found.rows():
        assert row["item"] in str(found)
    assert "估计" in found.title


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_the_command_tells_the_same_in_every_form(
    form: str, sample: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["forecast", "--county", "示例县", "--period", "2021-06", "--format", form]
    assert main(command) == 0
    said = capsys.readouterr().out
    rows = forecast_of(sample, "示例县", "2021-06").rows()
    if form == "csv":
        assert list(csv.DictReader(io.StringIO(said))) == rows
    elif form == "json":
        told = json.loads(said)
        assert [str(one["estimate"]) for one in told] == [row["estimate"] for row in rows]
        assert all(len(one["tests"]) == one["back_tests"] for one in told)
    else:
        assert "估计" in said
        assert all(row["item"] in said for row in rows)


def test_a_county_without_two_full_years_ends_the_command_with_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["forecast", "--county", "临洮县", "--period", "2024-02"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "两年2月和12月的累计数" in said


def test_the_benchmark_tries_every_year_that_has_ended_by_the_years_before_it(
    sample: Dataset,
) -> None:
    found = list(benchmark.trials(sample, ["DEMO01"]))
    assert {one.test.year for one in found} == {2020, 2021}
    # The first year tried had no band of its own: there was none before to try.
    assert {one.test.year for one in found if one.within is not None} == {2021}
    off = [benchmark.off(one.test.estimated, one.test) for one in found]
    plain = [benchmark.off(one.test.by_schedule, one.test) for one in found]
    assert sum(off) < sum(plain)


def test_a_report_has_estimates_only_where_asked_and_says_that_they_are() -> None:
    plain, asked = (build("示例县", "2021-06", options=o) for o in ({}, {"forecast": True}))
    assert "全年估计" not in plain.main_table.html
    assert '"estimate"' not in plain.seal.content["figures"]
    page = asked.main_table.html
    assert page.startswith(plain.main_table.html)
    assert "均为估计，不是执行数" in page
    assert page.count("<figure") == 3
    # What the report says and asserts is the same with and without.
    assert asked.seal.content["markdown"] == plain.seal.content["markdown"]
    told = json.loads(asked.seal.content["figures"])
    estimates = [one for one in told if one.get("status") == "estimate"]
    assert estimates[0]["id"] == "DEMO01/2021-06/forecast/一般公共预算收入"
    assert len(told) - len(estimates) == len(json.loads(plain.seal.content["figures"]))


def test_a_report_that_can_estimate_nothing_says_what_it_would_need() -> None:
    page = build("临洮县", "2024-02", options={"forecast": True}).main_table.html
    assert "要2022、2023两年2月和12月的累计数，缺" in page
    assert 'name="forecast' not in page
