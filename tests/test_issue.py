"""What a batch's index says has changed since it was last issued."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit.batch.issue import (
    CHANGES,
    Reissued,
    as_json,
    cells,
    named,
    parsed,
    since,
    summed,
)
from finkit.batch.last_issue import LAST_ISSUE, Stood, of_the_last_issue
from finkit.batch.manifest import Entry
from finkit.batch.one import Outcome
from finkit.batch.progress import Progress
from finkit.cli import main
from tests.conftest import row

HEADER = "county_code,county,period,basis,item,parent_item,measure,value,unit,source"
REVENUE = "2024-0{} cumulative 一般公共预算收入 {} {} 万元"
Said = pytest.CaptureFixture[str]


def outcome(code: str, revenue: str, mark: str = "a", period: str = "2024-06") -> Outcome:
    entry = Entry(code, f"县{code}", period, "ok", "", "p", 1.0, mark)
    return Outcome(entry, {"standing": {"revenue": [revenue, revenue]}})


def by_key(*outcomes: Outcome) -> dict[tuple[str, str], Outcome]:
    return {one.entry.key: one for one in outcomes}


def listed(*outcomes: Outcome) -> list[Entry]:
    return [one.entry for one in outcomes]


def test_a_first_issue_has_no_earlier_one() -> None:
    assert since({}, [], [outcome("1", "3.20")]) == []


def test_a_number_that_is_another_is_told_with_what_it_was() -> None:
    old, new = outcome("1", "3.20"), outcome("1", "3.25", "b")
    (one,) = found = since(by_key(old), listed(old), [new])
    assert (one.kind, one.column, one.old, one.new) == ("revised", "收入 亿元", "3.20", "3.25")
    assert summed(found) == "数有变动1份（1处）"
    assert cells(found) == [("县1", "2024-06", "收入 亿元", "3.20", "3.25")]


def test_made_again_with_the_same_numbers_is_no_change_of_numbers() -> None:
    old, new = outcome("1", "3.20"), outcome("1", "3.20", "b")
    found = since(by_key(old), listed(old), [new])
    assert named(found) == ["重新生成而所列的数未变：县12024-06"]


def test_another_period_is_new_and_never_a_change() -> None:
    old, new = outcome("1", "3.20"), outcome("1", "3.90", "b", "2024-07")
    found = since(by_key(), listed(old), [new])
    assert [(one.kind, one.period) for one in found] == [("new", "2024-07"), ("gone", "2024-06")]
    assert summed(found) == "新增1份、不再列入1份"


def test_what_was_left_out_and_is_listed_again_is_a_change() -> None:
    one, other = outcome("1", "3.20"), outcome("2", "4.10")
    (left_out,) = since(by_key(one), listed(one, other), [one])
    assert (left_out.kind, left_out.county_code) == ("gone", "2")
    (again,) = found = since(by_key(one, other), listed(one), [one, other])
    assert (again.kind, again.county_code) == ("again", "2")
    assert named(found) == ["重新列入：县22024-06"]


REPORTS = st.dictionaries(
    st.sampled_from("12345"), st.tuples(st.sampled_from(("1.0", "2.0")), st.sampled_from("ab"))
)


@given(REPORTS)
def test_the_same_is_no_change(reports: dict[str, tuple[str, str]]) -> None:
    now = [outcome(code, *of) for code, of in reports.items()]
    assert since(by_key(*now), listed(*now), now) == []


@given(REPORTS, REPORTS)
def test_every_report_that_differs_is_told_once_and_no_other(
    old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]
) -> None:
    before, now = ([outcome(code, *of) for code, of in one.items()] for one in (old, new))
    found = since(by_key(*before), listed(*before), now)
    differing = {code for code in {*old, *new} if old.get(code) != new.get(code)}
    assert sorted(one.county_code for one in found) == sorted(differing if old else ())
    assert parsed(as_json(found)) == found


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"county_code": 1}]', "[" * 5000])
def test_what_is_no_record_tells_nothing(text: str) -> None:
    assert parsed(text) == []


def test_a_record_that_was_touched_is_none() -> None:
    text = as_json([Reissued("1", "县", "2024-06", "new")])
    assert parsed(text)
    assert parsed(text.replace("[\n", "[ \n")) == []
    assert parsed(text.replace("new", "甲")) == []


def run(folder: Path, amounts: dict[int, int], months: str) -> int:
    lines = [
        row(REVENUE.format(month, measure, value))
        for month, now in amounts.items()
        for measure, value in (("actual", now), ("prior_actual", 15000))
    ]
    data, params = folder / "o.csv", folder / "p.yaml"
    data.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    params.write_text(f"reports:\n  - {{county: 临洮县, periods: [{months}]}}\n", encoding="utf-8")
    return main(["batch", str(params), "--data", str(data), "--out", str(folder / "out")])


def test_the_index_says_what_changed_since_the_last_issue(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "out"
    assert run(tmp_path, {2: 15200}, "2024-02") == 0
    assert not (out / CHANGES).exists()
    first = (out / "index.html").read_bytes()
    assert run(tmp_path, {2: 15200}, "2024-02") == 0
    assert (out / "index.html").read_bytes() == first
    # A revision of February, and March for the first time.
    assert run(tmp_path, {2: 15900, 3: 23000}, "2024-02, 2024-03") == 0
    index = (out / "index.html").read_text(encoding="utf-8")
    assert "<summary>与上次生成相比：新增1份、数有变动1份（2处）</summary>" in index
    assert '<td>收入 亿元</td><td class="number">1.52</td><td class="number">1.59</td>' in index
    assert "<p>新增：临洮县2024-03</p>" in index
    assert {one["kind"] for one in json.loads((out / CHANGES).read_text("utf-8"))} == {
        "new",
        "revised",
    }
    # What changes nothing leaves the record as it is; the seals bear the index out.
    assert run(tmp_path, {2: 15900, 3: 23000}, "2024-02, 2024-03") == 0
    assert (out / "index.html").read_text(encoding="utf-8") == index
    assert main(["verify", str(out)]) == 0
    (out / CHANGES).write_text("[]\n", encoding="utf-8")
    assert main(["verify", str(out)]) == 1
    capsys.readouterr()


@given(REPORTS, REPORTS)
def test_what_stood_is_read_as_it_was_written(
    old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]
) -> None:
    before, now = ([outcome(code, *of) for code, of in one.items()] for one in (old, new))
    stood = Stood(by_key(*before), listed(*before))
    assert of_the_last_issue(stood.as_json(), Stood({}, listed(*now))) == stood
    # A report that the interrupted batch made for the first time did not stand.
    assert of_the_last_issue(stood.as_json(), Stood(by_key(*now), [])) == stood


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"listed": [1], "sealed": []}', "[" * 5000])
def test_what_is_no_record_of_an_issue_is_passed_over(text: str) -> None:
    now = Stood({}, listed(outcome("1", "3.20")))
    assert of_the_last_issue(text, now) is now


def test_an_interrupted_batch_loses_no_change(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, months = tmp_path / "out", "2024-02, 2024-03"
    assert run(tmp_path, {2: 15200, 3: 23000}, months) == 0
    tell = Progress.tell

    def interrupted(self: Progress, *told: Any) -> None:
        tell(self, *told)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Progress, "tell", interrupted)
        assert run(tmp_path, {2: 15900, 3: 24000}, months) == 130
    assert (out / LAST_ISSUE).is_file()
    assert run(tmp_path, {2: 15900, 3: 24000}, months) == 0
    revised = parsed((out / CHANGES).read_text("utf-8"))
    assert {(one.kind, one.period) for one in revised} == {
        ("revised", "2024-02"),
        ("revised", "2024-03"),
    }
    assert not (out / LAST_ISSUE).exists()
    capsys.readouterr()
