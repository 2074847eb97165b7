"""What is given to be drawn, as names and columns of numbers: a table, a series, figures.

pandas is not imported: who has a table of it has it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from numbers import Real
from typing import Any

from finkit.charts.listed.series import Series, told_apart
from finkit.charts.own.figure_names import column_of, differing, names_of
from finkit.errors import FinkitError, UsageError, quoted
from finkit.figures.figure import Figure
from finkit.units import UNITS, convert, grouped, round_half_up

Values = list[float | None]
_MOST_DECIMALS = 2
_ADVICE = "给 pandas 的表或序列、{名称: 数}，或一组数（figures.named(…)）"


@dataclass(frozen=True)
class Frame:
    """Columns of numbers over the same names; None where a value is not known. `units` are those
    that a table itself says of its columns."""

    names: list[str]
    columns: dict[str, Values]
    unit: str
    head: str = "项目"
    units: Mapping[str, str] = field(default_factory=dict)
    differing: str = ""
    """What keeps the rows from being added up: 当月、累计; "" for nothing that is known."""

    @cached_property
    def places(self) -> int:
        """To how many decimals all values print: as many as any has, and its unit allows."""
        return places(v for values in self.columns.values() for v in values if v is not None)

    @property
    def series(self) -> tuple[Series, ...]:
        """The columns as the table below a chart shows them."""
        unit = f"（{self.unit}）" if self.unit else ""
        rows = told_apart(self.names)
        return tuple(
            Series(f"{name}{unit}", rows, tuple("" if v is None else self.bare(v) for v in values))
            for name, values in self.columns.items()
        )

    def said(self, value: float | None, *, signed: bool = False) -> str:
        """A value as it prints: 15,348万元, 9.4%; with + before a rise where `signed`."""
        return "缺数据" if value is None else f"{self.bare(value, signed=signed)}{self.unit}"

    def bare(self, value: float, *, signed: bool = False) -> str:
        """The same without its unit."""
        return printed(value, self.unit, self.places, signed=signed)

    def only(self) -> Values:
        """The one column. Raises `UsageError` where there are several."""
        if len(self.columns) != 1:
            raise UsageError(
                f"这种图只画一列数，给了{len(self.columns)}列", advice="选一列，如 表['列名']"
            )
        return next(iter(self.columns.values()))

    def two(self) -> tuple[str, str]:
        """The names of the two columns. Raises `UsageError` where there are not two."""
        if len(self.columns) != 2:
            raise UsageError(
                f"这种图要两列数，给了{len(self.columns)}列", advice="选两列，先前的在前"
            )
        first, second = self.columns
        return first, second

    def most(self, number: int) -> None:
        """Raises `UsageError` where there are more rows than can be told apart."""
        if len(self.names) > number:
            advice = "先取一部分，如 序列.nlargest(10)"
            raise UsageError(f"这种图最多画{number}项，给了{len(self.names)}项", advice=advice)


def places(values: Iterable[float]) -> int:
    """The most decimals that any of these has.

    >>> places([45.2, 61.0]), places([3.0])
    (1, 0)
    """
    exact = (Decimal(repr(float(value))).normalize().as_tuple().exponent for value in values)
    return max((-int(one) for one in exact), default=0)


def printed(value: float, unit: str, decimals: int, *, signed: bool = False) -> str:
    """A value to so many decimals, or as many as its unit has; two at most where that is unknown.

    >>> printed(15348.0, "万元", 1), printed(9.378, "%", 3, signed=True), printed(61, "%", 1)
    ('15,348', '+9.4', '61.0')
    """
    exact = Decimal(repr(float(value)))
    most = UNITS[unit].decimals if unit in UNITS else _MOST_DECIMALS
    shown = round_half_up(exact, max(0, min(decimals, most)))
    return f"{'+' if signed and shown > 0 else ''}{grouped(f'{shown:f}')}"


def named(name: str, said: str) -> str:
    """A name and its value, kept apart where both are digits: 1月5亿元, 2020为5亿元."""
    return f"{name}{'为' if name[-1:].isascii() else ''}{said}"


def frame_of(given: Any, unit: str = "", *, mixed: bool = False) -> Frame:
    """What is given, to be drawn. `unit` is what its numbers stand in, "" where it says so itself:
    a table of finkit does. `mixed`: its columns may stand in several, `unit` is then the first's.

    Raises `UsageError` for what is no table of numbers, or an empty one.

    >>> frame_of({"甲": 1, "乙": None}, "亿元").columns
    {'数值': [1.0, None]}
    """
    if not isinstance(unit, str):
        raise UsageError(f"unit 应为文字，不是{quoted(str(unit))}")
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(given, pandas.DataFrame | pandas.Series):
        return _of_pandas(given, unit, mixed=mixed)
    if isinstance(given, Mapping):
        names = [str(name) for name in given]
        return _checked(Frame(names, {"数值": _numbers("数值", given.values())}, unit))
    if isinstance(given, Iterable) and not isinstance(given, str | bytes):
        figures = [*given]
        if figures and all(isinstance(one, Figure) for one in figures):
            return _checked(_of_figures(figures, unit))
    raise UsageError(f"要画的不能是 {type(given).__name__}", advice=_ADVICE)


def _of_pandas(given: Any, unit: str, *, mixed: bool) -> Frame:
    table = given.to_frame() if given.ndim == 1 else given
    if not table.columns.is_unique:
        raise UsageError("要画的表有同名的列", advice="给列改名")
    columns = {
        _name(name, "数值"): _numbers(str(name), table[name].tolist()) for name in table.columns
    }
    units = {} if unit else _units(given)
    told = [*dict.fromkeys(filter(None, units.values()))]
    if len(told) > 1 and not mixed:
        what = f"各列单位不同（{'、'.join(told)}），画不到一张图里"
        raise UsageError(what, advice="选单位相同的列")
    head = _name(table.index.name, "项目")
    names = [_name(one, "") for one in table.index]
    # A column of numbers of which no unit is known is not drawn in that of the others.
    numbers = [name for name, held in columns.items() if any(v is not None for v in held)]
    if mixed or any(not units.get(name) for name in numbers):
        told = [units.get(next(iter(columns), ""), "")] if mixed else []
    return _checked(Frame(names, columns, unit or next(iter(told), ""), head, units))


def _units(given: Any) -> dict[str, str]:
    """The units that a table of finkit tells, by column; also what was chosen of one, rows or a
    column. What was computed from it bears them too: whether they still hold is asked.
    """
    told = given.attrs.get("units")
    said = told.still(given) if hasattr(told, "still") else getattr(given, "units", None)
    if not isinstance(said, Mapping):
        return {}
    return {_name(name, "数值"): unit for name, unit in said.items() if isinstance(unit, str)}


def _name(given: Any, absent: str) -> str:
    """A label of a table: a day as its month, several levels side by side."""
    if given is None or (given == 0 and absent):
        return absent
    if isinstance(given, tuple):
        return " ".join(map(str, given))
    if hasattr(given, "year") and hasattr(given, "month") and hasattr(given, "day"):
        return f"{given.year}-{given.month:02d}"
    return str(given)


def _numbers(name: str, values: Iterable[Any]) -> Values:
    return [_number(name, value) for value in values]


def _number(name: str, value: Any) -> float | None:
    if value is None or value is getattr(sys.modules.get("pandas"), "NA", None):
        return None
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise UsageError(f"列{quoted(name)}不是数：{quoted(str(value))}")
    found = float(value)
    if math.isnan(found):
        return None
    if math.isinf(found):
        raise UsageError(f"列{quoted(name)}里有无穷大")
    return found


def _of_figures(figures: Sequence[Figure], unit: str) -> Frame:
    """Figures of one unit, each by what tells it from the others."""
    held = [one for one in figures if one.value is not None]
    if not held:
        raise UsageError(f"这些数都没有值：{figures[0].reason}")
    wanted = unit or held[0].unit
    try:
        values = [convert(one.value, one.unit, wanted) for one in held if one.value is not None]
    except FinkitError as error:
        raise UsageError(
            "这些数的单位不同，画不到一张图里", advice="用 figures.named(指标) 选一个指标"
        ) from error
    columns: dict[str, Values] = {column_of(held): [*map(float, values)]}
    return Frame(names_of(held), columns, wanted, differing=differing(held))


def _checked(frame: Frame) -> Frame:
    if not frame.names or not frame.columns:
        raise UsageError("要画的表没有行或没有列")
    if all(value is None for values in frame.columns.values() for value in values):
        raise UsageError("要画的表里一个数也没有")
    return frame
