"""Which reports a batch is to make: counties resolved, periods parsed, the data looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from finkit.batch.manifest import Key
from finkit.batch.params import Asked, Params
from finkit.counties import County, group, resolve
from finkit.dataset import Dataset
from finkit.errors import FinkitError, NotHeldError, UsageError
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
            members = group(asked.county, data.ledger.counties)
            found = members or [resolve(asked.county, data.ledger.counties)]
        except FinkitError as error:
            raise type(error)(error.what, where=where, advice=error.advice) from error
        for county in found:
            if not members and (county.code, period) in own:
                raise UsageError(f"重复要求了{county.name}（{county.code}）{period}", where=where)
            target = grouped if members else own
            target.setdefault((county.code, period), _request(county, period, asked, data))
    return [*own.values(), *(r for key, r in grouped.items() if key not in own)]


def _request(county: County, period: Period, asked: Asked, data: Dataset) -> Request:
    try:
        require_period(data, county, period)
    except NotHeldError as error:
        return Request(county, period, asked.options, str(error))
    return Request(county, period, asked.options)


def shown(requests: list[Request]) -> Iterator[tuple[str, str, str, str]]:
    """The plan for the eye: code, county, period, and what the data lack."""
    for request in requests:
        county = request.county
        yield county.code, county.name, str(request.period), request.lacking or "可生成"
