"""The amounts as a flat table in the manner of SDMX-CSV 2.0: dimensions, the value, attributes.

A dimension is never empty: what stands under nothing is `_Z` (not applicable), what the data do not
state `_X` (not specified). Names of items are the published ones, not codes of a code list.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pyarrow as pa

from finkit.export.meanings import meanings
from finkit.inert import inert
from finkit.readers.arrow import CODED, as_numpy
from finkit.units import UNITS

STRUCTURE_ID = "FINKIT:COUNTY_FISCAL(1.0.0)"
NOT_APPLICABLE, NOT_SPECIFIED = "_Z", "_X"
OBS_STATUS = {"快报": "P", "预计执行": "E", "预算草案": "F"}
"""By data status; everything else is normal (A)."""

_MEASURED = {"money": "CNY", "rate": "PC", "points": "PP", "people": "PS", "count": "PN"}
_OWN = {"元/人": "CNY_PS", "倍": "PN"}
"""What units of a kind measure, and those that are not as their kind."""

FIXED = {"STRUCTURE": "dataflow", "STRUCTURE_ID": STRUCTURE_ID, "ACTION": "R", "FREQ": "M"}
_BATCH = 50_000


def _whole(text: str) -> str:
    return text or NOT_APPLICABLE


def _stated(text: str) -> str:
    return text or NOT_SPECIFIED


def _measured(unit: str) -> str:
    return unit_codes()[unit][0]


def _multiplied(unit: str) -> str:
    return unit_codes()[unit][1]


def _status(text: str) -> str:
    return OBS_STATUS.get(text, "A")


FROM: dict[str, tuple[str, Callable[[str], str]]] = {
    "REF_AREA": ("county_code", inert),
    "INDICATOR": ("item", inert),
    "PARENT_INDICATOR": ("parent_item", lambda text: inert(_whole(text))),
    "MEASURE": ("measure", str),
    "BASIS": ("basis", str),
    "SCOPE": ("scope", lambda text: inert(_stated(text))),
    "DATA_STATUS": ("data_status", lambda text: inert(_stated(text))),
    "TIME_PERIOD": ("period", str),
    "OBS_VALUE": ("value", str),
    "UNIT_MEASURE": ("unit", _measured),
    "UNIT_MULT": ("unit", _multiplied),
    "UNIT_NAME": ("unit", str),
    "OBS_STATUS": ("data_status", _status),
    "SOURCE": ("source", inert),
    "COMMENT_OBS": ("note", inert),
    "REF_AREA_NAME": ("county", inert),
    "PROVINCE": ("province", inert),
}
"""Of each column that is not the same in every row: the contract's column, and what is made of its
text."""

PRIMARY_KEY = [name for name, one in meanings("cube").items() if one.role == "dimension"]


@cache
def unit_codes() -> Mapping[str, tuple[str, str]]:
    """Of each unit what it measures and by which power of ten.

    >>> unit_codes()["万元"], unit_codes()["%"]
    (('CNY', '4'), ('PC', '0'))
    """
    return {
        name: (_OWN.get(name) or _MEASURED[one.kind], str(one.factor.adjusted()))
        for name, one in UNITS.items()
    }


def write(columns: Mapping[str, pa.Array], path: Path) -> int:
    """Writes the table, plain UTF-8 (a program reads it) with LF line ends; gives the number of its
    rows."""
    rows = len(columns["value"])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(meanings("cube"))
        for start in range(0, rows, _BATCH):
            part = {name: column.slice(start, _BATCH) for name, column in columns.items()}
            writer.writerows(_rows(part))
    return rows


def _rows(columns: Mapping[str, pa.Array]) -> Iterator[tuple[str, ...]]:
    count = len(columns["value"])
    cells = [
        [fixed] * count if (fixed := FIXED.get(name)) else _cells(columns, *FROM[name])
        for name in meanings("cube")
    ]
    return zip(*cells, strict=True)


def _cells(columns: Mapping[str, pa.Array], name: str, made: Callable[[str], str]) -> list[str]:
    column = columns[name]
    if column.type != CODED:
        return [made(text) for text in column.to_pylist()]
    # Rows of one county hold few texts of a dictionary that is the nation's.
    codes = as_numpy(column.indices)
    texts, known = column.dictionary, dict[int, str]()
    for code in set(codes.tolist()):
        known[code] = made(texts[code].as_py())
    return [known[code] for code in codes.tolist()]
