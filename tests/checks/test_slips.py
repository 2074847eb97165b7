"""元 for 万元, a digit too many: only where the neighbours agree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from finkit.checks import Finding

Find = Callable[..., list[Finding]]
SLIP = "与同一项目前后各数相称"


def months(*values: str, item: str = "税收收入", unit: str = "万元") -> list[str]:
    return [f"2024-{n:02} {item} actual {v} {unit}" for n, v in enumerate(values, 1)]


@pytest.mark.parametrize(
    ("value", "unit", "cause"),
    [
        ("30100000", "万元", "约为应有数的1万倍，疑把元填作万元"),
        ("0.301", "万元", "约为应有数的1万分之一，疑把亿元填作万元"),
        ("3010000", "万元", "约为应有数的1千倍，疑单位有误，或多写3位"),
        ("30100", "万元", "约为应有数的10倍，疑多写一位"),
        ("301", "万元", "约为应有数的10分之一，疑少写一位"),
    ],
)
def test_a_month_among_its_neighbours(find: Find, value: str, unit: str, cause: str) -> None:
    # 3010 at the third month lies between 1000, 2000 and 4000, 5000.
    [found] = find(*months("1000", "2000", value, "4000", "5000", unit=unit), rule=SLIP)
    assert (found.severity, found.period, found.cause) == ("error", "2024-03", cause)
    assert found.expected == "约3000万元"


def test_an_even_course_is_no_finding(find: Find) -> None:
    assert find(*months("1000", "2000", "3010", "4000", "5000")) == []


def test_neighbours_that_disagree_say_nothing(find: Find) -> None:
    # Land: sold in one year, hardly in others.
    years = ("2019-12 100", "2020-12 90000", "2021-12 1200", "2022-12 15000000")
    lines = [f"{y.split()[0]} 国有土地使用权出让收入 actual {y.split()[1]} 万元" for y in years]
    assert find(*lines, rule=SLIP) == []


def test_ten_times_as_much_for_one_year_is_a_warning(find: Find) -> None:
    values = ("2000", "2100", "21500", "2200", "2300")
    lines = [f"{2018 + n}-12 罚没收入 actual {v} 万元" for n, v in enumerate(values)]
    [found] = find(*lines, rule=SLIP)
    assert (found.severity, found.period) == ("warning", "2020-12")


def test_five_times_as_much_is_an_ordinary_jump(find: Find) -> None:
    values = ("2000", "2100", "10500", "2200", "2300")
    lines = [f"{2018 + n}-12 罚没收入 actual {v} 万元" for n, v in enumerate(values)]
    assert find(*lines, rule=SLIP) == []


def test_a_bulletin_of_its_own_against_base_and_budget(find: Find) -> None:
    lines = (
        "2024-06 税收收入 actual 50000000 万元",
        "2024-06 税收收入 prior_actual 4800 万元",
        "2024-06 税收收入 budget 10200 万元",
    )
    [found] = find(*lines, rule=SLIP)
    assert (found.severity, found.found) == ("error", "50000000万元")


def test_the_base_alone_makes_a_warning(find: Find) -> None:
    lines = ("2024-06 税收收入 actual 48000000 万元", "2024-06 税收收入 prior_actual 4800 万元")
    assert [f.severity for f in find(*lines, rule=SLIP)] == ["warning", "warning"]


def test_a_whole_table_in_the_wrong_unit(find: Find) -> None:
    # Actual, base and budget all in 元; the months before were in 万元.
    lines = [
        *months("1000", "2000"),
        "2024-03 税收收入 actual 30000000 万元 source=表二",
        "2024-03 税收收入 prior_actual 29000000 万元 source=表二",
        "2024-03 税收收入 budget 120000000 万元 source=表二",
        "2023-03 税收收入 actual 2900 万元 source=表零",
    ]
    found = find(*lines, rule=SLIP)
    assert ("2024-03", "30000000万元", "error") in [(f.period, f.found, f.severity) for f in found]


def test_a_base_that_is_last_years_amount_in_another_unit(find: Find) -> None:
    lines = ("2023-12 税收收入 actual 4812 万元", "2024-12 税收收入 prior_actual 48120000 万元")
    [found] = find(*lines, rule="上年公布数")
    assert (found.severity, found.cause) == ("error", "约为应有数的1万倍，疑把元填作万元")


def test_amounts_of_few_digits_are_not_compared(find: Find) -> None:
    assert find(*months("1", "2", "30000", "30001", item="耕地占用税"), rule=SLIP) == []


def test_much_may_come_in_with_any_month(find: Find) -> None:
    # 200 before 2000000 is a small beginning; 2000000 after 200 is a sale of land.
    assert find(*months("150", "200", "2000000", "2000100"), rule=SLIP) == []
    assert find(*months("100", "200", "3000000"), rule=SLIP) == []


def test_a_great_sale_that_was_budgeted_is_no_error(find: Find) -> None:
    lines = [
        f"{year}-12 国有土地使用权出让收入 actual {v} 万元"
        for year, v in ((2021, 120), (2022, 150))
    ]
    year = [f"2023-12 国有土地使用权出让收入 {m} 120000 万元" for m in ("actual", "budget")]
    assert {f.severity for f in find(*lines, *year, rule=SLIP)} <= {"warning"}


def test_refunds_that_the_table_confirms_are_no_lost_digit(find: Find) -> None:
    # 5600 a year before, 4300 in March, 560 in April: 560 = 5600 − 5040 and 560 + 4000 = 4560.
    months = [
        *(("2021", m, v) for m, v in enumerate((1600, 2600, 4100, 5600), 1)),
        *(("2022", m, v) for m, v in enumerate((1700, 2800, 4300, 560), 1)),
    ]
    course = [f"{y}-{m:02} 增值税<税收收入 actual {v} 万元 source={y}-{m}" for y, m, v in months]
    assert [f.severity for f in find(*course, rule=SLIP)] == ["error"]
    april = "万元 source=2022-4"
    summed = [f"2022-04 税收收入 actual 4560 {april}", f"2022-04 契税<税收收入 actual 4000 {april}"]
    assert [f.severity for f in find(*course, *summed, rule=SLIP)] == ["warning"]
    change = [f"2022-04 增值税<税收收入 {m} {april}" for m in ("prior_actual 5600", "delta -5040")]
    assert [f.severity for f in find(*course, *change, rule=SLIP)] == ["warning"]
