"""What a rate of growth is called by its sign."""

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
