"""Building a report: figures, findings, text and charts of one county at one period."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from finkit import facts as facts_table
from finkit.charts.catalogue import CHARTS, ChartSet, draw_all
from finkit.checks import Finding, check_county
from finkit.contract import publication
from finkit.counties import County, resolve
from finkit.dataset import Dataset, Source, open_dataset
from finkit.errors import NotHeldError, UsageError
from finkit.facts import Fact, merged
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet
from finkit.indicators.supplied import supplied_figures
from finkit.narrative import KINDS, Narrative, Subject, write
from finkit.periods import Period
from finkit.report import views
from finkit.report.notebook import notebook_path
from finkit.report.options import Options
from finkit.report.seal import Seal, seal
from finkit.samples import SYNTHETIC_SOURCE
from finkit.wording import Speaker


@dataclass(frozen=True, repr=False)
class CountyReport:
    """One county and period, frozen: figures, text, charts, findings, facts and sources."""

    county: County
    period: Period
    options: Options
    data: Dataset
    figures: FigureSet
    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...]

    @cached_property
    def at(self) -> CountyAt:
        """The county's items at the period."""
        book = self.data.ledger.county(self.county.code, self.period)
        return CountyAt(book, self.period, self.data.calibers)

    @cached_property
    def speaker(self) -> Speaker:
        """Figures in words, in the report's style."""
        return Speaker(self.options.style)

    @cached_property
    def narrative(self) -> Narrative:
        """The text, section by section."""
        return write(
            self.subject,
            self.options.kind,
            self.options.template,
            drop_pending=self.options.mode == "final",
        )

    @property
    def subject(self) -> Subject:
        """What the text is written from."""
        return Subject(
            county=self.at,
            figures=self.figures,
            facts=self.facts,
            thresholds=self.options.lines,
            speaker=self.speaker,
            charts=CHARTS,
        )

    @cached_property
    def charts(self) -> ChartSet:
        """The charts that the data allow, and why the others are not drawn."""
        return draw_all(self.at, self.figures, self.data.calculator, self.speaker)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The publications that the period's observations name; cells of one are one."""
        named = {cell.source: None for figure in self.figures for cell in figure.inputs}
        known = self.data.sources
        keys = dict.fromkeys(key if key in known else publication(key) for key in named)
        return {key: self.data.source(key) for key in keys}

    @property
    def data_digest(self) -> str:
        """A hash of what the data hold of the county up to the period."""
        return self.data.ledger.digest(self.county.code, self.period)

    @property
    def notebook_digest(self) -> str:
        """A hash of the notebook that makes the report."""
        path = notebook_path(self.options.notebook)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    @property
    def is_synthetic(self) -> bool:
        """Whether the figures are of the synthetic county (演示数据)."""
        return SYNTHETIC_SOURCE in self.sources

    @property
    def title(self) -> str:
        """临洮县2024年1—2月财政收支执行情况."""
        name = " ".join(self.county.name.split())
        return f"{name}{self.period.year}年{self.period.span()}{KINDS[self.options.kind]}"

    @property
    def seal(self) -> Seal:
        """Whose report this is, and its figures, for machines."""
        return seal(self, views.headline_items(self))

    def __repr__(self) -> str:
        return f"CountyReport({self.title}，{len(self.figures)}个数，{len(self.findings)}条发现)"

    @property
    def masthead(self) -> views.View:
        """Title, county, period and status of the data."""
        return views.masthead(self)

    @property
    def headline(self) -> views.View:
        """The main figures as cards."""
        return views.headline(self)

    @property
    def body(self) -> views.View:
        """正文: the text with its charts."""
        return views.body(self)

    @property
    def other_charts(self) -> views.View:
        """The charts that stand beside no text."""
        return views.other_charts(self)

    @property
    def indicator_table(self) -> views.View:
        """County indicators, and every item with its change, budget and share."""
        return views.indicator_table(self)

    @property
    def findings_table(self) -> views.View:
        """What the checks found, and what the data lack."""
        return views.findings_table(self)

    @property
    def provenance(self) -> views.View:
        """For each figure shown its formula, inputs and sources."""
        return views.provenance(self)


def build(
    county: str | int,
    period: str,
    data: str | Path | Dataset = "",
    facts: str | Path = "",
    options: Mapping[str, Any] | None = None,
) -> CountyReport:
    """The report of a county (code or name) at a period (`YYYY-MM`).

    `data` is a path as for `--data` ("" the embedded sample), `facts` a facts table. Raises a
    `FinkitError` for anything unknown, mistyped or not in the data.

    >>> build("临洮县", "2024-02").county.code
    '621124'
    """
    if isinstance(county, int):
        # papermill's command line turns `-p county 621124` into a number.
        county = f"{county:06d}"
    for name, value in (("county", county), ("period", period)):
        if not isinstance(value, str):
            raise UsageError(f"参数 {name} 应为文字，如 county: '621124'、period: '2024-02'")
    opened = data if isinstance(data, Dataset) else open_dataset(data)
    when, asked = Period.parse(period), Options.parse(options)
    found = resolve(county, opened.ledger.counties)
    require_period(opened, found, when)
    given = facts_table.opened(Path(facts)).of(found, when) if str(facts) else []
    supplied = merged(opened.facts_of(found, when), given)
    at = CountyAt(opened.ledger.county(found.code, when), when, opened.calibers)
    figures = FigureSet(
        [*opened.calculator.figures_in(at.book, when), *supplied_figures(found, supplied)]
    )
    report = CountyReport(
        county=found,
        period=when,
        options=asked,
        data=opened,
        figures=figures,
        findings=tuple(check_county(opened, at, figures, supplied)),
        facts=tuple(supplied),
    )
    _require_complete(report)
    return report


def _require_complete(report: CountyReport) -> None:
    """A final report lacks nothing, unless that is allowed: then it says what it left out."""
    asked = report.options
    if asked.template:
        # A mistake in edited wording is said here, not in the middle of a notebook.
        _ = report.narrative
    if asked.mode != "final" or asked.allow_missing:
        return
    draft = write(report.subject, asked.kind, asked.template)
    if draft.pending:
        raise NotHeldError(
            f"定稿还缺{len(draft.pending)}项：{'、'.join(draft.pending)}",
            advice="补齐数据或事实；或用 --allow-missing 略去这些句子并列出清单",
        )


def require_period(data: Dataset, county: County, period: Period) -> None:
    """Raises `NotHeldError`, naming the nearest periods held, where the data lack the period."""
    held = data.ledger.periods(county.code)
    if period in held:
        return
    near = sorted(held, key=lambda p: abs((p.year - period.year) * 12 + p.month - period.month))
    shown = "、".join(map(str, sorted(near[:5])))
    raise NotHeldError(
        f"数据中没有{county.name}（{county.code}）{period} 的数",
        advice=f"有：{shown}" + (f" 等{len(held)}期" if len(held) > 5 else ""),
    )
