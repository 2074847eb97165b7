"""A ledger's tables by the contract: Parquet of the amounts, the other tables beside it.

What is read back is the same ledger: amounts with the digits they were printed with, printed
figures, facts, sources, calibers, revisions. Not carried are the versions of a ledger's history,
the answers remembered with layouts, and the day each row was imported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from finkit.accounts.calibers import Caliber
from finkit.contract import BASES, MEASURES
from finkit.disk import made_whole, remove, write_whole
from finkit.export.chosen import Chosen
from finkit.export.meanings import meanings
from finkit.facts import COLUMNS as FACT_COLUMNS
from finkit.ledger.history.home import REVISIONS
from finkit.readers.raw import Columns
from finkit.readers.side_tables import read_table, side_path
from finkit.readers.writing import rows_as_csv
from finkit.units import UNITS

_GROUP = 65_536
"""A group is a few counties: one of them is read without the others."""
_PRINTED = (
    *("county_code", "county", "period", "basis", "item", "parent_item"),
    *("indicator", "of_item", "printed", "unit", "source", "scope", "data_status"),
)
SIDES = ("sources", "facts", "published", "calibers", REVISIONS)

Row = Mapping[str, str]


def write(chosen: Chosen, place: Path, revisions: Path | None = None) -> list[Path]:
    """Writes the tables; gives their paths, that of the amounts first.

    `revisions` is the table of an existing ledger's revisions. The other tables come first: whoever
    sees the amounts sees them all.
    """
    columns = chosen.observations()
    written: list[Path] = []
    for name, (heads, rows) in _sides(chosen, columns, revisions):
        path = side_path(place, name)
        write_whole(path, rows_as_csv(heads, rows))
        written.append(path)
    for left in set(places(place)) - {place, *written}:
        # Of an earlier export that is overwritten: it would be read with this one.
        remove(left)
    with made_whole(place) as ready:
        _write_parquet(columns, ready, chosen.warning(chosen.sources(columns)))
    return [place, *written]


def places(place: Path) -> list[Path]:
    """Every path that may be written."""
    return [place, *(side_path(place, name) for name in SIDES)]


def _write_parquet(columns: Columns, path: Path, warning: str) -> None:
    schema = described(list(columns), warning)
    rows = len(next(iter(columns.values())))
    with pq.ParquetWriter(path, schema, compression="zstd", write_page_checksum=True) as writer:
        for start in range(0, rows, _GROUP):
            parts = [column.slice(start, _GROUP).cast(pa.string()) for column in columns.values()]
            writer.write_table(pa.Table.from_arrays(parts, schema=schema), _GROUP)


def described(names: Sequence[str], warning: str = "") -> pa.Schema:
    """The schema: each column with its title and meaning, the table with its units and words, and
    what must be said of it."""
    told = meanings("observation")
    fields = [
        pa.field(
            name,
            pa.string(),
            metadata={"title": told[name].title, "description": told[name].description},
        )
        for name in names
    ]
    table = {
        "finkit.version": version("finkit"),
        "finkit.table": "observations",
        **({"finkit.note": warning} if warning else {}),
        "finkit.units": json.dumps(
            {u.name: {"kind": u.kind, "factor": int(u.factor)} for u in UNITS.values()},
            ensure_ascii=False,
        ),
        "finkit.bases": json.dumps(BASES, ensure_ascii=False),
        "finkit.measures": json.dumps(MEASURES, ensure_ascii=False),
    }
    return pa.schema(fields, metadata=table)


Table = tuple[Sequence[str], Iterable[Row]]


def _sides(chosen: Chosen, columns: Columns, revisions: Path | None) -> Iterator[tuple[str, Table]]:
    """The other tables, as far as they have rows."""
    if sources := chosen.sources(columns):
        rows = [{"source": k, "title": one.title, "url": one.url} for k, one in sources.items()]
        yield "sources", (("source", "title", "url"), rows)
    if facts := chosen.facts:
        cells = [dict(zip(FACT_COLUMNS, map(_text, one), strict=True)) for one in facts]
        yield "facts", (FACT_COLUMNS, cells)
    if printed := chosen.printed:
        names = {county.code: county.name for county in chosen.counties}
        told = ({**one._asdict(), "county": names.get(one.county_code, "")} for one in printed)
        yield "published", (_PRINTED, [{**row, "printed": row["value"]} for row in told])
    if own := chosen.calibers:
        heads = ("item", "region", "components", "role", "from", "to", "source")
        yield "calibers", (heads, [_caliber(one) for one in own])
    if revised := _revisions(chosen, revisions):
        yield REVISIONS, (list(revised[0]), revised)


def _text(cell: object) -> str:
    return "" if cell is None else f"{cell:f}" if hasattr(cell, "as_tuple") else str(cell)


def _caliber(one: Caliber) -> dict[str, str]:
    signed = "".join(f"{'+' if sign > 0 else '-'}{name}" for sign, name in one.components)
    return {
        "item": one.item,
        "region": one.region,
        "components": signed.removeprefix("+"),
        "role": one.role,
        "from": one.since,
        "to": one.until,
        "source": one.source,
    }


def _revisions(chosen: Chosen, path: Path | None) -> list[dict[str, str]]:
    """What was revised of what is chosen."""
    if path is None or not path.is_file():
        return []
    codes, when = set(chosen.codes), str(chosen.period) if chosen.period else ""
    return [
        row
        for row in read_table(path, ("county_code", "period"))
        if chosen.is_all or (row["county_code"] in codes and when in ("", row["period"]))
    ]
