"""`index.html`: a county a line, a period a column, each report with its status."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from finkit.batch.manifest import STATUSES, Entry
from finkit.counties import province_of
from finkit.render.rendering import stylesheet

Summary = dict[str, Any]
_MOST_LINES = 4


@dataclass(frozen=True)
class Row:
    """One county of the index: a cell a period (None where no report was asked for)."""

    county: str
    code: str
    province: str
    cells: tuple[Entry | None, ...]
    headline: tuple[dict[str, str], ...]
    synthetic: bool

    @property
    def statuses(self) -> str:
        """The statuses of its reports in words, to filter by."""
        return " ".join(dict.fromkeys(STATUSES[cell.status] for cell in self.cells if cell))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("finkit.batch", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def index_page(made: Sequence[tuple[Entry, Summary | None]]) -> str:
    """The page as HTML; opens from a folder, links are relative."""
    rows = _rows(made)
    script = files("finkit.batch").joinpath("index.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    counted = Counter(STATUSES[entry.status] for entry, _ in made)
    return (
        _environment()
        .get_template("index.html.j2")
        .render(
            rows=rows,
            periods=_periods(made),
            provinces=sorted({row.province for row in rows if row.province}),
            counts=[(name, counted[name]) for name in STATUSES.values() if counted[name]],
            total=len(made),
            statuses=STATUSES,
            style=stylesheet(),
            script=script,
            script_hash=f"sha256-{digest}",
        )
    )


def _periods(made: Sequence[tuple[Entry, Summary | None]]) -> list[str]:
    return sorted({entry.period for entry, _ in made}, reverse=True)


def _rows(made: Sequence[tuple[Entry, Summary | None]]) -> list[Row]:
    counties: dict[str, dict[str, tuple[Entry, Summary | None]]] = {}
    for entry, summary in made:
        counties.setdefault(entry.county_code, {})[entry.period] = (entry, summary)
    periods = _periods(made)
    return [_row(code, reports, periods) for code, reports in counties.items()]


def _row(
    code: str, reports: dict[str, tuple[Entry, Summary | None]], periods: Sequence[str]
) -> Row:
    summaries = [reports[p][1] for p in periods if p in reports]
    latest = next((summary for summary in summaries if summary), None)
    return Row(
        county=next(iter(reports.values()))[0].county,
        code=code,
        province=province_of(code),
        cells=tuple(reports[p][0] if p in reports else None for p in periods),
        headline=tuple(latest["headline"][:_MOST_LINES]) if latest else (),
        synthetic=bool(latest and latest["synthetic"]),
    )
