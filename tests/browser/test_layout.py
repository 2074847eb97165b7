"""The pages as laid out: no width overflows, no labels overlap, no cell is a column of letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_pages import PAGES, opened

REPORTS = [name for name in PAGES if name != "index.html"]
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
  const text = cell.textContent.trim(), length = text.length;
  if (/^[−+]?[\\d,.-]+%?$/.test(text)) return false;  // a number keeps to its line
  return cell.offsetParent && length > 3 && cell.clientWidth < 4 * size;
}).map((cell) => cell.textContent)"""


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("name", REPORTS)
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
        link = page.locator("#main-table a[href^='#f-']").first
        link.click()
        assert appendix.get_attribute("open") is not None
        assert page.locator(link.get_attribute("href") or "").is_visible()


@pytest.mark.parametrize(("name", "most"), [(REPORTS[0], 3), (REPORTS[1], 6), (REPORTS[2], 3)])
def test_print_is_a_few_sheets(browser: Browser, outputs: Path, name: str, most: int) -> None:
    with opened(browser, outputs / name) as (page, _):
        sheets = page.pdf(prefer_css_page_size=True)
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheets)) <= most
