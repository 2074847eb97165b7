"""What a reader may not know is explained once, in a plain sentence, and none is forgotten."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from finkit.charts.listed.terms import terms
from finkit.indicators import all_declared
from finkit.report import build
from tests.charts.test_listed import SAMPLE

ROOM = Path(__file__).parents[2] / "finkit" / "charts"
DECLARED = {one.key for one in all_declared()}
_LONGEST = 60


def asked_for() -> set[str]:
    """The indicators that charts and their headings name."""
    return {
        node.value
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in DECLARED
    }


def test_every_indicator_of_a_chart_has_its_row() -> None:
    assert len(asked_for()) > 12
    assert asked_for() - {one.indicator for one in terms()} == set()


def test_every_row_is_of_an_indicator_that_is_declared_or_of_a_word() -> None:
    assert {one.indicator for one in terms() if one.indicator} <= DECLARED
    assert all(one.sentence for one in terms() if not one.indicator)


@pytest.mark.parametrize("term", [one for one in terms() if one.sentence], ids=lambda t: t.term)
def test_a_sentence_is_plain_and_one(term: object) -> None:
    sentence = str(term.sentence)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert len(sentence) <= _LONGEST


@pytest.mark.parametrize(("county", "period"), SAMPLE)
def test_a_term_is_explained_where_it_first_stands(county: str, period: str) -> None:
    charts = build(county, period).charts.drawn
    told = Counter(one.term for chart in charts for one in chart.terms)
    assert set(told.values()) <= {1}
    for word in (one for one in terms() if one.sentence):
        first = next((chart for chart in charts if word.term in chart.text), None)
        if first:
            before = charts[: charts.index(first) + 1]
            assert any(one.term == word.term for chart in before for one in chart.terms)
