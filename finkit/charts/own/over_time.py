"""Forms over time: lines, columns, small multiples."""

from __future__ import annotations

from typing import Any

from finkit.charts.bars import columns as drawn_columns
from finkit.charts.chart import Chart
from finkit.charts.lines import NOT_FROM_ZERO, Line
from finkit.charts.lines import lines as drawn_lines
from finkit.charts.own.frames import Frame, frame_of, named
from finkit.charts.own.telling import finished, is_known
from finkit.charts.own.times import in_time, latest_first
from finkit.charts.panels import MOST_PANELS, Panel
from finkit.charts.panels import panels as drawn_panels
from finkit.charts.scales import axis, ticks_around
from finkit.errors import UsageError, did_you_mean, quoted

_MOST_LINES, _MOST_COLUMNS = 8, 60


def lines(table: Any, title: str = "", *, unit: str = "", highlight: str = "") -> Chart:
    """Lines over time (折线), a column a line, each named at its end; a missing value breaks it.

    `table`: a pandas table or series, its index the periods, drawn in their order. `unit` is what
    the numbers stand in; `highlight` the column that stands out.

    >>> import finkit, pandas as pd
    >>> table = pd.DataFrame({"税收": [5, 11, 16], "非税": [2, None, 4]}, ["1月", "2月", "3月"])
    >>> finkit.charts.lines(table, "收入", unit="亿元")
    Chart(收入：收入（亿元）：税收1月5亿元，3月16亿元；非税1月2亿元，3月4亿元。)

    Raises `UsageError` for what is no table of numbers, an empty one, more than 8 columns.
    """
    frame = in_time(frame_of(table, unit))
    if len(frame.columns) > _MOST_LINES:
        what = f"最多画{_MOST_LINES}条线，给了{len(frame.columns)}列"
        raise UsageError(what, advice="选几列，或用 finkit.charts.panels")
    if highlight and highlight not in frame.columns:
        advice = did_you_mean(highlight, frame.columns)
        raise UsageError(f"表里没有列{quoted(highlight)}", advice=advice)
    # The one that stands out is drawn last, above the others.
    ordered = sorted(frame.columns, key=lambda name: name == highlight)
    drawn = [Line(name, frame.columns[name], strong=name == highlight) for name in ordered]
    known = [v for values in frame.columns.values() for v in values if v is not None]
    made = drawn_lines("", "", frame.names, drawn, axis)
    how = NOT_FROM_ZERO if min(known) > 0 and not _from_zero(known) else ""
    said = "；".join(f"{name}{_ends(frame, name)}" for name in frame.columns)
    return finished(made, frame, title, said, how)


def _from_zero(known: list[float]) -> bool:
    return ticks_around(min(known), max(known))[0] <= 0


def _ends(frame: Frame, name: str) -> str:
    """What a line begins and ends with."""
    held = [(at, v) for at, v in zip(frame.names, frame.columns[name], strict=True) if is_known(v)]
    if not held:
        return "没有数"
    first, last = held[0], held[-1]
    told = [first] if first == last else [first, last]
    return "，".join(named(at, frame.said(value)) for at, value in told)


def columns(table: Any, title: str = "", *, unit: str = "") -> Chart:
    """Columns over time (柱形), from zero; a second column of the table is what each was a year
    ago, a short line across (of two years the earlier). A missing value is a gap marked 缺.

    >>> import finkit, pandas as pd
    >>> months = pd.Series([5, -1, 7], ["1月", "2月", "3月"], name="税收")
    >>> finkit.charts.columns(months, "单月税收", unit="亿元")
    Chart(单月税收：单月税收（亿元）：1月5亿元；2月−1亿元；3月7亿元。)

    Raises `UsageError` as `lines` does, and for more than two columns.
    """
    frame = latest_first(in_time(frame_of(table, unit)))
    if len(frame.columns) > 2:
        frame.two()
    frame.most(_MOST_COLUMNS)
    now, *before = frame.columns
    was = frame.columns[before[0]] if before else ()
    made = drawn_columns("", "", frame.names, frame.columns[now], axis, before=was)
    how = f"短线为{before[0]}" if before else ""
    pairs = zip(frame.names, frame.columns[now], strict=True)
    return finished(made, frame, title, "；".join(named(n, frame.said(v)) for n, v in pairs), how)


def panels(table: Any, title: str = "", *, unit: str = "") -> Chart:
    """Small multiples (分面), a column a panel, all on one scale: six at most.

    >>> import finkit, pandas as pd
    >>> table = pd.DataFrame({"增值税": [5, 8], "契税": [2, -1]}, ["1月", "2月"])
    >>> finkit.charts.panels(table, "增幅", unit="%")
    Chart(增幅：增幅（%）：增值税2月8%；契税2月−1%。)

    Raises `UsageError` as `lines` does.
    """
    frame = in_time(frame_of(table, unit))
    if len(frame.columns) > MOST_PANELS:
        what = f"最多画{MOST_PANELS}格，给了{len(frame.columns)}列"
        raise UsageError(what, advice="选几列")
    rows, said = [], []
    for name, values in frame.columns.items():
        at, last = next(
            ((n, v) for n, v in zip(frame.names[::-1], values[::-1], strict=True) if is_known(v)),
            ("", None),
        )
        rows.append(Panel(name, values, "" if last is None else frame.bare(last), ""))
        said.append(f"{name}{named(at, frame.said(last))}")
    first, last_name = frame.names[0], frame.names[-1]
    made = drawn_panels("", "", rows, first, last_name if len(frame.names) > 1 else "")
    return finished(made, frame, title, "；".join(said), "各图同一尺度")
