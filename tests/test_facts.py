"""Facts: read, refused, checked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from finkit.checks import check_all
from finkit.checks.supplied import check_facts
from finkit.dataset import open_dataset
from finkit.errors import FinkitError
from finkit.facts import Fact, merged, read
from finkit.facts.keys import keys
from finkit.periods import Period
from finkit.report import build
from tests.conftest import Open

HEADER = "county,period,key,value,unit,text,source"


def facts(folder: Path, *rows: str) -> list[Fact]:
    path = folder / "facts.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return read(path)


def test_a_number_and_a_text(tmp_path: Path) -> None:
    number, text = facts(
        tmp_path,
        "临洮县,2024-02,招商引资增收额,0.35,亿元,,招商局",
        "临洮县,2024-02,采购平台,,,政府采购云平台,采购股",
    )
    assert (number.value, number.unit, number.source) == (Decimal("0.35"), "亿元", "招商局")
    assert (text.value, text.text) == (None, "政府采购云平台")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "临洮县,2024-02,办实事数,3,件,,",
            "facts.csv 第2行：不认识的 key 「办实事数」；是否想写 办实事件数？",
        ),
        (
            "临洮县,2024-02,办实事件数,3,万元,,",
            "facts.csv 第2行：「办实事件数」的单位不能是「万元」；应为 件",
        ),
        (
            "临洮县,2024-02,办实事件数,三,件,,",
            "facts.csv 第2行：「办实事件数」的 value 不是数字：「三」",
        ),
        (
            "临洮县,2024-02,办实事件数,NaN,件,,",
            "facts.csv 第2行：「办实事件数」的 value 不是数字：「NaN」",
        ),
        (
            "临洮县,2024-02,办实事件数,3,,,",
            "facts.csv 第2行：「办实事件数」有数值而没有单位；如 件",
        ),
        (
            "临洮县,2024-02,采购平台,3,件,,",
            "facts.csv 第2行：「采购平台」是文字，text 是空的；没有该事项的写 不适用",
        ),
        (
            "临洮县,2024-13,采购平台,,,云平台,",
            "facts.csv 第2行：期间「2024-13」写法不对；请写作 YYYY-MM，如 2024-02",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(FinkitError) as error:
        facts(tmp_path, row)
    assert str(error.value) == said


def test_the_same_fact_twice_is_refused(tmp_path: Path) -> None:
    row = "临洮县,2024-02,办实事件数,3,件,,"
    with pytest.raises(FinkitError, match=r"写了两次；另一处在facts\.csv 第2行"):
        facts(tmp_path, row, row)


def test_a_fact_by_the_name_and_by_the_code_of_its_county_is_the_same_fact(tmp_path: Path) -> None:
    rows = "临洮县,2024-02,办实事件数,5,件,,", "621124,2024-02,办实事件数,77,件,,"
    with pytest.raises(FinkitError, match=r"另一处在facts\.csv 第2行（县区写作临洮县），留一处"):
        facts(tmp_path, *rows)


def test_a_name_that_several_counties_share_is_no_code(tmp_path: Path) -> None:
    rows = "鼓楼区,2024-02,办实事件数,5,件,,", "320106,2024-02,办实事件数,77,件,,"
    assert [fact.county for fact in facts(tmp_path, *rows)] == ["鼓楼区", "320106"]


def test_facts_of_data_and_of_a_file_must_agree() -> None:
    one = Fact("临洮县", Period(2024, 2), "办实事件数", Decimal(3), "件", "", "甲")
    assert merged([one], [one._replace(source="乙")]) == [one]
    for written in ("临洮县", "621124"):
        with pytest.raises(FinkitError, match="在数据和 --facts 中不同"):
            merged([one], [one._replace(county=written, value=Decimal(4))])


def test_paid_out_may_not_exceed_what_was_set_aside(tmp_path: Path) -> None:
    given = facts(
        tmp_path,
        "临洮县,2024-02,惠企奖补资金年初安排,5000,万元,,",
        "临洮县,2024-02,惠企奖补资金已兑现,0.6,亿元,,企业股",
    )
    (found,) = check_facts("621124", given)
    assert (found.severity, found.item, found.place) == ("error", "惠企奖补资金已兑现", "企业股")
    assert (found.expected, found.found) == ("不超过惠企奖补资金年初安排5000万元", "0.6亿元")


def test_a_number_out_of_its_range_is_a_finding(tmp_path: Path) -> None:
    given = facts(
        tmp_path,
        "临洮县,2024-02,重点税源企业纳税贡献率,465,%,,",
        "临洮县,2024-02,办实事件数,-3,件,,",
    )
    assert [found.expected for found in check_facts("621124", given)] == ["不大于100%", "不小于0件"]


def test_an_unusual_answer_is_asked_about(tmp_path: Path) -> None:
    given = facts(
        tmp_path,
        "临洮县,2024-02,收入督导频次,,,每旬,综合股",
        "临洮县,2024-02,债务风险等级,,,黄色,",
    )
    (found,) = check_facts("621124", given)
    assert (found.severity, found.item, found.place) == ("warning", "收入督导频次", "综合股")
    assert (found.expected, found.found) == ("日、周、旬、半月、月、季度之一", "每旬")


@pytest.mark.parametrize(
    ("supplied", "wrong"),
    [
        ("重点税源企业纳税贡献率,46.5,%", [("25.1%", "46.5%")]),
        ("重点税源企业纳税贡献率,25.1,%", []),
        ("重点税源企业纳税贡献率,25,%", []),  # 25.1 to the unit
        ("债务还本付息,38000,万元", [("780万元", "38000万元")]),
        ("债务还本付息,0.08,亿元", []),  # 780 to the last digit
        ("一般性支出压减率,5,%", []),  # the data have none
    ],
)
def test_what_the_data_give_differently_is_a_warning(
    county: Open, supplied: str, wrong: list[tuple[str, str]], tmp_path: Path
) -> None:
    opened = county(
        "2024-02 cumulative 一般公共预算收入 actual 2000 万元",
        "2024-02 cumulative 税收收入<一般公共预算收入 actual 1000 万元",
        "2024-02 cumulative 重点税源企业税收收入<税收收入 actual 251 万元",
        "2024-02 cumulative 债务还本付息 actual 780 万元",
    )
    (tmp_path / "facts.csv").write_text(
        f"county,period,key,value,unit,text,source\n临洮县,2024-02,{supplied},,\n", encoding="utf-8"
    )
    found = [
        one for one in check_all(open_dataset(tmp_path)) if one.rule.startswith("单位提供数与数据")
    ]
    assert [(one.expected, one.found) for one in found] == wrong
    assert all(one.severity == "warning" for one in found)
    report = build("临洮县", "2024-02", opened.data, tmp_path / "facts.csv")
    assert [(f.expected, f.found) for f in report.findings if f.severity == "warning"] == wrong


def test_every_key_says_what_it_means() -> None:
    for key in keys().values():
        assert key.meaning
        assert key.example
