"""Counties that changed: one series, the sum of the parts, or no rate with the reason."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from finkit.checks import check_all
from finkit.dataset import Dataset, open_dataset
from finkit.figures.figure import Figure
from finkit.periods import Period

Held = Callable[..., Dataset]
REVENUE = "一般公共预算收入"


def line(text: str) -> str:
    """`330105 拱墅区 2020-12 700` as a row."""
    code, name, period, value, *measure = text.split()
    said = measure[0] if measure else "actual"
    return f"{code},{name},{period},cumulative,{REVENUE},,{said},{value},万元,表"


@pytest.fixture
def held(write: Callable[..., Path]) -> Held:
    def opened(*lines: str) -> Dataset:
        return open_dataset(write(*map(line, lines)))

    return opened


def rate(data: Dataset, code: str, period: str, indicator: str = "yoy_rate") -> Figure:
    figures = data.calculator.figures(code, Period.parse(period))
    (found,) = [one for one in figures if one.indicator == indicator and one.item == REVENUE]
    return found


def rules(data: Dataset) -> set[tuple[str, str, str]]:
    return {(one.county_code, one.rule, one.found) for one in check_all(data)}


def test_a_renamed_county_is_one_series(held: Held) -> None:
    data = held(
        "451023 平果县 2015-12 1000",
        "451023 平果县 2019-12 1365",
        "451082 平果市 2020-12 1423",
    )
    # 1423 ÷ 1365 − 1 = 4.249…%
    found = rate(data, "451082", "2020-12")
    assert found.value is not None and round(found.value, 3) == Decimal("4.249")
    assert [cell.county_code for cell in found.inputs] == ["451082", "451023"]
    # Five years: (1423 ÷ 1000)^(1÷5) − 1 = 7.31%
    average = rate(data, "451082", "2020-12", "cagr")
    assert average.value is not None and round(average.value, 2) == Decimal("7.31")
    assert ("451082", "县区代码前后相续", "平果县（451023）") in rules(data)


def test_a_year_booked_under_both_codes_is_that_of_its_own(held: Held) -> None:
    data = held(
        "451023 平果县 2019-12 1365",
        "451082 平果市 2019-12 1300",
        "451082 平果市 2020-12 1430",
    )
    assert rate(data, "451082", "2020-12").value == 10


def test_a_renamed_county_is_no_peer_of_itself(held: Held) -> None:
    others = [f"45100{n} 县{n} 2020-12 {n}00" for n in range(2, 8)]
    data = held("451023 平果县 2019-12 900", "451082 平果市 2020-12 990", *others)
    series = next(iter(data.ledger.county("451082")))
    group = data.calculator.group("广西壮族自治区")
    assert len(group.others(series, Period(2020, 12))) == 6


def test_a_county_that_took_in_another_compares_with_both(held: Held) -> None:
    """拱墅区 took in 下城区: 1650 ÷ (700 + 800) − 1 = 10%, not 135.7%."""
    now = "330105 拱墅区 2021-12 1650"
    data = held("330105 拱墅区 2020-12 700", "330103 下城区 2020-12 800", now)
    assert rate(data, "330105", "2021-12").value == 10
    assert rate(data, "330105", "2021-12", "base_amount").value == 1500
    assert ("330105", "两年的行政区域一致") in {(code, rule) for code, rule, _ in rules(data)}


@pytest.mark.parametrize(
    ("code", "lines", "said"),
    [
        ("330105", ["330105 拱墅区 2020-12 700"], "缺下城区（330103）2020-12的数"),
        # 江干区 went to 上城区 and to 钱塘区: no sum.
        ("330102", ["330102 上城区 2020-12 9", "330104 江干区 2020-12 8"], "江干区（330104）"),
        # 临平区 was a part of 余杭区.
        ("330110", ["330110 余杭区 2020-12 9"], "临平区（330113）"),
        ("330113", ["330110 余杭区 2020-12 9"], "余杭区（330110）"),
        ("350404", ["350403 三元区 2020-12 9"], "缺梅列区（350402）2020-12的数"),
    ],
)
def test_where_a_part_is_lacking_there_is_no_rate(
    held: Held, code: str, lines: list[str], said: str
) -> None:
    data = held(*lines, f"{code} 今 2021-12 10")
    found = rate(data, code, "2021-12")
    assert found.value is None
    assert "2021年区划调整" in found.reason and said in found.reason
    assert (code, "两年的行政区域一致") in {(of, rule) for of, rule, _ in rules(data)}


def test_a_base_that_was_published_stands(held: Held) -> None:
    data = held(
        "330105 拱墅区 2020-12 700",
        "330105 拱墅区 2021-12 1650",
        "330105 拱墅区 2021-12 1500 prior_actual",
    )
    assert rate(data, "330105", "2021-12").value == 10
    assert not any("区域" in rule or "上年公布数" in rule for _, rule, _ in rules(data))


def test_while_both_still_report_nothing_has_changed(held: Held) -> None:
    """南汇区 went to 浦东新区 in 2009; until the summer both reported."""
    before = ["310115 浦东新区 2008-03 100", "310119 南汇区 2008-03 50"]
    data = held(*before, "310115 浦东新区 2009-03 110", "310119 南汇区 2009-03 60")
    assert rate(data, "310115", "2009-03").value == 10


def test_two_years_later_it_is_one_county(held: Held) -> None:
    data = held("330105 拱墅区 2021-12 1000", "330105 拱墅区 2022-12 1100")
    assert rate(data, "330105", "2022-12").value == 10


@pytest.mark.parametrize(
    ("code", "name", "year", "said"),
    [
        ("451023", "平果县", 2020, "更晚年份的数"),
        ("451082", "平果市", 2018, "更早年份的数"),
        ("330103", "下城区", 2022, "更晚年份的数"),
        ("659012", "白杨市", 2021, "更早年份的数"),
    ],
)
def test_a_year_without_the_code_is_found(
    held: Held, code: str, name: str, year: int, said: str
) -> None:
    assert (code, "县区代码在该年有效", said) in rules(held(f"{code} {name} {year}-12 10"))
    last = {"451023": 2019, "451082": 2019, "330103": 2021, "659012": 2023}[code]
    fine = rules(held(f"{code} {name} {last}-12 10"))
    assert "县区代码在该年有效" not in {rule for _, rule, _ in fine}


def test_what_a_report_depends_on_has_the_former_code_and_the_parts(held: Held) -> None:
    def digest(code: str, *lines: str) -> str:
        return held(*lines).ledger.digest(code, Period(2021, 12))

    one, other = "451082 平果市 2020-12 1423", "451023 平果县 2019-12 {}"
    assert digest("451082", one, other.format(1)) != digest("451082", one, other.format(2))
    one, other = "330105 拱墅区 2021-12 1650", "330103 下城区 2020-12 {}"
    assert digest("330105", one, other.format(1)) != digest("330105", one, other.format(2))
