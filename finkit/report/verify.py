"""Does a page still hold? Its figures computed anew from the data, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from finkit.dataset import Dataset
from finkit.errors import DataError, UsageError
from finkit.report.build import build
from finkit.report.content import Content
from finkit.report.page_figures import Page
from finkit.report.printed_value import prints
from finkit.report.told_figures import exact


@dataclass(frozen=True)
class Difference:
    """One thing that does not hold: what the page says, what the data give."""

    what: str
    said: str
    found: str


@dataclass(frozen=True)
class Verdict:
    """How many figures were looked at, and what does not hold."""

    title: str
    figures: int
    differences: tuple[Difference, ...]


def read_page(path: Path) -> Page:
    """The page of a report. Raises `UsageError` or `DataError` for what is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError("没有这个文件", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise DataError("不是 UTF-8 编码的网页", where=path.name) from error
    page = Page()
    page.feed(text)
    if not {"county_code", "period"} <= set(page.identity):
        raise DataError("不是 finkit 生成的报告", where=path.name)
    return page


def verify(path: Path, data: Dataset, facts: str = "", notebook: str = "") -> Verdict:
    """Computes every figure of a page anew, and compares."""
    page = read_page(path)
    identity, options = page.identity, {"notebook": notebook}
    report = build(identity["county_code"], identity["period"], data, facts, options)
    found = [*_identity(page, report), *_figures(page, report)]
    return Verdict(report.title, len(page.figures), tuple(found))


def _identity(page: Page, report: Content) -> Sequence[Difference]:
    pairs = (
        ("数据指纹", "data_digest", report.data_digest),
        ("笔记本指纹", "notebook_digest", report.notebook_digest),
    )
    return [
        Difference(label, said[:16], found[:16])
        for label, name, found in pairs
        if (said := page.identity.get(name, "")) != found
    ]


def _figures(page: Page, report: Content) -> Sequence[Difference]:
    """Each figure once where its value is another; each number that does not print its value."""
    known = {figure.id: figure for figure in report.figures}
    differences = {}
    for one in page.figures:
        figure = known.get(one.figure)
        found = exact(figure) if figure else ""
        if one.value != found or figure is None:
            said = one.value or one.text
            differences[one.figure, said] = Difference(one.figure, said, found or "数据中没有")
        elif not prints(one.text, figure):
            differences[one.figure, one.text] = Difference(one.figure, one.text, found)
    return list(differences.values())
