"""Runs the measures asked for and prints their medians."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    forecast,
    large_file,
    nation_batch,
    reports,
    sample_figures,
    stages,
    start_up,
    table,
    workbooks,
)
from benchmarks.case import Case, Cost, interleaved, middle, times_faster

MEASURES = ("start_up", "sample_figures", "large_file", "nation", "workbooks", "stages", "reports")


def main() -> None:
    """`python -m benchmarks [--only NAME] [--reports N] [--counties N] [--months N]
    [--rounds N]`, or `python -m benchmarks forecast [PATH …]`."""
    if sys.argv[1:2] == ["forecast"]:
        forecast.main(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="benchmarks", description="What finkit costs.")
    parser.add_argument("--only", choices=MEASURES, help="one measure alone")
    parser.add_argument("--reports", type=int, default=6, help="how many reports (default 6)")
    parser.add_argument("--counties", type=int, default=300, help="of the nation (default 300)")
    parser.add_argument("--months", type=int, default=1, help="of each county (default 1)")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds (default 3)")
    given = parser.parse_args()
    chosen = [given.only] if given.only else list(MEASURES)
    with tempfile.TemporaryDirectory(prefix="finkit-bench-") as folder:
        try:
            cases = _cases(chosen, Path(folder), given)
        except ValueError as error:
            parser.error(str(error))
        found = _measured(cases, given.rounds)
        if "stages" in chosen:
            print(stages.breakdown())
        _tell(cases, found, Path(folder), given)


def _cases(chosen: list[str], folder: Path, given: argparse.Namespace) -> list[Case]:
    makers: dict[str, Callable[[], list[Case]]] = {
        "start_up": start_up.cases,
        "sample_figures": lambda: sample_figures.cases(folder),
        "large_file": lambda: large_file.cases(folder),
        "nation": lambda: nation_batch.cases(folder, given.counties, given.months, given.reports),
        "workbooks": lambda: workbooks.cases(folder, given.counties),
        "reports": lambda: reports.cases(folder, given.reports),
    }
    return [case for name in chosen if name in makers for case in makers[name]()]


def _measured(cases: list[Case], rounds: int) -> dict[str, list[Cost]]:
    found: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for case, cost in interleaved(cases, rounds):
        found[case.name].append(cost)
        print(f"{case.name}: {cost.seconds:.2f} s", file=sys.stderr)
    return found


def _tell(
    cases: list[Case], found: dict[str, list[Cost]], folder: Path, given: argparse.Namespace
) -> None:
    middles = {name: middle(costs) for name, costs in found.items()}
    print("\n".join(table.lines((case, middles[case.name]) for case in cases)))
    if workbooks.NAME in found:
        print(workbooks.summary(given.counties, middles[workbooks.NAME]))
    if reports.BATCH in found:
        times = times_faster(found[reports.PLAIN], found[reports.BATCH])
        each = ", ".join(
            f"{name.removeprefix('reports, ')} {middles[name].seconds / given.reports:.2f} s"
            for name in (reports.PLAIN, reports.BATCH)
        )
        print(
            f"the fullest reports, {given.reports} with all start-up: {each}, "
            f"{times:.1f} times plain"
        )
    if nation_batch.BATCH in found:
        cost = middles[nation_batch.BATCH]
        plain, batch = found[nation_batch.PLAIN], found[nation_batch.BATCH]
        made = given.counties * given.months
        print(nation_batch.whole(made, cost))
        print(nation_batch.flatness(folder))
        times = nation_batch.ratio(plain, batch, given.reports, made)
        print(nation_batch.summary(made, cost, times))


if __name__ == "__main__":
    main()
