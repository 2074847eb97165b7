"""The parts of a report as HTML, a template each; every number shown is a marked-up figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from finkit.charts.catalogue import ChartSet
from finkit.checks.finding import SEVERITIES, Finding
from finkit.facts import Fact
from finkit.figures.declaration import CountyIndicator
from finkit.figures.figure import Figure
from finkit.narrative.item_table import headings, item_rows
from finkit.periods import MONTHS_A_YEAR
from finkit.report.cards import Card
from finkit.report.content import Content
from finkit.report.lead import finding, lede
from finkit.report.main_table import main_table as main_rows
from finkit.report.one_unit import one_unit
from finkit.report.telling import Telling
from finkit.report.views.view import View, render
from finkit.units import machine, text
from finkit.wording import NOTHING, Phrase, phrase

_LINKED = re.compile(r'<a href="(#f-[^"]*)">(<data[^>]*>[^<]*</data>)</a>')
_UNIT = re.compile(r"(?<=\d)([^\d<>.,]+)</data>(?=[^\n]*</p>\n<p class=\"moved\")")
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
    return View(_UNIT.sub(r"<small>\1</small></data>", view.html), view.figures)


def _how(report: Content, cards: Iterable[Card]) -> str:
    """How the marks are read."""
    if any(card.bullet for card in cards) and report.period.month < MONTHS_A_YEAR:
        due = text(report.period.schedule(), "%")
        return f"横条：完成全年预算的比例，竖线为序时进度{due}（债务为限额，税收为占比）。"
    return ""


def main_table(report: Content) -> View:
    """Totals and their largest parts, what they came to and how they moved."""
    return render("main_table.html.j2", table=main_rows(report), when=report.period.when())


def appendix(parts: Iterable[View]) -> View:
    """What is looked up rather than read, closed until asked for."""
    parts = tuple(parts)
    shown = tuple(figure for part in parts for figure in part.figures)
    return View(render("appendix.html.j2", parts=parts).html, shown)


def indicator_table(report: Content) -> View:
    """The county's own indicators, then the items."""
    rows = item_rows(report.at.book, report.figures, report.table_speaker)
    heads, cells = one_unit(headings(), [row.cells for row in rows])
    items = [replace(row, cells=tuple(line)) for row, line in zip(rows, cells, strict=True)]
    view = render(
        "indicators.html.j2",
        county_rows=[
            (declared.label, figure, _level(report, figure))
            for declared, figure in _of_county(report)
            if declared.in_table and figure.value is not None
        ],
        heads=heads,
        items=items,
    )
    return View(_linked_once(view.html), view.figures)


def _linked_once(html: str) -> str:
    """One link to each row of sources: what is looked up stands beside them, and hundreds of
    links are hundreds of stops on a keyboard's way."""
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        if found[1] in seen:
            return found[2]
        seen.add(found[1])
        return found[0]

    return _LINKED.sub(once, html)


def _of_county(report: Content) -> Iterator[tuple[CountyIndicator, Figure]]:
    """The county's own figures, with their declarations."""
    for figure in report.figures:
        if isinstance(figure.declared, CountyIndicator):
            yield figure.declared, figure


def _level(report: Content, figure: Figure) -> Phrase:
    return phrase(report.table_speaker.level(figure)) if figure.value is not None else NOTHING


def findings_table(report: Content, findings: Iterable[Finding]) -> View:
    """Findings, then the county indicators that could not be computed and why."""
    gaps = [
        (declared.label, figure.of_item, figure.reason)
        for declared, figure in _of_county(report)
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


def provenance(report: Content, parts: Iterable[View]) -> View:
    """Every figure shown in the other views: formula, inputs, sources; the seal of the page."""
    shown = {figure.id: figure for part in parts for figure in part.figures}
    telling = Telling(shown.values(), report.sources)
    return render(
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
