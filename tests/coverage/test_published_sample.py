"""Over all published bulletins: what they printed is said, every page tells something, none asks.

The table by bulletin stands at the end of what pytest prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from finkit.dataset import Dataset, open_dataset
from finkit.narrative.rest.remainder import TWO_PAGES
from finkit.periods import Period
from finkit.report import CountyReport, build
from finkit.samples import folders
from tests.coverage.said import Said, said

PUBLISHED = next((folder for folder in folders() if folder.name == "published"), None)

MOST_LISTED = 7


def _pages(data: Dataset) -> Iterator[tuple[str, Period]]:
    for county in data.ledger.counties:
        for period in data.ledger.periods(county.code):
            yield county.code, period


@pytest.fixture(scope="module")
def data() -> Dataset:
    if PUBLISHED is None:
        pytest.skip("the published bulletins are not part of this sample")
    return open_dataset(PUBLISHED)


@pytest.fixture(scope="module")
def reports(data: Dataset) -> list[CountyReport]:
    return [build(code, str(period), data) for code, period in _pages(data)]


@pytest.fixture(scope="module")
def bulletins(data: Dataset, reports: list[CountyReport]) -> list[Said]:
    found = []
    for report in reports:
        code, period = report.county.code, report.period
        book = data.ledger.county(code)
        cells = [
            cell for series in book for (when, _), cell in series.cells.items() if when == period
        ]
        found.append(said(report, cells, data.printed_at(code, period)))
    return found


def share(pairs: list[tuple[int, int]]) -> float:
    return sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)


def test_amounts_and_rates_are_said(
    bulletins: list[Said], record_property: Callable[[str, str], None]
) -> None:
    record_property("table", "\n".join(["     数额     比率  句 待补  字数", *map(str, bulletins)]))
    assert len(bulletins) == 64
    assert share([one.amounts for one in bulletins]) >= 0.98
    assert share([one.rates for one in bulletins]) >= 0.95


def test_every_page_has_three_sentences_with_a_figure(bulletins: list[Said]) -> None:
    assert [one.name for one in bulletins if one.sentences < 3] == []


def test_a_bulletin_has_no_holes_and_fits_two_pages(bulletins: list[Said]) -> None:
    assert sum(one.pending for one in bulletins) == 0
    assert [one.name for one in bulletins if one.characters > TWO_PAGES] == []


def test_no_figure_is_said_twice(reports: list[CountyReport]) -> None:
    for report in reports:
        levels = [f.id for f in report.narrative.figures if f.indicator in ("amount", "yoy_amount")]
        assert len(levels) == len(set(levels)), report.title


def test_no_sentence_lists_more_than_seven(reports: list[CountyReport]) -> None:
    for report in reports:
        for sentence in re.findall("[^。]+。", report.narrative.text):
            assert sentence.count("；") < MOST_LISTED, sentence
            assert sentence.count("、") <= MOST_LISTED + 1, sentence


def test_no_sentence_is_broken(reports: list[CountyReport]) -> None:
    for report in reports:
        text = report.narrative.text
        for broken in (
            "。。",
            "，，",
            "，。",
            "；。",
            "：。",
            "、。",
            "：，",
            "None",
            "—万元",
            "XX",
        ):
            assert broken not in text, (report.title, broken)
