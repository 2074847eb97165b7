"""Names that are times: drawn in their order, whichever they are given in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from finkit.charts.own.frames import Frame
from finkit.errors import UsageError
from finkit.periods import MONTHS_A_YEAR, Period

_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_DATED = re.compile(r"(?:19|20)\d\d.+")
_THEN_OR_NOW = re.compile(
    "[上去前本今]年|[上本]期|同期|此前|先前|以前|现在|目前|before|after|then|now"
)


def when(name: str) -> Period | None:
    """The period that a name is; a year is its December. None for a name that is no time.

    >>> when("2021年"), when("2024年1—2月"), when("临洮县"), when("621124")
    (Period(year=2021, month=12), Period(year=2024, month=2), None, None)
    """
    if found := _YEAR.fullmatch(name):
        return Period(int(found[1]), MONTHS_A_YEAR)
    if not _DATED.fullmatch(name):
        return None
    try:
        return Period.parse(name)
    except UsageError:
        return None


def are_times(names: Sequence[str]) -> bool:
    """Whether every name is a time."""
    return all(when(name) for name in names)


def in_time(frame: Frame) -> Frame:
    """The rows in the order of their times, where they are times; else as they are given.

    >>> frame = Frame(["2021-03", "2021-01"], {"税收": [3.0, 1.0]}, "亿元")
    >>> in_time(frame).names, in_time(frame).columns
    (['2021-01', '2021-03'], {'税收': [1.0, 3.0]})
    """
    order = _order(frame.names)
    return replace(
        frame,
        names=[frame.names[n] for n in order],
        columns={name: [values[n] for n in order] for name, values in frame.columns.items()},
    )


def columns_in_time(frame: Frame) -> Frame:
    """The columns in the order of their times, where their names are times."""
    names = list(frame.columns)
    return replace(frame, columns={names[n]: frame.columns[names[n]] for n in _order(names)})


def latest_first(frame: Frame) -> Frame:
    """The columns with the latest first, where their names are times."""
    if not are_times(list(frame.columns)):
        return frame
    latest = [*columns_in_time(frame).columns.items()][::-1]
    return replace(frame, columns=dict(latest))


def then_and_now(frame: Frame) -> Frame:
    """Two times as the two columns: rows that are times are turned to columns, in their order.

    Raises `UsageError` where the rows are times, but not two: between the columns nothing moved.
    """
    columns = list(frame.columns)
    if are_times(columns) or not are_times(frame.names):
        return columns_in_time(frame)
    if any(_THEN_OR_NOW.search(name) for name in columns):
        return in_time(frame)
    if len(set(frame.names)) != len(frame.names) or len(frame.names) != 2:
        raise UsageError(
            f"这种图比先后两期，表的行是{len(frame.names)}期",
            advice='只留两期，如 表.loc[["2019-12", "2020-12"]]',
        )
    first, last = _order(frame.names)
    turned = {
        frame.names[n]: [values[n] for values in frame.columns.values()] for n in (first, last)
    }
    return replace(frame, names=columns, columns=turned, head="项目", units={})


def _order(names: Sequence[str]) -> list[int]:
    times = [when(name) for name in names]
    order = range(len(names))
    known = [one for one in times if one is not None]
    return sorted(order, key=known.__getitem__) if len(known) == len(names) else list(order)
