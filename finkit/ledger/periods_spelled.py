"""Periods in their one spelling: 202402, 2024/2 and 2024年1—2月 are 2024-02."""

from __future__ import annotations

import pyarrow as pa

from finkit.errors import FinkitError
from finkit.periods import Period
from finkit.readers.arrow import CODED, as_numpy, of_texts


def periods_in_one_spelling(column: pa.Array) -> pa.Array:
    """A coded column of periods with each in its one spelling; what is none stays as it is."""
    texts = [text or "" for text in column.dictionary.to_pylist()]
    plain = [one_spelling(text) for text in texts]
    if plain == texts:
        return column
    return of_texts(CODED, [plain[code] for code in as_numpy(column.indices).tolist()])


def one_spelling(text: str) -> str:
    """A period in its one spelling (202402 is 2024-02); what is none is refused with its line."""
    try:
        return str(Period.parse(text.strip()))
    except FinkitError:
        return text.strip()
