"""What titles and headings say of time, month by month, and what says nothing of it."""

from __future__ import annotations

import pytest

from finkit.workbooks.words.dates import When, month_in, period_in, split, year_in


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_of_a_heading_is_itself(month: int) -> None:
    assert split(f"2024年{month}月") == ("", When(2024, month, False))
    assert split(f"2024年1-{month}月") == ("", When(2024, month, True))
    assert split(f"2024年1月至{month}月累计") == ("累计", When(2024, month, True))
    assert split(f"{month}月") == (f"{month}月", When(0, month, False))


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_of_a_title_is_itself(month: int) -> None:
    expected = f"2024-{month:02d}"
    assert period_in(f"临洮县2024年{month}月财政收支情况表") == expected
    assert period_in(f"临洮县2024年1—{month}月财政收支情况表") == expected
    assert period_in(f"二〇二四年{_chinese(month)}月收支") == expected
    assert period_in(f"收支情况（2024.1-{month}）") == expected


def _chinese(month: int) -> str:
    return ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"][month - 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年1月—2024年6月收支", "2024-06"),
        ("2024年1月1日至6月30日收支", "2024-06"),
        ("截至2024年3月31日债务余额", "2024-03"),
        ("2024年上半年收支", "2024-06"),
        ("24年1—6月收支", "2024-06"),
        ("24年度决算", "2024-12"),
        ("2024年前7个月收支", "2024-07"),
        ("2024年头十一个月收支", "2024-11"),
        ("2024年三季度末收支", "2024-09"),
        ("2024年一至三季度收支", "2024-09"),
        ("2024年半年度收支", "2024-06"),
        ("2024年1月份至6月份收支", "2024-06"),
        ("2024年01-06月收支", "2024-06"),
        ("2024年1一6月收支", "2024-06"),
        ("2024-01至2024-06收支", "2024-06"),
        ("2024年年底债务余额", "2024-12"),
        ("2024年Q1收支", "2024-03"),
        ("2024年前三季度收支", "2024-09"),
        ("2023年一般公共预算收支决算表（2024年8月20日县人大常委会批准）", "2023-12"),
        ("2024年度收支决算表（2025年8月批复）", "2024-12"),
        ("1-2月份财政收支情况表（2024年）", "2024-02"),
        ("一季度财政收支情况（2024年）", "2024-03"),
        ("上半年收支（2024年）", "2024-06"),
        ("2024年度执行情况（8月批复）", "2024-12"),
        ("621124-2024-02", "2024-02"),
        ("2024年元月收支", "2024-01"),
        ("2024年元至二月收支", "2024-02"),
        ("二O二四年二月收支", "2024-02"),
        ("2024年1季度收支", "2024-03"),
        ("收支情况 2024/2", "2024-02"),
        ("2024年2月29日", "2024-02"),
        ("库款情况（2024年2月29日）", "2024-02"),
        ("2023年末债务余额", "2023-12"),
    ],
)
def test_the_period_of_a_title(text: str, expected: str) -> None:
    assert period_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "填报日期：2024年7月5日",
        "公开时间：2024年9月",
        "2023年7月印发",
        "2024年1月1日起执行新科目",
        "2024-08-15公开 财政收入表",
        "2022—2024年收支决算表",
        "2024年二季度收支",
        "2024Q2收支",
        "2024年4—6月收支",
        "2024年下半年收支",
        "近10年财政收支",
        "提前3个月完成2024年收入任务",
        "2024年收支预算表",
        "2024年2月28日",
        "2024年3月1日",
        "库款情况（2024年2月15日）",
    ],
)
def test_what_says_nothing_of_the_period(text: str) -> None:
    assert period_in(text) == ""


def test_a_month_without_its_year() -> None:
    assert [month_in(text) for text in ("2月", "1-2月", "02月", "十一月", "元月")] == [
        "02",
        "02",
        "02",
        "11",
        "01",
    ]
    assert [month_in(text) for text in ("2024年2月", "Sheet1", "13月", "2月5日")] == [
        "",
        "",
        "",
        "",
    ]


def test_several_years_are_no_year() -> None:
    assert year_in("2022—2024年收支") == ""
    assert year_in("2024年收支") == "2024"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2022年末余额", ("年末余额", When(2022, 12, False))),
        ("2024年初余额", ("年初余额", When(2024, 0, False))),
        ("决算数为2022年决算数的%", ("决算数为上年决算数的%", When())),
        ("2022年比2021年增长%", ("比上年增长%", When(2022, 0, False))),
        ("2024年6月1日", ("", When(2024, 6, False))),
        ("2023", ("", When(2023, 0, False))),
    ],
)
def test_a_heading_without_its_year(heading: str, expected: tuple[str, When]) -> None:
    assert split(heading) == expected
