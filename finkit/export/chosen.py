"""What of a data set is exported: all of it, or a county's, a province's, a period's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from finkit.accounts.calibers import Caliber, calibers
from finkit.contract import publication
from finkit.counties import County, group, resolve
from finkit.dataset import Dataset
from finkit.errors import NotHeldError
from finkit.facts import Fact
from finkit.figures.figure_set import FigureSet
from finkit.gate.names import folded_name
from finkit.periods import Period
from finkit.readers.raw import Columns
from finkit.readers.side_tables import Printed, Source
from finkit.samples import SYNTHETIC_COUNTY, SYNTHETIC_SOURCE, made_up


class Chosen:
    """The part of a data set that was asked for.

    `county` is a code, a name or a province, "" all; `period` is `YYYY-MM`, "" all. Raises
    `NotHeldError` where the data hold nothing of it.
    """

    def __init__(self, data: Dataset, county: str = "", period: str = "") -> None:
        self.data = data
        self.period = Period.parse(period) if period else None
        self.counties = _meant(data, county)
        self.is_all = not county and self.period is None
        self.said = "、".join(filter(None, (self._named(county), self._when())))
        if not self.held:
            what = f"数据中没有{county} {self.period or ''} 的数"
            raise NotHeldError(" ".join(what.split()), advice="可用 finkit list 查看")

    def _named(self, county: str) -> str:
        return self.counties[0].name if county and len(self.counties) == 1 else county

    def _when(self) -> str:
        return self.period.when() if self.period else ""

    @cached_property
    def held(self) -> list[tuple[County, Period]]:
        """The counties and periods of which there is anything, in the order of the data."""
        return [
            (county, when)
            for county in self.counties
            for when in self.data.ledger.periods(county.code)
            if self.period in (None, when)
        ]

    @cached_property
    def codes(self) -> list[str]:
        """The codes of the counties."""
        return [county.code for county in self.counties]

    def observations(self) -> Columns:
        """The amounts, as columns by the contract."""
        return self.data.ledger.columns(self.codes, self.period)

    def figures(self) -> Iterator[tuple[County, FigureSet]]:
        """What is told of each county and period: computed, supplied, printed."""
        for county, when in self.held:
            yield county, self.data.told_figures(county.code, when)

    @cached_property
    def printed(self) -> list[Printed]:
        """The figures as someone printed them."""
        if self.is_all:
            return self.data.printed
        rows = self.data.printed
        return [one for one in rows if one.county_code in self._names and self._is_of(one.period)]

    @cached_property
    def facts(self) -> list[Fact]:
        """What the bureau supplies."""
        if self.is_all:
            return self.data.facts
        rows = self.data.facts
        return [one for one in rows if one.county in self._names and self._is_of(str(one.period))]

    @property
    def calibers(self) -> tuple[Caliber, ...]:
        """The calibers that the data declare themselves."""
        own = len(self.data.calibers) - len(calibers())
        return self.data.calibers[:own]

    def sources(self, columns: Columns) -> dict[str, Source]:
        """The titles of what is cited, by these columns and the other tables; all of all."""
        if self.is_all:
            return self.data.sources
        texts = columns["source"].unique().to_pylist()
        cited = {*texts, *(one.source for one in self.printed), *(one.source for one in self.facts)}
        cited |= {publication(source) for source in cited}
        return {key: one for key, one in self.data.sources.items() if key in cited}

    def warning(self, sources: Collection[str]) -> str:
        """What must be said wherever the data go: that some are synthetic; "" for none."""
        return made_up([SYNTHETIC_COUNTY] if SYNTHETIC_SOURCE in sources else [])

    @cached_property
    def _names(self) -> set[str]:
        return {name for county in self.counties for name in (county.code, county.name)}

    def _is_of(self, period: str) -> bool:
        return self.period is None or period == str(self.period)


def _meant(data: Dataset, county: str) -> list[County]:
    held, name = data.ledger.counties, folded_name(county)
    if not name:
        return held
    return group(name, held) or [resolve(name, held)]
