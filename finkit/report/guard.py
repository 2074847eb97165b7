"""What a final report may not say: a figure that an error touches and no one has accepted."""

from __future__ import annotations

from finkit.checks.finding import period_in
from finkit.errors import RefusedError, UsageError, did_you_mean, quoted
from finkit.report.county_report import CountyReport


def require_true(report: CountyReport) -> None:
    """Raises `RefusedError` naming each error that stands in what a report says or draws."""
    standing = [one for one in report.shown_errors if one.id not in report.options.accept]
    if standing:
        named = "；".join(f"{one.named}（{one.place}）" for one in standing)
        raise RefusedError(
            f"定稿所用的数有{len(standing)}处错误：{named}",
            advice="改正数据；经核实可以照用的，用 --accept 编号 --because 理由",
        )


def require_found(report: CountyReport) -> None:
    """Raises `UsageError` where what is to be let stand was not found."""
    for finding in report.options.accept:
        known = {one.id for one in report.told_findings}
        if finding not in known and not _is_earlier(finding, report):
            advice = did_you_mean(finding, known) or "编号见初稿的数据核对，或 finkit check"
            raise UsageError(f"没有编号为{quoted(finding)}的核对发现", advice=advice)


def _is_earlier(finding: str, report: CountyReport) -> bool:
    """Whether it is an error of an earlier period, which touches nothing here."""
    when = period_in(finding, report.county.code)
    earlier = [period for period in report.at.book.periods if str(period) == when]
    return any(finding in report.doubts.ids_at(period) for period in earlier)
