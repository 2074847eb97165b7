"""The area that each row of a table is of: a county, a level's own, a zone; or it is asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from finkit.counties import County
from finkit.counties.areas import areas_named, is_county, settled
from finkit.counties.beside import RowArea, above_all, beside, is_like_county, zone
from finkit.counties.guesses import meant
from finkit.counties.row_names import is_total
from finkit.workbooks.reading.context import Context, named_area
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.answers import SKIP

_AMONG = re.compile("^其中[:：](?!(县|区|旗|县区|区县|县市)本级)")
"""Before an area, or the own level of a city; 县本级 there is a sum of its counties'."""

_WITH = re.compile(r"(?P<of>[^()]+)\((?P<scope>不?含[^()]+)\)")
"""A county, and what is in its amounts, or is not: 渭源县(含园区)."""


def areas_of(
    names: Sequence[str], around: Context, answers: Mapping[str, str], held: Mapping[str, County]
) -> dict[str, RowArea]:
    """The areas of a table by the names of its rows: certain, of the ledger's own, or answered.

    A name is of the area that the table's title names, and of the table's year; 其中：市本级 is
    市本级.
    """
    among = {
        plain: name
        for name in names
        if (plain := _AMONG.sub("", name)) not in names and name not in answers
    }
    kept = [name for name in names if name not in among.values()]
    found = _found([*kept, *among], around, answers, held)
    return {among.get(name, name): of for name, of in found.items()}


def _found(
    names: Sequence[str], around: Context, answers: Mapping[str, str], held: Mapping[str, County]
) -> dict[str, RowArea]:
    near = around.area.code if around.area else ""
    counties = settled(names, around.year, near)
    found = {name: RowArea(area) for name, area in counties.items()}
    for area in held.values():
        # A name of the ledger's own (a zone, a sample) goes by what the ledger calls it.
        if area.name in names and area.name not in found:
            found[area.name] = RowArea(area)
    found |= _with_others(names, found, around)
    found |= _beside(names, found, _above(around, counties))
    for name in set(names) & set(answers):
        if answers[name] != SKIP:
            found[name] = RowArea(named_area(answers[name], held))
        else:
            found.pop(name, None)
    return found


def _with_others(
    names: Sequence[str], found: Mapping[str, RowArea], around: Context
) -> dict[str, RowArea]:
    """渭源县（含园区）: that county, with what is told as its scope."""
    said = {name: told for name in names if name not in found and (told := _WITH.fullmatch(name))}
    near = around.area.code if around.area else ""
    whose = settled([told["of"] for told in said.values()], around.year, near)
    return {
        name: RowArea(whose[told["of"]], told["scope"])
        for name, told in said.items()
        if told["of"] in whose
    }


def take_areas(table: Table, found: Mapping[str, RowArea]) -> None:
    """Notes the areas of a table's rows, and of which rows the scope is a part (市本级)."""
    table.areas = {name: of.area for name, of in found.items()}
    table.scopes = {name: of.scope for name, of in found.items() if of.scope}


def _above(around: Context, counties: Mapping[str, County]) -> County | None:
    """The area that a table lists the counties of: the title's, else the city of all of them."""
    return around.area or above_all(a for a in counties.values() if is_county(a))


def _beside(
    names: Sequence[str], found: Mapping[str, RowArea], above: County | None
) -> dict[str, RowArea]:
    """What stands beside the counties: a level's own, a zone; and, where all others are known, what
    calls itself 区 and is no slip of a name."""
    rest = [name for name in names if name and name not in found and not is_total(name)]
    rest = [name for name in rest if not areas_named(name)]
    known = {name: of for name in rest if (of := beside(name, above))}
    if above is None or len(found) <= len(rest):
        return known
    others = (name for name in rest if name not in known and name.endswith("区"))
    return known | {name: zone(name, above) for name in others if not is_like_county(name, above)}


def question(name: str, around: Context, taken: Collection[County]) -> str:
    """What is asked of a row whose area nobody knows, or that several may be. It is none of those
    that other rows are."""
    if areas_named(name):
        return f"「{name}」不止一个；在 --map 里写它的代码"
    near = meant(name, [], around.area, {area.code for area in taken})
    guess = f"（是不是{'、'.join(near)}？）" if near else ""
    return f"不认识「{name}」{guess}；在 --map 里写它的代码和名称，或 不要"
