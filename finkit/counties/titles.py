"""The area that a title names, within a longer text: 定西市临洮县2024年2月收支情况."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from finkit.counties.areas import (
    areas_named,
    by_name,
    formerly,
    higher,
    is_county,
    is_prefecture,
    is_province,
)
from finkit.counties.history import since
from finkit.counties.registered import County
from finkit.counties.shortening import in_use, nicknames, short, squeezed

_LEADING = re.compile(
    r"(?:附?表?\d{1,2}(?:[-—]\d{1,2})?(?=(?:19|20)\d{2}年|\D))?(?:(?:19|20)\d{2}年(?:度)?)?(\w{2,12}?)"
    r"(?=(?:19|20)\d{2}年|公共财政|一般公共|一般预算|预算|基金|各项|本级|收支|财政|政府|国有|社会保险|地方)"
)
_WORD = re.compile(r"[\u3400-\u9fff]")
_GOES_ON = re.compile(r"[级域乡城]|[市区县](?![级县区市])")
"""What makes another word of a name that is no whole one of today: 河南县级财力."""


class Named(NamedTuple):
    """An area, and the words of the title that name it."""

    area: County
    words: str


def within(text: str, year: int = 0) -> County | None:
    """The area that a title names by a name that says its level: the narrowest, if there is but
    one. In a title of a `year` the units of then are meant (密云县, before 密云区).

    A shortened one counts only where the title begins with it.

    >>> within("定西市临洮县2024年2月收支情况").name, within("某县收支情况")
    ('临洮县', None)
    >>> within("2016年全国一般公共预算收支决算总表").name, within("支持广西一般公共预算")
    ('全国', None)
    >>> within("表3 2010年全国一般预算收支决算表").name, within("2015年新疆兵团收支决算总表").name
    ('全国', '新疆生产建设兵团')
    >>> within("廊坊市大厂县2024年收支情况").name, within("洛阳市孟津县2018年收支情况", 2018).name
    ('大厂回族自治县', '孟津县')
    >>> within("石家庄市桥东区2012年收支", 2012).code, within("石家庄市桥东区2018年收支", 2018)
    ('130103', None)
    """
    found = named_in(text, year)
    return found.area if found else None


@lru_cache(maxsize=8192)
def named_in(text: str, year: int = 0) -> Named | None:
    """As `within`, and the words that name it."""
    plain = squeezed(text)
    said = dict(_said(plain, year))
    cities = {area.code[:4] for area in said if is_prefecture(area) and area.name in plain}
    higher_up = {area.code[:2] for area in said if not is_county(area)}
    # 城区, 郊区, 矿区 are names of districts, and words.
    whole = {
        area: word
        for area, word in said.items()
        if len(word) > 2 or area.code[:4] in cities or _follows(plain, word, area)
    }
    for level in (is_county, is_prefecture, is_province):
        named = [area for area in whole if level(area)]
        longest = max((len(whole[area]) for area in named), default=0)
        named = [area for area in named if len(whole[area]) == longest]
        if len(named) > 1:
            named = [a for a in named if a.code[:4] in cities] or [
                a for a in named if a.code[:2] in higher_up
            ]
        if named:
            one = Named(named[0], whole[named[0]])
            return one if len(named) == 1 and not _is_of_another(plain, one) else None
    return _leading(plain, year)


def _is_of_another(plain: str, one: Named) -> bool:
    """Whether a county's name follows that of a city it does not lie in: 石家庄市桥东区, when the
    only 桥东区 is 张家口's."""
    before = plain.partition(one.words)[0]
    cities = (a for a in higher().values() if is_prefecture(a) and before.endswith(a.name))
    above = max(cities, key=lambda area: len(area.name), default=None)
    if above is None or not is_county(one.area):
        return False
    return short(above.name) != short(one.area.prefecture)


def _said(plain: str, year: int) -> Iterator[tuple[County, str]]:
    """The areas that a text names by a whole name, one in use or a former one, and the words."""
    for name, areas in by_name().items():
        if name in plain:
            ended = [one for one in formerly().get(name, ()) if one.county.name == name]
            then = [one.county for one in ended if year and one.held_in(year)]
            for area in areas:
                is_later = bool(then) and since(area.code) > year
                is_said = name == area.name or (_says_its_level(name, area) and _ends(plain, name))
                if is_said and not is_later:
                    yield area, name
            yield from ((area, name) for area in then)
    for name in _former_names():
        if name in plain and _ends(plain, name):
            areas = areas_named(name, year)
            yield from ((area, name) for area in areas if _begins(plain, name, area))


@cache
def _former_names() -> tuple[str, ...]:
    """The whole names that no area of today goes by."""
    ended = {one.county.name for several in formerly().values() for one in several}
    return tuple(sorted(ended - {a.name for areas in by_name().values() for a in areas}))


def _says_its_level(name: str, area: County) -> bool:
    return name in in_use(area.name) or (len(name) > 2 and name in nicknames())


def _ends(plain: str, name: str) -> bool:
    return not _GOES_ON.match(plain.partition(name)[2])


def _begins(plain: str, name: str, area: County) -> bool:
    """Whether a name stands by itself, or after the area it lies in: 通县 is not said by 南通县."""
    before = plain.partition(name)[0][-1:]
    is_apart = before in ("年", "于") or not _WORD.match(before)
    return len(name) > 2 or is_apart or _follows(plain, name, area)


def _follows(plain: str, name: str, area: County) -> bool:
    """Whether a name stands right after that of the city or province the area lies in."""
    above = [n for a in (area.prefecture, area.province) if a for n in (a, short(a))]
    return plain.partition(name)[0].endswith(tuple(above))


def _leading(title: str, year: int) -> Named | None:
    """The area of a shortened name that a title begins with: 广西2024年…, 2016年全国…"""
    found = _LEADING.match(title)
    areas = areas_named(found[1], year) if found else ()
    return Named(areas[0], found[1]) if found and len(areas) == 1 else None
