"""Hunan's way of printing, told: the income as printed, every comparison on local revenue."""

from __future__ import annotations

from finkit.report import build
from tests.conftest import Open

PRINTED = (
    "2021-12 cumulative 一般公共预算收入 actual 64000 万元",
    "2021-12 cumulative 一般公共预算收入 prior_actual 60000 万元",
)
LOCAL = (
    "2021-12 cumulative 地方一般公共预算收入<一般公共预算收入 actual 40000 万元",
    "2021-12 cumulative 地方一般公共预算收入<一般公共预算收入 prior_actual 41000 万元",
    "2021-12 cumulative 税收收入<地方一般公共预算收入 actual 18000 万元",
    "2021-12 cumulative 非税收入<地方一般公共预算收入 actual 22000 万元",
)
SHARED = (
    "2021-12 cumulative 上划收入<一般公共预算收入 actual 24000 万元",
    "2021-12 cumulative 上划收入<一般公共预算收入 prior_actual 19000 万元",
)
REST = (
    "2021-12 cumulative 一般公共预算支出 actual 200000 万元",
    "2021-12 cumulative 一般公共预算支出 prior_actual 190000 万元",
    "2021-12 cumulative 政府性基金收入 actual 50000 万元",
    "2021-12 cumulative 国有土地使用权出让收入<政府性基金收入 actual 48000 万元",
)


def told(county: Open, *rows: str) -> list[str]:
    opened = county(*rows)
    report = build(
        "临洮县", "2021-12", opened.data, options={"kind": "work_report", "internal": True}
    )
    return report.narrative.text.splitlines()


def with_words(lines: list[str], *words: str) -> list[str]:
    return [line for line in lines if all(word in line for word in words)]


def test_the_income_is_told_as_printed_and_once_of_what_it_is_local(county: Open) -> None:
    lines = told(county, *PRINTED, *LOCAL, *SHARED, *REST)
    printed = with_words(lines, "一般公共预算收入完成64000万元")
    assert printed == [
        "2021年，临洮县一般公共预算收入完成64000万元，同比增收4000万元，增长6.7%。"
        "从上划情况看，上划收入24000万元，增长26.3%，占比37.5%。"
    ]
    local = with_words(
        lines, "其中，地方一般公共预算收入完成40000万元，同比减收1000万元，下降2.4%。"
    )
    assert len(local) == 1


NOTE = (
    "口径说明：一般公共预算收入按所列口径含上划收入；与支出、人口、土地出让收入等的比较"
    "按地方一般公共预算收入计算。"
)


def test_a_note_says_which_is_compared(county: Open) -> None:
    data = county(*PRINTED, *LOCAL, *SHARED, *REST).data
    assert build("临洮县", "2021-12", data).narrative.notes == (NOTE,)


def test_claims_stand_on_local_revenue_and_say_so(county: Open) -> None:
    text = "\n".join(told(county, *PRINTED, *LOCAL, *SHARED, *REST))
    assert "地方一般公共预算收入同比减收1000万元，下降2.4%。" in text
    assert "税收收入占地方一般公共预算收入的45.0%，占比偏低。" in text
    assert "相当于地方一般公共预算收入的120.0%，对土地出让收入依赖较大。" in text
    assert (
        "一般公共预算支出增长5.3%，地方一般公共预算收入下降2.4%，"
        "支出增速高于收入，收支缺口达到160000万元。" in text
    )
    assert "财政自给率为20.0%，一般公共预算收支缺口160000万元。" in text
    assert "32.0%" not in text
    assert "136000" not in text


def test_what_is_not_held_as_such_is_said_by_what_is_taken_off(county: Open) -> None:
    text = "\n".join(told(county, *PRINTED, *SHARED, *REST))
    assert (
        "按口径合计，地方一般公共预算收入为40000万元（一般公共预算收入−上划收入），同比下降2.4%。"
    ) in text
    assert "地方一般公共预算收入完成【待补" not in text
    assert "财政自给率为20.0%" in text


def test_local_revenue_that_cannot_be_known_is_wanted_by_name(county: Open) -> None:
    rows = (*PRINTED, *REST, LOCAL[0].replace("2021-12", "2020-12"))
    earlier = "2020-12 cumulative 一般公共预算收入 actual 60000 万元"
    text = "\n".join(told(county, *rows, earlier))
    assert "财政自给率" not in text
    assert "地方一般公共预算收入完成【待补" in text


def test_a_share_of_the_printed_amount_is_not_told_of_local_revenue(county: Open) -> None:
    wide = (
        "2021-12 cumulative 税收收入<一般公共预算收入 actual 30000 万元",
        "2021-12 cumulative 非税收入<一般公共预算收入 actual 34000 万元",
    )
    text = "\n".join(told(county, *PRINTED, LOCAL[0], *wide, *REST))
    assert "税收收入30000万元，占比46.9%" in text
    assert "税收收入占" not in text


def test_where_the_two_are_one_nothing_is_told_twice(county: Open) -> None:
    text = "\n".join(told(county, *PRINTED, *REST))
    assert "地方一般公共预算收入" not in text
    assert "财政自给率为32.0%" in text
