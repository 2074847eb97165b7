"""What stands around a chart of one's own: title, unit, alternative text, its data."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from finkit.charts.chart import Chart
from finkit.charts.own.frames import Frame
from finkit.errors import UsageError


def is_known(value: float | None) -> TypeGuard[float]:
    """Whether there is a value."""
    return value is not None


def finished(made: Chart, frame: Frame, title: str, said: str, how: str = "") -> Chart:
    """The drawing with its title, its unit and how it is read, and its data to be looked up.

    Without a title the names of what is drawn stand there.
    """
    if not isinstance(title, str):
        raise UsageError("title 应为文字")
    head = title or "、".join(frame.columns)
    named = f"{head}（{frame.unit}）" if frame.unit else head
    return replace(
        made,
        title=head,
        alt=f"{named}：{said}。",
        measure="，".join(filter(None, (f"单位：{frame.unit}" if frame.unit else "", how))),
        series=frame.series,
        head=frame.head,
    )
