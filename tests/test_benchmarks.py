"""The benchmark's own arithmetic and its made-up table; nothing is timed here."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import nation_batch, reports, table
from benchmarks.case import Case, Cost, interleaved, middle, times_faster
from benchmarks.process import cost_of, program
from benchmarks.synthetic_table import LAST_PERIOD, write_table
from finkit.dataset import open_dataset

ROWS_A_COUNTY = 15 * 48


def never() -> Cost:
    raise AssertionError("only described, not run")


def test_a_made_up_table_keeps_the_contract_and_says_that_it_is_made_up(tmp_path: Path) -> None:
    path = tmp_path / "observations.csv"
    codes = write_table(path, megabytes=0.1)
    ledger = open_dataset(path).ledger
    assert [county.code for county in ledger.counties] == sorted(codes)
    assert ledger.rows == ROWS_A_COUNTY * len(codes)
    assert LAST_PERIOD in ledger.periods(codes[0])
    assert all("演示数据" in line for line in path.read_text(encoding="utf-8").splitlines()[1:])


def test_a_made_up_table_ends_with_the_county_that_reaches_its_size(tmp_path: Path) -> None:
    path = tmp_path / "observations.csv"
    codes = write_table(path, megabytes=0.1)
    size = path.stat().st_size
    assert size >= 0.1 * 1024**2
    assert size * (len(codes) - 1) / len(codes) < 0.1 * 1024**2


def test_the_same_seed_gives_the_same_table(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    assert write_table(one, 0.05) == write_table(two, 0.05)
    assert one.read_bytes() == two.read_bytes()


def test_medians_are_taken_of_seconds_and_of_peaks_by_themselves() -> None:
    assert middle([Cost(5, 100), Cost(1, 300), Cost(2, 200)]) == Cost(2, 200)


def test_the_ratio_is_the_median_of_the_ratios_of_each_round() -> None:
    plain, batch = [Cost(10, 0), Cost(40, 0), Cost(12, 0)], [Cost(5, 0), Cost(10, 0), Cost(4, 0)]
    assert times_faster(plain, batch) == 3.0  # of 2, 4 and 3


def test_rounds_take_the_cases_in_turn() -> None:
    cases = [Case(name, lambda: Cost(1, 1)) for name in "ab"]
    assert [case.name for case, _ in interleaved(cases, 2)] == ["a", "b", "a", "b"]


def test_a_line_says_whether_the_goal_was_met() -> None:
    results = [
        (Case("quick", never, goal=3), Cost(2.994, 80.4)),
        (Case("slow", never, goal=3), Cost(3.0, 81)),
        (Case("free", never), Cost(1, 82)),
    ]
    cells = [line.split() for line in table.lines(results)[1:]]
    assert cells[0] == ["quick", "2.99", "80", "<", "3", "s:", "met"]
    assert cells[1][-1] == "missed"
    assert cells[2] == ["free", "1.00", "82"]


def test_the_last_line_has_its_form() -> None:
    last = nation_batch.summary(6, Cost(seconds=4, peak=99.6), times_plain=25.04)
    assert last == "bench: 6 reports, 1.5 reports/s, 25.0 times plain, peak 100 MB a worker"


def test_reports_are_the_latest_months_of_the_synthetic_county() -> None:
    assert reports.fullest()[:2] == [("DEMO01", "2021-12"), ("DEMO01", "2021-11")]


@pytest.mark.parametrize("number", [0, 37])
def test_no_more_reports_are_asked_for_than_are_held(number: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"1 to 36 reports .* not {number}"):
        reports.cases(tmp_path, number)


def test_a_command_that_fails_has_no_cost() -> None:
    with pytest.raises(RuntimeError, match=r"exit 2 finkit: .*nowhere"):
        cost_of([program("finkit"), "list", "--data", "nowhere"])


def test_a_command_that_runs_costs_time_and_memory() -> None:
    cost = cost_of([program("finkit"), "--help"])
    assert cost.seconds > 0
    assert cost.peak > 1
