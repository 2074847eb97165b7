"""Which county is meant: the register of county-level divisions (县级行政区), and names and codes
resolved to one.

A code in the data is accepted even where the register lacks it: prefectures, zones, samples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from finkit.counties.areas import higher
from finkit.counties.codes import is_like_code, plain_code
from finkit.counties.guesses import meant
from finkit.counties.history import became, successor
from finkit.counties.names import named, of_former_name
from finkit.counties.registered import (
    County,
    is_county_level,
    province_of,
    register,
    registered,
)
from finkit.errors import AmbiguousError, NotHeldError, UsageError, quoted

__all__ = [
    "ALL",
    "County",
    "group",
    "is_county_level",
    "province_of",
    "register",
    "registered",
    "resolve",
    "resolve_anywhere",
    "told_apart",
]

ALL = "all"
"""What stands for every county of the data."""

_MOST_CANDIDATES = 8


def resolve(text: object, held: Sequence[County]) -> County:
    """The county of the data set that a user means by a code or a name.

    `text` is a code, also as spreadsheets leave one (621124.0), a name (临洮县), one in use (丰宁县
    for 丰宁满族自治县, 土右旗) or a former one (平果县), each also after its province or prefecture
    (重庆市渝北区). Raises `AmbiguousError` with code and province of each candidate, `NotHeldError`
    for a county the data lacks, `UsageError` for one that nobody knows.
    """
    wanted = str(text).strip()
    code = plain_code(wanted)
    for county in held:
        if county.code in (wanted, code):
            return county
    among_held = named(wanted, held) or _under_another_name(wanted, held)
    if len(among_held) == 1:
        return among_held[0]
    if among_held:
        raise AmbiguousError(f"{quoted(wanted)}不止一个", advice=_choices(among_held))
    raise _not_held(wanted, held)


def resolve_anywhere(text: object, held: Sequence[County]) -> County:
    """As `resolve`, and where the data lack the county, the one of the register.

    >>> resolve_anywhere("临洮县", []).code, resolve_anywhere(621124.0, []).code
    ('621124', '621124')
    """
    try:
        return resolve(text, held)
    except AmbiguousError:
        raise
    except NotHeldError:
        return resolve(text, list(register().values()))


def told_apart(counties: Iterable[County]) -> dict[str, County]:
    """Counties by name, each once: those of one name after the area that they lie in.

    >>> list(told_apart([register()[code] for code in ("130104", "130703", "130102")]))
    ['石家庄市桥西区', '张家口市桥西区', '长安区']
    """
    held = {county.code: county for county in counties}
    often = Counter(county.name for county in held.values())
    return {
        county.name if often[county.name] == 1 else f"{_place(county)}{county.name}": county
        for county in held.values()
    }


def _place(county: County) -> str:
    known = register().get(county.code, county)
    return known.prefecture or known.province or county.code


def group(name: str, held: Sequence[County]) -> list[County]:
    """The counties that `all` or the name of a province stands for; none for a county's name."""
    counties = [c for c in held if is_county_level(c.code) or not c.code.isdecimal()]
    if name == ALL:
        return counties
    return [county for county in counties if name and county.province == name]


def _under_another_name(wanted: str, held: Sequence[County]) -> list[County]:
    """The counties held that a name after a city's, or a former name or code, stands for."""
    now = {change.code for change in map(successor, of_former_name(wanted)) if change}
    now |= {county.code for county in named(wanted, register().values())}
    return [county for county in held if county.code in now]


def _not_held(wanted: str, held: Sequence[County]) -> NotHeldError | UsageError:
    registered = named(wanted, register().values())
    if known := register().get(plain_code(wanted)):
        return NotHeldError(f"数据中没有{known.name}（{known.code}）", advice=_what_is_held(held))
    if len(registered) > 1:
        return AmbiguousError(f"{quoted(wanted)}不止一个", advice=_choices(registered))
    if registered:
        county = registered[0]
        return NotHeldError(
            f"数据中没有{county.name}（{county.code}，{county.province}）",
            advice=_what_is_held(held),
        )
    if ended := of_former_name(wanted):
        county, advice = ended[0].county, _what_is_held(held)
        what = f"数据中没有{county.name}（{county.code}，{became(ended[0])}）"
        return NotHeldError(what, advice=advice)
    if is_like_code(wanted):
        return UsageError(f"{quoted(wanted)}不是县区代码", advice="县区代码是六位数字，如 621124")
    return _none_of_that_name(wanted, held)


def _none_of_that_name(wanted: str, held: Sequence[County]) -> NotHeldError | UsageError:
    if wanted in {area.name for area in higher().values()}:
        return NotHeldError(f"数据中没有{wanted}的县区", advice=_what_is_held(held))
    return UsageError(f"没有叫{quoted(wanted)}的县区", advice=_meant(wanted, held))


def _choices(candidates: Sequence[County]) -> str:
    shown = "、".join(f"{c.code}（{c.province or c.name}）" for c in candidates[:_MOST_CANDIDATES])
    rest = len(candidates) - _MOST_CANDIDATES
    return f"请用代码指明：{shown}" + (f" 等{len(candidates)}个" if rest > 0 else "")


def _what_is_held(held: Sequence[County]) -> str:
    return f"数据中有{len(held)}个县区，可用 finkit list 查看" if held else ""


def _meant(wanted: str, held: Sequence[County]) -> str:
    near = meant(wanted, held)
    return f"是否想写 {'、'.join(near)}？" if near else _what_is_held(held)
