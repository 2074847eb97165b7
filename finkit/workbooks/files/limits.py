"""How much of a file is read: more than any county's tables hold, less than fills a memory."""

from __future__ import annotations

from finkit.errors import DataError, quoted
from finkit.gate.names import LONGEST

MOST_BYTES = 100 * 1024 * 1024
MOST_BYTES_OF_A_PAGE = 5 * 1024 * 1024
MOST_BYTES_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 100_000
MOST_CELLS = 3_000_000
MOST_SHEETS = 1000
MOST_CHARACTERS = LONGEST
"""Of a cell: the longest label, heading or title has a hundred; what is longer is an essay."""


def check_extent(file: str, sheet: str, height: int, width: int) -> None:
    """Raises `DataError` for a sheet of more rows, or a larger rectangle, than is read."""
    if height > MOST_ROWS or height * width > MOST_CELLS:
        size = f"超过{MOST_ROWS}行" if height > MOST_ROWS else f"有{height}行{width}列"
        what = f"工作表{quoted(sheet)}{size}，太大"
        raise DataError(what, where=file, advice="删去用不着的行和列，或分成几个文件")


def check_sheets(file: str, sheets: int) -> None:
    """Raises `DataError` for a workbook of more sheets than are read."""
    if sheets > MOST_SHEETS:
        what = f"有{sheets}张工作表，太多"
        raise DataError(what, where=file, advice="只留要用的工作表，或分成几个文件")


def check_cells(file: str, sheet: str, cells: int) -> None:
    """Raises `DataError` for a sheet that would hold more cells than are read."""
    if cells > MOST_CELLS:
        what = f"工作表{quoted(sheet)}展开后超过{MOST_CELLS // 10_000}万格，太大"
        raise DataError(what, where=file, advice="删去用不着的行、列和合并，或分成几个文件")


def check_bytes(file: str, size: int, most: int = MOST_BYTES, what: str = "文件有") -> None:
    """Raises `DataError` for a file that is larger than is read, on disk or unpacked."""
    if size > most:
        problem = f"{what} {size // 1024 // 1024} MB，太大"
        raise DataError(problem, where=file, advice="只留要用的工作表，或分成几个文件")
