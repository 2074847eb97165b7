"""Functions of an extension as the package calls them: what goes wrong is said by file and line."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any

from finkit.charts.chart import Chart
from finkit.charts.scene import NotDrawnError
from finkit.claims.evidence import MissingError
from finkit.errors import FinkitError, UsageError, one_line
from finkit.extensions.places import Place
from finkit.figures.quantity import Quantity
from finkit.ledger.county_book import ItemSeries

_MEANT = (FinkitError, NotDrawnError, MissingError)
_MOST_SAID = 200
_ADVICE = "改好扩展再运行"

Check = Callable[[Any], Any]
"""What a function gave, as it is taken. Raises `TypeError` saying what it should be."""


def guarded(function: Callable[..., Any], place: Place, check: Check) -> Callable[..., Any]:
    """The function; whatever it raises or gives amiss is a `UsageError` that says where."""

    @wraps(function)
    def run(*given: Any) -> Any:
        try:
            return check(function(*given))
        except _MEANT:
            raise
        except (Exception, SystemExit) as error:
            # exit() would end the command with no line said.
            said = one_line(f"{type(error).__name__}：{error}")[:_MOST_SAID]
            what = f"扩展运行出错（{said}）"
            raise UsageError(what, where=_where(error, function, place), advice=_ADVICE) from error

    return run


def _where(error: BaseException, function: Callable[..., Any], place: Place) -> str:
    own = [one for one in traceback.extract_tb(error.__traceback__) if place.holds(one.filename)]
    if own:
        return place.said(own[-1].filename, own[-1].lineno or 1)
    code = getattr(function, "__code__", None)
    return place.said(code.co_filename, code.co_firstlineno) if code else place.name


def quantity(given: Any) -> Quantity | None:
    """What an indicator of items gives."""
    if given is not None and not isinstance(given, Quantity):
        raise TypeError(f"指标要给 Quantity 或 None，给的是 {type(given).__name__}")
    return given


def results(given: Any) -> list[tuple[ItemSeries | str, Quantity]]:
    """What an indicator of the county gives: pairs of subject and quantity."""
    found = list(given)
    for one in found:
        subject, amount = one
        if not isinstance(subject, ItemSeries | str) or not isinstance(amount, Quantity):
            raise TypeError("县区指标要给 Result(对象, Quantity)")
    return found


def truth(given: Any) -> bool:
    """What a claim gives."""
    if not isinstance(given, bool):
        raise TypeError(f"判断要给 True 或 False，给的是 {type(given).__name__}")
    return given


def chart(given: Any) -> Chart:
    """What a chart's function gives."""
    if not isinstance(given, Chart):
        raise TypeError(f"图的函数要给 Chart，给的是 {type(given).__name__}")
    if not given.alt.strip():
        raise TypeError("图没有替代文字 alt")
    return given
