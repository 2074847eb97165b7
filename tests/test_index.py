"""The index of a batch: numbers by which counties stand side by side."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from finkit.batch.index import index_page
from finkit.batch.index_rows import Row, finding, in_order, shown_columns
from finkit.batch.manifest import Entry
from finkit.report import build
from finkit.report.standing import COLUMNS, standing
from tests.conftest import Open


def entry(code: str, county: str, period: str = "2024-06", status: str = "ok") -> Entry:
    path = f"{period}/{code}/report.html" if status == "ok" else ""
    reason = "" if status == "ok" else f"数据中没有{county} {period} 的数；有：2024-03"
    return Entry(code, county, period, status, reason, path, 1.0)  # type: ignore[arg-type]


def made(code: str, county: str, revenue: str, growth: str, period: str = "2024-06") -> Row:
    cells = {"revenue": [revenue, revenue], "revenue_growth": [growth, growth], "errors": ["0"]}
    return Row(entry(code, county, period), {"synthetic": False, "standing": cells})


SIX = [
    made("621124", "临洮县", "3.20", "4.1"),
    made("621121", "通渭县", "1.10", "-2.5"),
    made("621122", "陇西县", "5.60", "0.04"),
    made("621123", "渭源县", "1.90", "8.0"),
    made("621125", "漳县", "0.98", "-0.8"),
    made("621126", "岷县", "2.40", "6.3"),
]
LACKING = Row(entry("621102", "安定区", status="missing_data"), {})


def test_the_largest_revenue_leads_and_what_is_missing_comes_last() -> None:
    order = [row.entry.county for row in in_order([LACKING, *SIX])]
    assert order == ["陇西县", "临洮县", "岷县", "渭源县", "通渭县", "漳县", "安定区"]


def test_the_latest_period_leads() -> None:
    earlier = made("621124", "临洮县", "99", "1", period="2023-12")
    assert in_order([earlier, *SIX])[-1] is earlier


def test_the_finding_counts_what_rises_and_falls() -> None:
    # Sorted rates: -2.5, -0.8, 0.04, 4.1, 6.3, 8.0; the middle is (0.04 + 4.1) ÷ 2 = 2.07.
    assert finding([*SIX, LACKING]) == (
        "有数据的6个县区中，收入增长的3个、基本持平的1个、下降的2个，增幅中位数2.1%"
    )
    assert finding(SIX[:4]) == ""
    falls = [
        made(row.entry.county_code, row.entry.county, "1", f"-{n}") for n, row in enumerate(SIX, 1)
    ]
    # −1 to −6: the middle is −3.5, and no 增幅.
    assert finding(falls) == "有数据的6个县区中，收入下降的6个，增速中位数−3.5%"
    assert finding([*SIX, made("621124", "临洮县", "1", "1", period="2023-12")]) == ""


def test_a_row_is_found_by_name_code_and_pinyin() -> None:
    assert SIX[0].search == "621124 lintaoxian ltx dingxishi dxs"
    assert LACKING.why == "有2024-03"


def test_a_column_without_numbers_is_none_and_one_with_few_is_folded() -> None:
    shares = [
        Row(row.entry, {"standing": {**row.summary["standing"], "tax_share": ["60", "60.0"]}})
        for row in SIX[:2]
    ]
    shown = shown_columns([*shares, *SIX[2:]])
    assert [(one.of.heading, one.few) for one in shown] == [
        ("收入", False),
        ("收入增幅", False),
        ("税收占比", True),
    ]


def test_a_change_has_its_sign_and_bar() -> None:
    growth = COLUMNS[1]
    rise, fall = SIX[3].cell(growth), SIX[1].cell(growth)
    assert rise is not None
    assert fall is not None
    assert (rise.text, rise.bar, rise.is_fall) == ("+8.0", 16, False)  # 8 ÷ 50
    assert (fall.text, fall.bar, fall.is_fall) == ("−2.5", 5, True)  # 2.5 ÷ 50


def test_the_page_needs_no_script_to_be_read() -> None:
    page = index_page([(row.entry, row.summary) for row in [LACKING, *SIX]])
    shown = re.findall(r'<tr data-f.*?<th scope="row">(?:<a [^>]*>)?([^< ]+)', page)
    assert shown == ["陇西县", "临洮县", "岷县", "渭源县", "通渭县", "漳县", "安定区"]
    assert (
        "<h1>有数据的6个县区中，收入增长的3个、基本持平的1个、下降的2个，增幅中位数2.1%</h1>"
        in page
    )


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("170626 万元", ["17.0626", "17.06"]),
        ("17.1 亿元", ["17.1", "17.1"]),
        ("310 万元", ["0.031", "0.0310"]),
        ("123456 万元", ["12.3456", "12.35"]),
    ],
)
def test_a_county_stands_with_the_digits_it_has(
    county: Open, amount: str, expected: list[str]
) -> None:
    data = county(f"2024-06 cumulative 一般公共预算收入 actual {amount}").data
    found = standing(build("临洮县", "2024-06", data))
    assert found["revenue"] == expected
    assert Decimal(found["errors"][0]) == 0


def test_a_number_in_doubt_is_marked(county: Open) -> None:
    lines = [
        "2024-06 cumulative 一般公共预算收入 actual 1000 万元",
        "2024-06 cumulative 税收收入<一般公共预算收入 actual 1200 万元",
    ]
    report = build("临洮县", "2024-06", county(*lines).data)
    found, wrong = standing(report), [one for one in report.findings if one.severity == "error"]
    assert found["revenue"][1] == "0.10*"
    assert found["errors"] == [str(len(wrong))] != ["0"]
