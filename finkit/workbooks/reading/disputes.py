"""What is said around a table and does not agree: found here, asked about, never chosen from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from finkit.counties.in_text import counties_in
from finkit.units import UNITS
from finkit.workbooks.layout.column import Column
from finkit.workbooks.words.dates import month_in, periods_in
from finkit.workbooks.words.titles import Said, Titles, units_in

_AMOUNTS = ("amount", "delta")
_SEVERAL = 2


class Names(NamedTuple):
    """What a sheet and its file are called; `is_alone` where the file shows no other sheet: one of
    several sheets need not be what the file is called after."""

    sheet: str
    file: str
    is_alone: bool = True

    @property
    def said(self) -> tuple[Said, ...]:
        """The names, the nearer first."""
        return Said(self.sheet), Said(self.file)

    @property
    def told(self) -> tuple[Said, ...]:
        """The names that must agree with what the table says, each with where it stands."""
        own = (Said(self.sheet, f"工作表名「{self.sheet}」"),)
        return (*own, Said(self.file, f"文件名「{self.file}」")) if self.is_alone else own


class Dispute(NamedTuple):
    """Several things said where one holds; empty where all agree. `places` name each in words."""

    texts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def question(self, what: str, option: str, example: str) -> str:
        """What is asked, naming all and where they stand; "" if there is nothing to ask."""
        if not self.texts:
            return ""
        said = "、".join(f"{text}（{place}）" for text, place in zip(*self, strict=True))
        return f"{what}说法不一：{said}；用 {option} 写明，如 {option} {example}"


def _dispute(said: Iterable[Said]) -> Dispute:
    each = {one.text: _cell(one.place) for one in reversed([*said])}
    if len(each) < _SEVERAL:
        return Dispute()
    texts = tuple(reversed(each))
    return Dispute(texts, tuple(each[text] for text in texts))


def _cell(place: str) -> str:
    return place.rsplit("!", 1)[-1] or "表上方"


def of_periods(said: Titles, names: Names) -> Dispute:
    """The months that title, lines, sheet and file name say; a sheet that agrees with its table
    need not agree with its file, which may be called after another month."""
    own, year = list(said.periods), said.year.text if said.year else ""
    for name in names.told:
        named = periods_in(name.text)
        if not named and year and (month := month_in(name.text)):
            named = (f"{year}-{month}",)
        if set(named) & {one.text for one in own}:
            break
        own += (Said(period, name.place) for period in named)
    if said.year and own and not said.periods and not any(one.text[:4] == year for one in own):
        own.insert(0, Said(f"{year}年", said.year.place))
    return _dispute(own)


def units_said(said: Titles, names: Names) -> tuple[Said, ...]:
    """The units of money that title, lines, sheet and file name say."""
    named = [Said(unit, name.place) for name in names.told for unit in units_in(name.text)]
    return tuple(one for one in (*said.units, *named) if is_money(one.text))


def of_spans(columns: Sequence[Column], period: Said | None) -> Dispute:
    """A table's month that none of its columns of months up to one is of."""
    if period is None:
        return Dispute()
    year = period.text[:4]
    own = [
        Said(f"{year}-{one.when.month:02d}", f"栏目「{one.printed}」")
        for one in spans(columns, year)
    ]
    is_among = not own or period.text in {one.text for one in own}
    return Dispute() if is_among else _dispute([period, *own])


def open_question(span: Said | None) -> str:
    """What is asked of months that need not begin in January."""
    if span is None:
        return ""
    said = f"写的是「{span.text}」，没有写明是不是从1月起累计"
    return f"{said}；台账记1月起累计到某月的数，是的就用 --period 写明到哪个月，如 --period 2024-06"


def spans(columns: Sequence[Column], year: str) -> list[Column]:
    """The columns of a year's amounts from January up to a month that they say."""
    return [
        one
        for one in columns
        if one.meaning[:2] == ("amount", "actual")
        and one.when.is_range
        and str(one.when.year or year) == year
    ]


def of_units(said: Sequence[Said], unit: Said | None, columns: Sequence[Column]) -> Dispute:
    """The units said around a table that do not agree, or the one that no column is in: each says
    another of its own."""
    if (around := _dispute(said)).texts:
        return around
    amounts = [one for one in columns if one.meaning.role in _AMOUNTS]
    own = {one.unit for one in amounts}
    if unit is None or not amounts or unit.text in own or not all(map(is_money, own)):
        return Dispute()
    return _dispute([unit, *(Said(one.unit, f"栏目「{one.printed}」") for one in amounts)])


def is_money(unit: str) -> bool:
    """Whether amounts may be in a unit."""
    return unit in UNITS and UNITS[unit].kind == "money"


def of_counties(spoken: Sequence[Said], above: Said | None, names: Names) -> Dispute:
    """The counties that title, lines, sheet and file name say; `above` is a prefecture or province
    that the title is of: a sheet or file that names a county need not be of it."""
    own = [Said(name, line.place) for line in spoken for name in counties_in(line.text)]
    own += [above] if above and not own else []
    for name in names.told:
        named = counties_in(name.text)
        if set(named) & {one.text for one in own}:
            break
        own += (Said(county, name.place) for county in named)
    return _dispute(own)
