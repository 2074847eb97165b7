"""What stands around a table and does not agree, or stays open, is asked with all its places."""

from __future__ import annotations

import pytest

from finkit.counties.areas import areas_named
from finkit.errors import UsageError
from finkit.workbooks.reading.context import Given
from finkit.workbooks.words.answers import Answers, Layout
from tests.workbooks.conftest import Read, Understood

TITLE, UNIT = "临洮县2024年1—2月财政收入情况表", "单位：万元"
HEAD, ROW = ["项目", "累计完成", "上年同期"], ["税收收入", 4900, 4800]


def asked(found: Understood) -> list[str]:
    return [question.text for table in found.tables for question in table.questions]


def taken(found: Understood) -> set[tuple[str, str, str, str]]:
    return {
        (a.area.name, a.period, a.basis, f"{a.value}{a.unit}")
        for table in found.tables
        for a in table.amounts
        if a.measure == "actual"
    }


RIGHT = {("临洮县", "2024-02", "cumulative", "4900万元")}


@pytest.mark.parametrize(
    ("name", "sheet", "lines"),
    [
        ("月报.xlsx", "表", [TITLE, UNIT]),
        ("临洮县2024年2月.xlsx", "2月", [TITLE, UNIT]),
        ("临洮县2024年2月.xlsx", "表", [TITLE + "（万元）", UNIT]),
        ("20240315报送-临洮县.xlsx", "表1", [TITLE, UNIT]),
        ("3-2024年3月15日上报.xlsx", "Sheet1", [TITLE, UNIT, "填报日期：2024年3月5日"]),
        ("定西市临洮县.xlsx", "表", ["定西市" + TITLE, UNIT, "编报单位：临洮县财政局"]),
        ("定西市各县2024年报表.xlsx", "表", [TITLE, UNIT]),
        ("月报.xlsx", "表", [TITLE, "单位：万元、%"]),
        ("月报.xlsx", "表", ["临洮县财政收入情况表", "2024年2月29日", UNIT]),
        ("月报.xlsx", "表", ["临洮县2024年2月及1—2月财政收入情况表", UNIT]),
        ("月报.xlsx", "表", ["临洮县24年前2个月财政收入情况表", UNIT]),
    ],
)
def test_what_agrees_is_not_asked(read: Read, name: str, sheet: str, lines: list[str]) -> None:
    found = read(name=name, sheets={sheet: [*([line] for line in lines), HEAD, ROW]})
    assert asked(found) == []
    assert taken(found) == RIGHT


@pytest.mark.parametrize(
    ("name", "sheet", "lines", "said"),
    [
        ("月报.xlsx", "表", ["临洮县2024年2月2024年3月财政收入", UNIT], ["2024-02（A1）", "2024-03（A1）"]),
        ("月报.xlsx", "表", [TITLE, "2023年1—2月", UNIT], ["2024-02（A1）", "2023-02（A2）"]),
        ("月报.xlsx", "表", [TITLE, "2024年1—3月", UNIT], ["2024-02（A1）", "2024-03（A2）"]),
        ("月报.xlsx", "3月", [TITLE, UNIT], ["2024-02（A1）", "2024-03（工作表名「3月」）"]),
        ("2024年3月.xlsx", "表", [TITLE, UNIT], ["2024-02（A1）", "2024-03（文件名「2024年3月」）"]),
        ("2024年3月.xlsx", "表", ["临洮县2023年财政收入", UNIT], ["2023年（A1）", "2024-03（文件名"]),
        ("月报.xlsx", "表", ["临洮县2024年二季度财政收入", UNIT], ["「二季度」", "不是从1月起"]),
        ("月报.xlsx", "表", ["临洮县2024年4—6月财政收入", UNIT], ["「4—6月」"]),
        ("月报.xlsx", "表", [TITLE, UNIT, "单位：亿元"], ["万元（A2）", "亿元（A3）"]),
        ("月报.xlsx", "表", [TITLE + "（亿元）", UNIT], ["亿元（A1）", "万元（A2）"]),
        ("收入（亿元）.xlsx", "表", [TITLE, UNIT], ["万元（A2）", "亿元（文件名"]),
        ("月报.xlsx", "表", ["渭源县、" + TITLE, UNIT], ["渭源县（A1）", "临洮县（A1）"]),
        ("月报.xlsx", "表", [TITLE, "编报单位：渭源县财政局", UNIT], ["临洮县（A1）", "渭源县（A2）"]),
        ("月报.xlsx", "渭源县", [TITLE, UNIT], ["临洮县（A1）", "渭源县（工作表名"]),
        ("渭源县月报.xlsx", "表", [TITLE, UNIT], ["临洮县（A1）", "渭源县（文件名"]),
        ("月报.xlsx", "渭源县", ["定西市2024年1—2月收入", UNIT], ["定西市（A1）", "渭源县（工作表名"]),
    ],
)  # fmt: skip
def test_what_disagrees_is_asked_with_its_places(
    read: Read, name: str, sheet: str, lines: list[str], said: list[str]
) -> None:
    found = read(name=name, sheets={sheet: [*([line] for line in lines), HEAD, ROW]})
    (text,) = asked(found)
    assert [part for part in said if part not in text] == []
    assert taken(found) == set()


def test_an_answer_settles_it(read: Read) -> None:
    county = areas_named("临洮县")[0]
    rows = [["渭源县、" + TITLE], ["2024年1—3月"], [UNIT], ["单位：亿元"], HEAD, ROW]
    given = Given(county, "2024-02", "万元")
    assert taken(read(*rows, given=given)) == RIGHT
    with pytest.raises(UsageError, match=r"期间是「2024-02、2024-03」，给的是「2024-05」"):
        read(*rows, given=Given(county, "2024-05", "万元"))
    with pytest.raises(UsageError, match=r"单位是「万元、亿元」，给的是「元」"):
        read(*rows, given=Given(county, "2024-02", "元"))
    with pytest.raises(UsageError, match=r"县区是「渭源县、临洮县」，给的是「陇西县」"):
        read(*rows, given=Given(areas_named("陇西县")[0], "2024-02", "万元"))


def test_a_file_of_several_sheets_is_called_after_one(read: Read) -> None:
    sheets = {
        f"{month}月": [[f"临洮县2024年1—{month}月财政收入"], [UNIT], HEAD, ROW] for month in (2, 3)
    }
    found = read(name="临洮县2024年3月.xlsx", sheets=sheets)
    assert asked(found) == []
    assert {period for _, period, _, _ in taken(found)} == {"2024-02", "2024-03"}


def test_headings_in_another_unit_than_the_title(read: Read) -> None:
    head = ["项目", "累计完成（亿元）", "上年同期（亿元）"]
    rows = [[TITLE], [UNIT], head, ["税收收入", 0.49, 0.48]]
    (text,) = asked(found := read(*rows))
    assert "万元（A2）" in text
    assert "亿元（栏目「累计完成(亿元)」）" in text
    assert taken(found) == set()
    for unit in ("万元", "亿元"):
        assert taken(read(*rows, given=Given(None, "", unit))) == {
            ("临洮县", "2024-02", "cumulative", f"0.49{unit}")
        }
    # One column's own unit is that column's.
    own = ["项目", "累计完成", "上年同期（亿元）"]
    assert asked(read([TITLE], [UNIT], own, ROW)) == []


def test_headings_of_another_month_than_the_title(read: Read) -> None:
    rows = [[TITLE], [UNIT], ["项目", "1—3月累计"], ["税收收入", 4900]]
    (text,) = asked(read(*rows))
    assert "2024-02（A1）" in text
    assert "2024-03（栏目「1-3月累计」" in text.replace("—", "-")
    assert taken(read(*rows, given=Given(None, "2024-02", ""))) == RIGHT


MONTHS = ["项目", "1月", "2月"]
AMOUNTS = ["税收收入", 2100, 4900]


@pytest.mark.parametrize(
    ("lines", "head", "basis"),
    [
        (["临洮县2024年各月累计完成情况表", UNIT], MONTHS, "cumulative"),
        (["临洮县2024年收入情况表", "（累计数）", UNIT], MONTHS, "cumulative"),
        (["临洮县2024年各月当月收入情况表", UNIT], MONTHS, "month"),
        (["临洮县2024年收入情况表", UNIT], [*MONTHS, "1—2月"], "month"),
        (["临洮县2024年收入情况表", UNIT], [*MONTHS, "合计"], "month"),
        (["临洮县2024年收入情况表", UNIT], ["项目", "1月当月", "2月当月"], "month"),
        (["临洮县2024年收入情况表", UNIT], ["项目", "1—1月", "1—2月"], "cumulative"),
    ],
)
def test_months_as_columns_are_what_is_said(
    read: Read, lines: list[str], head: list[str], basis: str
) -> None:
    found = read(*([line] for line in lines), head, AMOUNTS)
    assert asked(found) == []
    assert {("临洮县", "2024-02", basis, "4900万元")} <= taken(found)


def test_months_as_columns_of_which_nothing_is_said(read: Read) -> None:
    rows = [["临洮县2024年收入情况表"], [UNIT], MONTHS, AMOUNTS]
    found = read(*rows)
    assert asked(found) == ["栏目「1月」没有写明是当月还是累计；在 --map 里写 本月完成 或 累计完成"]
    layout = found.tables[0].layout
    for answer, basis in (("累计完成", "cumulative"), ("本月完成", "month")):
        answers = Answers({layout: Layout(columns={"某月": answer})})
        assert {
            ("临洮县", "2024-01", basis, "2100万元"),
            ("临洮县", "2024-02", basis, "4900万元"),
        } == taken(read(*rows, answers=answers))
    both = read(["临洮县2024年当月及累计收入"], [UNIT], MONTHS, AMOUNTS)
    assert len(asked(both)) == 1
