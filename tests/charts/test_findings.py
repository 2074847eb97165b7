"""The headings of the page and of its charts are true: laws over random ledgers."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.dataset import open_dataset
from finkit.report import CountyReport, build
from finkit.report.lead import finding
from finkit.wording import Phrase, Shown
from tests.conftest import Write, row

NAMES = (
    "一般公共预算收入",
    "税收收入<一般公共预算收入",
    "非税收入<一般公共预算收入",
    "增值税<税收收入",
    "契税<税收收入",
    "政府性基金收入",
    "一般公共预算支出",
    "教育支出<一般公共预算支出",
    "农林水支出<一般公共预算支出",
    "卫生健康支出<一般公共预算支出",
    "公共安全支出<一般公共预算支出",
)
MEASURES = ("actual", "prior_actual", "adjusted_budget")
AMOUNTS = st.one_of(st.just(0), st.integers(-(10**4), 10**6), st.just(50_000))
UP = re.compile(r"(增长|增收|增支|提高|增加|超序时进度)$")
DOWN_WORD = re.compile(r"(下降|减收|减支|减少|落后序时进度)$")


@st.composite
def reports(draw: st.DrawFn, write: Write) -> CountyReport:
    period = f"2024-{draw(st.integers(1, 12)):02d}"
    lines = [
        f"{period} cumulative {name} {measure} {draw(AMOUNTS)} 万元"
        for name in NAMES
        for measure in MEASURES
        if (name, measure) == (NAMES[0], "actual") or draw(st.integers(0, 5))
    ]
    return build("临洮县", period, open_dataset(write(*map(row, lines))))


def directed(said: Phrase) -> None:
    """What follows a word of direction goes that way, and has no sign of its own."""
    for before, part in pairwise(said.parts):
        if not isinstance(before, str) or not isinstance(part, Shown):
            continue
        value = part.figure.value
        assert value is not None
        if UP.search(before):
            assert value > 0
        elif DOWN_WORD.search(before):
            assert value < 0
        else:
            continue
        assert not part.text.startswith(("-", "−"))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_heading_contradicts_its_figures(write: Write, data: st.DataObject) -> None:
    report = data.draw(reports(write))
    headings = [*finding(report), *(chart.finding for chart in report.charts.drawn)]
    for said in headings:
        directed(said)
        assert all(report.figures[one.id] is one for one in said.figures)
        assert not re.search(r"[，；]$", str(said)) or said in headings[:-1]
        assert "None" not in str(said)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_superlative_is_of_the_largest_of_its_set(write: Write, data: st.DataObject) -> None:
    report = data.draw(reports(write))
    for chart in report.charts.drawn:
        if not (said := re.search(r"所列各项中(.+?)(增收|减收|增支|减支)最多", str(chart.finding))):
            continue
        whole = chart.finding.figures[0]
        moves: dict[str, Decimal] = {}
        for one in report.figures.named("yoy_amount"):
            is_part = one.item != whole.item and one.value is not None
            if is_part and one.item in {name.split("<")[0] for name in NAMES}:
                moves[one.item] = one.value or Decimal(0)
        rises = said[2] in ("增收", "增支")
        of_whole = "支出" if whole.item.endswith("支出") else "收入"
        beside = [
            value * (1 if rises else -1)
            for name, value in moves.items()
            if (("支出" in name) == (of_whole == "支出"))
            and name not in ("政府性基金收入", "一般公共预算收入", "一般公共预算支出", said[1])
            and f"{name}" in chart.alt
        ]
        assert moves[said[1]] * (1 if rises else -1) > max(beside, default=Decimal(-1))
