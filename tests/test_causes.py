"""What moved a total, in amounts and points, up to nine tenths of its change."""

from __future__ import annotations

from finkit.report import build
from tests.conftest import Open


def pair(item: str, now: int, before: int) -> tuple[str, str]:
    return (
        f"2024-05 cumulative {item} actual {now} 万元",
        f"2024-05 cumulative {item} prior_actual {before} 万元",
    )


def analysis(county: Open, *lines: str) -> str:
    text = build("临洮县", "2024-05", county(*lines).data).narrative.text
    return text.partition("收支运行分析\n")[2].strip()


def test_the_parts_that_explain_nine_tenths_the_strongest_first(county: Open) -> None:
    told = analysis(
        county,
        *pair("一般公共预算支出", 1100, 1000),
        *pair("教育支出<一般公共预算支出", 370, 300),
        *pair("卫生健康支出<一般公共预算支出", 225, 200),
        *pair("农林水支出<一般公共预算支出", 303, 300),
        *pair("其他支出<一般公共预算支出", 202, 200),
    )
    # 70 + 25 of 100: the rest is not needed to explain nine tenths.
    assert told.startswith(
        "一是从增减因素看，一般公共预算支出中，教育支出增支70万元，拉动增长7.0个百分点；"
        "卫生健康支出增支25万元，拉动增长2.5个百分点。"
    )


def test_parts_against_one_another(county: Open) -> None:
    told = analysis(
        county,
        *pair("一般公共预算收入", 990, 1000),
        *pair("税收收入<一般公共预算收入", 440, 400),
        *pair("非税收入<一般公共预算收入", 550, 600),
    )
    assert (
        "从增减因素看，一般公共预算收入中，非税收入减收50万元，下拉5.0个百分点；"
        "税收收入增收40万元，拉动增长4.0个百分点。" in told
    )


def test_what_the_parts_do_not_explain_has_no_cause(county: Open) -> None:
    told = analysis(
        county,
        *pair("一般公共预算支出", 1100, 1000),
        *pair("教育支出<一般公共预算支出", 330, 300),
        *pair("农林水支出<一般公共预算支出", 303, 300),
    )
    assert "从增减因素看" not in told
