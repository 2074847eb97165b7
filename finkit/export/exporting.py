"""Where an export goes and what it is, by the name of the place; nothing is overwritten unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from finkit.disk import writable
from finkit.errors import UsageError
from finkit.export import data_package, ledger_tables
from finkit.export.chosen import Chosen
from finkit.ledger.history.home import REVISIONS, home_of
from finkit.ledger.history.reading import current
from finkit.readers.formats import observations_in
from finkit.readers.side_tables import SIDE_TABLES


class Format(NamedTuple):
    """How an export is written to a place, and every path it may write."""

    write: Callable[[Chosen, Path, Path | None], list[Path]]
    places: Callable[[Path], list[Path]]


def _write_workbook(chosen: Chosen, place: Path, _: Path | None) -> list[Path]:
    # XlsxWriter is needed for this alone.
    from finkit.export import workbook  # noqa: PLC0415

    return workbook.write(chosen, place)


FORMATS: dict[str, Format] = {
    ".xlsx": Format(_write_workbook, lambda place: [place]),
    ".parquet": Format(ledger_tables.write, ledger_tables.places),
    ".csv": Format(lambda chosen, place, _: data_package.write(chosen, place), data_package.places),
}
"""By suffix; a folder gets a data package."""


def export(chosen: Chosen, out: Path, *, data: str = "", force: bool = False) -> list[Path]:
    """Writes what is chosen; gives the paths written.

    `data` is where the data set lies, "" unless it is a ledger on this disk: its revisions are
    there. Raises `UsageError` for a place of no known format, or that holds something and is not to
    be overwritten (`force`); a ledger never is.
    """
    place = out if out.suffix and not out.is_dir() else out / data_package.DATA
    known = FORMATS.get(place.suffix.lower())
    if known is None:
        advice = f"--out 以 {'、'.join(FORMATS)} 结尾，或写一个文件夹（数据包）"
        raise UsageError(f"不认识的格式 {place.suffix}", where=str(out), advice=advice)
    _refuse_data(known.places(place), place, data)
    _refuse_to_overwrite(known.places(place), force)
    with writable(place.parent):
        place.parent.mkdir(parents=True, exist_ok=True)
    return known.write(chosen, place, _revisions(data))


def _refuse_data(places: list[Path], place: Path, data: str) -> None:
    """A ledger, the data themselves, and tables that lie beside data are no place to export to."""
    if current(place):
        what = "是一本台账，导出不覆盖台账"
        raise UsageError(what, where=str(place), advice="换一个文件名")
    own = home_of(Path(data)).observations if data and Path(data).exists() else None
    # What lies beside the observations of a folder is read with them.
    read = set(SIDE_TABLES) if observations_in(place.parent) else set()
    if place.resolve() == own or read & {one.name for one in places}:
        raise UsageError("那里放着数据", where=str(place.parent), advice="导出到别处")


def _refuse_to_overwrite(places: list[Path], force: bool) -> None:
    there = [] if force else [one for one in places if one.exists()]
    if there:
        others = f" 等{len(there)}个文件" if len(there) > 1 else ""
        raise UsageError("已经有了", where=f"{there[0]}{others}", advice="确要覆盖用 --force")


def _revisions(data: str) -> Path | None:
    return home_of(Path(data)).copy(REVISIONS) if data and Path(data).exists() else None
