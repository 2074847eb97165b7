"""Readers: one file per input format, each giving the same raw table of text.

formats      which formats there are: one row a format (a new one is a reader and its row)
side_tables  what may lie beside the observations: sources, printed figures, calibers
database     the same tables, of a database; address, how it is named
frames       the same table, of a frame that a caller holds
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.errors import DataError, UsageError, did_you_mean, quoted
from finkit.readers.address import settled
from finkit.readers.formats import FORMATS, format_of

if TYPE_CHECKING:
    from finkit.readers.database import Database
    from finkit.readers.raw import RawTable


def read(path: Path) -> RawTable:
    """The table in a file, as text. Raises `UsageError` or `DataError` naming the file."""
    known = format_of(path)
    if known is None:
        advice = _advice(path)
        raise UsageError(f"不认识的文件格式{quoted(path.suffix)}", where=path.name, advice=advice)
    if not path.is_file():
        raise UsageError("没有这个文件", where=str(path))
    # What is read needs pyarrow, which the names of formats do not.
    from finkit.readers.county_codes import with_plain_codes
    from finkit.readers.raw import with_plain_names

    try:
        return with_plain_codes(with_plain_names(known.read(path)))
    except PermissionError as error:
        raise DataError("没有读取权限", where=path.name) from error
    except OSError as error:
        raise DataError("文件读不出来", where=path.name, advice="文件可能已损坏") from error


def _advice(path: Path) -> str:
    """What to do about a file that is no observations table."""
    from finkit.workbooks.files import formats as workbooks

    if known := workbooks.named(path.suffix):
        imported = f"Excel 等表格先用 finkit import {path.name} --into ledger.parquet 读入"
        return imported if known.read else known.advice or known.refused
    return did_you_mean(path.suffix, FORMATS) or f"可读：{'、'.join(FORMATS)}"


def open_database(address: str) -> Database:
    """The database at an address, connected. Raises `UsageError` for what stands in the way."""
    try:
        from finkit.readers.database import Database
    except ModuleNotFoundError as error:
        raise UsageError("读数据库要另装一个部分", advice="pip install 'finkit[sql]'") from error
    return Database(settled(address))


def is_frame(value: object) -> bool:
    """Whether a value is a table of pandas, polars, pyarrow or another that Arrow takes over."""
    return hasattr(value, "__arrow_c_stream__") or hasattr(value, "__dataframe__")


def read_frame(
    frame: Any, columns: Mapping[str, Any] | None = None, unit: str = "", basis: str = ""
) -> RawTable:
    """The table of a frame that a caller holds: see `finkit.open`."""
    from finkit.readers import frames

    return frames.read_frame(frame, columns, unit, basis)
