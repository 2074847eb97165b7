"""What is said around a table: title, unit, period, area, edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from finkit.periods import Period
from finkit.units import UNITS
from finkit.workbooks.words.dates import open_span_in, period_in, periods_in, squeeze, year_in

_NAMES = sorted(UNITS, key=len, reverse=True)
_MONEY = "|".join(re.escape(name) for name in _NAMES if UNITS[name].kind == "money")
_ANY = "|".join(map(re.escape, _NAMES))
_LABEL = r"[\u4e00-\u9fff]{1,8}[:：]"
_UNIT = re.compile(
    rf"(?:单位[:：;；](?:人民币)?[(（]?({_ANY})|(?:单位|[(（])(?:人民币)?({_MONEY})|^({_MONEY})$)"
    rf"(?:人民币)?(?={_LABEL}|/%|(?![/\u4e00-\u9fff]))"
)
"""A unit, by itself or before what the line says next (单位：万元 制表：…); 元/人 is none."""
_TITLE = re.compile(
    r"(?!(收入|支出|收支)(部分|方|类)?[A-Za-z]*$).*(表|情况|收支|预算|决算|收入|支出|债务|余额|事项).*"
)
_ENGLISH_UNIT = re.compile(r"(100million|10,?000)(?:yuan|RMB)", re.IGNORECASE)
_ENGLISH_UNITS = {"100million": "亿元", "10000": "万元"}
_NOTE = re.compile(r"(注|说明|备注|附注)\d?[:：].*|.*。.*|.{8,}[；;].*", re.DOTALL)
"""A line that explains: what it says of time and place need not be what the table is of."""

_ONE_MONTH = re.compile(r"当月|单月")
_CODE = re.compile(r"(?:县区|区划|行政区划|地区)代码[:：]\s*([0-9A-Za-z:_-]+)")
_FIELD = re.compile(
    r"[^:：]{0,8}(日期|时间|期间|所属期|月份|年度|单位|部门|机关|人|表号|编号|文号|电话)(名称)?[:：].*",
    re.DOTALL,
)
"""A field of a form's head (报表日期：2024年5月31日): it names no table, however long it is."""

_CONTINUED = re.compile(r"续表|[(（]续|continued", re.IGNORECASE)
_YEARBOOK = "年鉴"
_NUMBERED = re.compile(r"(?:续?附?表)?\d{1,2}[-—–]\d{1,2}(?![月\d])[^\d月]")
"""How a yearbook numbers its tables: 7-5 分地区一般公共预算收入."""

_EDITION_YEAR = re.compile(r"年鉴》?[（(—-]*\d{4}年?[）)]?|\d{4}年?(?=[^年]{0,12}年鉴)")
"""The year of a yearbook's edition: its tables are of the years before."""

_STATUS = ("决算", "快报")
_EDITION = re.compile(r"[(（]([^()（）\d]+)[)）](?=(?:月?末)?(?:余额)?(?:情况)?表)")
_EDITIONS = ("快报", "执行", "决算")
_NO_SCOPES = (*_EDITIONS, "草案", "经济分类", "功能分类")
_OWN_LEVEL = re.compile(r"[(（]([^()（）]{0,3}本级)[)）]")
_LEVEL = re.compile(
    r"(?P<level>省|州|盟|自治区|地区)本级|"
    r"(?:^|[年度省市州盟区])(?P<also>省|市|州|盟|自治区)级(?!以上|以下|财政专项|专项|补助)"
)
_SCOPES = ("全县", "县本级", "县级", "全区", "区本级", "全市", "市本级", "全旗", "旗本级")


class Said(NamedTuple):
    """A text, and the cell where it stands ("" for a file or sheet name)."""

    text: str
    place: str = ""


class Titles(NamedTuple):
    """What is said around one table, each with its place; None where nothing says it.

    `units` and `periods` are all that are said, each once; `open_span` is one that need not begin
    in January; `own_lines` are those above no table beside this one.
    """

    title: Said | None = None
    unit: Said | None = None
    units: tuple[Said, ...] = ()
    period: Said | None = None
    periods: tuple[Said, ...] = ()
    open_span: Said | None = None
    year: Said | None = None
    code: Said | None = None
    status: str = ""
    scope: str = ""
    is_continued: bool = False
    is_of_one_month: bool = False
    lines: tuple[Said, ...] = ()
    own_lines: tuple[Said, ...] = ()


def titles(lines: Sequence[Said], below: Sequence[Said] = ()) -> Titles:
    """Everything the lines above a table say; those below it may say that it is of a yearbook."""
    lines = [line for line in lines if not _NOTE.fullmatch(squeeze(line.text))]
    title = _title(lines)
    name = squeeze(title.text) if title else ""
    # Of several dates the title's own counts first: others say when it was filled in or approved.
    dated = [_without_edition(line) for line in ([title, *lines] if title else lines)]
    year = _first(dated, year_in)
    is_yearly = any(_YEARBOOK in line.text for line in (*lines, *below))
    is_yearly = is_yearly or any(_NUMBERED.match(squeeze(line.text)) for line in lines)
    return Titles(
        title=title,
        unit=_first(lines, unit_in),
        units=_every(lines, units_in),
        period=_first(dated, period_in)
        or _first(map(_without_edition, _in_one(lines)), period_in)
        or (_december(year) if year and is_yearly else None),
        periods=_every(dated, periods_in),
        open_span=_first(dated, open_span_in),
        year=year,
        code=_first(lines, code_in),
        status=_status(name),
        scope=_scope(name),
        is_continued=any(_CONTINUED.search(line.text) for line in lines),
        is_of_one_month=bool(_ONE_MONTH.search(name)) and "累计" not in name,
        lines=tuple(lines),
        own_lines=tuple(lines),
    )


def _in_one(lines: Sequence[Said]) -> list[Said]:
    """A title broken over lines, as one: 2014年山东省一般公共预算收支, then 决算总表."""
    broken = [line for line in lines if not unit_only(line)]
    return [Said("".join(line.text for line in broken), broken[0].place)] if broken else []


def _without_edition(line: Said) -> Said:
    return Said(_EDITION_YEAR.sub("年鉴", line.text), line.place)


def _december(year: Said) -> Said:
    return Said(str(Period(int(year.text), 12)), year.place)


def _title(lines: Sequence[Said]) -> Said | None:
    """The longest line that sounds like a title, of the Chinese ones."""
    named = [line for line in lines if is_like_title(line.text) and not unit_only(line)]
    return max(named, key=lambda line: len(squeeze(line.text)), default=None)


def is_like_title(text: str) -> bool:
    """Whether a line sounds like the title of a table or a book.

    >>> is_like_title("2024年定西市一般公共预算收入情况表"), is_like_title("增值税")
    (True, False)
    """
    plain = squeeze(text)
    return bool(_TITLE.fullmatch(plain)) and not _FIELD.fullmatch(plain)


def unit_only(line: Said) -> bool:
    """Whether a line says nothing but the unit."""
    return squeeze(line.text).startswith(("单位", "金额单位")) and bool(unit_in(line.text))


def _first(lines: Iterable[Said], find: Callable[[str], str]) -> Said | None:
    return next((Said(found, line.place) for line in lines if (found := find(line.text))), None)


def _every(lines: Iterable[Said], find: Callable[[str], Iterable[str]]) -> tuple[Said, ...]:
    """All that the lines say, each text once, where it is said first."""
    found: dict[str, str] = {}
    for line in lines:
        for one in find(line.text):
            found.setdefault(one, line.place)
    return tuple(Said(text, place) for text, place in found.items())


def units_in(text: str) -> tuple[str, ...]:
    """Every unit that a line states.

    >>> units_in("通渭县财政收入情况（万元） 单位：亿元"), units_in("编制单位：财政局")
    (('万元', '亿元'), ())
    """
    plain = squeeze(text)
    found = [next(filter(None, one.groups())) for one in _UNIT.finditer(plain)]
    return tuple(dict.fromkeys(found)) or tuple(filter(None, [unit_in(text)]))


def unit_in(text: str) -> str:
    """The unit that a line states, "" if none.

    >>> unit_in("单位：万元"), unit_in("金额单位:人民币亿元"), unit_in("编制单位：财政局")
    ('万元', '亿元', '')
    >>> unit_in("单位：万元  制表：王某"), unit_in("万元"), unit_in("单位：元/吨")
    ('万元', '万元', '')
    """
    plain = squeeze(text)
    if found := _UNIT.search(plain):
        return str(next(filter(None, found.groups())))
    english = _ENGLISH_UNIT.search(plain)
    return _ENGLISH_UNITS[english[1].replace(",", "").lower()] if english else ""


def code_in(text: str) -> str:
    """The code of an area that a line states (县区代码：621124), "" if none."""
    found = _CODE.search(squeeze(text))
    return found[1] if found else ""


def _edition(title: str) -> list[str]:
    """What a title says in brackets before 表: （县本级、决算）."""
    found = _EDITION.search(title)
    return re.split("[、,，]", found[1]) if found else []


def _status(title: str) -> str:
    said = [part for part in _edition(title) if part in _EDITIONS]
    return said[0] if said else next((word for word in _STATUS if word in title), "")


def _scope(title: str) -> str:
    """全县, 县本级 …: in brackets before 表, or anywhere in the title if it is a common one."""
    common = next((scope for scope in _SCOPES if scope in title), "")
    return scope_in_brackets(title) or common or _level(title)


def _level(title: str) -> str:
    """The own level of what is no county, as rows call it too: 2021年海南省省级 is 省本级."""
    found = _LEVEL.search(title)
    word = f"{found['level'] or found['also']}本级" if found else ""
    return word if word in ("", "省本级", "市本级") else "本级"


def scope_in_brackets(title: str) -> str:
    """The scope that a title sets apart; alone over areas, where 全市 says whose they are.

    >>> scope_in_brackets("收支决算表（县本级）"), scope_in_brackets("全市收支完成情况表")
    ('县本级', '')
    """
    said = [part for part in _edition(title) if part not in _NO_SCOPES and "续" not in part]
    own = _OWN_LEVEL.search(title)
    return said[0] if said else own[1] if own else ""
