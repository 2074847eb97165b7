"""What a rate of growth, and a gap between rates, is called by its sign."""

from __future__ import annotations

from decimal import Decimal


def grown(rate: Decimal) -> str:
    """增长 / 下降 / 基本持平, of a rate as it is printed: 0 where it rounds to nothing.

    >>> grown(Decimal("2.8")), grown(Decimal("-0.1")), grown(Decimal("0.0"))
    ('增长', '下降', '基本持平')
    """
    if not rate:
        return "基本持平"
    return "增长" if rate > 0 else "下降"


def speed(rate: Decimal) -> str:
    """增幅 of what has grown; a fall, and what has not moved, has 增速.

    >>> speed(Decimal("2.8")), speed(Decimal("-0.1"))
    ('增幅', '增速')
    """
    return "增幅" if rate > 0 else "增速"


def utmost(gap: Decimal) -> str:
    """最高 / 最低, of what lies outside all that it is compared with, by its gap to them.

    >>> utmost(Decimal("4.1")), utmost(Decimal("-4.1"))
    ('最高', '最低')
    """
    return "最高" if gap > 0 else "最低"


def utmost_pace(gap: Decimal) -> str:
    """最快 / 最慢, the same of progress.

    >>> utmost_pace(Decimal("4.1")), utmost_pace(Decimal("-4.1"))
    ('最快', '最慢')
    """
    return "最快" if gap > 0 else "最慢"


def far_side(gap: Decimal) -> str:
    """偏高 / 偏低, of what is far from the middle of others.

    >>> far_side(Decimal("4.1")), far_side(Decimal("-4.1"))
    ('偏高', '偏低')
    """
    return "偏高" if gap > 0 else "偏低"


def paced(gap: Decimal) -> str:
    """快于 / 慢于 / 持平于, of progress against what is due, by the gap as it is printed.

    >>> paced(Decimal("0.1")), paced(Decimal("-4.1")), paced(Decimal("0.0"))
    ('快于', '慢于', '持平于')
    """
    if not gap:
        return "持平于"
    return "快于" if gap > 0 else "慢于"


def more_or_less(gap: Decimal) -> str:
    """多 / 少, of an amount beside another, by the gap as it is printed.

    >>> more_or_less(Decimal("0.1")), more_or_less(Decimal("-4.1"))
    ('多', '少')
    """
    return "多" if gap > 0 else "少"
