"""The parts of a report as HTML, a template each; every number shown is a marked-up figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from finkit.accounts.spelling import plain_name
from finkit.charts.spark import spark
from finkit.checks.finding import SEVERITIES
from finkit.facts import Fact
from finkit.figures import outline
from finkit.figures.declaration import CountyIndicator
from finkit.figures.figure import Figure
from finkit.narrative.item_words import ItemWords
from finkit.report.tables import headings, item_rows
from finkit.report.telling import Telling
from finkit.units import machine
from finkit.wording import NOTHING, Phrase, phrase

if TYPE_CHECKING:
    from finkit.report.build import CountyReport

_SHOWN_ID = re.compile(r'data-figure="([^"]*)"')


@dataclass(frozen=True, repr=False)
class View:
    """A part of the page; shows itself in a notebook."""

    html: str

    def __repr__(self) -> str:
        # The HTML is beside it: repeated here it would double every notebook.
        return "View(报告的一部分)"

    def _repr_html_(self) -> str:
        return self.html


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("finkit.report", "views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain_name"] = plain_name
    return environment


def _render(name: str, **context: Any) -> View:
    return View(_environment().get_template(name).render(**context))


def masthead(report: CountyReport) -> View:
    """Title, period, data status and the mark of synthetic data."""
    statuses = {s.key.data_status for s in report.at.book if s.key.data_status}
    return _render(
        "masthead.html.j2",
        title=report.title,
        county=report.county,
        period=report.period,
        synthetic=report.is_synthetic,
        status="、".join(sorted(statuses)) or "数据状态未注明",
        sections=report.narrative.sections,
        other_charts=report.other_charts.html,
    )


def body(report: CountyReport) -> View:
    """正文: the text, each chart beside the text that it proves."""
    return View(report.narrative.page(report.charts.side_by_side))


def other_charts(report: CountyReport) -> View:
    """The charts that the text does not call."""
    return View(report.charts.without(report.narrative.charts)._repr_html_())


def headline_items(report: CountyReport) -> list[ItemWords]:
    """The items of the cards: what the report leads with."""
    lines = (*outline.REVENUE_LINES, *outline.SPENDING_LINES)
    items = outline.lines(report.at, lines)
    return [ItemWords(item, report.figures, report.speaker) for item in items]


def headline(report: CountyReport) -> View:
    """The main items: level, change, budget progress."""
    items = headline_items(report)
    return _render("headline.html.j2", items=items, spark=lambda item: spark(item.recent))


def indicator_table(report: CountyReport) -> View:
    """The county's own indicators, then the items."""
    return _render(
        "indicators.html.j2",
        county_rows=[
            (declared.label, figure, _level(report, figure))
            for declared, figure in _of_county(report)
            if declared.in_table and figure.value is not None
        ],
        headings=headings(),
        items=item_rows(report),
    )


def _of_county(report: CountyReport) -> Iterator[tuple[CountyIndicator, Figure]]:
    """The county's own figures, with their declarations."""
    for figure in report.figures:
        if isinstance(figure.declared, CountyIndicator):
            yield figure.declared, figure


def _level(report: CountyReport, figure: Figure) -> Phrase:
    return phrase(report.speaker.level(figure)) if figure.value is not None else NOTHING


def findings_table(report: CountyReport) -> View:
    """Findings, then the county indicators that could not be computed and why."""
    gaps = [
        (declared.label, figure.of_item, figure.reason)
        for declared, figure in _of_county(report)
        if figure.value is None
    ]
    return _render(
        "findings.html.j2",
        findings=report.findings,
        severities=SEVERITIES,
        gaps=gaps,
        undrawn=report.charts.undrawn,
    )


def provenance(report: CountyReport) -> View:
    """Every figure shown in the other views: formula, inputs, sources; the seal of the page."""
    shown = dict.fromkeys(
        unescape(figure)
        for part in (report.headline, report.narrative, report.indicator_table)
        for figure in _SHOWN_ID.findall(part._repr_html_())
    )
    telling = Telling((report.figures[figure] for figure in shown), report.sources)
    return _render(
        "provenance.html.j2",
        county=report.county,
        period=report.period,
        data_digest=report.data_digest,
        notebook_digest=report.notebook_digest,
        formulas=telling.formulas(),
        rows=(rows := telling.rows()),
        cells=any(one.source for row in rows for one in row.inputs),
        sources=telling.sources(),
        facts=report.facts,
        stated=_stated,
    )


def _stated(fact: Fact) -> str:
    number = "" if fact.value is None else f"{machine(fact.value)}{fact.unit}"
    return "，".join(part for part in (number, fact.text) if part)
