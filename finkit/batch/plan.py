"""Which reports a batch is to make: counties resolved, periods parsed, the data looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from finkit.batch.manifest import Key
from finkit.batch.params import Asked, Params
from finkit.checks.finding import period_in
from finkit.counties import County, group, resolve
from finkit.dataset import Dataset
from finkit.errors import FinkitError, NotHeldError, UsageError, quoted
from finkit.gate.names import folded_name
from finkit.periods import Period
from finkit.report.build import require_period


@dataclass(frozen=True)
class Request:
    """One report asked for; `lacking` says why the data cannot give it ("" where they can)."""

    county: County
    period: Period
    options: dict[str, Any] = field(default_factory=dict, hash=False)
    lacking: str = ""

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.county.code, str(self.period)


def plan(params: Params, data: Dataset) -> list[Request]:
    """The reports asked for, in the order of the file.

    A county named by itself comes before the group (a province, `all`) it is also a member of: the
    options beside its name hold. Raises `UsageError`, `NotHeldError` or `AmbiguousError` for what
    cannot be meant, and for two names of one county.
    """
    where = params.path.name
    own: dict[tuple[str, Period], Request] = {}
    grouped: dict[tuple[str, Period], Request] = {}
    for asked in params.asked:
        try:
            period = Period.parse(asked.period)
            wanted = folded_name(asked.county)
            members = group(wanted, data.ledger.counties)
            found = members or [resolve(wanted, data.ledger.counties)]
        except FinkitError as error:
            raise type(error)(error.what, where=where, advice=error.advice) from error
        for county in found:
            if not members and (county.code, period) in own:
                raise UsageError(f"重复要求了{county.name}（{county.code}）{period}", where=where)
            target = grouped if members else own
            target.setdefault((county.code, period), _request(county, period, asked, data))
    requests = [*own.values(), *(r for key, r in grouped.items() if key not in own)]
    _require_used(params, requests)
    return requests


def _require_used(params: Params, requests: list[Request]) -> None:
    """Raises `UsageError` for a finding let stand that is of no report of the plan."""
    used = {finding for request in requests for finding in request.options.get("accept", ())}
    given = [finding for asked in params.asked for finding in asked.options.get("accept", ())]
    if unused := next((finding for finding in given if finding not in used), ""):
        raise UsageError(
            f"认可的{quoted(unused)}不是这批报告的核对发现",
            where=params.path.name,
            advice="编号以县区代码和期间开头，见初稿的数据核对，或 finkit check",
        )


def _request(county: County, period: Period, asked: Asked, data: Dataset) -> Request:
    options = _own(asked.options, county.code, str(period))
    try:
        require_period(data, county, period)
    except NotHeldError as error:
        return Request(county, period, options, str(error))
    return Request(county, period, options)


def _own(options: dict[str, Any], code: str, period: str) -> dict[str, Any]:
    """The options with those findings let stand that may be this report's: of its county, and of
    no later period. Reports of a batch share the others."""
    if "accept" not in options:
        return options
    pairs = options["accept"].items()
    kept = {
        finding: reason
        for finding, reason in pairs
        if (when := period_in(finding, code)) is not None and when <= period
    }
    return {**options, "accept": kept}


def shown(requests: list[Request]) -> Iterator[tuple[str, str, str, str]]:
    """The plan for the eye: code, county, period, and what the data lack."""
    for request in requests:
        county = request.county
        yield county.code, county.name, str(request.period), request.lacking or "可生成"
