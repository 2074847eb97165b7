"""Areas as tables and titles name them: padded, shortened, or within a longer text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from finkit.counties import County, register

NATION = County("100000", "全国")

_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|"
    "傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|"
    "布朗族|撒拉族|毛南族|仡佬族|锡伯|塔吉克|怒族|裕固族|独龙族|普米族|保安族|各族|回"
)
_SHORT = re.compile(rf"({_PEOPLES})*自治[区州县旗]$")
_SUFFIX = re.compile(r"(省|市|地区|盟|县|区|旗)$")
_TOTALS = re.compile(
    r"(各|全|地方)?(国|省|市|县|区|州|地方|县区|县市区|市县|县级)?(合计|总计|小计)|全[省市区州县国]"
)
_LEADING = re.compile(
    r"(?:\d{1,2}[-—]\d{1,2})?(?:(?:19|20)\d{2}年(?:度)?)?(\w{2,12}?)(?=(?:19|20)\d{2}年|公共财政|一般公共|财政|政府|国有|社会保险|地方)"
)


@cache
def higher() -> dict[str, County]:
    """Provinces and prefectures by their codes, as the register of counties implies them.

    >>> higher()["500000"].name, higher()["621100"].name
    ('重庆市', '定西市')
    """
    found: dict[str, County] = {}
    for county in register().values():
        code = county.code
        found.setdefault(f"{code[:2]}0000", County(f"{code[:2]}0000", county.province))
        if county.prefecture:
            area = County(f"{code[:4]}00", county.prefecture, county.province)
            found.setdefault(area.code, area)
    return found


@cache
def _by_name() -> dict[str, tuple[County, ...]]:
    found: dict[str, dict[str, County]] = {}
    for area in (NATION, *higher().values(), *register().values()):
        for name in (area.name, short(area.name)):
            if len(name) > 1:
                found.setdefault(name, {})[area.code] = area
    return {name: tuple(areas.values()) for name, areas in found.items()}


def short(name: str) -> str:
    """A name as tables shorten it.

    >>> short("内蒙古自治区"), short("北京市"), short("范县")
    ('内蒙古', '北京', '范县')
    """
    plain = _SHORT.sub("", name) or name
    if plain == name:
        plain = _SUFFIX.sub("", name)
    return plain if len(plain) > 1 else name


def squeezed(name: str) -> str:
    """A name without the blanks that pad it (范 县)."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def is_total(name: str) -> bool:
    """Whether a row's name says that it is a sum of areas, not one of them."""
    return bool(_TOTALS.fullmatch(squeezed(name)))


def areas_named(name: str) -> tuple[County, ...]:
    """Every area a padded or shortened name may mean; its whole name goes before a short one.

    >>> [area.code for area in areas_named("范 县")], [a.code for a in areas_named("北 京")]
    (['410926'], ['110000'])
    """
    plain = squeezed(name)
    if plain.isdigit() and len(plain) in (6, 9):
        known = register().get(plain[:6]) or higher().get(plain[:6])
        return (known,) if known else ()
    found = _by_name().get(plain, ())
    return tuple(area for area in found if area.name == plain) or found


@lru_cache(maxsize=8192)
def code_of(text: str) -> str:
    """The code of the area that a code or a whole name means; the text itself where it is the name
    of none or of several.

    >>> code_of("临洮县"), code_of("621124"), code_of("鼓楼区"), code_of("示例县")
    ('621124', '621124', '鼓楼区', '示例县')
    """
    whole = [area for area in areas_named(text) if area.name == squeezed(text)]
    return whole[0].code if len(whole) == 1 else text


def settled(names: Iterable[str]) -> dict[str, County]:
    """The areas that the names of one table mean, where that is certain.

    A name that several share is the one in the prefecture, else the province, of the table's
    other areas. Where those leave a choice it is missing here.
    """
    named = {name: areas_named(name) for name in names}
    sure = [areas[0] for areas in named.values() if len(areas) == 1]
    found = {}
    for name, areas in named.items():
        if chosen := _among(areas, sure):
            found[name] = chosen
    return found


def _among(areas: Sequence[County], sure: Sequence[County]) -> County | None:
    if len(areas) <= 1:
        return areas[0] if areas else None
    if sure and all(_is_province(area) for area in sure):
        # 河北 beside 北京, 天津 is the province, not the district of 天津.
        provinces = [area for area in areas if _is_province(area)]
        return provinces[0] if len(provinces) == 1 else None
    for digits in (4, 2):
        common = Counter(area.code[:digits] for area in sure).most_common(1)
        if common and common[0][1] * 2 > len(sure) > 1:
            near = [area for area in areas if area.code[:digits] == common[0][0]]
            if len(near) == 1:
                return near[0]
    return None


def within(text: str) -> County | None:
    """The area that a title names by its whole name: the narrowest, if there is but one.

    A shortened one counts only where the title begins with it.

    >>> within("定西市临洮县2024年2月收支情况").name, within("某县收支情况")
    ('临洮县', None)
    >>> within("2016年全国一般公共预算收支决算总表").name, within("支持广西一般公共预算")
    ('全国', None)
    """
    plain = squeezed(text)
    said = dict.fromkeys(a for name, areas in _by_name().items() if name in plain for a in areas)
    cities = {area.code[:4] for area in said if _is_prefecture(area)}
    # 城区, 郊区, 矿区 are names of districts, and words.
    whole = [area for area in said if len(area.name) > 2 or area.code[:4] in cities]
    whole = [area for area in whole if area.name in plain]
    for level in (_is_county, _is_prefecture, _is_province):
        named = [area for area in whole if level(area)]
        longest = max((len(area.name) for area in named), default=0)
        named = [area for area in named if len(area.name) == longest]
        if len(named) > 1:
            higher_up = {area.code[:2] for area in whole if not _is_county(area)}
            named = [a for a in named if a.code[:4] in cities] or [
                a for a in named if a.code[:2] in higher_up
            ]
        if named:
            return named[0] if len(named) == 1 else None
    return _leading(plain)


def _leading(title: str) -> County | None:
    """The area of a shortened name that a title begins with: 广西2024年…, 2016年全国…"""
    found = _LEADING.match(title)
    areas = areas_named(found[1]) if found else ()
    return areas[0] if len(areas) == 1 else None


def _is_county(area: County) -> bool:
    return not area.code.endswith("00")


def _is_prefecture(area: County) -> bool:
    return area.code.endswith("00") and not area.code.endswith("0000")


def _is_province(area: County) -> bool:
    return area.code.endswith("0000")
