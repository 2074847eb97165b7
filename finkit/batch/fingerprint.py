"""Fingerprints: what a report depends on, hashed, so that only what changed is made again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from finkit.accounts.calibers import Caliber
from finkit.batch.plan import Request
from finkit.checks.areas import above_of
from finkit.contract import publication
from finkit.counties import County, is_county_level
from finkit.dataset import Dataset
from finkit.extensions import extensions_of
from finkit.facts import Fact, FactIndex
from finkit.periods import Period
from finkit.readers.side_tables import Source
from finkit.report.edition import code_digest, folder_digest, joint_hash


class Fingerprints:
    """The fingerprints of one batch: what all reports share is hashed once."""

    def __init__(self, data: Dataset, given: Iterable[Fact]) -> None:
        self.data, self.given = data, FactIndex(given)
        self._counties = {county.code: county for county in data.ledger.counties}
        self._folder_digest = cache(folder_digest)
        self._others: dict[tuple[tuple[str, ...], Period], str] = {}

    def of(self, request: Request) -> str:
        """The fingerprint of a report: code, data up to its period, facts, options.

        Nothing of it is of a later month, since the page shows nothing of one.
        """
        county, code, period = request.county, request.county.code, request.period
        ledger = self.data.ledger
        # Ranks and medians depend on every county of the province.
        peers = ledger.provinces.get(county.province, []) if is_county_level(code) else []
        return joint_hash(
            code_digest(),
            repr(county),
            str(period),
            ledger.digest(code, period),
            self._at(peers, period),
            self._until(above_of(code, ledger), period),
            repr(self._sources(code, period)),
            repr(self._calibers(county)),
            repr(self.data.facts_of(request.county, period)),
            repr(self.given.of(request.county, period)),
            repr(self.data.printed_at(code, period)),
            json.dumps(request.options, sort_keys=True, ensure_ascii=False),
            self._folder_digest(str(request.options.get("template", ""))),
            _file(str(request.options.get("notebook", ""))),
            repr(extensions_of(request.options.get("extensions", ())).digests),
        )

    def _at(self, codes: Sequence[str], period: Period) -> str:
        """What other areas, by name, have at a period and a year before."""
        key = (tuple(codes), period)
        if key not in self._others:
            named = repr([self._counties[code] for code in codes])
            self._others[key] = joint_hash(named, self.data.ledger.digest_at(codes, period))
        return self._others[key]

    def _until(self, codes: Sequence[str], period: Period) -> str:
        """What the areas above, by name, hold up to a period: each is compared with theirs."""
        key = ((*codes, "until"), period)
        if key not in self._others:
            named = repr([self._counties[code] for code in codes])
            held = (self.data.ledger.digest(code, period) for code in codes)
            self._others[key] = joint_hash(named, *held)
        return self._others[key]

    def _sources(self, code: str, period: Period) -> list[tuple[str, Source]]:
        """The rows of the table of sources that the county's observations name."""
        known = self.data.sources
        cited = self.data.ledger.cited(code, period) if known else []
        named = dict.fromkeys(name for key in cited for name in (key, publication(key)))
        return [(name, known[name]) for name in named if name in known]

    def _calibers(self, county: County) -> list[Caliber]:
        """The calibers that hold in the county."""
        return [c for c in self.data.calibers if c.holds_in(county.province, county.code)]


def _file(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if path else ""
