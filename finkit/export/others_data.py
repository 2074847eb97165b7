"""Whether a place is that of a table which is read beside data: nothing is exported there."""

from __future__ import annotations

import csv
from pathlib import Path

from finkit.contract import REQUIRED_COLUMNS
from finkit.encodings import encoding_of
from finkit.errors import FinkitError
from finkit.gate.characters import folded
from finkit.ledger.history.home import ALL, OBSERVATIONS, Home
from finkit.readers.formats import FORMATS, observations_in
from finkit.readers.side_tables import side_path

_SIDES = tuple(name for name in ALL if name != OBSERVATIONS)


def is_side_table(path: Path, written: Path, own: Home | None) -> bool:
    """Whether a path is a side table of the data that are exported, or of other observations.

    `written` is the table that goes with it: what lies beside that one is its own; but
    `x.facts.csv` is read with both `x.csv` and `x.parquet`.
    """
    if own and path.resolve() in {own.copy(name).resolve() for name in _SIDES}:
        return True
    held = observations_in(path.parent)
    if held and held.resolve() != written.resolve() and path.name in _of_folders():
        return True
    stem, _, name = path.stem.rpartition(".")
    named = [path.with_name(f"{stem}{suffix}") for suffix in FORMATS] if name in _SIDES else []
    return any(_is_table(one) for one in named if one.resolve() != written.resolve())


def _of_folders() -> set[str]:
    return {side_path(Path("folder"), name).name for name in _SIDES}


def _is_table(path: Path) -> bool:
    """Whether a file is observations by the contract: a data package's table is none."""
    if not path.is_file():
        return False
    if path.suffix != ".csv":
        return True
    try:
        with path.open(encoding=encoding_of(path), newline="") as file:
            heads = {folded(name).strip() for name in next(csv.reader(file), [])}
    except (FinkitError, csv.Error, UnicodeError):
        return False
    return heads.issuperset(REQUIRED_COLUMNS)
