"""Rates as precise as their amounts: with fewer digits and 约, as published, or left out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.dataset import open_dataset
from finkit.figures.figure import Figure
from finkit.report import build
from finkit.report.county_report import CountyReport
from tests.conftest import HEADER, Write, row

ITEM = "一般公共预算收入"
PRINTED = "county_code,period,basis,item,parent_item,indicator,of_item,printed,unit,source"


def made(write: Write, now: str, before: str, printed: str = "") -> CountyReport:
    """A report of revenue in 亿元, this year and last; `printed` is its growth as published."""
    rows = [
        f"2024-12 cumulative {ITEM} {m} {v} 亿元"
        for m, v in (("actual", now), ("prior_actual", before))
    ]
    path = write(*map(row, rows))
    if printed:
        line = f"621124,2024-12,cumulative,{ITEM},,yoy_rate,,{printed},%,公报"
        write(line, name="observations.published.csv", header=PRINTED)
    return build("临洮县", "2024-12", path)


def sentence(report: CountyReport) -> str:
    (found,) = [s for s in report.narrative.text.split("。") if f"{ITEM}完成" in s]
    return found.partition("完成")[2]


def growth(report: CountyReport) -> Figure:
    (found,) = [f for f in report.figures.named("yoy_rate") if f.item == ITEM]
    return found


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        # Rounding reaches 0.08 points to either side: 2 × 0.005 ÷ 11.2.
        ("12.34", "11.20", "12.34亿元，同比增收1.14亿元，增长10.2%"),
        # 0.8 points: the decimals go.
        ("1.34", "1.20", "1.34亿元，同比增收0.14亿元，增长约12%"),
        # 5 points and more: 0.12 to 0.11 is a change of two levels, and no rate.
        ("0.12", "0.11", "0.12亿元，上年同期为0.11亿元，同比增收0.01亿元"),
        ("0.03", "0.02", "0.03亿元，上年同期为0.02亿元，同比增收0.01亿元"),
        ("0.02", "0.03", "0.02亿元，上年同期为0.03亿元，同比减收0.01亿元"),
        # A base that rounds to nothing is no base.
        ("2.66", "0.0001", "2.66亿元，上年同期为1万元，同比增收2.66亿元"),
        ("2.66", "0.00", "2.66亿元，同比增收2.66亿元（上年同期为零）"),
    ],
)
def test_a_rate_is_as_precise_as_its_amounts(
    write: Write, now: str, before: str, said: str
) -> None:
    assert sentence(made(write, now, before)) == said


def test_what_is_too_coarse_says_why(write: Write) -> None:
    # 0.025 ÷ 0.025 − 1 = 0 to 0.035 ÷ 0.015 − 1.
    figure = growth(made(write, "0.03", "0.02"))
    assert figure.value is None
    assert figure.reason == "所据的数过粗：按印出的位数在0.0%至133.3%之间，不作表述"
    # 0.00005 may be nothing.
    reason = growth(made(write, "2.66", "0.0000")).reason
    assert reason == "上年同期数为0，不计算增长率"


def test_a_published_rate_comes_before_one_of_coarser_amounts(write: Write) -> None:
    report = made(write, "1.34", "1.20", printed="11.8")
    assert sentence(report) == "1.34亿元，同比增收0.14亿元，增长11.8%"
    figure = growth(report)
    assert figure.value == Decimal("11.8")
    assert figure.inputs[0].source == "公报"
    assert "公布的增长率 11.8%〔2〕" in report.appendix.html


def test_a_published_rate_that_says_less_does_not(write: Write) -> None:
    assert sentence(made(write, "12.3456", "11.2000", printed="10.2")).endswith("增长10.2%")
    assert growth(made(write, "12.3456", "11.2000", printed="10.2")).value != Decimal("10.2")


def test_one_that_the_amounts_contradict_is_a_finding_and_not_said(write: Write) -> None:
    report = made(write, "1.34", "1.20", printed="21.8")
    assert sentence(report) == "1.34亿元，同比增收0.14亿元，增长约12%"
    assert [(one.severity, one.found) for one in report.findings] == [("error", "21.8%")]


AMOUNT = st.decimals("-1", 20, places=2, allow_nan=False)


@given(now=AMOUNT, before=AMOUNT)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_rate_has_a_digit_beyond_its_interval(
    tmp_path: Path, now: Decimal, before: Decimal
) -> None:
    rows = [
        f"2024-12 cumulative {ITEM} actual {now} 亿元",
        f"2024-12 cumulative {ITEM} prior_actual {before} 亿元",
    ]
    path = tmp_path / "observations.csv"
    path.write_text("\n".join([HEADER, *map(row, rows)]) + "\n", encoding="utf-8")
    report = build("临洮县", "2024-12", open_dataset(path))
    shown = str(report.speaker.level(growth(report))) if growth(report).value is not None else ""
    if not shown:
        return
    half = Decimal("0.005")
    ends = [
        100 * (n - b) / b for n in (now - half, now + half) for b in (before - half, before + half)
    ]
    step = Decimal(1) if shown.startswith("约") else Decimal("0.1")
    number = Decimal(shown.removeprefix("约").removesuffix("%"))
    assert max(abs(end - number) for end in ends) <= Decimal("1.5") * step
