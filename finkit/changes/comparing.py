"""Two sides compared: two data sets, or two folders of reports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from finkit.addresses import is_address, plain
from finkit.changes.amounts import figures, sides
from finkit.changes.change import REWORDED, Change, Changes, Value, What, between, differences
from finkit.changes.crossing import Pair, crossings, seen, watched
from finkit.changes.reports import Place, Report, is_of_reports, reports
from finkit.changes.whole import folded, periods
from finkit.changes.words import reworded
from finkit.dataset import Dataset, open_dataset
from finkit.errors import UsageError, quoted
from finkit.readers.formats import observations_in


def diff(old: str, new: str) -> Changes:
    """What differs between two data sets (`--data`), or between two folders of reports.

    Raises `UsageError` for a place that is none, and for one of each.
    """
    for place in (old, new):
        if place and not is_address(plain(place)) and not Path(place).exists():
            raise UsageError(f"没有这个文件或文件夹：{quoted(place)}")
    kinds = [is_of_reports(place) and not _is_of_data(place) for place in (old, new)]
    if kinds[0] != kinds[1]:
        said = [quoted(one) for one in (old, new)]
        told = "是一批报告，".join(said if kinds[0] else reversed(said))
        raise UsageError(f"{told}是数据，两者不能相比", advice="写两份数据，或两个报告文件夹")
    found = _of_reports(old, new) if kinds[0] else of_data(open_dataset(old), open_dataset(new))
    return Changes(tuple(sorted(found, key=lambda change: change.order)))


def _is_of_data(place: str) -> bool:
    """Whether a folder is what `--data` takes, though reports may lie in it too."""
    return observations_in(Path(place)) is not None


def of_data(old: Dataset, new: Dataset) -> list[Change]:
    """What differs between two data sets; thresholds are asked where an amount has changed."""
    before, after = sides(old, new)
    shared = periods(before) & periods(after)
    found = differences(folded(before, shared), folded(after, shared))
    codes = [frozenset(c.code for c in data.ledger.counties) for data in (old, new)]
    touched = {
        place
        for one in found
        if one.old_period
        and one.new_period
        and (place := (one.county_code, one.new_period)) in shared
        and all(place[0] in held for held in codes)
    }
    then, now = (watched(map(seen, figures(data, touched))) for data in (old, new))
    return [*found, *crossings(then, now, ((place, place) for place in sorted(touched)))]


def _of_reports(old: str, new: str) -> list[Change]:
    before, after = reports(old), reports(new)
    found: list[Change] = []
    for place in before.keys() & after.keys():
        if before[place].path.read_bytes() != after[place].path.read_bytes():
            found += differences(before[place].values(), after[place].values())
            found += _crossed(before[place], after[place], [(place, place)])
        found += _words(place, before[place], after[place])
    found += differences(_wholes(before, after), _wholes(after, before))
    for one, other in _followed(before, after):
        found += _crossed(before[one], after[other], [(one, other)])
    return found


def _crossed(old: Report, new: Report, pairs: list[Pair]) -> Iterator[Change]:
    return crossings(watched(old.seen(), old.lines), watched(new.seen(), new.lines), pairs)


def _wholes(own: Mapping[Place, Report], other: Collection[Place]) -> dict[What, Value]:
    """The reports that the other side lacks, one value each."""
    return {
        What(*place, ("",)): Value(
            report.figures[0]["county"], "（整份报告）", "", "", None, "", "", "一份"
        )
        for place, report in own.items()
        if place not in other
    }


def _followed(before: Collection[Place], after: Collection[Place]) -> Iterator[Pair]:
    """A county's one report on either side, of different periods: one followed the other."""
    for code in sorted({code for code, _ in before} & {code for code, _ in after}):
        own = [place for place in before if place[0] == code]
        others = [place for place in after if place[0] == code]
        if len(own) == len(others) == 1 and own != others:
            yield own[0], others[0]


def _words(place: Place, old: Report, new: Report) -> Iterator[Change]:
    county = old.figures[0]["county"]
    for heading, gone, come in reworded(old.text, new.text):
        then, now = (
            Value(county, heading, "", "措辞", None, "", "", said) for said in (gone, come)
        )
        yield between(REWORDED, What(*place, (heading,)), then, now)
