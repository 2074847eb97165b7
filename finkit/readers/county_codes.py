"""The codes of counties as one, however a spreadsheet or a database stored them."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from finkit.counties.codes import plain_code
from finkit.readers.arrow import CODED, of_texts
from finkit.readers.raw import RawTable

_COLUMN = "county_code"


def with_plain_codes(table: RawTable) -> RawTable:
    """The table with each code that is one of six digits as these: 621124.0, 0621124, 621124000."""
    column = table.columns.get(_COLUMN)
    if column is None:
        return table
    written = [text or "" for text in column.dictionary.to_pylist()]
    plain = [plain_code(text) or text for text in written]
    if plain == written:
        return table
    texts = of_texts(CODED, plain).cast(pa.string())
    codes = pa.DictionaryArray.from_arrays(column.indices, texts)
    # Two spellings of one code are one entry.
    return replace(table, columns=table.columns | {_COLUMN: _encoded(codes)})


def _encoded(codes: pa.DictionaryArray) -> pa.Array:
    return codes.dictionary_decode().dictionary_encode()
