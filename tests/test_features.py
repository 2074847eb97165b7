"""主要特点: what is unusual against the county's own past and its peers, with its proof, once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit.claims.unusual import far_out
from finkit.counties import register
from finkit.dataset import open_dataset
from finkit.report import build
from tests.conftest import HEADER, Open, Write

INCOME, OUTLAY = "一般公共预算收入", "一般公共预算支出"
JINZHONG = [f"1407{n:02d}" for n in (21, 22, 23, 24, 25, 27, 28)]


def grown(item: str, rates: Sequence[int], month: int = 5) -> list[str]:
    """An item that grew so in 2024 and, backwards, in the years before."""
    return [
        line
        for back, rate in enumerate(rates)
        for line in (
            f"{2024 - back}-{month:02d} cumulative {item} actual {100 + rate} 万元",
            f"{2024 - back}-{month:02d} cumulative {item} prior_actual 100 万元",
        )
    ]


def features(county: Open, *lines: str, kind: str = "bulletin", month: int = 5) -> str:
    when = f"2024-{month:02d}"
    text = build("临洮县", when, county(*lines).data, options={"kind": kind}).narrative.text
    found = re.search("主要特点\n(.*)", text)
    return found[1] if found else ""


# --- Against its own years -------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bulletin", "work_report"])
def test_growth_below_all_of_four_past_years(county: Open, kind: str) -> None:
    # The mean of 8, 10, 9 and 9 is 9; −2 is 11 points below it.
    assert features(county, *grown(INCOME, (-2, 8, 10, 9, 9)), kind=kind) == (
        "一般公共预算收入增速为2020年以来同期最低，低于前四年同期平均增速11.0个百分点。"
    )


def test_of_whole_years_there_is_no_same_period(county: Open) -> None:
    assert features(county, *grown(INCOME, (20, 8, 10, 9), month=12), month=12) == (
        "一般公共预算收入增速为2021年以来最高，高于前三年平均增速11.0个百分点。"
    )


def test_two_past_years_are_too_few(county: Open) -> None:
    assert features(county, *grown(INCOME, (-40, 8, 10))) == ""


def test_within_what_it_has_been_nothing_is_unusual(county: Open) -> None:
    assert features(county, *grown(INCOME, (-2, 8, 10, -3, 9))) == ""


def test_a_year_that_is_not_held_ends_the_past(county: Open) -> None:
    lines = [one for one in grown(INCOME, (-2, 8, 10, 9, 9)) if not one.startswith("2022")]
    assert features(county, *lines) == ""


def test_what_rounding_may_turn_is_no_record(county: Open) -> None:
    # 7.0 and 9.0亿元 may be 28.6% or less of the year before as well as more.
    coarse = [
        f"{year}-05 cumulative {INCOME} {measure} {amount} 亿元"
        for year, now, before in ((2024, 2, 9), (2023, 3, 9), (2022, 9, 9), (2021, 9, 9))
        for measure, amount in (("actual", now), ("prior_actual", before))
    ]
    assert features(county, *coarse) == ""


def test_a_share_below_its_own(county: Open) -> None:
    lines = [
        f"{2024 - back}-05 cumulative {item} actual {amount} 万元"
        for back, tax in enumerate((50, 70, 71, 72))
        for item, amount in ((INCOME, 100), (f"税收收入<{INCOME}", tax))
    ]
    assert (
        "税收收入占一般公共预算收入的比重为2021年以来同期最低，低于前三年同期平均21.0个百分点。"
        in (features(county, *lines))
    )


def test_progress_said_here_is_not_said_again(county: Open) -> None:
    past = ((2023, 30), (2022, 31), (2021, 29))
    data = county(
        f"2024-05 cumulative {OUTLAY} actual 20 万元",
        f"2024-05 cumulative {OUTLAY} budget 100 万元",
        *(f"{year}-05 cumulative {OUTLAY} actual {done} 万元" for year, done in past),
        *(f"{year}-12 cumulative {OUTLAY} actual 100 万元" for year, _ in past),
    ).data
    text = build("临洮县", "2024-05", data).narrative.text
    said = "慢于近三年同期平均进度10.0个百分点"
    assert f"一般公共预算支出完成进度为2021年以来同期最慢，{said}。" in text
    assert text.count(said) == 1
    assert "从均衡进度看" not in text


# --- Against the months of the year ----------------------------------------------------------


def months(*rates: int) -> list[str]:
    return [
        f"2024-{month:02d} cumulative {INCOME} {measure} {amount} 万元"
        for month, rate in enumerate(rates, 1)
        for measure, amount in (("actual", 100 + rate), ("prior_actual", 100))
    ]


def test_growth_falls_out_of_the_years_range(county: Open) -> None:
    assert features(county, *months(10, 11, 10, 11, 2)) == (
        "一般公共预算收入增速为年内最低，比上月回落9.0个百分点。"
    )


def test_a_steady_drift_is_nothing_unusual(county: Open) -> None:
    assert features(county, *months(30, 25, 20, 15, 10)) == ""


def test_problems_that_tell_of_it_leave_none_to_the_features(county: Open) -> None:
    text = build(
        "临洮县",
        "2024-05",
        county(*months(10, 11, 10, 11, 2)).data,
        options={"kind": "work_report"},
    ).narrative.text
    assert "增幅比上月回落9.0个百分点" in text
    assert text.count("9.0个百分点") == 1


# --- Against its peers -----------------------------------------------------------------------


def among(write: Write, rates: Sequence[int]) -> str:
    """What is unusual of the first county."""
    rows = [
        f"{code},{register()[code].name},2024-05,cumulative,{INCOME},,{measure},{value}.0000,万元,表"
        for code, rate in zip(JINZHONG, rates, strict=False)
        for measure, value in (("actual", 100 + rate), ("prior_actual", 100))
    ]
    data = open_dataset(write(*rows, header=HEADER))
    found = re.search("主要特点\n(.*)", build(JINZHONG[0], "2024-05", data).narrative.text)
    return found[1] if found else ""


def test_the_last_of_six_and_far_from_their_middle(write: Write) -> None:
    assert among(write, (-20, 4, 5, 6, 7, 8)) == (
        "一般公共预算收入增速在可比县区中偏低，其他县区的中位数为增长6.0%。"
    )


def test_four_peers_are_too_few(write: Write) -> None:
    assert among(write, (-20, 4, 5, 6, 7)) == ""


def test_the_second_of_six_is_not_unusual(write: Write) -> None:
    assert among(write, (-20, -21, 5, 6, 7, 8)) == ""


# --- Which, and in what order ----------------------------------------------------------------


def test_four_at_most_the_most_unusual_first(county: Open) -> None:
    taxes = ("增值税", "企业所得税", "个人所得税", "房产税", "契税")
    lines = [f"2024-05 cumulative 税收收入<{INCOME} actual 900 万元", *grown(INCOME, (9, 9, 9, 9))]
    for number, tax in enumerate(taxes):
        lines += grown(f"{tax}<税收收入", (20 + 5 * number, 9, 10, 8))
    said = features(county, *lines)
    assert [point.partition("增速")[0] for point in re.findall("是([^。]*)。", said)] == [
        "契税", "房产税", "个人所得税", "企业所得税"
    ]  # fmt: skip


def test_a_part_is_not_told_beside_its_whole(county: Open) -> None:
    lines = [*grown("政府性基金收入", (-30, 9, 10, 8))]
    lines += grown("国有土地使用权出让收入<政府性基金收入", (-40, 9, 10, 8))
    assert features(county, *lines) == (
        "政府性基金收入增速为2021年以来同期最低，低于前三年同期平均增速39.0个百分点。"
    )


VALUES = st.lists(st.integers(-50, 50).map(Decimal), max_size=6)


@given(now=st.integers(-50, 50).map(Decimal), others=VALUES)
def test_unusual_is_only_what_lies_outside_of_enough(now: Decimal, others: list[Decimal]) -> None:
    found = far_out(now, others, fewest=3)
    assert found == far_out(now, others[::-1], fewest=3)
    if len(others) < 3 or min(others) <= now <= max(others):
        assert found == 0
    else:
        assert found > 0
