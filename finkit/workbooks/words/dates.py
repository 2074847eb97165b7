"""What titles and headings say of time: a year, a month, the months up to one."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from finkit.periods import MONTHS_A_YEAR, Period
from finkit.periods.words import DASH, folded, squeeze

__all__ = ["When", "month_in", "open_span_in", "period_in", "periods_in"]
__all__ += ["split", "squeeze", "year_in"]

_Y = r"(?:19|20)\d{2}"
_MONTHS = rf"(?P<first>1月?{DASH})?(?P<month>\d{{1,2}})月"
"""2月, and 1—2月, 1月至2月."""

_OFFICE_WORK = (
    "填报|填表|制表|编制|编报|报送|上报|报出|打印|公开|发布|公布|批复|批准|通过|审议|审定|印发"
)
_OFFICE = re.compile(rf".*({_OFFICE_WORK})(时间|日期|日)[:：]")
_UP_TO = re.compile(
    rf"({_Y})年1月(?:1日)?{DASH}\1年(\d{{1,2}})月|({_Y})年1月1日{DASH}(\d{{1,2}})月|"
    rf"截[至止到]({_Y})年(\d{{1,2}})月|"
    rf"({_Y})[-./]0?1[—–~至到]+\7[-./](\d{{1,2}})(?!\d)"
)
_DAY = re.compile(rf"{_Y}年\d{{1,2}}月(?:\d{{1,2}}日|(?={_OFFICE_WORK}|起))")
_AS_OF = re.compile(rf"({_Y})年(\d{{1,2}})月(\d{{1,2}})日(?!.*({_OFFICE_WORK}|人大|会议|起))")
"""A day that amounts may be as of: they are if it ends a month."""

_SEVERAL_YEARS = re.compile(rf"{_Y}年?{DASH}{_Y}年")
_MONTH = re.compile(rf"(?P<year>{_Y})年(?:度)?{_MONTHS}")
_DOTTED = re.compile(rf"(?<!\d)(?P<year>{_Y})\.1{DASH}(?P<month>\d{{1,2}})(?!\d)")
_SLASHED = re.compile(rf"(?<!\d)(?P<year>{_Y})/(?P<month>\d{{1,2}})(?![/\d])")
_NUMERIC = re.compile(rf"(?<!\d)(?P<year>{_Y})[-./]?(?P<month>0[1-9]|1[0-2])(?![-./]?\d)")
_MONTH_BEFORE = re.compile(
    rf"(?<![\d年.-])(?<![\d月]{DASH}){_MONTHS}(?!\d{{1,2}}日|{_OFFICE_WORK}|起)"
)
"""1—2月 of a year that is said elsewhere: 1—2月收支情况表（2024年）."""

_ANY_MONTH = re.compile(
    rf"(?:(?P<year>{_Y})年度?)?(?<!\d)(?:1月?{DASH})?(?P<month>\d{{1,2}})月"
    rf"(?!{DASH}|个|\d{{1,2}}日|.{{0,4}}(?:{_OFFICE_WORK})|起)"
)
_NOT_FROM_JANUARY = re.compile(
    rf"(?<!\d)(?:[2-9]|1[0-2])月?{DASH}(?:{_Y}年)?\d{{1,2}}月(?!\d{{1,2}}日)|第?[二三四234]季度|下半年"
)
_YEAR = re.compile(rf"({_Y})年")
_WHOLE_YEAR = re.compile(r"决算|全年|\d年[末底]|[(（](19|20)\d{2}年度?[)）]|年度执行|预计执行")

_OTHER_YEAR = re.compile(rf"(?<=[比较与为占同]){_Y}年")
_HEADED = re.compile(
    rf"(?P<year>{_Y})年度?(?:{_MONTHS}(?:份|末|底|\d{{1,2}}日)?|(?P<end>末|底)|(?P<start>初))?|^(?P<alone>{_Y})$"
)
_MONTHS_ALONE = re.compile(rf"^(?:截[至止到])?{_MONTHS}")
_FROM_JANUARY = re.compile(rf"1月?{DASH}(\d{{1,2}}月)")


class When(NamedTuple):
    """A year, and where it is said a month, that a heading states; `is_range` for 1—N月."""

    year: int = 0
    month: int = 0
    is_range: bool = False


def period_in(text: str) -> str:
    """The month up to which amounts run, as `YYYY-MM`; a year alone only in a 决算 or 全年.

    The day on which a table was filled in, approved or published says nothing of its amounts.

    >>> period_in("临洮县2024年1—2月收支情况"), period_in("2014年重庆市收支决算总表")
    ('2024-02', '2014-12')
    >>> period_in("2024年收支预算表"), period_in("填报日期：2024年7月5日")
    ('', '')
    >>> period_in("1—2月收支情况表（2024年）"), period_in("2024年度决算表（2025年8月批复）")
    ('2024-02', '2024-12')
    """
    plain = _said(text)
    if found := _UP_TO.search(plain):
        return _period(*(part for part in found.groups() if part))
    if (found := _AS_OF.search(plain)) and _ends_month(*map(int, found.groups()[:3])):
        return _period(found[1], found[2])
    plain = _DAY.sub("", plain)
    if _SEVERAL_YEARS.search(plain):
        return ""
    year = _YEAR.search(plain)
    for rule in (_MONTH, _DOTTED) if year else (_DOTTED, _SLASHED, _NUMERIC):
        if found := rule.search(plain):
            return _period(found["year"], found["month"])
    return _of_year(year[1], plain) if year else ""


def periods_in(text: str) -> tuple[str, ...]:
    """Every month that a text says amounts run up to; a day by itself is none.

    >>> periods_in("临洮县2024年6月2024年7月收入"), periods_in("2024年1月—2024年6月收支")
    (('2024-06', '2024-07'), ('2024-06',))
    >>> periods_in("2024年6月及1—6月收支"), periods_in("库款（2024年6月30日）")
    (('2024-06',), ())
    """
    plain = _said(text)
    if not _UP_TO.search(plain):
        plain = _DAY.sub("", plain)
    if _NOT_FROM_JANUARY.search(plain) or not (first := period_in(plain)):
        return ()
    year, found = first[:4], [first]
    for one in () if _UP_TO.search(plain) else _ANY_MONTH.finditer(plain):
        year = one["year"] or year
        found.append(_period(year, one["month"]))
    return tuple(dict.fromkeys(filter(None, found)))


def open_span_in(text: str) -> str:
    """A span that does not begin in January, or need not: it is asked about; "" if none is said.

    >>> open_span_in("2024年4—6月收支"), open_span_in("2024年二季度收支"), open_span_in("1—6月")
    ('4—6月', '二季度', '')
    """
    plain = _said(text)
    found = None if period_in(plain) else _NOT_FROM_JANUARY.search(plain)
    return found[0] if found else ""


def _ends_month(year: int, month: int, day: int) -> bool:
    return 1 <= month <= MONTHS_A_YEAR and day == monthrange(year, month)[1]


def _of_year(year: str, plain: str) -> str:
    if found := _MONTH_BEFORE.search(plain):
        return _period(year, found["month"])
    return _period(year, str(MONTHS_A_YEAR)) if _WHOLE_YEAR.search(plain) else ""


def _period(year: str, month: str) -> str:
    return str(Period(int(year), int(month))) if 1 <= int(month) <= MONTHS_A_YEAR else ""


def month_in(text: str) -> str:
    """The month up to which amounts run, as two digits, in a text that names no year; "" if none.

    >>> month_in("2月"), month_in("1—2月"), month_in("二月份"), month_in("2024年2月")
    ('02', '02', '02', '')
    """
    plain = _said(text)
    found = None if _YEAR.search(plain) else _MONTH_BEFORE.search(plain)
    month = int(found["month"]) if found else 0
    return f"{month:02d}" if 1 <= month <= MONTHS_A_YEAR else ""


def year_in(text: str) -> str:
    """The year that a line states, "" if none, or several.

    >>> year_in("二〇二四年财政收支预算"), year_in("2022—2024年收支")
    ('2024', '')
    """
    plain = _DAY.sub("", _said(text))
    found = None if _SEVERAL_YEARS.search(plain) else _YEAR.search(plain)
    return found[1] if found else ""


def _said(text: str) -> str:
    """A text with its years and months in digits; nothing if it is about the office's own work."""
    return "" if _OFFICE.match(squeeze(text)) else folded(text)


def split(heading: str) -> tuple[str, When]:
    """A heading without the year (and month) it is of, and these.

    Another year that it compares with is 上年; the end of a year and its beginning keep their word.

    >>> split("2024年12月决算数")
    ('决算数', When(year=2024, month=12, is_range=False))
    >>> split("2022年末余额")[0], split("比2023年增长%")[0]
    ('年末余额', '比上年增长%')
    """
    text = _FROM_JANUARY.sub(r"1-\1", _OTHER_YEAR.sub("上年", folded(heading)))
    if found := _HEADED.search(text):
        edge = found["end"] or found["start"]
        month = int(found["month"] or (MONTHS_A_YEAR if found["end"] else 0))
        if month <= MONTHS_A_YEAR:
            rest = text[: found.start()] + (f"年{edge}" if edge else "") + text[found.end() :]
            return rest, When(int(found["year"] or found["alone"]), month, bool(found["first"]))
    if found := _MONTHS_ALONE.match(text):
        return text, When(0, int(found["month"]), bool(found["first"]))
    return text, When()
