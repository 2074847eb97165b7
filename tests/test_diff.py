"""`finkit diff`: empty of itself, the same from both sides, growth never taken for a revision."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import finkit
from finkit.changes import Changes, diff
from finkit.changes.change import (
    CROSSED,
    NEW,
    REVISED,
    REWORDED,
    WITHDRAWN,
    Change,
    Value,
    What,
    differences,
)
from finkit.changes.crossing import rows
from finkit.changes.whole import folded, periods
from finkit.changes.words import reworded
from finkit.claims.thresholds import defaults
from finkit.cli import main
from finkit.errors import DataError, UsageError
from finkit.indicators import all_declared
from tests.conftest import Write, row

Compared = Callable[[list[str], list[str]], Changes]
TAX = "2024-02 cumulative 税收收入 actual 120.00 万元"
NONTAX = "2024-02 cumulative 非税收入 actual 80.00 万元"


@pytest.fixture
def two(write: Write) -> Compared:
    """The changes between two tables, each out of lines as `row` reads them."""

    def compared(old: list[str], new: list[str]) -> Changes:
        paths = [
            write(*map(row, lines), name=f"{name}.csv")
            for name, lines in (("old", old), ("new", new))
        ]
        found, back = diff(*map(str, paths)), diff(*map(str, reversed(paths)))
        assert {mirrored(one) for one in back} == set(found)
        assert len(diff(str(paths[0]), str(paths[0]))) == 0
        return found

    return compared


def mirrored(one: Change) -> Change:
    """The same seen from the other side."""
    then = (one.old_period, one.old, one.old_unit, one.old_source)
    now = (one.new_period, one.new, one.new_unit, one.new_source)
    kind = {NEW: WITHDRAWN, WITHDRAWN: NEW}.get(one.kind, one.kind)
    return Change(*one.row()[:2], kind, *one.row()[3:6], *now, *then, one.note)


def told(changes: Changes) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.item, one.old, one.new) for one in changes]


def test_an_amount_that_is_another_is_revised_with_both_sources(write: Write) -> None:
    old = write(row(TAX), name="old.csv")
    new = write(row(TAX.replace("120.00", "125.00")).replace("表一", "表二"), name="new.csv")
    (one,) = diff(str(old), str(new))
    assert (one.kind, one.old, one.new, one.new_unit) == (REVISED, "120", "125", "万元")
    assert (one.old_source, one.new_source) == ("表一", "表二")
    assert one.old_period == one.new_period == "2024-02"


def test_what_one_side_lacks_is_new_or_withdrawn(two: Compared) -> None:
    assert told(two([TAX], [TAX, NONTAX])) == [(NEW, "非税收入", "", "80")]
    assert told(two([TAX, NONTAX], [TAX])) == [(WITHDRAWN, "非税收入", "80", "")]


def test_another_period_is_new_and_never_a_revision(two: Compared) -> None:
    march = TAX.replace("2024-02", "2024-03").replace("120", "180")
    assert told(two([TAX], [TAX, march])) == [(NEW, "（整期）", "", "1个数")]
    kinds = {one.kind for one in two([TAX], [march])}
    assert kinds == {NEW, WITHDRAWN}


def test_the_same_amount_in_another_unit_or_spelling_is_no_change(two: Compared) -> None:
    assert told(two([TAX], [TAX.replace("120.00 万元", "0.0120 亿元")])) == []
    assert told(two([TAX], [TAX.replace(" 税收收入", " 一、税收收入")])) == []


def test_what_may_be_rounding_is_said_to_be(two: Compared) -> None:
    (one,) = two([TAX.replace("120.00 万元", "1.2 亿元")], [TAX.replace("120.00", "12034")])
    assert one.note == "相差在取整范围内"
    (one,) = two([TAX.replace("120.00 万元", "1.2 亿元")], [TAX.replace("120.00", "12634")])
    assert one.note == ""


def test_a_revision_across_a_threshold_says_which(two: Compared) -> None:
    whole = "2024-02 cumulative 一般公共预算收入 actual 20000 万元"
    part = "2024-02 cumulative 税收收入<一般公共预算收入 actual 12000 万元"
    found = two([whole, part], [whole, part.replace("12000", "9000")])
    (crossed,) = [one for one in found if one.kind == CROSSED]
    assert (crossed.old, crossed.new, crossed.note) == ("60", "45", "阈值50%")
    assert [one.kind for one in two([whole, part], [whole, part.replace("12000", "11000")])] == [
        REVISED
    ]


def test_every_row_of_crossings_is_of_a_threshold_and_an_indicator() -> None:
    keys = {one.key for one in all_declared()}
    for one in rows():
        assert one.threshold in defaults()
        assert one.indicator in keys
        assert one.holds in ("<", "<=", ">", ">=")


AMOUNTS = st.builds(
    Value,
    st.just("临洮县"),
    st.sampled_from(["税收收入", "一、税收收入"]),
    st.just(""),
    st.just("累计本期数"),
    st.decimals(-(10**6), 10**6, places=2),
    st.sampled_from(["万元", "亿元", "元"]),
    st.sampled_from(["表一", "表二"]),
)
SIDES = st.dictionaries(
    st.builds(
        What,
        st.sampled_from(["621124", "DEMO01"]),
        st.sampled_from(["2023-12", "2024-02"]),
        st.tuples(st.sampled_from(["税收收入", "非税收入"])),
    ),
    AMOUNTS,
    max_size=8,
)


@given(SIDES)
def test_of_itself_nothing_differs(side: dict[What, Value]) -> None:
    assert differences(side, side) == []


@given(SIDES, SIDES)
def test_from_the_other_side_it_is_the_mirrored_same(
    old: dict[What, Value], new: dict[What, Value]
) -> None:
    shared = periods(old) & periods(new)
    there = differences(folded(old, shared), folded(new, shared))
    back = differences(folded(new, shared), folded(old, shared))
    assert {mirrored(one) for one in back} == set(there)
    for one in there:
        assert mirrored(mirrored(one)) == one
        if one.kind == REVISED:
            assert one.old_period == one.new_period


WORDS = st.lists(
    st.sampled_from(["# 收入", "增长3%。", "增长4%。", "下降2%。稳定。", "| 表 | 1 |"])
)


@given(WORDS, WORDS)
def test_words_differ_the_same_from_both_sides(old: list[str], new: list[str]) -> None:
    one, other = "\n".join(old), "\n".join(new)
    assert reworded(one, one) == []
    assert [(h, b, a) for h, a, b in reworded(other, one)] == reworded(one, other)


def an_input(source: str) -> dict[str, object]:
    whose = {"county_code": "621124", "period": "2024-02", "basis": "cumulative"}
    of = {"item": "税收收入", "parent_item": "", "measure": "actual", "unit": "万元"}
    return {**whose, **of, "value": 1, "source": source}


def a_report(folder: Path, period: str, share: str, text: str, code: str = "621124") -> None:
    place = folder / period / code
    place.mkdir(parents=True)
    figure = {
        "id": f"{code}/{period}/cumulative/税收收入/一般公共预算收入/tax_share/一般公共预算收入",
        **{"county_code": code, "county": "临洮县", "period": period, "item": "税收收入"},
        **{"parent_item": "一般公共预算收入", "standard_item": "税收收入"},
        **{"indicator": "tax_share", "of_item": "一般公共预算收入", "unit": "%"},
        **{"reason": "", "inputs": [an_input(f"表{share}")]},
        "value": float(share),
    }
    series = {"id": "x", "status": "series", "indicator": "amount"}
    (place / "figures.json").write_text(json.dumps([figure, series]), encoding="utf-8")
    (place / "report.md").write_text(text, encoding="utf-8")


def test_reports_of_one_period_tell_revisions_crossings_and_words(tmp_path: Path) -> None:
    a_report(tmp_path / "a", "2024-02", "60.5", "# 收入\n税收占60.5%。结构好。")
    a_report(tmp_path / "b", "2024-02", "45.5", "# 收入\n税收占45.5%。结构差。")
    found = diff(str(tmp_path / "a"), str(tmp_path / "b"))
    assert told(found) == [
        (REVISED, "税收收入", "60.5", "45.5"),
        (CROSSED, "税收收入", "60.5", "45.5"),
        (REWORDED, "收入", "结构好。", "结构差。"),
    ]
    assert (found.changes[0].old_source, found.changes[0].new_source) == ("表60.5", "表45.5")
    assert len(diff(str(tmp_path / "a"), str(tmp_path / "a"))) == 0
    back = diff(str(tmp_path / "b"), str(tmp_path / "a"))
    assert {mirrored(one) for one in back} == set(found)


def test_reports_of_two_periods_tell_what_was_crossed_and_no_revision(tmp_path: Path) -> None:
    a_report(tmp_path / "a", "2024-02", "60.5", "税收占60.5%。")
    a_report(tmp_path / "b", "2024-03", "45.5", "税收占45.5%。")
    found = diff(str(tmp_path / "a"), str(tmp_path / "b"))
    assert sorted(one.kind for one in found) == sorted([NEW, WITHDRAWN, CROSSED])
    (crossed,) = [one for one in found if one.kind == CROSSED]
    assert (crossed.old_period, crossed.new_period) == ("2024-02", "2024-03")


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_the_command_tells_the_same_in_every_form(
    form: str, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    old = str(write(row(TAX), name="old.csv"))
    new = str(write(row(TAX.replace("120", "125")), row(NONTAX), name="new.csv"))
    assert main(["diff", old, new, "--format", form]) == 0
    said = capsys.readouterr().out
    changes = diff(old, new)
    if form == "csv":
        assert [tuple(one) for one in csv.reader(io.StringIO(said))][1:] == [
            one.row() for one in changes
        ]
    elif form == "json":
        assert [tuple(one.values()) for one in json.loads(said)] == [one.row() for one in changes]
    else:
        assert "新增1，修订1" in said
        assert "120万元" in said
    assert len(finkit.diff(old, new).to_frame()) == len(changes) == 2
    assert changes._repr_html_().count("<tr>") == 3


def test_nothing_changed_is_said(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(write(row(TAX)))
    assert main(["diff", path, path]) == 0
    assert capsys.readouterr().out == "没有变化\n"


def test_what_cannot_be_compared_is_refused(tmp_path: Path, write: Write) -> None:
    data = str(write(row(TAX)))
    a_report(tmp_path / "a", "2024-02", "60.5", "")
    with pytest.raises(UsageError, match="是一批报告"):
        diff(data, str(tmp_path / "a"))
    with pytest.raises(UsageError, match="没有这个文件或文件夹"):
        diff(data, str(tmp_path / "none"))
    a_report(tmp_path / "a" / "again", "2024-02", "61.5", "")
    with pytest.raises(UsageError, match="有两份报告"):
        diff(str(tmp_path / "a"), str(tmp_path / "a"))


def test_values_are_exact() -> None:
    value = Value("临洮县", "税收收入", "", "本期数", Decimal("0.29"), "亿元", "表一")
    what = What("621124", "2024-02", ("税收收入",))
    assert (
        differences({what: value}, {what: value._replace(number=Decimal(2900), unit="万元")}) == []
    )


def crossed_to(rate: str) -> str:
    """How a rate of a crossing is told, beside what it was."""
    row = ("621124", "临洮县", CROSSED, "税收收入", "", "同比增长率")
    change = Change(*row, "2024-02", "12.5", "%", "a", "2024-02", rate, "%", "b", "阈值10%")
    return change.words()[7]


def test_a_rate_that_crossed_is_told_as_it_is_printed() -> None:
    assert crossed_to(f"{Decimal(866) / 92}") == "9.4%"
    # Printed to one decimal it would be the threshold itself.
    assert crossed_to("9.98765432") == "9.9877%"


def test_the_order_of_rows_is_no_change(two: Compared) -> None:
    # Three spellings of one item: each is an amount of its own.
    names = ("一般公共预算收入", "公共财政预算收入", "地方一般公共预算收入")
    lines = [
        f"2024-02 cumulative {name} actual {amount} 万元"
        for name, amount in zip(names, (10000, 12000, 13000), strict=True)
    ]
    assert len(two(lines, lines[::-1])) == 0
    assert told(two(lines, lines[1:])) == [(WITHDRAWN, names[0], "10000", "")]


def test_only_printed_amounts_may_differ_by_rounding() -> None:
    what = What("621124", "2024-02", ("税收收入",))
    printed = Value("临洮县", "税收收入", "", "占比", Decimal(100), "%", "表一")
    other = printed._replace(number=Decimal("100.3"))
    (one,) = differences({what: printed}, {what: other})
    assert one.note == "相差在取整范围内"
    (one,) = differences({what: printed}, {what: other._replace(computed=True)})
    assert one.note == ""


@pytest.mark.parametrize(
    "held",
    [
        ["inputs"],
        {"inputs": 1},
        [{"inputs": []}],
        [[]],
        1,
        [{**dict.fromkeys(("id", "county", "item"), "x"), "county_code": 1, "inputs": []}],
    ],
)
def test_what_is_no_figures_json_is_said(tmp_path: Path, held: object) -> None:
    a_report(tmp_path / "a", "2024-02", "60.5", "")
    (path,) = tmp_path.rglob("figures.json")
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(DataError, match=r"不是报告的 figures\.json"):
        diff(str(tmp_path / "a"), str(tmp_path / "a"))


def test_a_text_in_another_encoding_is_said(tmp_path: Path) -> None:
    a_report(tmp_path / "a", "2024-02", "60.5", "")
    (path,) = tmp_path.rglob("report.md")
    path.write_bytes("税收占60.5%。".encode("gbk"))
    with pytest.raises(DataError, match=r"不是报告的 report\.md（应为 UTF-8）"):
        diff(str(tmp_path / "a"), str(tmp_path / "a"))


def test_a_data_folder_with_reports_in_it_is_data(tmp_path: Path, write: Write) -> None:
    content = write(row(TAX)).read_text(encoding="utf-8")
    for name in ("a", "b"):
        a_report(tmp_path / name / "outputs", "2024-02", "60.5", "")
        (tmp_path / name / "observations.csv").write_text(content, encoding="utf-8")
    (tmp_path / "b" / "observations.csv").unlink()
    with pytest.raises(UsageError, match=r"是一批报告，「.*a」是数据"):
        diff(str(tmp_path / "a"), str(tmp_path / "b"))
    assert len(diff(str(tmp_path / "a"), str(tmp_path / "a"))) == 0
