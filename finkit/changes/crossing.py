"""Which figures a threshold is drawn for, and what is on another side of it than before."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from operator import ge, gt, le, lt
from typing import NamedTuple

from finkit.changes.change import CROSSED, Change, Value, What, between
from finkit.claims.thresholds import Threshold, defaults
from finkit.figures.figure import Figure
from finkit.units import machine

_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
Pair = tuple[tuple[str, str], tuple[str, str]]


class Watched(NamedTuple):
    """A figure that a threshold is drawn for, whether it is beyond, and how it is told."""

    threshold: Threshold
    beyond: bool
    value: Value


class Row(NamedTuple):
    """One row of `crossings.csv`: which figure, beyond which side of which threshold."""

    threshold: str
    indicator: str
    item: str
    of_item: str
    holds: str
    sign: str

    def fits(self, indicator: str, item: str, of_item: str) -> bool:
        """Whether a figure is the one meant."""
        asked = (self.item in ("", item), self.of_item in ("", of_item))
        return self.indicator == indicator and all(asked)


@cache
def rows() -> tuple[Row, ...]:
    """The rows of `crossings.csv`."""
    text = (files("finkit.changes") / "crossings.csv").read_text(encoding="utf-8")
    return tuple(Row(**row) for row in csv.DictReader(text.splitlines()))


class Seen(NamedTuple):
    """A figure as either side has it, computed or read from `figures.json`."""

    county_code: str
    period: str
    indicator: str
    standard_item: str
    of_item: str
    value: Value


Watch = dict[tuple[str, str], dict[str, Watched]]
"""By county and period what is watched, by the key of its threshold."""


def watched(seen: Iterable[Seen], lines: Mapping[str, Threshold] | None = None) -> Watch:
    """What thresholds are drawn for among some figures; the first of each."""
    known, found = lines or defaults(), Watch()
    for one in seen:
        number = one.value.number
        for row in rows():
            if number is None or not row.fits(one.indicator, one.standard_item, one.of_item):
                continue
            line = known[row.threshold]
            limit = line.value if row.sign == "+" else -line.value
            beyond = _HOLDS[row.holds](number, limit)
            at = found.setdefault((one.county_code, one.period), {})
            at.setdefault(row.threshold, Watched(line, beyond, one.value))
    return found


def seen(figure: Figure) -> Seen:
    """A computed figure."""
    sources = "；".join(dict.fromkeys(cell.source for cell in figure.inputs))
    value = Value(
        figure.county,
        figure.item,
        figure.parent_item,
        figure.declared.label,
        figure.value,
        figure.unit,
        sources,
    )
    of = (figure.indicator, figure.standard_item, figure.of_item)
    return Seen(figure.county_code, figure.period, *of, value)


def crossings(old: Watch, new: Watch, pairs: Iterable[Pair]) -> Iterator[Change]:
    """What is beyond its threshold on one side alone, at the same period or at those paired."""
    for before, after in pairs:
        then, now = old.get(before, {}), new.get(after, {})
        for key in then.keys() & now.keys():
            if then[key].beyond != now[key].beyond:
                what = What(before[0], before[1], ())
                said = "、".join(sorted({_limit(then[key]), _limit(now[key])}))
                yield between(
                    CROSSED, what, then[key].value, now[key].value, f"阈值{said}", after[1]
                )


def _limit(one: Watched) -> str:
    return f"{machine(one.threshold.value)}{one.threshold.unit}"
