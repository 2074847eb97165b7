"""Areas as tables and titles name them: padded, shortened, or within a longer text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from finkit.counties import County, register

NATION = County("100000", "全国")
CORPS = County("660000", "新疆生产建设兵团", "新疆维吾尔自治区")
"""It keeps accounts as a province does, without counties in the register."""

_WITHOUT_COUNTIES = (
    County("441900", "东莞市", "广东省"),
    County("442000", "中山市", "广东省"),
    County("460400", "儋州市", "海南省"),
    County("620200", "嘉峪关市", "甘肃省"),
)
_FEW = 3
_FOOTNOTE = re.compile(r"(?<=[\u3400-\u9fff])\s*(?:[*＊※①-⑳¹²³⁴-⁹]|[a-z][)）])+$")
_ENGLISH = re.compile(r"(?<=[\u3400-\u9fff])\s*[A-Za-z][A-Za-z' -]*$")
_NICKNAMES = {"新疆兵团": CORPS, "兵团": CORPS}

_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|"
    "傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|"
    "布朗族|撒拉族|毛南族|仡佬族|锡伯|塔吉克|怒族|裕固族|独龙族|普米族|保安族|各族|回"
)
_SHORT = re.compile(rf"({_PEOPLES})*自治[区州县旗]$")
_SUFFIX = re.compile(r"(省|市|地区|盟|县|区|旗)$")
_LEADING = re.compile(
    r"(?:附?表?\d{1,2}(?:[-—]\d{1,2})?(?=(?:19|20)\d{2}年|\D))?(?:(?:19|20)\d{2}年(?:度)?)?(\w{2,12}?)"
    r"(?=(?:19|20)\d{2}年|公共财政|一般公共|一般预算|预算|基金|各项|本级|收支|财政|政府|国有|社会保险|地方)"
)


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


@cache
def _by_name() -> dict[str, tuple[County, ...]]:
    found: dict[str, dict[str, County]] = {}
    for area in (*higher().values(), *register().values()):
        for name in (area.name, short(area.name), *_of_a_prefecture(area.name)):
            if len(name) > 1:
                found.setdefault(name, {})[area.code] = area
    for name, area in _NICKNAMES.items():
        found.setdefault(name, {})[area.code] = area
    return {name: tuple(areas.values()) for name, areas in found.items()}


def _of_a_prefecture(name: str) -> tuple[str, ...]:
    """恩施州, as 恩施土家族苗族自治州 is called."""
    return (f"{short(name)}州",) if name.endswith("自治州") else ()


def short(name: str) -> str:
    """A name as tables shorten it.

    >>> short("内蒙古自治区"), short("北京市"), short("范县")
    ('内蒙古', '北京', '范县')
    """
    plain = _SHORT.sub("", name) or name
    if plain == name:
        plain = _SUFFIX.sub("", name)
    return plain if len(plain) > 1 else name


@lru_cache(maxsize=65536)
def squeezed(name: str) -> str:
    """A name without the blanks that pad it (范 县), footnote marks and its English.

    >>> squeezed("西 藏①"), squeezed("北 京 Beijing"), squeezed("新疆a)")
    ('西藏', '北京', '新疆')
    """
    plain = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", name.strip()))
    return re.sub(r"\s+", "", _ENGLISH.sub("", plain)) or re.sub(r"\s+", "", name)


@lru_cache(maxsize=65536)
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


def is_whole_name(name: str) -> bool:
    """Whether a text is the whole name of a county, not one that is a word as well (城区, 矿区).

    >>> is_whole_name("濮 阳 县"), is_whole_name("濮阳"), is_whole_name("教育")
    (True, False, False)
    """
    plain = squeezed(name)
    return len(plain) > 2 and any(a.name == plain and _is_county(a) for a in areas_named(plain))


def settled(names: Iterable[str]) -> dict[str, County]:
    """The areas that the names of one table mean, in the order of its rows, where that is certain.

    A name that several share is the one in the prefecture whose row stands above, or that is of
    the level of the table's other areas (长沙 among 株洲, 湘潭 is the city), or in their
    prefecture or province. Where those leave a choice, or all others are of another province, it
    is missing here.

    >>> found = settled(["长沙", "株洲", "湘潭", "衡阳"])
    >>> found["长沙"].name, found["湘潭"].name
    ('长沙市', '湘潭市')
    """
    named = {name: areas_named(name) for name in dict.fromkeys(names)}
    sure = [areas[0] for areas in named.values() if len(areas) == 1]
    level = _level_of(named.values())
    found: dict[str, County] = {}
    above = ""
    for name, areas in named.items():
        below = [area for area in areas if above and area.code.startswith(above)]
        chosen = below[0] if len(below) == 1 else _among(areas, sure, level)
        if chosen and not _is_stray(chosen, sure):
            found[name] = chosen
            above = chosen.code[:4] if _is_prefecture(chosen) else above
    return found


def _level_of(named: Iterable[Sequence[County]]) -> Callable[[County], bool]:
    """The level that most names of a table may be of."""
    held = list(named)
    levels = (_is_province, _is_prefecture, _is_county)
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


def within(text: str) -> County | None:
    """The area that a title names by its whole name: the narrowest, if there is but one.

    A shortened one counts only where the title begins with it.

    >>> within("定西市临洮县2024年2月收支情况").name, within("某县收支情况")
    ('临洮县', None)
    >>> within("2016年全国一般公共预算收支决算总表").name, within("支持广西一般公共预算")
    ('全国', None)
    >>> within("表3 2010年全国一般预算收支决算表").name, within("2015年新疆兵团收支决算总表").name
    ('全国', '新疆生产建设兵团')
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
