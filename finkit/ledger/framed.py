"""Observations as a pandas frame in the columns of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from finkit.contract import BASES, COLUMN_WORDS, COLUMNS, MEASURES
from finkit.counties import County
from finkit.html_table import titled_table
from finkit.ledger.validation import Column
from finkit.periods import Period

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 10

_WORDS: Mapping[str, Mapping[str, str]] = {"basis": BASES, "measure": MEASURES}


def frame_of(
    columns: Mapping[str, Column], plain: Mapping[str, pa.Array], *, exact: bool, chinese: bool
) -> pd.DataFrame:
    """The rows as a frame: see `Ledger.to_frame`."""
    import pandas as pd  # noqa: PLC0415

    found: dict[str, object] = {}
    for name in COLUMNS:
        if name in plain:
            found[name] = plain[name].to_pylist()
        else:
            words = _WORDS.get(name, {}) if chinese else {}
            texts = np.array([words.get(text, text) for text in columns[name].texts], dtype=object)
            found[name] = texts[columns[name].codes]
    value = found["value"]
    assert isinstance(value, list)
    found["value"] = [Decimal(text) for text in value] if exact else np.array(value, dtype=float)
    frame = pd.DataFrame(found)
    return frame.rename(columns=COLUMN_WORDS) if chinese else frame


class Framed:
    """Observations that show themselves, and as a frame."""

    _columns: dict[str, Column]
    _plain: dict[str, pa.Array]
    rows: int

    @cached_property
    def counties(self) -> list[County]:
        """The areas held, by code."""
        raise NotImplementedError

    def periods(self, code: str) -> list[Period]:
        """The periods a county has observations of, in order."""
        raise NotImplementedError

    def to_frame(self, *, exact: bool = False, chinese: bool = False) -> pd.DataFrame:
        """Every observation as a pandas frame in the columns of the contract (观测表).

        `exact` keeps each value with the digits it was published with, as `Decimal`; otherwise it
        is a float. `chinese` gives columns and words their Chinese names. `finkit.open` reads
        either back.

        >>> import finkit
        >>> frame = finkit.open().ledger.to_frame()
        >>> frame[frame.county.eq("临洮县")].head(1)[["period", "item", "value", "unit"]]
            period     item   value unit
        0  2024-02  大口径财政收入  5682.0   万元
        """
        return frame_of(self._columns, self._plain, exact=exact, chinese=chinese)

    def __repr__(self) -> str:
        return f"Ledger({len(self.counties)}个县区，{self.rows}条观测)"

    def _repr_html_(self) -> str:
        shown = [(one, self.periods(one.code)) for one in self.counties[:_SHOWN]]
        rows = [
            (one.code, one.name, one.province, str(len(held)), f"{held[0]}至{held[-1]}")
            for one, held in shown
        ]
        heads = ("代码", "县区", "省份", "期数", "期间")
        return titled_table(repr(self), heads, rows, len(self.counties))
