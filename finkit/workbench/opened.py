"""What `finkit.open` takes, made sure of and opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from finkit.dataset import Dataset, of_frame, open_dataset
from finkit.errors import UsageError
from finkit.extensions.places import settled
from finkit.readers import is_frame
from finkit.workbench import asked


class ArrowStream(Protocol):
    """A table that Arrow takes over: of polars, pyarrow, DuckDB, …"""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table, as Arrow's C interface has it."""


Data = str | Path | pd.DataFrame | ArrowStream
"""What `finkit.open` takes."""


def named(extensions: Any) -> tuple[str, ...]:
    """The names of extensions as they hold in any folder. Raises `UsageError` for no list."""
    if isinstance(extensions, str | Path) or not isinstance(extensions, Iterable):
        advice = f"请写如 [{str(extensions)!r}]" if isinstance(extensions, str | Path) else ""
        raise UsageError("参数 extensions 应为列表，一项一个扩展", advice=advice)
    given = [str(one) if isinstance(one, Path) else one for one in extensions]
    return tuple(settled(asked.word("extensions", one, "my_bureau.py"), Path()) for one in given)


def opened(data: Data, columns: Mapping[str, Any] | None, unit: str, basis: str) -> Dataset:
    """The data set of a path, an address or a frame."""
    if is_frame(data) or not isinstance(data, str | Path):
        return of_frame(data, columns, unit, basis)
    if columns or unit or basis:
        raise UsageError("columns、unit、basis 只用于数据框", advice="文件里的由文件自己说明")
    return open_dataset(data)
