"""CSV: UTF-8, with or without its mark, or GBK; first line the column names."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from finkit.encodings import ADVICE, UTF8, as_csv, encoding_of
from finkit.errors import DataError, EmptyError
from finkit.readers.raw import RawTable, one_chunk, type_of

_START = 1 << 16
_MARK = "\ufeff"


def read(path: Path) -> RawTable:
    """The table of a CSV file: a number a row and column, and the texts that seldom repeat."""
    encoding = encoding_of(path)
    names = _header(path, encoding)
    try:
        table = pa_csv.read_csv(
            path if encoding == UTF8 else io.BytesIO(path.read_text(encoding).encode()),
            parse_options=pa_csv.ParseOptions(newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                column_types={name: type_of(name) for name in names}, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise _fault(path, len(names), encoding) from error
    rows, columns = table.num_rows, {}
    for name in names:
        # One after another, each given up as it is taken: the table is never held twice.
        columns[name] = one_chunk(table.column(name))
        table = table.drop_columns([name])
    return RawTable(
        columns=columns,
        rows=rows,
        name=path.name,
        place=lambda row: f"{path.name} 第{_line_of(path, encoding, row)}行",
    )


def heads(path: Path) -> list[str]:
    """The names of the columns as the first line has them, whatever the rest of the file is.

    In letters that all encodings share; others may come out broken.
    """
    with path.open("rb") as file:
        first = file.readline(_START).decode(UTF8, "replace")
    try:
        return next(csv.reader([first]), [])
    except csv.Error:
        return []


def _header(path: Path, encoding: str) -> list[str]:
    with path.open(encoding=encoding, newline="") as file, as_csv(path.name):
        names = next(csv.reader(file), [])
    if not any(name.strip() for name in names):
        raise EmptyError("文件是空的", where=path.name)
    if names[0].startswith(_MARK):
        raise DataError("开头的编码标记（BOM）重复", where=path.name, advice=ADVICE)
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise DataError(f"列名重复：{'、'.join(sorted(repeated))}", where=path.name)
    return names


def _fault(path: Path, width: int, encoding: str) -> DataError:
    """Why the file did not parse, with the line: found by a second, slower reading."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file)
            for cells in reader:
                if cells and len(cells) != width:
                    where = f"{path.name} 第{reader.line_num}行"
                    return DataError(f"应有{width}列，实有{len(cells)}列", where=where)
    except csv.Error:
        pass
    return DataError("不是完整的 CSV 表格", where=path.name, advice="文件可能已损坏")


def _line_of(path: Path, encoding: str, row: int) -> int:
    """The line in the file where a data row (counted from 0) ends."""
    with path.open(encoding=encoding, newline="") as file, as_csv(path.name):
        reader = csv.reader(file)
        next(reader)
        for cells in reader:
            if not cells:
                continue
            if row == 0:
                break
            row -= 1
        return reader.line_num
