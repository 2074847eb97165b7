"""What stands in a frame, as columns of text, by Arrow's C interface."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.interchange import from_dataframe

from finkit.errors import DataError, UsageError
from finkit.gate.characters import folded
from finkit.readers.raw import texts_of

NAME = "数据框"
"""What a frame is called where a file would be by its name."""

_STREAM, _INTERCHANGE = "__arrow_c_stream__", "__dataframe__"


class Held(NamedTuple):
    """The columns of a frame by name, each plain text; nothing is an empty text."""

    columns: dict[str, pa.ChunkedArray]
    rows: int


def is_frame(value: object) -> bool:
    """Whether a value is a frame that Arrow can take over.

    >>> import pandas as pd
    >>> is_frame(pd.DataFrame({"县区": ["临洮县"]})), is_frame("observations.csv")
    (True, False)
    """
    return hasattr(value, _STREAM) or hasattr(value, _INTERCHANGE)


def held(frame: Any) -> Held:
    """The columns of a frame. Raises `UsageError` for one of several tables in one, `DataError` for
    two columns of one name and for a column that is neither text nor numbers."""
    if not is_frame(frame):
        advice = (
            "先 .collect()"
            if hasattr(frame, "collect")
            else "给路径、地址，或 pandas、polars、pyarrow 的表"
        )
        raise UsageError(
            f"数据的位置应为文字、Path 或数据框，不是 {type(frame).__name__}", advice=advice
        )
    columns = _of_pandas(frame) if hasattr(frame, "reset_index") else _of_arrow(frame)
    names = [folded(str(name)).strip() for name, _ in columns]
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise DataError(f"列名重复：{'、'.join(repeated)}", where=NAME)
    texts = {name: _text(name, column) for name, (_, column) in zip(names, columns, strict=True)}
    return Held(texts, len(next(iter(texts.values()), ())))


def _of_arrow(frame: Any) -> list[tuple[Any, pa.ChunkedArray]]:
    try:
        table = pa.table(frame) if hasattr(frame, _STREAM) else from_dataframe(frame)
    except (pa.ArrowException, TypeError, ValueError, NotImplementedError) as error:
        advice = "试试先用它的 to_pandas()"
        raise UsageError(f"数据框读不出来（{type(frame).__name__}）", advice=advice) from error
    return list(zip(table.column_names, table.columns, strict=True))


def _of_pandas(frame: Any) -> list[tuple[Any, pa.ChunkedArray]]:
    """Column by column: one of mixed cells would refuse the frame as a whole."""
    import pandas as pd  # noqa: PLC0415

    if not isinstance(frame, pd.DataFrame):
        advice = "如 series.to_frame() 或 series.reset_index()"
        raise UsageError(f"要一张表，不是 {type(frame).__name__}", advice=advice)
    if frame.columns.nlevels > 1:
        raise UsageError("列名有多层", where=NAME, advice="合成一层再给，或用长表")
    levels = [name for name in frame.index.names if name is not None]
    whole = frame.reset_index(levels) if levels else frame
    places = range(len(whole.columns))
    return [(whole.columns[at], _pandas_column(whole.iloc[:, at])) for at in places]


def _pandas_column(column: Any) -> pa.ChunkedArray:
    import pandas as pd  # noqa: PLC0415

    if isinstance(column.dtype, pd.PeriodDtype):
        column = column.dt.strftime("%Y-%m")
    if column.dtype == object:
        known = column.where(column.notna(), None)
        return pa.chunked_array(
            [pa.array(list(texts_of(str(column.name), known, NAME)), pa.string())]
        )
    found = pa.array(column, from_pandas=True)
    return found if isinstance(found, pa.ChunkedArray) else pa.chunked_array([found])


def _text(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        if pa.types.is_floating(column.type):
            # polars keeps NaN apart from null; either is no number.
            column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
        return pc.fill_null(column.cast(pa.string()), "")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise DataError(f"列 {name} 不是文字或数字", where=NAME) from error
