"""The pages as laid out: no width overflows, no labels overlap, no cell is a column of letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from finkit.cli import main
from tests.browser.test_pages import PAGES, opened

REPORTS = [name for name in PAGES if name.endswith("report.html")]
AREAS = ("rollup-500000-2020-12.html", "rollup-510100-2020-12.html")
_OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("figure.chart svg")) {
    const boxes = [...svg.querySelectorAll("text")]
      .map((text) => [text.textContent, text.getBoundingClientRect()]);
    boxes.forEach(([one, a], n) => boxes.slice(n + 1).forEach(([other, b]) => {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      // A line of text is higher than its letters.
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > a.height / 2) found.push(one + " / " + other);
    }));
    const whole = svg.getBoundingClientRect();
    for (const [one, a] of boxes) {
      if (a.left < whole.left - 4 || a.right > whole.right + 4) found.push(one + " runs out");
    }
  }
  return found;
}"""
_NARROW = """() => [...document.querySelectorAll("td:not(.number), tbody th")].filter((cell) => {
  const size = parseFloat(getComputedStyle(cell).fontSize);
  const length = cell.textContent.trim().length;
  return cell.offsetParent && length > 3 && cell.clientWidth < 4 * size;
}).map((cell) => cell.textContent)"""


_SMALL = """() => [...document.querySelectorAll("a:not([data-k], .doubt), button, summary")]
  .filter((one) => one.offsetParent && !one.matches(".skip"))
  .filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.textContent)"""
_KEEP = """(number) => [...document.querySelectorAll("#charts .chart")].slice(number)
  .forEach((chart) => chart.remove())"""
_RIGHT = "() => document.querySelector('#charts .charts').getBoundingClientRect().right"
_ROWS = """() => {
  const rows = new Map();
  for (const chart of document.querySelectorAll("#charts .chart")) {
    const box = chart.getBoundingClientRect(), at = Math.round(box.top);
    const drawn = chart.querySelector("svg").getBoundingClientRect().width;
    rows.set(at, [...(rows.get(at) || []), [box.right, drawn, box.height]]);
  }
  return [...rows.values()];
}"""


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("name", [*REPORTS, *AREAS])
def test_no_width_overflows_and_no_labels_overlap(
    browser: Browser, outputs: Path, name: str, width: int
) -> None:
    with opened(browser, outputs / name, viewport={"width": width, "height": 900}) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(_OVERLAPS) == []
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(_NARROW) == []


@pytest.mark.parametrize("name", REPORTS)
def test_frames_are_reached_by_keyboard_and_told_apart(
    browser: Browser, outputs: Path, name: str
) -> None:
    with opened(browser, outputs / name) as (page, _):
        frames = page.locator(".wide")
        labels = frames.evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
        assert len(labels) == len(set(labels)) > 1
        assert frames.evaluate_all("all => all.every((one) => one.tabIndex === 0)")


def test_a_link_into_the_closed_appendix_opens_it(browser: Browser, outputs: Path) -> None:
    path = outputs / REPORTS[1]
    with opened(browser, path) as (page, _):
        appendix = page.locator("#appendix")
        assert appendix.get_attribute("open") is None
        link = page.locator("#main-table a[data-k]").first
        link.click()
        page.get_by_role("link", name="附录中的这一项").click()
        assert appendix.get_attribute("open") is not None
        assert page.locator(link.get_attribute("href") or "").is_visible()


@pytest.mark.parametrize(("name", "most"), [(REPORTS[0], 1), (REPORTS[1], 9), (REPORTS[2], 2)])
def test_print_is_a_few_sheets(browser: Browser, outputs: Path, name: str, most: int) -> None:
    with opened(browser, outputs / name) as (page, _):
        assert 1 <= _sheets(page) <= most


def test_the_fullest_bulletin_is_two_sheets_and_ends_on_a_phone(
    browser: Browser, tmp_path: Path
) -> None:
    asked = ["--county", "示例县", "--period", "2021-10", "--out", str(tmp_path)]
    assert main(["report", *asked]) == 0
    path = tmp_path / "2021-10" / "DEMO01" / "report.html"
    # The charts' data tables, folded, are no part of the measure.
    assert len(path.read_bytes()) <= 160_000
    with opened(browser, path, viewport={"width": 390, "height": 844}) as (page, _):
        assert page.evaluate("document.documentElement.scrollHeight") <= 7500
        assert _sheets(page) == 2


def _sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", REPORTS)
def test_what_is_tapped_is_24_pixels_high(
    browser: Browser, outputs: Path, name: str, width: int
) -> None:
    with opened(browser, outputs / name, viewport={"width": width, "height": 900}) as (page, _):
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate(_SMALL) == []


@pytest.mark.parametrize("width", [320, 768, 1280, 1920])
@pytest.mark.parametrize("number", range(1, 9))
def test_any_number_of_charts_fills_its_rows(
    browser: Browser, outputs: Path, width: int, number: int
) -> None:
    with opened(browser, outputs / REPORTS[1], viewport={"width": width, "height": 900}) as (
        page,
        _,
    ):
        page.evaluate(_KEEP, number)
        rows = page.evaluate(_ROWS)
        assert sum(len(row) for row in rows) == number
        for row in rows:
            right = max(edge for edge, _, _ in row)
            assert right == pytest.approx(page.evaluate(_RIGHT), abs=1)
            # No giant: a drawing is at most half as large again as the smallest.
            widths = [drawn for _, drawn, _ in row]
            assert max(widths) <= 600
            assert max(high for _, _, high in row) - min(high for _, _, high in row) <= 1
