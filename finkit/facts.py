"""Facts: what no computation gives and the bureau supplies, as a table.

Columns: county, period, key, value, unit, text, source; `county` is a name or a code.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from finkit.errors import DataError, FinkitError, UsageError, quoted
from finkit.periods import Period
from finkit.units import unit

COLUMNS = ("county", "period", "key", "value", "unit", "text", "source")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the bureau says: a number with its unit, or a text, and who says so."""

    county: str
    period: Period
    key: str
    value: str
    unit: str
    text: str
    source: str


def read(path: Path) -> list[Fact]:
    """The facts of a CSV file. Raises `UsageError` or `DataError` naming file and line."""
    if not path.is_file():
        raise UsageError("没有这个文件", where=str(path))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise DataError(f"缺少列 {'、'.join(missing)}", where=path.name)
            return [_fact(row, f"{path.name} 第{reader.line_num}行") for row in reader]
    except UnicodeDecodeError as error:
        raise DataError("不是 UTF-8 编码", where=path.name) from error


def read_folder(folder: Path) -> list[Fact]:
    """The facts of a data folder; none if it has no `facts.csv`."""
    path = folder / "facts.csv"
    return read(path) if path.is_file() else []


def _fact(row: dict[str, str], where: str) -> Fact:
    cells = {name: (row[name] or "").strip() for name in COLUMNS}
    if not cells["key"]:
        raise DataError("key 是空的", where=where)
    try:
        period = Period.parse(cells["period"])
        if cells["unit"]:
            unit(cells["unit"])
    except FinkitError as error:
        raise DataError(error.what, where=where, advice=error.advice) from error
    if cells["value"] and not cells["unit"]:
        raise DataError(f"{quoted(cells['key'])}有数值而没有单位", where=where)
    return Fact(
        cells["county"],
        period,
        cells["key"],
        cells["value"],
        cells["unit"],
        cells["text"],
        cells["source"],
    )
