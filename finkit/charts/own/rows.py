"""Forms of rows: bars, pairs, steps to a total, changes to both sides, progress."""

from __future__ import annotations

from dataclasses import replace
from numbers import Real
from typing import Any

from finkit.charts.bars import Bar, Marker, Pair
from finkit.charts.bars import bars as drawn_bars
from finkit.charts.bars import paired as drawn_pairs
from finkit.charts.chart import Chart
from finkit.charts.own.frames import frame_of, named, places, printed
from finkit.charts.own.telling import finished
from finkit.charts.own.times import columns_in_time, in_time
from finkit.charts.rows import MOST_ROWS, Progress, Row, bullets
from finkit.charts.rows import diverging as drawn_diverging
from finkit.charts.rows import waterfall as drawn_waterfall
from finkit.charts.style import DOWN, NOW
from finkit.errors import UsageError, quoted

_MOST_BARS = 16


def bars(
    table: Any,
    title: str = "",
    *,
    unit: str = "",
    highlight: str = "",
    line: float | None = None,
    line_name: str = "参考线",
) -> Chart:
    """Bars from zero (条形), a row a bar, in the order given: a series, `{name: number}`, figures.

    `highlight` is the name that stands out; `line` a value that all are held against, `line_name`
    what that is.

    >>> import finkit
    >>> finkit.charts.bars({"临洮县": 45.2, "大姚县": 61.0}, "税收占比", unit="%")
    Chart(税收占比：税收占比（%）：临洮县45.2%；大姚县61.0%。)

    Raises `UsageError` for what is no column of numbers, and for more than 16 rows.
    """
    frame = frame_of(table, unit)
    values = frame.only()
    frame.most(_MOST_BARS)
    rows = [
        Bar(name, value, frame.said(value), strong=name == highlight)
        for name, value in zip(frame.names, values, strict=True)
    ]
    marker = None if line is None else Marker(line, f"{line_name}{frame.said(line)}")
    said = "；".join(named(row.label, row.text) for row in rows)
    if marker:
        said += f"；{marker.text}"
    return finished(drawn_bars("", "", rows, marker), frame, title, said)


def paired(table: Any, title: str = "", *, unit: str = "") -> Chart:
    """Two bars a row (成对条形): a table of two columns, before and now; the latter stands above.

    Periods stand in their order.

    >>> import finkit, pandas as pd
    >>> table = pd.DataFrame({"2023年": [80, 40], "2024年": [90, 38]}, ["收入", "支出"])
    >>> finkit.charts.paired(table, "规模", unit="亿元")
    Chart(规模：规模（亿元）：收入2024年90亿元，2023年80亿元；支出2024年38亿元，2023年40亿元。)

    Raises `UsageError` where there are not two columns, and for more than 10 rows.
    """
    frame = columns_in_time(in_time(frame_of(table, unit)))
    before, now = frame.two()
    frame.most(MOST_ROWS)
    rows = [
        Pair(name, new, old, frame.said(new), frame.said(old))
        for name, new, old in zip(
            frame.names, frame.columns[now], frame.columns[before], strict=True
        )
    ]
    told = (f"{r.label}{named(now, r.now_text)}，{named(before, r.before_text)}" for r in rows)
    return finished(drawn_pairs("", "", rows, now, before), frame, title, "；".join(told))


def waterfall(table: Any, title: str = "", *, unit: str = "", total: str = "合计") -> Chart:
    """Steps from zero to their total (瀑布), a row a step; the total is added up and named `total`.

    >>> import finkit
    >>> finkit.charts.waterfall({"增值税": 30, "契税": -12, "非税": 5}, "增减额", unit="万元")
    Chart(增减额：增减额（万元）：增值税+30万元；契税−12万元；非税+5万元；合计+23万元。)

    Raises `UsageError` for more than 9 steps, for one that is missing, and for figures of several
    bases or denominators: no total is made of what is not known or does not add up.
    """
    frame = frame_of(table, unit)
    if frame.differing:
        raise UsageError(f"这些数不能相加（{frame.differing}）", advice="先选同一种的数")
    values = frame.only()
    frame.most(MOST_ROWS - 1)
    known = _all_known(frame.names, values)
    whole = round(sum(known), 10)
    rows = [
        Row(name, value, frame.bare(value, signed=True))
        for name, value in zip((*frame.names, total), (*known, whole), strict=True)
    ]
    last = Row(total, whole, rows[-1].text, strong=True)
    said = "；".join(f"{row.label}{row.text}{frame.unit}" for row in rows)
    return finished(drawn_waterfall("", "", rows[:-1], last), frame, title, said)


def diverging(table: Any, title: str = "", *, unit: str = "", beside_unit: str = "") -> Chart:
    """Changes to both sides of zero (正负条形), signed; a second column stands beside, as text,
    in `beside_unit`, % if nothing says otherwise.

    >>> import finkit, pandas as pd
    >>> table = pd.DataFrame({"增减额": [30, -12], "同比": [8.5, -20]}, ["增值税", "契税"])
    >>> finkit.charts.diverging(table, "税收增减", unit="万元")
    Chart(税收增减：税收增减（万元）：增值税+30万元，同比+8.5%；契税−12万元，同比−20.0%。)

    Raises `UsageError` for a change that is missing, more than two columns or 10 rows.
    """
    whole = frame_of(table, unit, mixed=True)
    if len(whole.columns) > 2:
        whole.two()
    whole.most(MOST_ROWS)
    name, *others = whole.columns
    # The second column stands in a unit of its own.
    frame = replace(whole, columns={name: whole.columns[name]})
    known = _all_known(frame.names, frame.columns[name])
    second = others[0] if others else ""
    beside_unit = beside_unit or whole.units.get(second) or "%"
    held = whole.columns[second] if second else []
    decimals = places(value for value in held if value is not None)
    beside = [_beside(value, beside_unit, decimals) for value in held] or [""] * len(known)
    rows = [
        Row(label, value, frame.bare(value, signed=True), text)
        for label, value, text in zip(frame.names, known, beside, strict=True)
    ]
    said = "；".join(
        f"{r.label}{r.text}{frame.unit}{f'，{second}{r.beside}' if second else ''}" for r in rows
    )
    made = finished(drawn_diverging("", "", rows, second), frame, title, said)
    apart = replace(whole, columns={second: held}, unit=beside_unit).series if second else ()
    return replace(made, series=(*made.series, *apart))


def progress(table: Any, due: float, title: str = "", *, due_name: str = "序时进度") -> Chart:
    """How much of a whole each has done, in %, against what is due (子弹图): `due` in %.

    >>> import finkit
    >>> finkit.charts.progress({"收入": 31.0, "支出": 40.2}, 33.3, "完成预算")
    Chart(完成预算：完成预算（%）：收入31.0%；支出40.2%；序时进度33.3%。)

    Raises `UsageError` for a value that is missing, for more than 10 rows, and where `due` is no
    number: the title stands third.
    """
    if isinstance(due, bool) or not isinstance(due, Real):
        raise UsageError(
            f"progress 的第二个参数 due 是应完成的百分比，不是{quoted(str(due))}",
            advice='写作 progress(表, 33.3, "标题")',
        )
    due = float(due)
    frame = frame_of(table, "%")
    values = frame.only()
    frame.most(MOST_ROWS)
    rows = [
        Progress(name, value, frame.said(value), colour=NOW if value >= due else DOWN)
        for name, value in zip(frame.names, _all_known(frame.names, values), strict=True)
    ]
    line = f"{due_name}{frame.said(due)}"
    said = "；".join([*(f"{row.label}{row.text}" for row in rows), line])
    return finished(bullets("", "", rows, due, line), frame, title, said)


def _beside(value: float | None, unit: str, decimals: int) -> str:
    return "—" if value is None else f"{printed(value, unit, decimals, signed=True)}{unit}"


def _all_known(names: list[str], values: list[float | None]) -> list[float]:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        lacking = "、".join(n for n, v in zip(names, values, strict=True) if v is None)
        raise UsageError(
            f"{lacking}没有数，这种图画不了", advice="先去掉没有数的，如 序列.dropna()"
        )
    return known
