"""Files understood, many at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from finkit.counties import County
from finkit.errors import FinkitError
from finkit.imports.contract.tables import ContractTable, is_contract_table
from finkit.imports.contract.tables import read as read_contract_table
from finkit.imports.gathering import Found
from finkit.imports.open_names import settle
from finkit.imports.processes import FEW, can_fork, spread
from finkit.workbooks.files.opening import name_of
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.found import Table
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers

_SECONDS = 60.0
"""So long may one file take: more than the largest that is read needs."""

_ADVICE = "文件可能已损坏或太大，用 Excel 打开另存一份再试"


class Asked(NamedTuple):
    """What holds for all files: given by the user, answered before, held by the ledger."""

    given: Given
    answers: Answers
    held: Mapping[str, County]


class Read(NamedTuple):
    """What came of a file: its tables, or why it cannot be read; `own` where it is one by the
    contract."""

    found: Found
    tables: list[Table]
    refusal: str = ""
    own: ContractTable | None = None


def read_all(files: Sequence[Found], asked: Asked) -> Iterator[Read]:
    """What came of each file, in their order.

    Whatever is in a file, it is read in a process that may die of it: a few bytes can ask for more
    memory than there is, or never end, inside a library that knows no exceptions.
    """
    if len(files) <= FEW and not can_fork():
        return (read_one(file, asked) for file in files)
    return spread(partial(_read, asked), files, _lost, seconds=_SECONDS, fork=can_fork())


def _read(asked: Asked, file: Found) -> Read:
    return read_one(file, asked)


def _lost(file: Found, is_late: bool) -> Read:
    what = f"读了{_SECONDS:.0f}秒还没读完，已停止" if is_late else "读的时候进程意外结束"
    return Read(file, [], f"{what}；{_ADVICE}")


def read_one(file: Found, asked: Asked) -> Read:
    """What came of one file, in this process."""
    try:
        if is_contract_table(file.path):
            return Read(file, [], own=read_contract_table(file.path, asked.held))
        tables = understand(file.path, *asked, label=file.label)
        settle(tables, asked.answers)
        return Read(file, tables)
    except FinkitError as error:
        return Read(file, [], str(error))
    except MemoryError:
        return Read(file, [], f"{name_of(file.path)}：太大，内存不够")
