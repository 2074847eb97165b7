"""Thresholds of claims: `thresholds.csv` with their sources; a report's options may set others."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from finkit.errors import UsageError, did_you_mean, quoted
from finkit.units import text


class Threshold(NamedTuple):
    """One line between what is claimed and what is not, and where it comes from."""

    key: str
    value: Decimal
    unit: str
    meaning: str
    source: str

    def __str__(self) -> str:
        return text(self.value, self.unit, max(0, -int(self.value.as_tuple().exponent)))


@cache
def defaults() -> dict[str, Threshold]:
    """Every threshold by its key.

    >>> str(defaults()["tax_share"])
    '50%'
    """
    table = files(__package__).joinpath("thresholds.csv").read_text(encoding="utf-8")
    return {
        row["key"]: Threshold(
            row["key"], Decimal(row["value"]), row["unit"], row["meaning"], row["source"]
        )
        for row in csv.DictReader(table.splitlines())
    }


def thresholds(given: Mapping[str, object] | None = None) -> dict[str, Threshold]:
    """The defaults with the given values in their place.

    Raises `UsageError` on an unknown key (naming the nearest) or a value that is no number.
    """
    known = dict(defaults())
    for key, value in (given or {}).items():
        if key not in known:
            advice = did_you_mean(str(key), known) or f"可用：{'、'.join(known)}"
            raise UsageError(f"不认识的阈值{quoted(str(key))}", advice=advice)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UsageError(f"阈值 {key} 应为数字，不是{quoted(str(value))}")
        changed = Decimal(str(value))
        known[key] = known[key]._replace(value=changed, source="本次报告的参数")
    return known
