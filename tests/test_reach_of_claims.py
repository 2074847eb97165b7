"""No claim wider than the data: what is compared is named unless it is (nearly) all there is."""

from __future__ import annotations

import re

import pytest

from finkit.counties import register
from finkit.dataset import open_dataset
from finkit.report import build
from tests.conftest import HEADER, Open, Write

NOW = "2024-05 cumulative"
REVENUE = f"{NOW} 一般公共预算收入 actual 100 万元"
TAX = f"{NOW} 税收收入<一般公共预算收入 actual 80 万元"
NONTAX = f"{NOW} 非税收入<一般公共预算收入 actual 20 万元"


def told(county: Open, *lines: str, kind: str = "bulletin") -> str:
    data = county(*lines).data
    return build("临洮县", "2024-05", data, options={"kind": kind}).narrative.text


def taxes(**amounts: int) -> list[str]:
    return [f"{NOW} {tax}<税收收入 actual {amount} 万元" for tax, amount in amounts.items()]


def classes(total: int, **amounts: int) -> list[str]:
    whole = f"{NOW} 一般公共预算支出 actual {total} 万元"
    return [whole, *(f"{NOW} {c}<一般公共预算支出 actual {n} 万元" for c, n in amounts.items())]


# --- 构成, 主要, 居前 -------------------------------------------------------------------------


def test_two_parts_that_make_up_the_whole_are_its_make_up(county: Open) -> None:
    text = told(county, REVENUE, TAX, NONTAX)
    assert "从构成看，税收收入80万元，占比80.0%；非税收入20万元，占比20.0%。" in text


def test_one_part_is_no_make_up(county: Open) -> None:
    text = told(county, REVENUE, TAX)
    assert "。税收收入80万元，占比80.0%。" in text
    assert "从构成看" not in text


def test_parts_that_leave_a_gap_are_named_as_those_held(county: Open) -> None:
    text = told(county, REVENUE, TAX, NONTAX.replace("20 万", "9 万"))
    assert "已有数据的2个分项是：税收收入80万元，占比80.0%；非税收入9万元，占比9.0%。" in text
    assert "从构成看" not in text


def test_nine_tenths_are_enough(county: Open) -> None:
    text = told(county, REVENUE, TAX, NONTAX.replace("20 万", "10 万"))
    assert "从构成看，税收收入80万元，占比80.0%；非税收入10万元，占比10.0%。" in text


def test_main_taxes_are_main_among_nearly_all(county: Open) -> None:
    text = told(county, REVENUE, TAX, *taxes(增值税=60, 契税=12))
    assert "从主要税种看，增值税60万元；契税12万元。" in text


def test_of_few_taxes_none_is_called_main(county: Open) -> None:
    text = told(county, REVENUE, TAX, *taxes(增值税=40, 契税=20))
    assert "已有数据的2个税种是：增值税40万元；契税20万元。" in text
    assert "主要" not in text
    assert "。增值税40万元。" in told(county, REVENUE, TAX, *taxes(增值税=40))


def test_the_largest_of_some_taxes_are_the_largest_among_those(county: Open) -> None:
    some = taxes(增值税=20, 企业所得税=9, 契税=8, 房产税=7, 印花税=6, 资源税=5)
    assert (
        "在已有数据的6个税种中，数额居前的是：增值税20万元；企业所得税9万元；契税8万元；"
        "房产税7万元；印花税6万元。"
    ) in told(county, REVENUE, TAX, *some)


def test_classes_in_front_are_so_among_nearly_all(county: Open) -> None:
    names = ("教育支出", "卫生健康支出", "农林水支出", "公共安全支出", "交通运输支出")
    held = dict(zip(names, (30, 20, 15, 10, 9), strict=True))
    more = {**held, "节能环保支出": 8}
    assert (
        "从支出投向看，占比居前的是：教育支出30万元，占比30.0%；卫生健康支出20万元，占比20.0%；"
        "农林水支出15万元，占比15.0%；公共安全支出10万元，占比10.0%；交通运输支出9万元，占比9.0%。"
    ) in told(county, *classes(100, **more))
    assert ("在已有数据的6个支出科目中，占比居前的是：教育支出30万元，占比25.0%；") in told(
        county, *classes(120, **more)
    )
    # All that is held is told: none of it stands in front of anything.
    said = told(county, *classes(90, **held))
    assert "从支出投向看，教育支出30万元，占比33.3%；" in said
    assert "居前" not in said


def test_what_is_shared_upwards_is_no_level_of_all_revenue(county: Open) -> None:
    text = told(
        county,
        f"{NOW} 财政总收入 actual 100 万元",
        f"{NOW} 上划中央收入<财政总收入 actual 30 万元",
    )
    assert "从上划情况看，上划中央收入30万元，占比30.0%。" in text


MOVED = (
    f"{NOW} 一般公共预算支出 prior_actual 100 万元",
    f"{NOW} 教育支出<一般公共预算支出 prior_actual 30 万元",
    f"{NOW} 农林水支出<一般公共预算支出 prior_actual 60 万元",
)


def test_structure_moves_where_the_classes_cover_it(county: Open) -> None:
    text = told(county, *classes(100, 教育支出=40, 农林水支出=50), *MOVED)
    assert (
        "从支出结构看，与上年同期相比，教育支出比重提高10.0个百分点，"
        "农林水支出比重下降10.0个百分点。"
    ) in text


def test_else_the_classes_held_are_named(county: Open) -> None:
    text = told(county, *classes(100, 教育支出=40, 农林水支出=40), *MOVED)
    assert (
        "从已有数据的2个支出科目看，与上年同期相比，教育支出比重提高10.0个百分点，"
        "农林水支出比重下降20.0个百分点。"
    ) in text
    assert "从支出结构看" not in text


def test_a_share_that_hardly_moved_is_not_told(county: Open) -> None:
    # +0.09 points print as 0.1, and stay under the floor of 0.1.
    moved = [line.replace("30 万", "39.91 万").replace("60 万", "50.10 万") for line in MOVED]
    text = told(county, *classes(100, 教育支出=40, 农林水支出=50), *moved)
    assert "从支出结构看，与上年同期相比，农林水支出比重下降0.1个百分点。" in text


# --- Places among others ---------------------------------------------------------------------


def ranked(write: Write, codes: list[str], rates: list[int]) -> str:
    """What is said of the first county's place; each rate is of 100 last year."""
    rows = [
        f"{code},,2024-05,cumulative,一般公共预算收入,,{measure},{value},万元,表"
        for code, rate in zip(codes, rates, strict=True)
        for measure, value in (("actual", f"{100 + rate}.00"), ("prior_actual", "100.00"))
    ]
    named = [row.replace(",,", f",{register()[row[:6]].name},", 1) for row in rows]
    text = build(codes[0], "2024-05", open_dataset(write(*named, header=HEADER))).narrative.text
    return next(iter(re.findall(r"与[^。]*居第\d+位。", text)), "")


# Six counties of 晋中市 in Shanxi, which has 117 county-level divisions.
JINZHONG = ["140721", "140722", "140723", "140724", "140725", "140727"]
TIANJIN = sorted(code for code in register() if code.startswith("12"))


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ([9, 8, 7, 6, 5, 4], "与有数据的其他5个县区相比，增幅居第1位。"),
        ([-9, 8, 7, 6, 5, 4], "与有数据的其他5个县区相比，增速居第6位。"),
    ],
)
def test_six_counties_of_one_city_are_no_province(
    write: Write, rates: list[int], said: str
) -> None:
    assert ranked(write, JINZHONG, rates) == said


def test_all_counties_of_a_municipality_are_the_whole_of_it(write: Write) -> None:
    assert len(TIANJIN) == 16
    rates = list(range(20, 36))
    assert ranked(write, TIANJIN, rates) == "与全市其他15个可比区县相比，增幅居第16位。"
    # 15 of 16 are 93.75%: not nearly all.
    assert ranked(write, TIANJIN[:15], rates[:15]) == "与有数据的其他14个区县相比，增幅居第15位。"
