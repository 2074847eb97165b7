"""A frame that a caller holds (pandas, polars, pyarrow, …) as a raw table of the contract.

holding    what stands in a frame, as columns of text
naming     what its columns are: of the contract, or amounts of an item
words_of_measures  its columns that must not be passed over
amounts    its columns of amounts below each other, one amount a row
filling    what a frame leaves unsaid and the register of counties or the caller says
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from finkit.errors import DataError
from finkit.readers.county_codes import with_plain_codes
from finkit.readers.frames.amounts import stacked
from finkit.readers.frames.filling import Said, filled
from finkit.readers.frames.holding import NAME, held, is_frame
from finkit.readers.frames.naming import named
from finkit.readers.frames.words_of_measures import require_none_passed_over
from finkit.readers.raw import RawTable

__all__ = ["is_frame", "read_frame"]

_NEEDED = {"county_code": "县区（county_code 或 county）", "period": "期间（period，或 年、月）"}
"""What no frame goes without, as a caller may have it."""


def read_frame(
    frame: Any, columns: Mapping[str, Any] | None = None, unit: str = "", basis: str = ""
) -> RawTable:
    """The table of a frame; the frame itself is not touched.

    Raises `UsageError` for what is none and for a column that nobody understands, `DataError`
    naming row and column for a text that is none of the contract.
    """
    own = held(frame)
    said = Said.checked(unit, basis)
    told = columns or {}
    known = named(own.columns, told, said)
    require_none_passed_over(own, known, {name for name in told if told[name] is None})
    whole = filled(stacked(own, known, said), said)
    for name, called in _NEEDED.items():
        if name not in whole.columns:
            have = "、".join(own.columns)
            raise DataError(f"缺少列 {called}", where=NAME, advice=f"有：{have}")
    return with_plain_codes(whole)
