"""The parts of a report as HTML, a template each; every number shown is a marked-up figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from finkit.charts.catalogue import ChartSet
from finkit.checks.finding import SEVERITIES, Finding
from finkit.facts import Fact
from finkit.figures.declaration import CountyIndicator
from finkit.figures.figure import Figure
from finkit.narrative.item_table import headings, item_rows
from finkit.report.cards import Card
from finkit.report.content import Content
from finkit.report.telling import Telling
from finkit.report.views.view import View, render
from finkit.units import machine
from finkit.wording import NOTHING, Phrase, phrase


def masthead(report: Content) -> View:
    """Title, period, data status and the mark of synthetic data."""
    statuses = {s.key.data_status for s in report.at.book if s.key.data_status}
    return render(
        "masthead.html.j2",
        title=report.title,
        county=report.county,
        period=report.period,
        banner=report.banner,
        status="、".join(sorted(statuses)) or "数据状态未注明",
        sections=report.narrative.sections,
        other_charts=_others(report).drawn,
    )


def body(report: Content) -> View:
    """正文: the text, each chart beside the text that it proves."""
    text = report.narrative
    return View(text.page(report.charts.side_by_side), text.figures)


def other_charts(report: Content) -> View:
    """The charts that the text does not call."""
    return View(_others(report)._repr_html_())


def _others(report: Content) -> ChartSet:
    return report.charts.without(report.narrative.charts)


def headline(cards: Iterable[Card]) -> View:
    """The main items: level, change, budget progress."""
    return render("headline.html.j2", cards=tuple(cards))


def indicator_table(report: Content) -> View:
    """The county's own indicators, then the items."""
    return render(
        "indicators.html.j2",
        county_rows=[
            (declared.label, figure, _level(report, figure))
            for declared, figure in _of_county(report)
            if declared.in_table and figure.value is not None
        ],
        headings=headings(),
        items=item_rows(report.at.book, report.figures, report.speaker),
    )


def _of_county(report: Content) -> Iterator[tuple[CountyIndicator, Figure]]:
    """The county's own figures, with their declarations."""
    for figure in report.figures:
        if isinstance(figure.declared, CountyIndicator):
            yield figure.declared, figure


def _level(report: Content, figure: Figure) -> Phrase:
    return phrase(report.speaker.level(figure)) if figure.value is not None else NOTHING


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
