"""`make docs`: the pages of the bench's public names, and the gallery of charts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import finkit
from finkit import charts, workbench
from tools.pages import gallery, reference


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    reference.write(folder)
    gallery.write(folder)
    return folder


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("finkit.html", [name for name in finkit.__all__ if name != "charts"]),
        ("finkit/workbench.html", workbench.__all__),
        ("finkit/charts.html", charts.__all__),
    ],
)
def test_every_public_name_has_its_place(pages: Path, page: str, names: list[str]) -> None:
    html = (pages / page).read_text(encoding="utf-8")
    assert [name for name in names if f'id="{name}"' not in html] == []


def test_every_form_of_chart_is_drawn_from_its_own_example(pages: Path) -> None:
    html = (pages / gallery.NAME).read_text(encoding="utf-8")
    assert html.count("<svg") == len(gallery.FORMS)
    assert {form.__name__ for form in gallery.FORMS} == set(charts.__all__) - {"Chart"}


def test_nothing_is_fetched(pages: Path) -> None:
    for page in pages.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//[^"]*', html) == [], page.name
