"""Building a report: figures, findings, text and charts of one county at one period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from finkit import facts as facts_table
from finkit.charts.fonts import use_fonts_in_kernel
from finkit.checks import Findings, examine
from finkit.counties import County, resolve
from finkit.counties.typed import written
from finkit.dataset import Dataset, open_dataset
from finkit.errors import NotHeldError
from finkit.facts import merged
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet
from finkit.gate.names import folded_name
from finkit.indicators.supplied import supplied_figures
from finkit.narrative import kinds
from finkit.periods import Period
from finkit.report.county_report import CountyReport
from finkit.report.guard import require_found, require_true
from finkit.report.options import Options
from finkit.report.said import said


def build(
    county: str | float,
    period: str | int | date | Period,
    data: str | Path | Dataset = "",
    facts: str | Path = "",
    options: Mapping[str, Any] | None = None,
) -> CountyReport:
    """The report of a county (code or name) at a period (`YYYY-MM`, 202402, 2024年2月).

    `data` is a path as for `--data` ("" the embedded sample), `facts` a facts table. Raises a
    `FinkitError` for anything unknown, mistyped or not in the data.

    >>> build("临洮县", "2024-02").county.code
    '621124'
    """
    use_fonts_in_kernel()
    when, asked = Period.parse(period), Options.parse(options)
    kinds.named(asked.kind).check(when)
    opened = data if isinstance(data, Dataset) else open_dataset(data)
    opened = opened.with_indicators(asked.own.indicators)
    found = resolve(folded_name(written(county)), opened.ledger.counties)
    require_period(opened, found, when)
    given = facts_table.opened(Path(facts)).of(found, when) if str(facts) else []
    supplied = merged(opened.facts_of(found, when), given)
    at = CountyAt(opened.ledger.county(found.code, when), when, opened.calibers)
    figures = FigureSet(
        [*opened.calculator.figures_in(at.book, when), *supplied_figures(found, supplied)]
    )
    examined = examine(opened, at, figures, supplied)
    report = CountyReport(
        county=found,
        period=when,
        options=asked,
        data=opened,
        figures=said(
            opened.with_printed(at.book, when, figures), opened.printed_at(found.code, when)
        ),
        findings=Findings(examined.findings),
        tally=examined.tally,
        facts=tuple(supplied),
    )
    require_found(report)
    if asked.mode == "final":
        require_true(report)
    _require_complete(report)
    return report


def _require_complete(report: CountyReport) -> None:
    """A final report lacks nothing, unless that is allowed: then it says what it left out."""
    asked = report.options
    strict = asked.mode == "final" and not asked.allow_missing
    # A mistake in edited wording, or in an extension, is said here, not amid a notebook.
    if asked.own.charts:
        _ = report.charts
    worded = bool(asked.template or asked.own)
    if (worded or strict) and (pending := report.narrative.pending) and strict:
        raise NotHeldError(
            f"定稿还缺{len(pending)}项：{'、'.join(pending)}",
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
