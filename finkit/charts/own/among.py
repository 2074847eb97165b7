"""Forms of comparison: shares at two times, one among others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import median
from typing import Any

from finkit.charts.chart import Chart
from finkit.charts.own.frames import Frame, frame_of, places, printed
from finkit.charts.own.telling import finished, is_known
from finkit.charts.own.times import then_and_now
from finkit.charts.rows import MOST_ROWS
from finkit.charts.slope import Share
from finkit.charts.slope import slope as drawn_slope
from finkit.charts.strips import Strip
from finkit.charts.strips import strips as drawn_strips
from finkit.errors import UsageError, did_you_mean, quoted

_MOST_STRIPS, _FEWEST_OTHERS = 8, 2


def slope(table: Any, title: str = "", *, unit: str = "", change_unit: str = "") -> Chart:
    """Two times joined by a line a row (坡度图): a table of two columns, then and now, or of two
    periods as rows.

    Columns that are periods stand in their order. What moved is coloured. `change_unit` is what
    the change stands in: 个百分点 of %, else the unit itself.

    >>> import finkit, pandas as pd
    >>> table = pd.DataFrame({"2023年": [62.0, 38.0], "2024年": [58.5, 41.5]}, ["税收", "非税"])
    >>> finkit.charts.slope(table, "收入构成", unit="%")
    Chart(收入构成：收入构成（%）：税收由62.0%到58.5%，−3.5个百分点；非税由38.0%到41.5%，+3.5个百分点。)

    Raises `UsageError` where there are not two columns (or periods), for a value that is missing,
    more than 10 rows.
    """
    frame = then_and_now(frame_of(table, unit))
    then, now = frame.two()
    frame.most(MOST_ROWS)
    change_unit = change_unit or ("个百分点" if frame.unit == "%" else frame.unit)
    rows, said = [], []
    for name, old, new in zip(frame.names, frame.columns[then], frame.columns[now], strict=True):
        if old is None or new is None:
            raise UsageError(f"{name}没有数，这种图画不了", advice="先去掉没有数的，如 表.dropna()")
        change = round(new - old, 10)
        text = printed(change, change_unit, frame.places, signed=True)
        moved = 0 if text.strip("+−0.") == "" else 1 if change > 0 else -1
        rows.append(Share(name, old, new, frame.said(new), text, moved))
        said.append(f"{name}由{frame.said(old)}到{frame.said(new)}，{text}{change_unit}")
    how = f"变化为{change_unit}" if change_unit != frame.unit else ""
    return finished(drawn_slope("", "", rows, then, now), frame, title, "；".join(said), how)


def strips(table: Any, own: str, title: str = "", *, units: Mapping[str, str] | str = "") -> Chart:
    """One among others (散点条), a strip a column: the others as dots, their median, the own dot
    and its rank from the largest.

    `table`: a row a county, `own` the name of the row that is looked at; `units` of the columns,
    one for all or by name.

    >>> import finkit, pandas as pd
    >>> table = pd.DataFrame({"增速": [9.4, 3.0, -2.5, 5.1]}, ["临洮县", "甲县", "乙县", "丙县"])
    >>> finkit.charts.strips(table, "临洮县", "与邻县比", units="%")
    Chart(与邻县比：与邻县比：增速9.4%，4个中居第1位，其他的中位数3.0%。)

    Raises `UsageError` for a row that is not there or a value of its own that is missing, fewer
    than two others, more than 8 columns.
    """
    frame = frame_of(table, mixed=True)
    if frame.names.count(own) != 1:
        advice = did_you_mean(str(own), frame.names) or '写作 strips(表, "本县", "标题")'
        raise UsageError(f"表里没有一行叫{quoted(str(own))}", advice=advice)
    if len(frame.columns) > _MOST_STRIPS:
        what = f"最多画{_MOST_STRIPS}条，给了{len(frame.columns)}列"
        raise UsageError(what, advice="选几列")
    rows, said = [], []
    for name in frame.columns:
        unit = units if isinstance(units, str) else units.get(name, "")
        unit = unit or frame.units.get(name, "")
        row, told = _strip(frame, name, own, unit)
        rows.append(row)
        said.append(told)
    how = f"点为各行，竖线为其他各行的中位数，大点为{own}"
    # Each strip has its unit: there is none of the whole.
    whole = replace(frame, unit="")
    return finished(drawn_strips("", "", rows, own, "位次"), whole, title, "；".join(said), how)


def _strip(frame: Frame, name: str, own: str, unit: str) -> tuple[Strip, str]:
    values = dict(zip(frame.names, frame.columns[name], strict=True))
    mine = values.pop(own)
    others = [value for value in values.values() if is_known(value)]
    if mine is None:
        raise UsageError(f"{own}的{name}没有数")
    if len(others) < _FEWEST_OTHERS:
        raise UsageError(f"{name}除{own}外有数的不足{_FEWEST_OTHERS}个")
    rank, middle = 1 + sum(value > mine for value in others), median(others)
    decimals = places([mine, *others])
    text, half = (f"{printed(value, unit, decimals)}{unit}" for value in (mine, middle))
    told = f"{len(others) + 1}个中居第{rank}位，其他的中位数{half}"
    shown = f"{rank}/{len(others) + 1}"
    return Strip(name, others, middle, mine, text, shown), f"{name}{text}，{told}"
