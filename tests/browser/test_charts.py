"""Charts in a real browser: no labels overlap; the data below copy, download and need no script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from finkit.render.rendering import stylesheet
from finkit.report import build
from tests.browser.test_layout import _OVERLAPS
from tests.browser.test_pages import opened
from tests.charts.test_listed import SAMPLE

BULLETIN = "2021-10/DEMO01/report.html"


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every chart of the sample's reports on one page, its data open."""
    charts = "".join(_named_apart(number, *one) for number, one in enumerate(SAMPLE))
    path = tmp_path_factory.mktemp("sheet") / "sheet.html"
    folded = charts.replace('<details class="data">', '<details class="data" open>')
    page = f"<!doctype html><meta charset=utf-8><style>{stylesheet()}</style><main>{folded}</main>"
    path.write_text(page, encoding="utf-8")
    return path


def _named_apart(number: int, county: str, period: str) -> str:
    """The charts of a report: their styles hold by the chart's id, which is of one page."""
    charts = build(county, period).charts.side_by_side()
    return re.sub(r'(id="|#)chart-', rf"\1of-{number}-", charts)


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_labels_of_any_chart_overlap(browser: Browser, sheet: Path, width: int) -> None:
    with opened(browser, sheet, viewport={"width": width, "height": 900}) as (page, _):
        assert page.evaluate(_OVERLAPS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_data_are_read_without_script_and_then_without_buttons(
    browser: Browser, outputs: Path
) -> None:
    path = next(outputs.rglob("DEMO01/report.html"))
    with opened(browser, path, java_script_enabled=False) as (page, _):
        first = page.locator("details.data").first
        first.locator("summary").click()
        assert first.locator("table").is_visible()
        assert page.locator("details.data button").count() == 0


def test_data_copy_and_download_as_clean_cells(browser: Browser, outputs: Path) -> None:
    path = next(outputs.rglob("DEMO01/report.html"))
    with opened(browser, path, accept_downloads=True) as (page, _):
        folded = page.locator("#chart-contribution details.data")
        folded.locator("summary").click()
        with page.expect_download() as waited:
            folded.get_by_role("button", name="下载CSV").click()
        text = waited.value.path().read_text(encoding="utf-8")
        assert text.startswith("\ufeff项目,增减额")
        assert "\n增值税,4053\n" in text
        assert "\n耕地占用税,-525\n" in text
        button = folded.get_by_role("button", name="复制数据")
        button.click()
        folded.get_by_role("button", name="已复制").wait_for(timeout=2000)


def test_data_are_not_printed(browser: Browser, outputs: Path) -> None:
    path = next(outputs.rglob("DEMO01/report.html"))
    with opened(browser, path) as (page, _):
        page.emulate_media(media="print")
        assert not page.locator("details.data").first.is_visible()
