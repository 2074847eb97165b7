"""Forms of rows, from the top down: steps to a total, progress against time, changes to both
sides. Each fits the one size of a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finkit.charts.chart import Chart
from finkit.charts.names import SMALL, text_width
from finkit.charts.style import DOWN, HEIGHT, INK, LINE, NOW, WIDTH, Canvas, label_width

MOST_ROWS = 10
_PAD = 6.0
_HIGHEST = 50.0
_WIDEST = 112.0


@dataclass(frozen=True)
class Row:
    """One row: its name, its value, the value as it prints, and what stands in a column beside."""

    label: str
    value: float
    text: str
    beside: str = ""
    strong: bool = False


@dataclass(frozen=True)
class _Frame:
    """Where rows stand: from `top` on, `step` apart, names up to `left`, columns from `right`."""

    top: float
    step: float
    left: float
    right: float

    def y(self, number: int) -> float:
        return self.top + self.step * (number + 0.5)

    @property
    def thick(self) -> float:
        return min(18.0, self.step * 0.6)


def _frame(rows: Sequence[Row], top: float) -> _Frame:
    if not rows:
        raise ValueError("no rows")
    step = min(_HIGHEST, (HEIGHT - top) / len(rows))
    widest = max(label_width(row.label, _WIDEST, SMALL) for row in rows)
    beside = max(text_width(row.beside, SMALL) for row in rows)
    return _Frame(top, step, widest + _PAD, WIDTH - (beside + _PAD if beside else 0))


def _put_label(canvas: Canvas, frame: _Frame, number: int, row: Row) -> None:
    right, y = frame.left - _PAD, frame.y(number)
    canvas.label(right, y, row.label, _WIDEST, room=frame.step, bold=row.strong)


def _put_beside(canvas: Canvas, frame: _Frame, number: int, row: Row) -> None:
    if row.beside:
        colour = DOWN if row.beside.startswith("−") else ""
        canvas.text(WIDTH, frame.y(number), row.beside, "right", size=SMALL, colour=colour)


def diverging(title: str, alt: str, rows: Sequence[Row], beside: str = "") -> Chart:
    """Changes to both sides of zero, each with its text; `beside` heads the column at the right.

    Raises `ValueError` without rows.
    """
    canvas, frame = Canvas(), _frame(rows, 20.0 if beside else 4.0)
    low = min(0.0, *(row.value for row in rows))
    high = max(0.0, *(row.value for row in rows))
    room = max(text_width(row.text, SMALL) for row in rows) + _PAD
    start = frame.left + (room if low < 0 else 2.0)
    end = frame.right - (room if high > 0 or low == high else 2.0)
    per_unit = (end - start) / ((high - low) or 1.0)
    zero = start - low * per_unit
    if beside:
        canvas.text(WIDTH, 9.0, beside, "right", size=SMALL, soft=True)
    for number, row in enumerate(rows):
        y, reach = frame.y(number), row.value * per_unit
        canvas.rect(zero, y - frame.thick / 2, reach, frame.thick, DOWN if row.value < 0 else NOW)
        _put_label(canvas, frame, number, row)
        anchor = "right" if row.value < 0 else "left"
        shift = -_PAD / 2 if row.value < 0 else _PAD / 2
        canvas.text(zero + reach + shift, y, row.text, anchor, size=SMALL)  # type: ignore[arg-type]
        _put_beside(canvas, frame, number, row)
    canvas.rule(zero, frame.top, zero, frame.y(len(rows) - 1) + frame.step / 2)
    return Chart(title, canvas.svg(), alt)


def waterfall(title: str, alt: str, steps: Sequence[Row], total: Row) -> Chart:
    """From zero to a total, a step a row; the steps add up to it.

    Raises `ValueError` without steps.
    """
    rows = [*steps, total]
    canvas, frame = Canvas(), _frame(rows, 4.0)
    ends = [0.0]
    for row in steps:
        ends.append(ends[-1] + row.value)
    low, high = min(ends), max(ends)
    room = max(text_width(row.text, SMALL) for row in rows) + _PAD
    start = frame.left + (room if low < 0 or total.value < 0 else 2.0)
    per_unit = (frame.right - room - start) / ((high - low) or 1.0)

    def x(value: float) -> float:
        return start + (value - low) * per_unit

    for number, row in enumerate(rows):
        begin = 0.0 if row is total else ends[number]
        end = begin + row.value
        y = frame.y(number)
        colour = INK if row is total else DOWN if row.value < 0 else NOW
        canvas.rect(x(begin), y - frame.thick / 2, x(end) - x(begin), frame.thick, colour)
        _put_label(canvas, frame, number, row)
        canvas.text(max(x(begin), x(end)) + _PAD / 2, y, row.text, size=SMALL, bold=row.strong)
        if row is not total:
            canvas.line([x(end)] * 2, [y, y + frame.step], "#040506", 0.7)
    canvas.rule(x(0.0), frame.top, x(0.0), frame.y(len(rows) - 1) + frame.step / 2)
    return Chart(title, canvas.svg(), alt)


@dataclass(frozen=True)
class Progress(Row):
    """A row of progress: `value` in %, `colour` by how far it is from what is due."""

    colour: str = NOW


def bullets(title: str, alt: str, rows: Sequence[Progress], due: float, due_text: str) -> Chart:
    """How much of the whole each has done, one line for what is due through all rows.

    Raises `ValueError` without rows.
    """
    canvas, frame = Canvas(), _frame(rows, 22.0)
    room = max(text_width(row.text, SMALL) for row in rows) + 2 * _PAD
    end = frame.right - room
    scale = (end - frame.left) / max(100.0, due, *(row.value for row in rows))
    for number, row in enumerate(rows):
        y = frame.y(number)
        canvas.rect(frame.left, y - frame.thick / 2, 100.0 * scale, frame.thick, LINE)
        done = max(row.value, 0.0) * scale
        canvas.rect(frame.left, y - frame.thick / 2, done, frame.thick, row.colour)
        _put_label(canvas, frame, number, row)
        canvas.text(frame.right - _PAD, y, row.text, "right", size=SMALL, bold=row.strong)
        _put_beside(canvas, frame, number, row)
    x = frame.left + due * scale
    canvas.line([x, x], [frame.top - 4, frame.y(len(rows) - 1) + frame.step / 2], INK, 1.6)
    half = text_width(due_text, SMALL) / 2
    canvas.text(min(max(x, half), WIDTH - half), 9.0, due_text, "center", size=SMALL, bold=True)
    return Chart(title, canvas.svg(), alt)
