"""Where an export goes and what it is, by the name of the place; nothing is overwritten unasked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from finkit.addresses import is_address, plain
from finkit.credentials import bare
from finkit.disk import writable
from finkit.errors import UsageError
from finkit.export import data_package, ledger_tables
from finkit.export.chosen import Chosen
from finkit.export.others_data import is_side_table
from finkit.ledger.history.home import REVISIONS, Home, home_of
from finkit.ledger.history.reading import current

_COLLAPSED = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+):/(?!/)")
"""An address as `Path` makes it: s3:/bucket."""


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


def export(chosen: Chosen, out: str | Path, *, data: str = "", force: bool = False) -> list[Path]:
    """Writes what is chosen; gives the paths written.

    `data` is where the data set lies, "" unless it is a ledger on this disk: its revisions are
    there. Raises `UsageError` for a place of no known format, that is an address, or that holds
    something and is not to be overwritten (`force`); a ledger and its side tables never are.
    """
    given = _on_this_disk(out)
    place = given if given.suffix and not given.is_dir() else given / data_package.DATA
    known = FORMATS.get(place.suffix.lower())
    if known is None:
        advice = f"--out 以 {'、'.join(FORMATS)} 结尾，或写一个文件夹（数据包）"
        raise UsageError(f"不认识的格式 {place.suffix}", where=str(given), advice=advice)
    own = _home(data)
    _refuse_data(known.places(place), place, own)
    _refuse_to_overwrite(known.places(place), force)
    with writable(place.parent):
        place.parent.mkdir(parents=True, exist_ok=True)
    return known.write(chosen, place, own.copy(REVISIONS) if own else None)


def _on_this_disk(out: str | Path) -> Path:
    if not isinstance(out, str | Path):
        advice = f"如 '县区.xlsx'；以 {'、'.join(FORMATS)} 结尾，或一个文件夹"
        raise UsageError(f"导出的位置应为文字或 Path，不是 {type(out).__name__}", advice=advice)
    place = plain(_COLLAPSED.sub(r"\1://", str(out)))
    if is_address(place):
        raise UsageError("导出只写到本机", where=bare(place), advice="写到本机再上传")
    return Path(place)


def _home(data: str) -> Home | None:
    """The tables of the data set on this disk; None where it lies elsewhere."""
    place = plain(data)
    return home_of(Path(place)) if place and Path(place).exists() else None


def _refuse_data(places: list[Path], place: Path, own: Home | None) -> None:
    """A ledger, the data themselves, and tables that lie beside data are no place to export to."""
    if current(place):
        what = "是一本台账，导出不覆盖台账"
        raise UsageError(what, where=str(place), advice="换一个文件名")
    if own and place.resolve() == own.observations:
        raise UsageError("那里放着数据", where=str(place.parent), advice="导出到别处")
    for one in places:
        if is_side_table(one, place, own):
            raise UsageError("那里放着数据", where=str(one), advice="导出到别处")


def _refuse_to_overwrite(places: list[Path], force: bool) -> None:
    there = [] if force else [one for one in places if one.exists()]
    if there:
        others = f" 等{len(there)}个文件" if len(there) > 1 else ""
        raise UsageError("已经有了", where=f"{there[0]}{others}", advice="确要覆盖用 --force")
