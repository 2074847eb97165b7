"""The pages in a browser: silent, accessible, usable by keyboard, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from finkit.batch.index import index_page
from finkit.batch.manifest import Entry
from finkit.changes import Change, Changes
from finkit.changes.change import KINDS
from finkit.changes.page import page as changes_page

PAGES = (
    "index.html",
    "2024-02/621124/report.html",
    "2021-10/DEMO01/report.html",
    "2020-12/500112/report.html",
    "rollup-500000-2020-12.html",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
REPORT = "2021-10/DEMO01/report.html"


@contextmanager
def opened(browser: Browser, path: Path, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page from its file, the network off; every request and console message is noted."""
    # axe is put into the page by the test: the page's own policy would refuse it.
    context = browser.new_context(offline=True, **options)
    page, noise = context.new_page(), []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda request: noise.append(request.url))
    page.goto(path.as_uri())
    noise.remove(path.as_uri())
    yield page, noise
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_requested_and_nothing_complains(
    browser: Browser, outputs: Path, name: str
) -> None:
    with opened(browser, outputs / name) as (page, noise):
        assert page.title()
        assert noise == []


PHONE = {"width": 390, "height": 844}
SEEN: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "dark phone": {"viewport": PHONE, "color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "forced colours": {"forced_colors": "active"},
    "paper": {},
}


COLOURED = ("dark phone", "more contrast", "forced colours")
"""Ways of being seen that change colours alone: the overviews and the fullest report have all."""
PLAIN = ("2024-02/621124/report.html", "2020-12/500112/report.html")


@pytest.mark.parametrize(
    ("name", "seen"),
    [(name, seen) for name in PAGES for seen in SEEN if not (name in PLAIN and seen in COLOURED)],
)
def test_accessible_however_it_is_seen(
    browser: Browser, outputs: Path, name: str, seen: str
) -> None:
    with opened(browser, outputs / name, bypass_csp=True, **SEEN[seen]) as (page, _):
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        if seen == "paper":
            page.emulate_media(media="print")
        # Paper is not tapped on.
        off = {"rules": {"target-size": {"enabled": seen != "paper"}}}
        found = Axe().run(page, options=RULES | off)
        assert len(found.response["passes"]) > 10  # it did look
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_sideways_scrolling(browser: Browser, outputs: Path, name: str) -> None:
    with opened(browser, outputs / name, viewport={"width": 360, "height": 740}) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_index_of_a_phone_has_no_tall_blank_rows(browser: Browser, outputs: Path) -> None:
    with opened(browser, outputs / "index.html", viewport={"width": 390, "height": 740}) as (
        page,
        _,
    ):
        heights = page.evaluate(
            "[...document.querySelectorAll('.index tbody tr')].map(row => row.offsetHeight)"
        )
        assert len(heights) == 4
        assert max(heights) < 250


def test_a_figure_tells_where_it_comes_from_by_keyboard(browser: Browser, outputs: Path) -> None:
    with opened(browser, outputs / REPORT) as (page, noise):
        link = page.locator("#text a[data-k]", has_text="4.8%").first
        link.focus()
        tip = page.locator("#tip")
        assert tip.is_visible()
        lines = tip.inner_text().splitlines()
        assert lines[0] == "全口径财政收入　同比增长率　4.8%"
        assert lines[1] == "同比增长率 ＝ (本期数−上年同期数)÷上年同期数×100%"
        # 100 × (295412 − 281937) ÷ 281937 = 4.7794…
        assert lines[2] == "＝ (295412 − 281937) ÷ 281937 × 100% ＝ 4.7794"
        assert "2020-10 281937万元〔1〕" in lines
        assert any("演示数据：由程序生成" in line for line in lines)
        page.keyboard.press("Escape")
        assert not tip.is_visible()
        assert link.evaluate("link => link === document.activeElement")
        # Entered, it keeps the focus until Esc gives it back.
        page.keyboard.press("Enter")
        assert tip.evaluate("tip => tip === document.activeElement")
        page.keyboard.press("Escape")
        assert not tip.is_visible()
        assert link.evaluate("link => link === document.activeElement")
        # Its link leads to the row of the item, and back.
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator(link.get_attribute("href") or "").is_visible()
        page.get_by_role("button", name="返回原处").press("Enter")
        assert link.evaluate("link => link === document.activeElement")
        assert noise == []


def test_a_figure_tells_where_it_comes_from_by_mouse(browser: Browser, outputs: Path) -> None:
    with opened(browser, outputs / REPORT) as (page, _):
        tip = page.locator("#tip")
        page.locator("#main-table a[data-k]").first.hover()
        assert tip.is_visible()
        page.locator("h1").hover(position={"x": 0, "y": 0})
        assert not tip.is_visible()
        page.locator("#main-table a[data-k]").first.click()
        page.locator("#main-table caption").hover()
        assert tip.is_visible()
        page.locator("#main-table caption").click()
        assert not tip.is_visible()


def test_a_figure_tells_where_it_comes_from_by_touch(browser: Browser, outputs: Path) -> None:
    phone = {"width": 390, "height": 844}
    with opened(browser, outputs / REPORT, viewport=phone, has_touch=True, is_mobile=True) as (
        page,
        _,
    ):
        page.locator("#text a[data-k]").first.tap()
        tip = page.locator("#tip")
        assert tip.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator("h1").tap(position={"x": 2, "y": 2})
        assert not tip.is_visible()


def test_without_scripts_everything_can_be_read(browser: Browser, outputs: Path) -> None:
    with opened(browser, outputs / REPORT, java_script_enabled=False) as (page, _):
        assert page.locator("#text p").count() > 20
        target = page.locator("#text a[data-k]").first.get_attribute("href") or ""
        assert page.locator(target).count() == 1
        assert page.locator("#appendix > summary").is_visible()


def test_the_table_sorts_by_its_figures(browser: Browser, outputs: Path) -> None:
    with opened(browser, outputs / REPORT) as (page, _):
        page.locator("#appendix > summary").click()
        table = page.locator("#indicators table").nth(1)
        table.get_by_role("button", name="增减率").click()
        shown = table.locator("tbody tr td:nth-child(5)").evaluate_all(
            "all => all.map(one => one.textContent.replace(/[约,]/g, '').replace('−', '-'))"
        )
        shown = [float(one) for one in shown if one != "—"]
        assert shown == sorted(shown, reverse=True)


def test_the_index_finds_and_filters(browser: Browser, outputs: Path) -> None:
    with opened(browser, outputs / "index.html") as (page, _):
        rows = page.locator("table.index tbody tr:visible")
        assert rows.count() == 4
        page.get_by_label("查找").fill("临洮")
        assert [rows.nth(n).inner_text()[:3] for n in range(rows.count())] == ["临洮县"]
        # By pinyin, in full or its initials, in full width too; the address keeps the view.
        for typed in ("lintao", "ltx", "ＬＴＸ", "621124"):
            page.get_by_label("查找").fill(typed)
            assert [rows.nth(n).inner_text()[:3] for n in range(rows.count())] == ["临洮县"]
        page.reload()
        assert rows.count() == 1
        page.get_by_label("查找").fill("没有这个县")
        assert page.get_by_text("没有符合条件的县区").is_visible()
        page.get_by_label("查找").fill("")
        page.get_by_label("状态").select_option("缺数据")
        assert rows.count() == 1
        assert "有2024-04" in rows.first.inner_text()


def test_the_index_sorts_by_numbers_and_what_is_absent_comes_last(
    browser: Browser, outputs: Path
) -> None:
    with opened(browser, outputs / "index.html") as (page, _):
        names = page.locator("table.index tbody tr th a, table.index tbody tr th")
        button = page.locator("table.index").get_by_role("button", name="收入增幅")
        orders = []
        for _ in range(2):
            button.click()
            texts = page.locator("table.index tbody tr").all_inner_texts()
            orders.append([text.split()[0] for text in texts])
        assert names.count() >= 4
        # 示例县 rose, 渝北区 fell; 临洮县 and 大姚县 have no general revenue there.
        assert [one[:3] for one in orders[0][:2]] == ["示例县", "渝北区"]
        assert [one[:3] for one in orders[1][:2]] == ["渝北区", "示例县"]


def test_a_distribution_is_of_one_period(browser: Browser, tmp_path: Path) -> None:
    place = tmp_path / "index.html"
    made = [
        (Entry(f"62112{n}", f"县{n}", period, "ok", "", "", 1.0), {"standing": {"revenue": [n, n]}})
        for period in ("2024-05", "2024-06")
        for n in "123456"
    ]
    place.write_text(index_page(made), encoding="utf-8")
    with opened(browser, place) as (page, _):
        page.wait_for_timeout(300)
        assert page.locator("table.index .strip").count() == 0
        page.get_by_label("期间").select_option("2024-06")
        # 1 to 6: the middle is 3.5.
        assert "中位 3.5" in page.locator("table.index .range").inner_text()


def test_the_table_of_the_index_is_saved_for_excel(browser: Browser, outputs: Path) -> None:
    with opened(browser, outputs / "index.html", accept_downloads=True) as (page, _):
        with page.expect_download() as saved:
            page.get_by_role("button", name="下载表格").click()
        text = saved.value.path().read_bytes().decode("utf-8")
        assert text.startswith("\ufeff县区,代码,地市,期间,收入 亿元,收入增幅 %")
        assert "渝北区,500112,重庆市,2020-12,67.06,-11.4" in text


def test_the_page_of_an_area_finds_sorts_and_leads_to_the_reports(
    browser: Browser, outputs: Path
) -> None:
    with opened(browser, outputs / "rollup-500000-2020-12.html") as (page, noise):
        rows = page.locator("table.index tbody tr:visible")
        assert rows.count() == 38
        assert "合计" not in page.locator("#shown").inner_text()
        page.get_by_label("状态").select_option("未报")
        assert rows.first.inner_text().split()[0] == "渝中区"
        page.get_by_label("状态").select_option("")
        page.locator("table.index").get_by_role("button", name="收入增幅").click()
        assert rows.first.inner_text().split()[0] == "万州区"
        page.get_by_label("查找").fill("ybq")
        rows.first.get_by_role("link", name="渝北区").click()
        assert page.url.endswith("2020-12/500112/report.html")
        assert [one for one in noise if not one.startswith("file:")] == []


def test_changes_as_a_page_are_accessible_and_fit_a_phone(browser: Browser, tmp_path: Path) -> None:
    was, now = ("2021-10", "36979", "万元", "月报.xlsx!B12"), ("2021-10", "60000", "万元", "更正")
    what = ("增值税", "税收收入", "累计本期数", *was, *now)
    changes = [Change("DEMO01", "示例县", kind, *what) for kind in KINDS]
    place = tmp_path / "diff.html"
    place.write_text(changes_page(Changes(tuple(changes)), "原来", "现在"), encoding="utf-8")
    for seen in ("light", "dark phone", "forced colours"):
        with opened(browser, place, bypass_csp=True, **SEEN[seen]) as (page, noise):
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert noise == []


def test_no_chart_is_cut_between_printed_pages(browser: Browser, outputs: Path) -> None:
    with opened(browser, outputs / REPORT) as (page, _):
        page.emulate_media(media="print")
        styles = page.locator("figure.chart").evaluate_all(
            "charts => charts.map(chart => getComputedStyle(chart).breakInside)"
        )
        assert len(styles) >= 8
        assert set(styles) == {"avoid"}
        tall = page.locator("figure.chart").evaluate_all(
            "charts => Math.max(...charts.map(chart => chart.getBoundingClientRect().height))"
        )
        assert tall < 225 * 96 / 25.4  # the type area of an A4 page is 225 mm high
        assert page.pdf(format="A4").startswith(b"%PDF")
