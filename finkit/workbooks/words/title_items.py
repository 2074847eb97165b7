"""The one item that a title is about: 池州市各县区教育支出情况表."""

from __future__ import annotations

import re

from finkit.accounts.aliases import standard
from finkit.workbooks.words.dates import squeeze

_TAIL = re.compile(
    r"(完成|执行|决算|预算|统计)?(数|额)?(情况|进度)?(对比|比较|统计|汇总|分析)?(总|明细|一览)?表?$"
)
_WHOSE = re.compile(
    r".*(县区|区县|市县|县市|各?[县市区旗省州盟]|地区|年度?|月份?|历年|主要年份|[—–-]|[(（].*[)）])|"
)
"""Whose and when: nothing that makes another item of what follows."""

_TRANSFERS = re.compile(
    r"((?:税收返还|返还性支出|(?:和|及|、)|(?:一般性|专项)?转移支付)+)(?:补助)?(?:支出)?分(?:地区|市县|县区|区县|县市|项目)"
)


def item_of_title(title: str) -> str:
    """The standard name of what a title is about, "" where it says more, or what nobody knows.

    >>> item_of_title("2021年省级一般性转移支付分地区预算汇总表")
    '一般性转移支付'
    >>> item_of_title("2022年池州市各县区教育支出情况表"), item_of_title("临洮县民办教育支出表")
    ('教育支出', '')
    """
    if found := _TRANSFERS.search(squeeze(title)):
        return found[1]
    plain = re.sub(r"[(（][^()（）]*[)）]$", "", squeeze(title))
    plain = _TAIL.sub("", plain)
    for start in range(len(plain)):
        if name := standard(plain[start:]).name:
            return name if _WHOSE.fullmatch(plain[:start]) else ""
    return ""
