"""Extensions: indicators, claims, sentences and charts of one's own, without touching the package.

An extension is a Python file, a folder with an `__init__.py`, or an importable module, that
declares as the package itself does, under these names:

    INDICATORS  a tuple of `ItemIndicator`, `CountyIndicator`, `PeerIndicator`
    CLAIMS      a tuple of `Problem` or `Claim`
    SENTENCES   a tuple of `Sentence`
    CHARTS      {name: (title, function of a `Scene` that gives a `Chart`)}

It runs because it was named (`extensions:` of a parameters file, `--extension`) or because it was
installed with an entry point in the group `finkit.extensions`; nothing else is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from finkit.charts.bars import Bar, bars
from finkit.charts.catalogue import OwnChart
from finkit.charts.chart import Chart
from finkit.charts.scene import NotDrawnError, Scene, number
from finkit.claims.declaration import Claim, Measure, Problem
from finkit.claims.evidence import Evidence
from finkit.claims.groups import BALANCE, DEBT, PACE, PRESSURE, QUALITY
from finkit.errors import UsageError, quoted
from finkit.extensions.checking import require_apart
from finkit.extensions.extension import Extension
from finkit.extensions.loading import loaded
from finkit.extensions.places import installed, located
from finkit.figures.county_at import CountyAt, Result
from finkit.figures.declaration import (
    Column,
    CountyIndicator,
    Indicator,
    ItemIndicator,
    PeerIndicator,
    Speech,
)
from finkit.figures.quantity import Quantity, derived, observed, quotient
from finkit.indicators.heads import per_head
from finkit.ledger.county_book import ItemSeries
from finkit.narrative.own_words import OwnWords, Sentence
from finkit.periods import Period

# What an extension is written with stands here too: it need know no inner room.
__all__ = [
    "BALANCE",
    "DEBT",
    "PACE",
    "PRESSURE",
    "QUALITY",
    "Bar",
    "Chart",
    "Claim",
    "Column",
    "CountyAt",
    "CountyIndicator",
    "Evidence",
    "Extension",
    "Extensions",
    "ItemIndicator",
    "ItemSeries",
    "Measure",
    "NotDrawnError",
    "PeerIndicator",
    "Period",
    "Problem",
    "Quantity",
    "Result",
    "Scene",
    "Sentence",
    "Speech",
    "bars",
    "derived",
    "extensions_of",
    "number",
    "observed",
    "per_head",
    "quotient",
]


@dataclass(frozen=True)
class Extensions:
    """All that is declared beside the package, in the order in which extensions are named."""

    each: tuple[Extension, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.each)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of one's own."""
        return tuple(one for extension in self.each for one in extension.indicators)

    @property
    def charts(self) -> tuple[OwnChart, ...]:
        """The charts of one's own."""
        return tuple(one for extension in self.each for one in extension.charts)

    @property
    def words(self) -> OwnWords:
        """The claims and sentences of one's own."""
        return OwnWords(
            tuple(one for extension in self.each for one in extension.claims),
            tuple(one for extension in self.each for one in extension.sentences),
            tuple(place for extension in self.each for place in extension.places),
            tuple((one.key, one.label) for one in self.indicators),
        )

    @property
    def digests(self) -> dict[str, str]:
        """What the code of each is known by: SHA-256, by its name."""
        return {one.name: one.digest for one in self.each}

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said under a report of what is not the package's, a line an extension."""
        return tuple(one.told for one in self.each)


def extensions_of(names: Iterable[str] = ()) -> Extensions:
    """What these extensions declare, and those installed; names as `--extension` takes them.

    Raises `UsageError` naming file and line of what is no extension: not there, not running,
    half declared, of a key that is taken.

    >>> extensions_of().indicators
    ()
    """
    places = (*map(located, names), *installed())
    return _gathered(tuple(loaded(place) for place in dict.fromkeys(places)))


@lru_cache(maxsize=8)
def _gathered(each: tuple[Extension, ...]) -> Extensions:
    names = [one.name for one in each]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"有两个扩展都叫{quoted(name)}", advice="给其中一个改名")
    require_apart(each)
    return Extensions(each)
