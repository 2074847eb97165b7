"""Readers: one file per input format, each giving the same raw table of text.

To add a format, write `read(path) -> RawTable` in a file of its own and name it in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from finkit.errors import DataError, UsageError, did_you_mean, quoted
from finkit.readers.address import settled
from finkit.readers.raw import RawTable

if TYPE_CHECKING:
    from finkit.readers.database import Database


def _csv(path: Path) -> RawTable:
    from finkit.readers import csv_file

    return csv_file.read(path)


def _parquet(path: Path) -> RawTable:
    from finkit.readers import parquet_file

    return parquet_file.read(path)


FORMATS: dict[str, Callable[[Path], RawTable]] = {".csv": _csv, ".parquet": _parquet}
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods", ".et")


def read(path: Path) -> RawTable:
    """The table in a file, as text. Raises `UsageError` or `DataError` naming the file."""
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        advice = _advice(path)
        raise UsageError(f"不认识的文件格式{quoted(path.suffix)}", where=path.name, advice=advice)
    if not path.is_file():
        raise UsageError("没有这个文件", where=str(path))
    try:
        return reader(path)
    except PermissionError as error:
        raise DataError("没有读取权限", where=path.name) from error
    except OSError as error:
        raise DataError("文件读不出来", where=path.name, advice="文件可能已损坏") from error


def _advice(path: Path) -> str:
    """What to do about a file that is no observations table."""
    if path.suffix.lower() in _WORKBOOKS:
        return f"Excel 先用 finkit import {path.name} --into ledger.parquet 读入"
    return did_you_mean(path.suffix, FORMATS) or f"可读：{'、'.join(FORMATS)}"


def open_database(address: str) -> Database:
    """The database at an address, connected. Raises `UsageError` for what stands in the way."""
    try:
        from finkit.readers.database import Database
    except ModuleNotFoundError as error:
        raise UsageError("读数据库要另装一个部分", advice="pip install 'finkit[sql]'") from error
    return Database(settled(address))
