"""finkit: county fiscal reports from published figures.

>>> import finkit
>>> finkit.open().county("临洮县").periods
['2024-02']
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from finkit.workbench import Workbench

__all__ = ["open", "use_fonts"]


def open(data: str | Path = "") -> Workbench:
    """A data set to explore: a path as for `--data`, "" the embedded sample.

    Raises `UsageError` for a path that is none, `DataError` for a table that breaks the contract.
    """
    # Here, so that `finkit --help` answers without any of it.
    from finkit.workbench import Workbench  # noqa: PLC0415

    return Workbench(data)


def use_fonts() -> None:
    """Sets the bundled Chinese font for all that matplotlib or pandas draws from here on."""
    from finkit.workbench import use_fonts as use  # noqa: PLC0415

    use()
