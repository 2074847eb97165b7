"""The headings of long spans, shares and balances are true over random ledgers."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.charts.chart import Chart
from finkit.dataset import open_dataset
from finkit.report import CountyReport, build
from finkit.units import round_half_up
from tests.charts.test_findings import directed
from tests.conftest import Open, Write, row

REVENUE, FUND = "一般公共预算收入", "政府性基金收入"
FUNDS = ("土地出让收入", "污水处理费收入", "彩票公益金收入", "配套费收入")
FIRST, LAST = 2015, 2024
AMOUNTS = st.one_of(st.integers(-500, 500), st.integers(900, 1100), st.integers(1, 10**5))
Years = dict[int, int]


@st.composite
def histories(draw: st.DrawFn, write: Write) -> tuple[CountyReport, Years]:
    """Ten years of revenue, balances and funds; some are missing, some jump."""
    revenue: Years = {}
    lines = []
    for year in range(FIRST, LAST + 1):
        if year == LAST or draw(st.integers(0, 9)):
            revenue[year] = draw(AMOUNTS)
            lines.append(f"{year}-12 cumulative {REVENUE} actual {revenue[year]} 万元")
        for name in ("存款余额", "贷款余额"):
            if draw(st.integers(0, 9)):
                lines.append(f"{year}-12 balance {name} actual {draw(AMOUNTS)} 万元")
    lines.append(f"{LAST}-12 cumulative {FUND} actual {draw(AMOUNTS)} 万元")
    lines += [f"{LAST}-12 cumulative {name}<{FUND} actual {draw(AMOUNTS)} 万元" for name in FUNDS]
    return build("临洮县", f"{LAST}-12", open_dataset(write(*map(row, lines)))), revenue


def rate(revenue: Years, year: int) -> Decimal | None:
    """Growth in %; None on a base that is missing or not positive, and across a change of sign."""
    now, then = revenue.get(year), revenue.get(year - 1)
    if now is None or then is None or then <= 0 or now < 0:
        return None
    return Decimal(100 * (now - then)) / then


def way(value: Decimal | None) -> int:
    shown = round_half_up(value, 1) if value is not None else Decimal()
    return (shown > 0) - (shown < 0)


def run_is_true(said: str, revenue: Years) -> None:
    found = re.search(r"连续(\d+)个年度(增长|下降)，2024年(增长|下降)", said)
    if not found:
        return
    ways = [way(rate(revenue, year)) for year in range(LAST, FIRST, -1)]
    years, wanted = int(found[1]), 1 if found[2] == "增长" else -1
    assert found[2] == found[3]
    assert years >= 2
    assert ways[:years] == [wanted] * years
    assert ways[years : years + 1] != [wanted]


def average_is_true(said: str, chart: Chart, revenue: Years) -> None:
    found = re.search(r"(\d{4})年以来年均(增长|下降)([\d.]+)%", said)
    if not found:
        return
    start = int(found[1])
    then, now = revenue[start], revenue[LAST]
    average = 100 * ((now / then) ** (1 / (LAST - start)) - 1)
    assert float(found[3]) == pytest.approx(abs(average), abs=0.051)
    assert (average > 0) == (found[2] == "增长")
    # No span is told that a break lies in.
    broken = [int(year) for year in re.findall(r"(\d{4})年为上年的", chart.note.split("；")[0])]
    assert all(year <= start for year in broken)


def largest_is_true(report: CountyReport, said: str) -> None:
    if found := re.fullmatch(rf"(.+?)占{FUND}的.*", said):
        parts = {one.item: one.value for one in report.figures.named("amount") if one.item in FUNDS}
        assert parts[found[1]] == max(value for value in parts.values() if value is not None)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_heading_over_years_is_false(write: Write, data: st.DataObject) -> None:
    report, revenue = data.draw(histories(write))
    for chart in report.charts.drawn:
        directed(chart.finding)
        assert all(report.figures[one.id] is one for one in chart.finding.figures)
        said = str(chart.finding)
        if chart.name == "growth-years":
            run_is_true(said, revenue)
        if chart.name == "long-run":
            average_is_true(said, chart, revenue)
        if chart.name == "fund-parts":
            largest_is_true(report, said)


def heading(county: Open, name: str, *lines: str) -> str:
    charts = build("临洮县", "2024-12", county(*lines).data).charts.drawn
    return str(next(chart for chart in charts if chart.name == name).finding)


def yearly(*amounts: int, item: str = REVENUE, basis: str = "cumulative") -> list[str]:
    first = LAST + 1 - len(amounts)
    return [f"{first + n}-12 {basis} {item} actual {one} 万元" for n, one in enumerate(amounts)]


def test_a_long_run_is_headed_by_its_average_growth(county: Open) -> None:
    lines = yearly(1000, 1100, 1210, 1331, 1464)
    assert heading(county, "long-run", *lines) == f"{REVENUE}2020年以来年均增长10.0%"
    assert heading(county, "growth-years", *lines) == f"{REVENUE}连续4个年度增长，2024年增长10.0%"


def test_a_break_shortens_the_span_that_is_told(county: Open) -> None:
    lines = yearly(300, 310, 320, 1000, 1100, 1210)
    assert heading(county, "long-run", *lines) == f"{REVENUE}2022年以来年均增长10.0%"


def test_nothing_is_told_of_a_year_that_breaks_off(county: Open) -> None:
    lines = yearly(300, 310, 320, 330, 1500)
    assert heading(county, "long-run", *lines) == ""


def test_balances_are_headed_by_their_growth(county: Open) -> None:
    saved = yearly(100, 110, 120, 132, item="存款余额", basis="balance")
    lent = yearly(50, 60, 80, 80, item="贷款余额", basis="balance")
    assert heading(county, "deposits-loans", *saved, *lent) == "存款余额同比增长10.0%"
