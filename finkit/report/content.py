"""What a county's report holds at a period, before any of it is shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

from finkit.charts.catalogue import CHARTS, ChartSet, draw_all
from finkit.checks import Doubts, Findings, Tally, doubts_in
from finkit.contract import publication
from finkit.counties import County
from finkit.dataset import Dataset
from finkit.facts import Fact
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet
from finkit.figures.pointing import Spots
from finkit.forecasting import Forecast, forecast_at
from finkit.narrative import kinds
from finkit.narrative.context import Subject
from finkit.narrative.kinds import Kind
from finkit.narrative.write import Narrative, write
from finkit.periods import Period
from finkit.readers.side_tables import Source
from finkit.report.money import text_unit
from finkit.report.notebook import notebook_path
from finkit.report.options import Options
from finkit.samples import SYNTHETIC_BANNER, SYNTHETIC_SOURCE
from finkit.wording import Speaker
from finkit.wording.display import HeadSpeaker, TableSpeaker


@dataclass(frozen=True, repr=False)
class Content:
    """One county and period, frozen: figures, text, charts, findings, facts and sources.

    Text and charts are made when first asked for, and once.
    """

    county: County
    period: Period
    options: Options
    data: Dataset
    figures: FigureSet
    findings: Findings
    tally: Tally
    facts: tuple[Fact, ...]

    @cached_property
    def at(self) -> CountyAt:
        """The county's items at the period."""
        book = self.data.ledger.county(self.county.code, self.period)
        return CountyAt(book, self.period, self.data.calibers)

    @property
    def kind(self) -> Kind:
        """Which kind of report it is."""
        return kinds.named(self.options.kind)

    @cached_property
    def doubts(self) -> Doubts:
        """The errors about the county's amounts, this period's and earlier ones."""
        accepted = self.options.accept
        return doubts_in(self.data, self.at.book, self.period, self.findings, accepted)

    @cached_property
    def spots(self) -> Spots:
        """Where the page tells of each figure."""
        return Spots(self.figures)

    @cached_property
    def speaker(self) -> Speaker:
        """Figures in words, in the report's style; those in doubt are marked."""
        return Speaker(self.options.style, self.doubts, self.spots)

    @cached_property
    def writer(self) -> Speaker:
        """The same for the text, whose amounts stand in one unit."""
        money = self.options.unit or text_unit(self.figures)
        style = replace(self.options.style, money=money)
        return Speaker(style, self.doubts, self.spots)

    @cached_property
    def head_speaker(self) -> Speaker:
        """The same for the head of the page: amounts from 1亿元 on in 亿元."""
        return HeadSpeaker(self.options.style, self.doubts, self.spots)

    @cached_property
    def table_speaker(self) -> Speaker:
        """The same for tables and drawings: each amount in its own unit, thousands apart."""
        return TableSpeaker(self.options.style, self.doubts, self.spots)

    @cached_property
    def narrative(self) -> Narrative:
        """The text, section by section.

        A final report that may lack nothing leaves nothing out either: it is refused where
        anything is pending, and what is pending stands in its text.
        """
        own = self.options.own
        subject = Subject(
            county=self.at,
            figures=self.figures,
            facts=self.facts,
            thresholds=self.options.lines,
            speaker=self.writer,
            charts=(*CHARTS, *(one.name for one in own.charts)),
            internal=self.options.internal,
            own=own.words,
        )
        asked = self.options
        drop = asked.mode == "final" and asked.allow_missing
        told = write(subject, self.kind, asked.template, drop_pending=drop)
        return replace(told, notes=(*told.notes, *own.notes))

    @cached_property
    def forecast(self) -> Forecast | None:
        """Where the year is heading: nothing unless that is asked for."""
        return forecast_at(self.at, self.doubts) if self.options.forecast else None

    @cached_property
    def charts(self) -> ChartSet:
        """The charts that the data allow, and why the others are not drawn."""
        drawn = draw_all(
            self.at,
            self.figures,
            self.data.calculator,
            self.table_speaker,
            self.options.lines,
            self.options.own.charts,
        )
        return drawn.marked(self.doubts).sourced(lambda key: self.data.source(key).title)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The publications that the period's observations name; cells of one are one."""
        named = {cell.source: None for figure in self.figures for cell in figure.inputs}
        known = self.data.sources
        keys = dict.fromkeys(key if key in known else publication(key) for key in named)
        return {key: self.data.source(key) for key in keys}

    @cached_property
    def data_digest(self) -> str:
        """A hash of what the data hold of the county up to the period."""
        return self.data.ledger.digest(self.county.code, self.period)

    @cached_property
    def notebook_digest(self) -> str:
        """A hash of the notebook that makes the report."""
        path = notebook_path(self.options.notebook)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    @property
    def is_synthetic(self) -> bool:
        """Whether the figures are of the synthetic county (演示数据)."""
        return SYNTHETIC_SOURCE in self.sources

    @property
    def banner(self) -> str:
        """What stands before everything else, in every form of the report; "" for a real county."""
        return SYNTHETIC_BANNER if self.is_synthetic else ""

    @property
    def title(self) -> str:
        """临洮县2024年1—2月财政收支执行情况."""
        name = " ".join(self.county.name.split())
        return self.kind.titled(name, self.period)
