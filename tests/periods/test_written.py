"""A period as people, databases and tools write it: one month, or a refusal that says the fix."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit.errors import UsageError
from finkit.periods import Period

YEARS, MONTHS = st.integers(1950, 2100), st.integers(1, 12)
# {y} the year, {m} the month, {mm} with its zero, {yy} the year's last two digits.
SPELLINGS = (
    *("{y}-{mm}", "{y}-{m}", "{y}/{m}", "{y}/{mm}", "{y}.{mm}", "{y}{mm}", "{y}{mm}.0"),
    *(
        "{y}年{m}月",
        "{y}年{mm}月份",
        "{y}年1—{m}月",
        "{y}年1-{m}月",
        "{y}年1至{m}月累计",
        "{y}年度{m}月",
    ),
    *("{y}年前{m}个月", "{y}年头{m}个月", "{y} 年 {m} 月", "{y}年{m}月末", "{y}年1月至{m}月"),
    *("{y}-{mm}-01", "{y}/{m}/1", "{y}{mm}01", "{y}年{m}月1日", "{y}-{mm}-01 00:00:00"),
    *("{y}-{mm}-01T00:00:00", "{y}-{mm}-01 00:00:00.000000", " {y}-{mm} "),
)


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(year=YEARS, month=MONTHS)
def test_every_spelling_is_its_month(spelling: str, year: int, month: int) -> None:
    text = spelling.format(y=year, m=month, mm=f"{month:02d}")
    assert Period.parse(text) == (year, month)


@given(year=YEARS, month=MONTHS)
def test_the_first_and_last_day_of_a_month_stand_for_it(year: int, month: int) -> None:
    for day in (1, monthrange(year, month)[1]):
        when = date(year, month, day)
        assert Period.parse(when) == (year, month)
        assert Period.parse(datetime(year, month, day)) == (year, month)
        assert Period.parse(pd.Timestamp(when)) == (year, month)
        assert Period.parse(np.datetime64(when)) == (year, month)
        assert Period.parse(f"{when:%Y%m%d}") == (year, month)


@given(year=YEARS, month=MONTHS)
def test_numbers_are_six_digits(year: int, month: int) -> None:
    number = year * 100 + month
    for value in (number, float(number), Decimal(number), np.int64(number), f"{number}"):
        assert Period.parse(value) == (year, month)


@given(year=st.integers(2000, 2039), month=MONTHS)
def test_two_digits_of_a_year_beside_months(year: int, month: int) -> None:
    assert Period.parse(f"{year % 100:02d}年1—{month}月") == (year, month)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年一季度", "2024-03"),
        ("2024年前三季度", "2024-09"),
        ("2024年三季度末", "2024-09"),
        ("2024年上半年", "2024-06"),
        ("2024年全年", "2024-12"),
        ("2024年末", "2024-12"),
        ("2024年前十一个月", "2024-11"),
        ("2024年前两个月", "2024-02"),
        ("二〇二四年二月", "2024-02"),
        ("2024.10", "2024-10"),
        ("2024.9", "2024-09"),
        ("45323", "2024-02"),
        ("Feb-24", "2024-02"),
        ("Dec-09", "2009-12"),
        ("2024-02-29 23:59:59", "2024-02"),
        ("2024-02-01T00:00:00Z", "2024-02"),
    ],
)
def test_spans_and_days_are_their_month(text: str, expected: str) -> None:
    assert str(Period.parse(text)) == expected
    if text == "45323":
        assert str(Period.parse(int(text))) == expected


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (2024 - 2, '要写作 "2024-02"'),
        (2024 - 12, '要写作 "2024-02"'),
        (2024 / 2, '要写作 "2024-02"'),
        (2024.1, "2024-01，也可能是丢了末位 0 的 2024-10"),
        ("2024.1", "2024-01，也可能是丢了末位 0 的 2024-10"),
        (date(2024, 5, 15), "是月中的一天"),
        ("2024年5月15日", "是月中的一天"),
        ("20240515", "是月中的一天"),
        ("45337", "2024-02-15，是月中的一天"),
        ("2024-01-31 16:00:00+00:00", "带了一天当中的时刻"),
        ("2024", "全年写作 2024-12"),
        ("2024年4—6月", "不是从 1 月起的"),
        ("2024年二季度", "一个季度可指三个月"),
        ("2024Q2", "一个季度可指三个月"),
        ("2月", "没有写年份"),
        ("24-Feb", "请写作 YYYY-MM"),
        ("Fex-24", "请写作 YYYY-MM"),
        ("24-02", "请写作 YYYY-MM"),
        ("2024-13", "请写作 YYYY-MM"),
        ("2024-02-30", "请写作 YYYY-MM"),
        ("0202-02", "请写作 YYYY-MM"),
        ("", "请写作 YYYY-MM"),
        (None, "请写作 YYYY-MM"),
        (True, "请写作 YYYY-MM"),
        (float("nan"), "请写作 YYYY-MM"),
        (float("inf"), "请写作 YYYY-MM"),
        (["2024-02"], "请写作 YYYY-MM"),
    ],
)
def test_what_may_mean_two_months_is_refused_with_the_fix(value: object, advice: str) -> None:
    with pytest.raises(UsageError, match=r"期间「.*」写法不对") as told:
        Period.parse(value)
    assert advice in str(told.value)


@given(st.text(max_size=12) | st.integers() | st.floats() | st.dates() | st.datetimes())
def test_any_value_is_a_month_or_refused(value: object) -> None:
    try:
        period = Period.parse(value)
    except UsageError:
        return
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(year=YEARS, month=MONTHS, mark=st.sampled_from("¹²⁰₁₂①②⑫⒈⒉⑴½"), data=st.data())
def test_the_mark_of_a_note_is_no_digit_of_a_month(
    spelling: str, year: int, month: int, mark: str, data: st.DataObject
) -> None:
    text = spelling.format(y=year, m=month, mm=f"{month:02d}")
    place = data.draw(st.integers(0, len(text)))
    try:
        found = Period.parse(f"{text[:place]}{mark}{text[place:]}")
    except UsageError:
        return
    assert found == (year, month)


def test_thousands_of_digits_are_no_period() -> None:
    with pytest.raises(UsageError, match=r"期间「1+…?」写法不对"):
        Period.parse("1" * 15_000)
