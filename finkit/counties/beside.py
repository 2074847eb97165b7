"""What tables of a city list beside its counties: its own level (市本级), its zones (高新区)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from finkit.counties.areas import areas_named, higher, is_province
from finkit.counties.registered import County, digits_of, register
from finkit.counties.shortening import short, squeezed

_OWN_LEVEL = re.compile(
    r"(?P<of>.*?)(?:(?P<level>自治[区州]|地区|[省市县区州盟旗])?(?:本级|直属(?:单位)?|直管|直)|"
    r"(?P<high>自治[区州]|地区|[省市州盟])级)"
)
_SCOPES = ("省本级", "市本级", "县本级", "区本级", "旗本级")
_ZONE = re.compile(
    r".*(开发区|高新区|经开区|技术区|示范区|新区|园区|产业园|工业园|科技园|物流园|化工园|科学城|新城|管委会|"
    r"管理区|保税区|综保区|加工区|港区|空港|度假区|旅游区|景区|名胜区|合作区|试验区|实验区|先行区|起步区|"
    r"功能区|集聚区|自贸区|贸易区|生态区|保护区|山区|林区|垦区|库区|城区|矿区|滩区|农场|林场|牧场|盐场|"
    r"高新|经开|洋浦|经济区|产业区|工业区|商务区|特区|飞地|兵团|第?[一二三四五六七八九十\d]+师)"
    r"(?:[(（].*[)）])?"
)


class RowArea(NamedTuple):
    """The area that a row is of, and of what scope of it (市本级; "" for the whole)."""

    area: County
    scope: str = ""


def is_beside(name: str) -> bool:
    """Whether a row may stand among counties without being one: a level's own, a zone.

    >>> is_beside("市本级"), is_beside("经开区"), is_beside("教育支出")
    (True, True, False)
    """
    plain = squeezed(name)
    return bool(_OWN_LEVEL.fullmatch(plain) or _ZONE.fullmatch(plain))


def beside(name: str, above: County | None) -> RowArea | None:
    """What a row of a table of an area is, where it is none of its counties: the area's own level,
    or a zone, which goes under an id of its own; None for what is neither.

    >>> city = County("621100", "定西市", "甘肃省")
    >>> beside("市本级", city) == beside("定西市本级", None) == RowArea(city, "市本级")
    True
    >>> beside("定西高新区", city).area == beside("高新区", city).area
    True
    >>> beside("高新区", city).area
    County(code='area:621100:高新区', name='定西市高新区', province='甘肃省', prefecture='')
    """
    plain = squeezed(name)
    if own := _OWN_LEVEL.fullmatch(plain):
        return _own_level(own, above)
    return zone(plain, above) if above and _ZONE.fullmatch(plain) else None


def _own_level(said: re.Match[str], above: County | None) -> RowArea | None:
    of, level = said["of"], said["level"] or said["high"] or ""
    scope = f"{level}本级" if f"{level}本级" in _SCOPES else "本级"
    if not of:
        return RowArea(above, scope) if above else None
    named = [area for text in (of + level, of) for area in areas_named(text)]
    named = [area for area in named if area.name in (of + level, of)] or named
    areas = list(dict.fromkeys(a for a in named if not level or a.name.endswith(level[-1])))
    return RowArea(areas[0], scope) if len(areas) == 1 else None


def zone(name: str, above: County) -> RowArea:
    """A part of an area that is no county of the register, under an id of its own."""
    plain = squeezed(name)
    rest = next(
        (r for n in (above.name, short(above.name)) if (r := plain.removeprefix(n)) != plain and r),
        plain,
    )
    province = above.name if is_province(above) else above.province
    return RowArea(County(f"area:{above.code}:{rest}", f"{above.name}{rest}", province))


def above_all(areas: Iterable[County]) -> County | None:
    """The city that all counties of a table lie in; their province where it has no cities.

    >>> above_all([register()["621124"], register()["621102"]]).name
    '定西市'
    """
    held = list(areas)
    for digits in (4, 2):
        within = Counter(area.code[:digits] for area in held if area.code.isdecimal())
        if len(within) == 1 and (found := higher().get(next(iter(within)).ljust(6, "0"))):
            return found
    return None


def is_like_county(name: str, above: County) -> bool:
    """Whether a name differs by one character from that of a county there: 历夏区, a slip.

    >>> jinan = County("370100", "济南市", "山东省")
    >>> is_like_county("历夏区", jinan), is_like_county("南部山区", jinan)
    (True, False)
    """
    plain, digits = squeezed(name), digits_of(above.code)
    there = (c.name for c in register().values() if c.code.startswith(digits))
    return any(
        len(one) == len(plain) and sum(a != b for a, b in zip(one, plain, strict=True)) == 1
        for one in there
        if len(one) > 2
    )
