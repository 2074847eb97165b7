"""The formats of observations tables: one row a format, and all that is known of it in the row.

To add one, write `read(path) -> RawTable` in a file of its own and give it a row here. `--data`,
the name a data folder may hold it by, what is fetched from a store, what an import may write and
what is said of other files follow: they ask here each time, and keep no list of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from finkit.readers.raw import Columns, RawTable

_NAME = "observations"


class Format(NamedTuple):
    """How a table is read and, in a format that a ledger may be kept in, written.

    `heads`: the names in the first line, read alone; of a format that bureaus' workbooks have too.
    """

    read: Callable[[Path], RawTable]
    write: Callable[[Columns], bytes] | None = None
    heads: Callable[[Path], list[str]] | None = None


def _read_parquet(path: Path) -> RawTable:
    from finkit.readers import parquet_file

    return parquet_file.read(path)


def _as_parquet(columns: Columns) -> bytes:
    from finkit.readers import writing

    return writing.columns_as_parquet(columns)


def _read_csv(path: Path) -> RawTable:
    from finkit.readers import csv_file

    return csv_file.read(path)


def _heads_of_csv(path: Path) -> list[str]:
    from finkit.readers import csv_file

    return csv_file.heads(path)


def _as_csv(columns: Columns) -> bytes:
    from finkit.readers import writing

    return writing.columns_as_csv(columns)


FORMATS: dict[str, Format] = {
    ".parquet": Format(_read_parquet, _as_parquet),
    ".csv": Format(_read_csv, _as_csv, _heads_of_csv),
}
"""By suffix. In a folder with several, the first counts; a new ledger in a folder is the first."""


def format_of(path: Path) -> Format | None:
    """The format of a file, by its suffix; None for one that is no observations table."""
    return FORMATS.get(path.suffix.lower())


def observation_files() -> tuple[str, ...]:
    """The names that a data folder may hold its observations by.

    >>> observation_files()
    ('observations.parquet', 'observations.csv')
    """
    return tuple(f"{_NAME}{suffix}" for suffix in FORMATS)


def observations_in(folder: Path) -> Path | None:
    """The observations of a data folder; None where it has none."""
    held = (folder / name for name in observation_files())
    return next((path for path in held if path.is_file()), None)


def written_suffixes() -> tuple[str, ...]:
    """The suffixes of what a ledger may be kept in.

    >>> written_suffixes()
    ('.parquet', '.csv')
    """
    return tuple(suffix for suffix, known in FORMATS.items() if known.write)


def new_observations(folder: Path) -> Path:
    """The observations that a folder without any would get."""
    return folder / f"{_NAME}{written_suffixes()[0]}"
