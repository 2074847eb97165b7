"""CSV: UTF-8, with or without a byte order mark, first line the column names."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from finkit.errors import DataError, EmptyError
from finkit.readers.raw import RawTable, one_chunk, type_of


def read(path: Path) -> RawTable:
    """The table of a CSV file: a number a row and column, and the texts that seldom repeat."""
    names = _header(path)
    try:
        table = pa_csv.read_csv(
            path,
            parse_options=pa_csv.ParseOptions(newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                column_types={name: type_of(name) for name in names}, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise _fault(path, len(names), error) from error
    rows, columns = table.num_rows, {}
    for name in names:
        # One after another, each given up as it is taken: the table is never held twice.
        columns[name] = one_chunk(table.column(name))
        table = table.drop_columns([name])
    return RawTable(
        columns=columns,
        rows=rows,
        name=path.name,
        place=lambda row: f"{path.name} 第{_line_of(path, row)}行",
    )


def _header(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            names = next(csv.reader(file), [])
    except UnicodeDecodeError as error:
        raise _not_utf8(path) from error
    except csv.Error as error:
        raise DataError("不是 CSV 表格", where=path.name) from error
    if not any(name.strip() for name in names):
        raise EmptyError("文件是空的", where=path.name)
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise DataError(f"列名重复：{'、'.join(sorted(repeated))}", where=path.name)
    return names


def _not_utf8(path: Path) -> DataError:
    return DataError("不是 UTF-8 编码", where=path.name, advice="请另存为“CSV UTF-8”")


def _fault(path: Path, width: int, error: pa.ArrowInvalid) -> DataError:
    """Why the file did not parse, with the line: found by a second, slower reading."""
    if "UTF8" in str(error) or "UTF-8" in str(error):
        return _not_utf8(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            for cells in reader:
                if cells and len(cells) != width:
                    where = f"{path.name} 第{reader.line_num}行"
                    return DataError(f"应有{width}列，实有{len(cells)}列", where=where)
    except (UnicodeDecodeError, csv.Error):
        pass
    return DataError("不是完整的 CSV 表格", where=path.name, advice="文件可能已损坏")


def _line_of(path: Path, row: int) -> int:
    """The line in the file where a data row (counted from 0) ends."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for cells in reader:
            if not cells:
                continue
            if row == 0:
                break
            row -= 1
        return reader.line_num
