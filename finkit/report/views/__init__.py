"""The parts of a report as HTML, a template each; every number shown is a marked-up figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from finkit.charts.catalogue import ChartSet
from finkit.checks.finding import SEVERITIES, Finding
from finkit.facts import Fact
from finkit.forecasting import COLUMN_WORDS, Forecast
from finkit.forecasting.method import METHOD
from finkit.periods import MONTHS_A_YEAR
from finkit.report.cards import Card
from finkit.report.content import Content
from finkit.report.lead import finding, lede
from finkit.report.main_table import main_table as main_rows
from finkit.report.views.items import Items, item_table, items, of_county
from finkit.report.views.view import View, render
from finkit.units import machine, text

__all__ = [
    "Items",
    "View",
    "appendix",
    "body",
    "findings_table",
    "forecast",
    "headline",
    "item_table",
    "items",
    "main_table",
    "masthead",
    "other_charts",
    "provenance",
]

_UNIT = re.compile(r"(?<=\d)([^\d<>.,]+)</a>(?=[^\n]*</p>\n<p class=\"moved\")")
"""The unit of a key figure, printed smaller."""


def masthead(report: Content) -> View:
    """The county, what the page is and its marks; the finding; a paragraph."""
    statuses = {s.key.data_status for s in report.at.book if s.key.data_status}
    return render(
        "masthead.html.j2",
        title=report.title,
        clauses=finding(report),
        lede=lede(report),
        county=report.county,
        banner=report.banner,
        draft=report.options.mode == "draft",
        errors=any(one.severity == "error" for one in report.findings),
        status="、".join(sorted(statuses)),
        sections=report.narrative.sections,
        charts=_others(report).drawn,
    )


def body(report: Content) -> View:
    """正文: the text, with the charts that it calls."""
    told = report.narrative
    page = f'<div class="text">{told.page(report.charts.side_by_side)}</div>'
    called = report.charts.named(told.charts)
    return View(page, (*told.figures, *called.figures))


def other_charts(report: Content) -> View:
    """The charts that the text does not call."""
    others = _others(report)
    return View(others._repr_html_(), others.figures)


def _others(report: Content) -> ChartSet:
    return report.charts.without(report.narrative.charts)


def headline(report: Content, cards: Iterable[Card]) -> View:
    """The key figures: level, change, progress, place."""
    cards = tuple(cards)
    view = render("headline.html.j2", cards=cards, notes=_how(report, cards))
    return View(_UNIT.sub(r"<small>\1</small></a>", view.html), view.figures)


def _how(report: Content, cards: Iterable[Card]) -> str:
    """How the marks are read."""
    if any(card.bullet for card in cards) and report.period.month < MONTHS_A_YEAR:
        due = text(report.period.schedule(), "%")
        return f"横条：完成全年预算的比例，竖线为序时进度{due}（债务为限额，税收为占比）。"
    return ""


def forecast(asked: Forecast) -> str:
    """全年估计: a table and a fan an item; nothing of it is a figure, and all of it is marked."""
    drawn = [replace(one, name=f"forecast-{n}") for n, one in enumerate(asked.charts, start=1)]
    return render(
        "forecast.html.j2",
        forecast=asked,
        heads=COLUMN_WORDS,
        method=METHOD,
        charts=ChartSet(tuple(drawn), ()).side_by_side(),
    ).html


def main_table(report: Content) -> View:
    """Totals and their largest parts, what they came to and how they moved."""
    return render("main_table.html.j2", table=main_rows(report), when=report.period.when())


def appendix(parts: Iterable[View]) -> View:
    """What is looked up rather than read, closed until asked for."""
    parts = tuple(parts)
    shown = tuple(figure for part in parts for figure in part.figures)
    return View(render("appendix.html.j2", parts=parts).html, shown)


def findings_table(report: Content, findings: Iterable[Finding]) -> View:
    """Findings, then the county indicators that could not be computed and why."""
    gaps = [
        (declared.label, figure.of_item, figure.reason)
        for declared, figure in of_county(report)
        if figure.value is None
    ]
    return render(
        "findings.html.j2",
        findings=tuple(findings),
        period=str(report.period),
        accepted=report.options.accept,
        tally=report.tally.text,
        severities=SEVERITIES,
        gaps=gaps,
        undrawn=report.charts.undrawn,
    )


def provenance(report: Content, made: Items) -> View:
    """Formulas and sources, and the data of what has no line in the table of items; the seal."""
    return render(
        "provenance.html.j2",
        county=report.county,
        period=report.period,
        data_digest=report.data_digest,
        notebook_digest=report.notebook_digest,
        extensions=report.options.own.digests,
        formulas=made.telling.formulas(),
        rows=made.others,
        sources=made.telling.sources(),
        facts=report.facts,
        one_source=len({fact.source for fact in report.facts} - {""}) == 1
        and all(fact.source for fact in report.facts),
        stated=_stated,
    )


def _stated(fact: Fact) -> str:
    number = "" if fact.value is None else f"{machine(fact.value)}{fact.unit}"
    return "，".join(part for part in (number, fact.text) if part)
