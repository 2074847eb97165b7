"""Figures as rows of a sheet: an item of a county and period a row, an indicator a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from finkit.contract import BASES, COLUMN_WORDS, publication
from finkit.counties import County
from finkit.export.families import heading
from finkit.figures.figure import Figure
from finkit.sheets.cells import Cell, Number, number_format
from finkit.units import unit

_OF_ITEM = "对象"
KEYS = (
    *(COLUMN_WORDS[name] for name in ("county_code", "county", "period", "item", "parent_item")),
    *(COLUMN_WORDS["basis"], _OF_ITEM),
    *(COLUMN_WORDS[name] for name in ("scope", "data_status", "province", "unit")),
)
FROZEN = KEYS.index(COLUMN_WORDS["parent_item"])
REASONS, SOURCES = "说明", "来源"
_MOST_SOURCES = 5

Held = dict[str, Figure]


def heads(columns: Sequence[str]) -> list[str]:
    """The head of a sheet of figures."""
    return [*KEYS, *columns, REASONS, SOURCES]


def rows(county: County, figures: Iterable[Figure], columns: Sequence[str]) -> Iterator[list[Cell]]:
    """The rows of figures of one sheet, of one county and period.

    A figure without a value leaves its cell empty and its reason in the column 说明.
    """
    found: dict[tuple[str, ...], list[Held]] = {}
    for figure in figures:
        key = figure.subject.key
        place = (*key, figure.basis, figure.of_item)
        lines = found.setdefault(place, [{}])
        name = heading(figure.declared)
        if name in lines[-1]:
            lines.append({})
        lines[-1][name] = figure
    for lines in found.values():
        for held in lines:
            yield _row(county, held, columns)


def _row(county: County, held: Held, columns: Sequence[str]) -> list[Cell]:
    first = next(iter(held.values()))
    key, units = first.subject.key, _unit_of(held)
    return [
        county.code,
        county.name,
        first.period,
        key.item,
        key.parent_item,
        BASES.get(first.basis, first.basis),
        first.of_item,
        key.scope,
        key.data_status,
        county.province,
        units,
        *(_cell(held.get(name), units) for name in columns),
        "；".join(_reasons(held, units)),
        "；".join(_sources(held)),
    ]


def _unit_of(held: Held) -> str:
    """The unit of the amounts of a row; "" where all stand in that of their indicator."""
    free = (one.unit for one in held.values() if not one.declared.unit and one.value is not None)
    return next(free, "")


def _cell(figure: Figure | None, units: str) -> Cell:
    if figure is None or figure.value is None:
        return None
    own = "" if figure.declared.unit or figure.unit == units else figure.unit
    return Number(figure.value, number_format(unit(figure.unit).decimals, own))


def _reasons(held: Mapping[str, Figure], units: str) -> Iterator[str]:
    for figure in held.values():
        if figure.value is None:
            yield f"{figure.declared.label}：{figure.reason}"
        elif not figure.declared.unit and figure.unit != units:
            yield f"{figure.declared.label}的单位是{figure.unit}"


def _sources(held: Held) -> Iterator[str]:
    """What the row rests on, each publication once."""
    cited = dict.fromkeys(publication(c.source) for one in held.values() for c in one.inputs)
    named = [source for source in cited if source]
    yield from named[:_MOST_SOURCES]
    if len(named) > _MOST_SOURCES:
        yield f"等{len(named)}处"
