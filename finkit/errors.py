"""Errors a user can cause: what is wrong, where, and what to do about it.

    FinkitError            (exit code 2: nothing was done)
    ├── UsageError         a command, parameter or option that does not fit
    │   └── PartlyDoneError (exit code 1: what is done stands, the rest could not be written)
    ├── DataError          a table that breaks the data contract
    │   ├── ConflictError  one key, two different values
    │   └── EmptyError     a table without a row
    ├── RefusedError       a final report that would say what the checks call wrong (exit code 1)
    └── NotHeldError       a county or period the data does not hold
        └── AmbiguousError a name several counties share

Each prints as one line, without a traceback.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from finkit.credentials import stripped

EXIT_OK = 0
EXIT_SOME_FAILED = 1
EXIT_NOTHING_DONE = 2
EXIT_CRASHED = 70
"""A fault of finkit itself (EX_SOFTWARE): never that of findings, nor of what a user can mend."""

EXIT_INTERRUPTED = 130

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONGEST_QUOTE = 80


class FinkitError(Exception):
    """A fault the user can mend. `str(error)` is one line: what, where, what to do."""

    exit_code = EXIT_NOTHING_DONE

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        what, where, advice = stripped(what), stripped(where), stripped(advice)
        self.what, self.where, self.advice = what, where, advice
        parts = [f"{where}：{what}" if where else what]
        if advice:
            parts.append(advice)
        super().__init__(one_line("；".join(parts)))


class UsageError(FinkitError):
    """A command, parameter or option that does not fit."""


class PartlyDoneError(UsageError):
    """Some of it is done and stands; the rest could not be written."""

    exit_code = EXIT_SOME_FAILED


class DataError(FinkitError):
    """A table that breaks the data contract."""


class ConflictError(DataError):
    """One key with two different values."""


class EmptyError(DataError):
    """A table without a single row."""


class RefusedError(FinkitError):
    """A final report that would say or draw a figure which the checks call wrong."""

    exit_code = EXIT_SOME_FAILED


class NotHeldError(FinkitError):
    """A county or period that the data does not hold."""


class AmbiguousError(NotHeldError):
    """A name that several counties share."""


def one_line(text: str) -> str:
    """The text on one line: control characters (line breaks, escapes) become a space.

    >>> one_line("a\\nb")
    'a b'
    """
    return _CONTROL.sub(" ", text).strip()


def quoted(text: str) -> str:
    """A user's own text as it may stand in a message: one line, in 「」, cut when long.

    >>> quoted("罗山县")
    '「罗山县」'
    """
    line = one_line(text)
    return f"「{line[:_LONGEST_QUOTE]}…」" if len(line) > _LONGEST_QUOTE else f"「{line}」"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Advice naming the nearest known words; empty when none is near.

    >>> did_you_mean("perod", ["period", "county"])
    '是否想写 period？'
    """
    near = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f"是否想写 {'、'.join(near)}？" if near else ""
