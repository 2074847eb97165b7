"""The units of a table's columns, told while their numbers are those that they were told of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from pandas.util import hash_pandas_object


class Units(dict[Any, str]):
    """The unit of each column of a table, beside the numbers that it is the unit of.

    pandas hands on what a frame bears whatever is computed from it, and keeps it where a column is
    changed in place: whoever tells a unit asks `still` first.
    """

    def __init__(self, units: Mapping[Any, str], table: pd.DataFrame) -> None:
        super().__init__(units)
        columns = table[list(units)]
        # pandas copies neither when asked for a plain copy of them: what is kept is never changed.
        self._index = table.index
        self._values = {name: columns[name].to_numpy(dtype=float, copy=True) for name in units}

    def __deepcopy__(self, memo: object) -> Units:
        """Itself: pandas copies what a frame bears at every step."""
        return self

    def still(self, given: pd.DataFrame | pd.Series) -> dict[Any, str]:
        """The unit of each column of which every number stands where it stood: of the table, or of
        rows chosen of it; "" of any other. A single column may bear another name.

        >>> table = pd.DataFrame({"税收收入": [3.0, 5.0]}, ["1月", "2月"])
        >>> units = Units({"税收收入": "万元"}, table)
        >>> units.still(table.loc[["2月"]]), units.still(table / 10000)
        ({'税收收入': '万元'}, {'税收收入': ''})
        """
        table = given.to_frame() if isinstance(given, pd.Series) else given
        if not table.columns.is_unique:
            return {}
        names = list(table.columns)
        own = {name: name for name in names}
        if len(names) == len(self) == 1:
            own = {names[0]: next(iter(self))}
        return {
            name: self[own[name]] if self._agrees(own[name], table[name]) else "" for name in names
        }

    def _agrees(self, name: Any, column: pd.Series) -> bool:
        if name not in self or not pd.api.types.is_numeric_dtype(column.dtype):
            return False
        told, now = self._values[name], column.to_numpy(dtype=float, na_value=np.nan)
        if len(told) == len(now) and column.index is self._index:
            return bool(np.array_equal(told, now, equal_nan=True))
        rows = _rows(pd.Series(told, self._index))
        return bool(np.isin(_rows(pd.Series(now, column.index)), rows).all())


def _rows(column: pd.Series) -> Any:
    """Of each number with the label that it stands at its digest."""
    return hash_pandas_object(column, index=True).to_numpy()


def units_of(given: pd.DataFrame | pd.Series) -> dict[Any, str]:
    """The units that a table, or rows or a column chosen of it, still has; none for one of one's
    own.

    >>> units_of(pd.DataFrame({"甲": [1]}))
    {}
    """
    told = given.attrs.get("units")
    return told.still(given) if isinstance(told, Units) else {}
