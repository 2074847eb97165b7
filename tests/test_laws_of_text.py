"""Laws of a bulletin over random ledgers: an amount once, seven in a sentence, two pages at most."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from finkit.narrative.rest.remainder import TWO_PAGES
from finkit.report import CountyReport, build
from tests.test_laws_of_claims import (
    AMOUNTS,
    BALANCES,
    PERIOD,
    SLOW,
    Cells,
    opened,
    rows_of,
    tables,
)

MOST_LISTED = 7
SAID_ONCE = ("amount", "yoy_amount", "share_change", "usual_progress_gap", "usual_growth_gap")
PAST = ("2023-05", "2022-05", "2021-05", "2020-05")


def once(report: CountyReport) -> None:
    ids = [f.id for f in report.narrative.figures if f.indicator in SAID_ONCE]
    assert len(ids) == len(set(ids)), report.narrative.text


def few(report: CountyReport) -> None:
    for sentence in re.findall("[^。]+。", report.narrative.text):
        assert sentence.count("；") < MOST_LISTED, sentence
        assert sentence.count("、") <= MOST_LISTED + 1, sentence


@SLOW
@given(cells=tables(), balances=st.dictionaries(st.sampled_from(BALANCES), AMOUNTS))
def test_a_bulletin_says_an_amount_once_in_short_sentences(
    tmp_path: Path, cells: Cells, balances: dict[str, int]
) -> None:
    rows = rows_of(cells, balances)
    # What was in the years before, at another size each: some of it is unusual now.
    for number, past in enumerate(PAST, 2):
        rows += [
            row.replace(f",{PERIOD},", f",{past},").replace(",actual,", f",actual,{number}")
            for row in rows_of(cells, {})
            if ",actual," in row and ",actual,-" not in row
        ]
    report = build("临洮县", PERIOD, opened(tmp_path, rows))
    once(report)
    few(report)
    assert len(re.sub(r"\s", "", report.narrative.text)) <= TWO_PAGES
