"""A table that has the contract's columns already, or a data package's: no sheet to understand.

Read as `--data` is, with what lies beside it; what breaks the contract is refused whole. It comes
as columns: the rows of a nation's are made where they are merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from finkit import facts, readers
from finkit.contract import COLUMNS, REQUIRED_COLUMNS
from finkit.counties import County
from finkit.credentials import bare
from finkit.export.cube_back import as_contract, is_cube
from finkit.facts import Fact
from finkit.gate.characters import folded
from finkit.imports.contract.beside import Beside, caliber
from finkit.imports.rows import Row
from finkit.ledger.history.reading import tables_at
from finkit.ledger.validation import Validated, validate
from finkit.readers.arrow import coded
from finkit.readers.formats import format_of, observation_files
from finkit.readers.raw import Columns, RawTable
from finkit.readers.side_tables import Printed, Side, printed, rows_beside, side_path

_MOST_OF = 6
_OTHERS = {"printed", "old"}
"""Columns of the side tables that have most of the contract's."""

_AREA = ("county_code", "county", "province")


class ContractTable(NamedTuple):
    """A table of the contract, checked; and what lies beside it."""

    columns: Columns
    printed: list[Printed]
    facts: list[Fact]
    beside: Beside
    areas: dict[str, County]


def is_contract_table(path: Path) -> bool:
    """Whether a file says in its first line that it is such a table; nothing else is read.

    One column may be missing or misspelt: what is wrong with it is told when it is read.
    """
    known = format_of(path)
    if known is None or not path.is_file():
        return False
    if known.heads is None:
        return True  # no workbook has its format
    names = {folded(name).strip() for name in known.heads(path)}
    is_ours = len(set(REQUIRED_COLUMNS) & names) >= _MOST_OF and not _OTHERS & names
    return is_ours or is_cube(names)


def read(path: Path, held: Mapping[str, County]) -> ContractTable:
    """The table with what lies beside it; `held` are the areas of the ledger, by code.

    Raises `DataError` naming file, row and what is wrong there.
    """
    table, side, given = _opened(path)
    checked = validate(table)
    columns = _columns(checked)
    calibers = side("calibers", ("item", "region", "components", "source"))
    for row in calibers:
        caliber(row)
    sources = side("sources", ("source", "title"))
    urls = [bare(row.get("url") or "", by_value=False) for row in sources]
    titled = [{**row, "url": url} for row, url in zip(sources, urls, strict=True)]
    beside = Beside(list({row["source"]: row for row in titled}.values()), calibers)
    return ContractTable(columns, printed([side]), given, beside, {**held, **_areas(columns)})


def _opened(path: Path) -> tuple[RawTable, Side, list[Fact]]:
    """The table, its side tables, its facts: of a ledger, as they were committed together."""
    place = path.parent if path.name in observation_files() else path
    if (kept := tables_at(place)) is not None:
        given = facts.of_rows(kept.side("facts", facts.COLUMNS), "facts.csv")
        return kept.observations, kept.side, given
    table = readers.read(path)
    if is_cube(table.columns):
        return as_contract(table), partial(_of_package, path), []
    supplied = side_path(place, "facts")
    given = facts.read(supplied) if supplied.is_file() else []
    return table, partial(rows_beside, place), given


def _of_package(path: Path, name: str, needed: tuple[str, ...]) -> list[Row]:
    return rows_beside(path.parent, name, needed) if name == "sources" else []


def _columns(checked: Validated) -> Columns:
    """The columns as they travel from the process that read them."""
    texts = {name: coded(one.texts, one.codes) for name, one in checked.columns.items()}
    return {name: (texts | checked.plain)[name] for name in COLUMNS}


def _areas(columns: Columns) -> dict[str, County]:
    names = zip(*(columns[name].to_pylist() for name in _AREA), strict=True)
    return {code: County(code, name, province) for code, name, province in dict.fromkeys(names)}
