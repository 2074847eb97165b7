"""Areas as tables name them: padded, shortened, by a former name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from finkit.counties.codes import plain_code
from finkit.counties.history import Former, former, is_same_county, since, successor
from finkit.counties.registered import County, digits_of, register
from finkit.counties.shortening import in_use, nicknames, short, squeezed

NATION = County("100000", "全国")
CORPS = County("660000", "新疆生产建设兵团", "新疆维吾尔自治区")
"""It keeps accounts as a province does, without counties in the register."""

_WITHOUT_COUNTIES = (
    County("441900", "东莞市", "广东省"),
    County("442000", "中山市", "广东省"),
    County("460400", "儋州市", "海南省"),
    County("620200", "嘉峪关市", "甘肃省"),
)
_CODED = re.compile(r"(\d{6}(?:\d{3})?)[-—_:]?(\D+)")
_BUREAU = "财政局"
_SHORTEST, _LONGEST = 3, 12
_FEW = 3


@cache
def higher() -> dict[str, County]:
    """The nation, provinces and prefectures by their codes, as the register of counties implies
    them, and the corps that accounts like a province.

    >>> higher()["500000"].name, higher()["621100"].name
    ('重庆市', '定西市')
    """
    found = {area.code: area for area in (NATION, CORPS, *_WITHOUT_COUNTIES)}
    for county in register().values():
        code = county.code
        found.setdefault(f"{code[:2]}0000", County(f"{code[:2]}0000", county.province))
        if county.prefecture:
            area = County(f"{code[:4]}00", county.prefecture, county.province)
            found.setdefault(area.code, area)
    return found


@lru_cache(maxsize=65536)
def known(code: str, year: int = 0) -> County | None:
    """The area of a code: of today, else the one that bore it last; None for a code of none. Where
    a year is told, by its name of then.

    >>> known("621124").name, known("110228").name, known("610322", 2015).name
    ('临洮县', '密云县', '凤翔县')
    """
    ended = former().get(code, ())
    then = [one for one in ended if year and one.held_in(year) and year != one.until]
    if then:
        return then[0].county
    today = register().get(code) or higher().get(code)
    return today or (ended[-1].county if ended else None)


@cache
def by_name() -> dict[str, tuple[County, ...]]:
    """The areas of today by each of their names, whole, in use and short."""
    found: dict[str, dict[str, County]] = {}
    today = {**higher(), **register()}
    for area in today.values():
        for name in (area.name, short(area.name), *in_use(area.name)):
            if len(name) > 1:
                found.setdefault(name, {})[area.code] = area
    for name, codes in nicknames().items():
        found.setdefault(name, {}).update({code: today[code] for code in codes})
    return {name: tuple(areas.values()) for name, areas in found.items()}


@cache
def formerly() -> dict[str, tuple[Former, ...]]:
    """The units that ended, by each of their names."""
    found: dict[str, list[Former]] = {}
    for one in (one for ended in former().values() for one in ended):
        for name in dict.fromkeys((one.county.name, short(one.county.name))):
            if len(name) > 1:
                found.setdefault(name, []).append(one)
    return {name: tuple(ended) for name, ended in found.items()}


@lru_cache(maxsize=65536)
def areas_named(name: str, year: int = 0) -> tuple[County, ...]:
    """Every area a padded, shortened or former name, or a code, may mean; its whole name goes
    before a short one. It may say its code, the areas above it or its bureau as well. In a table of
    a `year` the units of then are meant; a county that has changed its name or code since goes by
    the one it had.

    >>> [area.code for area in areas_named("范 县")], [a.code for a in areas_named("北 京")]
    (['410926'], ['110000'])
    >>> [area.code for area in areas_named("甘肃省定西市岷县")], areas_named("621124岷县")
    (['621126'], ())
    >>> [area.code for year in (2014, 2020) for area in areas_named("密云县", year)]
    ['110228', '110118']
    """
    plain = squeezed(name)
    if code := plain_code(plain):
        area = known(code, year)
        return (area,) if area else ()
    found, ended = by_name().get(plain, ()), formerly().get(plain, ())
    whole = tuple(area for area in found if area.name == plain)
    then = tuple(o.county for o in ended if o.county.name == plain and year and o.held_in(year))
    if then:
        # What came to be later, in the same place, is not what was there then.
        later = {area.code[:4] for area in then}
        return (*then, *(a for a in whole if a.code[:4] not in later or since(a.code) <= year))
    return whole or found or _once(ended, plain, year) or _within(plain, year)


def _within(plain: str, year: int) -> tuple[County, ...]:
    """The areas of a name that says more: its code, whose it is, its bureau; those alone of which
    all that it says is true."""
    if coded := _CODED.fullmatch(plain):
        code = plain_code(coded[1])
        return tuple(area for area in areas_named(coded[2], year) if area.code == code)
    if plain.endswith(_BUREAU):
        return tuple(a for a in areas_named(plain.removesuffix(_BUREAU), year) if is_county(a))
    for end in range(_SHORTEST, min(len(plain) - 1, _LONGEST)):
        above = [a for a in by_name().get(plain[:end], ()) if a.name == plain[:end]]
        digits = [digits_of(a.code) for a in above if not is_county(a)]
        below = areas_named(plain[end:], year) if digits else ()
        if found := tuple(a for a in below if a.code.startswith(tuple(digits))):
            return found
    return ()


def _once(ended: Sequence[Former], plain: str, year: int) -> tuple[County, ...]:
    """The former units of a name: whole before short, those in force in the year before others;
    one that goes on under another name or code, by that."""
    ended = [one for one in ended if one.county.name == plain] or ended
    ended = [one for one in ended if one.held_in(year)] or ended
    lines = {_last(one): one for one in sorted(ended, key=lambda one: one.until)}
    return tuple({area.code: area for area in (_now(one, year) for one in lines.values())}.values())


def _last(one: Former) -> str:
    change = successor(one)
    return change.code if change else one.county.code


def _now(one: Former, year: int) -> County:
    change = successor(one) if year > one.until and is_same_county(one) else None
    return (known(change.code) if change else None) or one.county


@lru_cache(maxsize=8192)
def code_of(text: str) -> str:
    """The code of the area that a code or a whole name means; the text itself where it is the name
    of none or of several.

    >>> code_of("临洮县"), code_of("621124"), code_of("鼓楼区"), code_of("示例县")
    ('621124', '621124', '鼓楼区', '示例县')
    """
    if code := plain_code(text):
        return code
    whole = [area for area in areas_named(text) if area.name == squeezed(text)]
    return whole[0].code if len(whole) == 1 else text


def is_whole_name(name: str) -> bool:
    """Whether a text is the whole name of a county, not one that is a word as well (城区, 矿区).

    >>> is_whole_name("濮 阳 县"), is_whole_name("濮阳"), is_whole_name("教育")
    (True, False, False)
    """
    plain = squeezed(name)
    return len(plain) > 2 and any(a.name == plain and is_county(a) for a in areas_named(plain))


def settled(names: Iterable[str], year: int = 0, near: str = "") -> dict[str, County]:
    """The areas that the names of one table mean, in the order of its rows, where that is certain.

    A name that several share is the one in the prefecture whose row stands above, or in the area
    `near` (a code) that the table is of, or that is of the level of the table's other areas (长沙
    among 株洲, 湘潭 is the city), or in their prefecture or province. Where those leave a choice,
    or all others are of another province, it is missing here. `year`: as of `areas_named`.

    >>> found = settled(["长沙", "株洲", "湘潭", "衡阳"])
    >>> found["长沙"].name, found["湘潭"].name
    ('长沙市', '湘潭市')
    >>> settled(["左旗", "额济纳旗"], near="152900")["左旗"].name
    '阿拉善左旗'
    """
    named = {name: areas_named(name, year) for name in dict.fromkeys(names)}
    sure = [areas[0] for areas in named.values() if len(areas) == 1]
    level = _level_of(named.values())
    within = digits_of(near) if near.endswith("00") else ""
    found: dict[str, County] = {}
    above = ""
    for name, areas in named.items():
        below = [area for area in areas if above and area.code.startswith(above)]
        there = [area for area in areas if within and area.code.startswith(within)]
        chosen = next((one[0] for one in (below, there) if len(one) == 1), None)
        chosen = chosen or _among(areas, sure, level)
        if chosen and not _is_stray(chosen, sure):
            found[name] = chosen
            above = chosen.code[:4] if is_prefecture(chosen) else above
    return found


def _level_of(named: Iterable[Sequence[County]]) -> Callable[[County], bool]:
    """The level that most names of a table may be of."""
    held = list(named)
    levels = (is_province, is_prefecture, is_county)
    return max(levels, key=lambda level: sum(any(map(level, areas)) for areas in held))


def _is_stray(area: County, sure: Sequence[County]) -> bool:
    """Whether all others are of one province, and this one of another."""
    others = Counter(other.code[:2] for other in sure if other != area)
    return others.total() >= _FEW and len(others) == 1 and area.code[:2] not in others


def _among(
    areas: Sequence[County], sure: Sequence[County], level: Callable[[County], bool]
) -> County | None:
    alike = [area for area in areas if level(area)] or areas
    if len(alike) <= 1:
        return alike[0] if alike else None
    for digits in (4, 2):
        common = Counter(area.code[:digits] for area in sure).most_common(1)
        if common and common[0][1] * 2 > len(sure) > 1:
            near = [area for area in alike if area.code[:digits] == common[0][0]]
            if len(near) == 1:
                return near[0]
    return None


def is_county(area: County) -> bool:
    """Whether an area is of the level of counties."""
    return not area.code.endswith("00")


def is_prefecture(area: County) -> bool:
    """Whether an area is of the level of prefectures."""
    return area.code.endswith("00") and not area.code.endswith("0000")


def is_province(area: County) -> bool:
    """Whether an area is a province, or the nation."""
    return area.code.endswith("0000")
