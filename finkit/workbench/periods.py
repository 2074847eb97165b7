"""Periods asked for by words: one, several, a span of months, a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from finkit.errors import NotHeldError, UsageError, quoted
from finkit.periods import MONTHS_A_YEAR, Period

_SPAN = re.compile(r"(.+?)\s*(?:\.\.|至|~)\s*(.+)")
_SPAN_MEANT = re.compile(r"(\d{4})(?:年?\s*[-—–－~到]{1,2}\s*(\d{4})年?|\.\.)")
_YEAR = re.compile(r"(\d{4})年?")


class _Span(NamedTuple):
    """From one month to another, both within."""

    first: Period
    last: Period


class Periods(NamedTuple):
    """Which periods are asked for: those named, and those held within spans; all, if neither."""

    named: tuple[Period, ...] = ()
    spans: tuple[_Span, ...] = ()

    def among(self, held: Iterable[Period]) -> list[Period]:
        """What is asked for of the periods held, in order; one that is named stands in any case."""
        found = {one for one in held if self._takes(one)}
        return sorted({*found, *self.named})

    def _takes(self, period: Period) -> bool:
        if not (self.named or self.spans):
            return True
        return any(span.first <= period <= span.last for span in self.spans)


def periods(given: Any = "") -> Periods:
    """The periods meant by "2024-02", "2021-01..2021-10", "2019..2021", "2021", or a list of such.

    >>> periods(["2024-02", "2019..2020"]).among([Period(2019, 12), Period(2021, 12)])
    [Period(year=2019, month=12), Period(year=2024, month=2)]

    Raises `UsageError` for what is no period, with what to write.
    """
    texts: Sequence[Any] = given if isinstance(given, list | tuple) else [given]
    if hasattr(given, "tolist"):
        texts = given.tolist()
    named, spans = [], []
    for one in texts:
        if (text := str(one).strip()) == "" and len(texts) == 1:
            return Periods()
        if isinstance(one, str) and (span := _span(text)):
            spans.append(span)
        else:
            named.append(_named(one, text))
    if not texts:
        raise UsageError("参数 periods 是空的", advice='请写如 "2021-01..2021-10"')
    return Periods(tuple(named), tuple(spans))


def _named(one: Any, text: str) -> Period:
    """One period. Raises `UsageError`, with what to write for what is meant as a span or a year."""
    if found := _SPAN_MEANT.fullmatch(text):
        first, last = found[1], found[2] or "2021"
        advice = f'一段时间写作 "{first}..{last}"'
        raise UsageError(f"期间{quoted(text)}写法不对", advice=advice)
    if isinstance(one, int) and _YEAR.fullmatch(text):
        # 2024-02 without quotes is 2022.
        advice = f'全年各月写作 "{text}"，加引号；没有加引号的 2024-02 会被算成减法'
        raise UsageError(f"期间{quoted(text)}写法不对", advice=advice)
    return Period.parse(text if hasattr(one, "ordinal") else one)


def _span(text: str) -> _Span | None:
    if found := _SPAN.fullmatch(text):
        first, last = _bound(found[1], 1), _bound(found[2], MONTHS_A_YEAR)
        if first > last:
            advice = f'先前的在前，如 "{found[2]}..{found[1]}"'
            raise UsageError(f"期间{quoted(text)}前后颠倒", advice=advice)
        return _Span(first, last)
    if found := _YEAR.fullmatch(text):
        return _Span(Period(int(found[1]), 1), Period(int(found[1]), MONTHS_A_YEAR))
    return None


def _bound(text: str, month: int) -> Period:
    """A month, or the first or last of a year."""
    found = _YEAR.fullmatch(text)
    return Period(int(found[1]), month) if found else Period.parse(text)


def require_some(found: Sequence[object], asked: Any) -> None:
    """Raises `NotHeldError` where nothing is held of what was asked for."""
    if not found:
        when = f" {asked} " if isinstance(asked, str) and asked else "这些期间"
        raise NotHeldError(f"数据中没有{when}的数", advice="有哪些期间见 .periods")
