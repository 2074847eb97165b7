"""Laws of the guard, over random ledgers: nothing false in a final that no one let stand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.checks import check_all, doubts_of
from finkit.contract import Observation
from finkit.dataset import Dataset, open_dataset
from finkit.errors import RefusedError
from finkit.report import CountyReport, build
from tests.conftest import HEADER, row

SOUND = {
    "一般公共预算收入": 3000,
    "税收收入<一般公共预算收入": 2000,
    "增值税<税收收入": 1000,
    "契税<税收收入": 500,
    "地方政府债务余额": 9000,
    "地方政府债务限额": 10000,
}
PERIODS = ("2023-06", "2024-03", "2024-05", "2024-06")
FACTORS = st.sampled_from((1,) * 27 + (2, 10, 100))
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def ledgers(draw: st.DrawFn) -> Dataset:
    """One county over some months; now and then an amount is several times too large."""
    lines = [
        f"{period} {'balance' if '债务' in item else 'cumulative'} {item} {measure} "
        f"{amount * draw(FACTORS)} 万元"
        for period in PERIODS
        for item, amount in SOUND.items()
        for measure in ("actual", "prior_actual")
        if period == "2024-06" or draw(st.booleans())
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "observations.csv"
        path.write_text("\n".join([HEADER, *map(row, lines)]), encoding="utf-8")
        return open_dataset(path)


def shown(report: CountyReport) -> Iterable[Observation]:
    """The amounts behind every figure of every view, and those that the charts draw."""
    for view in report.views:
        for figure in view.figures:
            yield from figure.inputs
    for chart in report.charts.drawn:
        yield from chart.cells


@SLOW
@given(ledgers())
def test_a_final_shows_no_figure_that_an_error_touches(data: Dataset) -> None:
    wrong = {one.id: one for one in check_all(data) if one.severity == "error"}
    try:
        report = build("临洮县", "2024-06", data, options={"mode": "final", "allow_missing": True})
    except RefusedError as refused:
        # It names what a check of the data names, too.
        assert any(name in str(refused) for name in wrong)
    else:
        said = set(shown(report))
        assert not [one.named for one in wrong.values() if said & set(one.cells)]


@SLOW
@given(ledgers())
def test_a_draft_marks_each_of_them_and_tells_of_it(data: Dataset) -> None:
    report = build("临洮县", "2024-06", data)
    page = "".join(view.html for view in report.views)
    ids = [one.id for one in report.told_findings]
    assert len(ids) == len(set(ids))
    for one in report.shown_errors:
        assert one.id in page
        assert f'id="{one.anchor}"' in report.findings_table.html
    accept = {one.id: "已核实" for one in report.shown_errors}
    build(
        "临洮县",
        "2024-06",
        data,
        options={"mode": "final", "allow_missing": True, "accept": accept},
    )


@SLOW
@given(ledgers())
def test_what_a_chart_draws_is_judged_as_a_check_of_the_whole_period_does(data: Dataset) -> None:
    book = data.ledger.county("621124")
    for series in book:
        cells = list(series.cells.values())
        drawn = doubts_of(data, "621124").about(cells, drawn=True)
        whole = doubts_of(data, "621124").about(cells)
        assert {one.id for one in drawn} == {one.id for one in whole}
