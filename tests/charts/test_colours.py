"""Colours go by role, and none tells anything alone: it is read in grey and by colour-blind eyes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from finkit.charts.style import SERIES
from finkit.report import build
from tests.charts.test_listed import SAMPLE, WITH_AXES

CSS = (Path(__file__).parents[2] / "finkit/render/template/finkit.css").read_text(encoding="utf-8")
LIGHT, DARK = (dict(re.findall(r"--(\w+):(#\w+)", line)) for line in CSS.splitlines()[:2])
_READABLE, _TOLD_APART = 3.0, 1.5


def luminance(colour: str) -> float:
    """By WCAG."""
    full = colour if len(colour) == 7 else "#" + "".join(one * 2 for one in colour[1:])
    parts = [int(full[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_stands_out_from_the_paper(look: dict[str, str]) -> None:
    for role in ("now", "down", "prior", "faint", "ink", "soft"):
        assert contrast(look[role], look["paper"]) >= _READABLE, role


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_this_month_and_the_others_differ_in_grey(look: dict[str, str]) -> None:
    assert contrast(look["now"], look["faint"]) >= _TOLD_APART


def test_a_colour_is_a_role_of_the_page() -> None:
    for county, period in SAMPLE:
        for chart in build(county, period).charts.drawn:
            bare = re.sub(r"var\(--\w+,#\w+\)", "", chart.svg)
            assert not re.search(r"#[0-9a-f]{6}", bare), chart.name
    assert len(set(SERIES)) == len(SERIES)


@pytest.mark.parametrize(("county", "period"), SAMPLE)
def test_rise_and_fall_are_told_without_colour(county: str, period: str) -> None:
    """Alike in grey: a sign tells them apart, or a line's own name at its end."""
    for chart in build(county, period).charts.drawn:
        marks = re.sub(r"<text.*?</text>", "", chart.svg)
        if "--down" not in marks:
            continue
        if chart.name in WITH_AXES - {"months"}:
            assert all(f">{one.heading}<" in chart.svg for one in chart.series)
        else:
            assert re.search(r">−[\d,.]+", chart.svg), chart.name
        assert not re.search(r">-\d", chart.svg), chart.name
