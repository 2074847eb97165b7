"""One value as the period it means: as people type it, as databases and tools hand it over."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from numbers import Integral, Real
from typing import NamedTuple

from finkit.errors import UsageError, quoted
from finkit.periods.words import DASH, folded

_ADVICE = "请写作 YYYY-MM，如 2024-02"
_PLAIN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_MONTH = re.compile(
    r"(\d{4})(?:[-/]|年)(\d{1,2})(?:月份?)?|(\d{4})\.(\d{2}|[2-9])|(\d{4})(\d\d)(?:\.0+)?"
)
_SPOKEN = re.compile(rf"(\d{{4}})年度?(?:1月?份?{DASH})?(\d{{1,2}})月份?(?:末|底)?(?:累计)?")
_ENGLISH = "JanFebMarAprMayJunJulAugSepOctNovDec"
_EXCEL = re.compile(r"([A-Z][a-z]{2})-(\d{2})")
"""Feb-24: what Excel makes of 2024-02 in a CSV file that it saves."""

_WHOLE_YEAR = re.compile(r"(\d{4})年(?:全年|末|底|年末|年底)")
_DAY = re.compile(
    r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?|(?P<m>\d\d)(?P<d>\d\d))"
    r"(?:[T ]?(?P<time>\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|UTC|[+-]\d\d:?(?:\d\d)?)?)?"
)
_EDGE_OF_DAY = re.compile(r"0?0:00(:00(\.0+)?)?|23:59(:59(\.\d+)?)?")
_FROM = re.compile(rf"\d{{4}}年(?:[2-9]|1[0-2])月?{DASH}\d{{1,2}}月.*")
_QUARTER = re.compile(r"\d{4}年?(?:第?[二三四234]季度|-?[Qq][1-4])")
_YEARLESS = re.compile(rf"(?:1月?{DASH})?\d{{1,2}}月份?")
_SERIAL = range(25569, 60000)
"""Days as Excel counts them, from 1970 on."""

_MONTH_DIGITS = len("202402")
_DAY_ZERO = date(1899, 12, 30)
_COMPUTED = '没有加引号的 2024-02 会被算成减法，要写作 "2024-02"'
_FIRST_YEAR = 1900
_MONTHS_A_YEAR = 12


class Month(NamedTuple):
    """A year and a month of it."""

    year: int
    month: int


def month_of(value: object) -> Month:
    """The month a value means. Raises `UsageError`, with what to write, where it means none or two.

    The first or the last day of a month stands for the month, whatever type holds it; a day amid a
    month for none. A number is the month's six digits, or a day as Excel counts them.

    >>> month_of("24年1—6月"), month_of(202402), month_of(date(2024, 2, 29))
    (Month(year=2024, month=6), Month(year=2024, month=2), Month(year=2024, month=2))
    >>> month_of(2024 - 2)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    finkit.errors.UsageError: 期间「2022」写法不对；没有加引号的 2024-02 会被算成减法...
    """
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, bool) or value is None:
        raise _refused(str(value))
    if isinstance(value, date):
        return _of_text(value.isoformat().replace("T", " "))
    if isinstance(value, Integral):
        return _of_number(int(value))
    if isinstance(value, Real):
        number = float(value)
        return _of_number(int(number)) if number.is_integer() else _of_text(str(value))
    return _of_text(str(value))


def _of_number(number: int) -> Month:
    text = str(number)
    if len(text) == len("2022"):
        # 2024-02 is 2022 to Python, 2024-12 is 2012; 2024/2 is 1012.
        raise _refused(text, f"{_COMPUTED}；若指全年，写作 {text}-12")
    return _of_text(text)


@lru_cache(maxsize=4096)
def _of_text(text: str) -> Month:
    if found := _PLAIN.fullmatch(text):
        return _checked(found[1], found[2], text)
    plain = folded(text)
    for rule in (_MONTH, _SPOKEN):
        if found := rule.fullmatch(plain):
            year, month = (part for part in found.groups() if part)
            return _checked(year, month, text)
    if (found := _EXCEL.fullmatch(plain)) and (at := _ENGLISH.find(found[1])) % 3 == 0:
        return Month(2000 + int(found[2]), at // 3 + 1)
    if found := _WHOLE_YEAR.fullmatch(plain):
        return _checked(found[1], str(_MONTHS_A_YEAR), text)
    if found := _DAY.fullmatch(plain):
        return _of_day(found, text)
    # Python refuses to read a number of thousands of digits.
    if plain.isdecimal() and len(plain) < _MONTH_DIGITS and int(plain) in _SERIAL:
        return _of_day_counted(int(plain), text)
    raise _refused(text, _advice(plain))


def _checked(year: str, month: str, text: str) -> Month:
    if int(year) < _FIRST_YEAR or not 1 <= int(month) <= _MONTHS_A_YEAR:
        raise _refused(text)
    return Month(int(year), int(month))


def _of_day(found: re.Match[str], text: str) -> Month:
    """The month a day begins or ends; at another time than midnight it may be another day here."""
    found_month = _checked(found["year"], found["month"] or found["m"], text)
    day, last = int(found["day"] or found["d"]), monthrange(*found_month)[1]
    month = f"{found_month.year}-{found_month.month:02d}"
    if not 1 <= day <= last:
        raise _refused(text)
    if found["time"] and not _EDGE_OF_DAY.fullmatch(found["time"]):
        raise _refused(text, f"带了一天当中的时刻，说不准是哪一天；是 {month} 就写 {month}")
    if day not in (1, last):
        raise _refused(text, f"是月中的一天；数到哪个月底就写哪个月，如 {month}")
    return found_month


def _of_day_counted(number: int, text: str) -> Month:
    day = _DAY_ZERO + timedelta(days=number)
    if day.day not in (1, monthrange(day.year, day.month)[1]):
        raise _refused(text, f"按 Excel 的日期是 {day}，是月中的一天；请写作 YYYY-MM")
    return Month(day.year, day.month)


def _advice(plain: str) -> str:
    """What to write instead, where it can be told why a text is no period."""
    if _FROM.fullmatch(plain):
        return "不是从 1 月起的；数都是 1 月起累计到所写的月，请写到哪个月，如 2024-06"
    if _QUARTER.fullmatch(plain):
        return "一个季度可指三个月，也可指 1 月起累计；请写到哪个月，如 2024-06"
    if re.fullmatch(r"\d{4}\.1", plain):
        year = plain[:4]
        return f"可能是 {year}-01，也可能是丢了末位 0 的 {year}-10，请写明"
    if re.fullmatch(r"\d{4}年?度?", plain):
        return f"只有年份；全年写作 {plain[:4]}-12"
    if _YEARLESS.fullmatch(plain):
        return "没有写年份，请写作 YYYY-MM，如 2024-02"
    return _ADVICE


def _refused(text: str, advice: str = _ADVICE) -> UsageError:
    return UsageError(f"期间{quoted(text)}写法不对", advice=advice)
