"""What an area calls itself: 县, 区, 市, 旗, and 全县 for the whole of it."""

from __future__ import annotations

import re

_TERMS = ("县", "区", "市", "旗", "省", "盟", "州")
_WHOSE = re.compile("全[县区市旗州](?!域)|[县区市旗州]本?级")
"""What begins the name of an item that says whose it is."""


def term(name: str) -> str:
    """The last character of the name, as officials use it; 地区 where it says nothing.

    >>> term("示例县"), term("鄂伦春自治旗"), term("经开区"), term("全国")
    ('县', '旗', '区', '地区')
    """
    plain = "".join(name.split())
    return plain[-1] if plain[-1:] in _TERMS else "地区"


def whole(name: str) -> str:
    """全县, 全区, 全市, 全旗.

    >>> whole("东港市"), whole("全国")
    ('全市', '本地区')
    """
    found = term(name)
    return "本地区" if found == "地区" else f"全{found}"


def lead(county: str, item: str) -> str:
    """The county's name before an item; "" where the item itself says whose it is.

    >>> lead("清流县", "税收收入"), lead("清流县", "县级支出"), lead("清流县", "全县支出")
    ('清流县', '', '')
    """
    return "" if _WHOSE.match(item) else county


def peers(province: str) -> str:
    """What the other counties held of a province are called: 区县 of a municipality, else 县区.

    >>> peers("重庆市"), peers("甘肃省")
    ('有数据的其他区县', '有数据的其他县区')
    """
    return f"有数据的其他{counties(province)}"


def counties(province: str) -> str:
    """区县 of a municipality, 县区 of a province."""
    return "区县" if term(province) == "市" else "县区"
