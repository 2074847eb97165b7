"""Whose document a note may call upon: this county's own and what binds all, no other county's."""

from __future__ import annotations

from functools import cache

from finkit.accounts.calibers import Caliber
from finkit.counties import County, register

_OURS = "本报告所用口径"
_SHORTEST = 3


@cache
def _county_names() -> frozenset[str]:
    return frozenset(c.name for c in register().values() if len(c.name) >= _SHORTEST)


def cited(caliber: Caliber, county: County) -> Caliber:
    """The caliber as a note of the county cites it: without another county's document.

    >>> from finkit.accounts.calibers import parse_caliber
    >>> row = {"item": "甲", "region": "", "components": "乙+丙", "source": "留坝县 5 月公报"}
    >>> cited(parse_caliber(row), County("610729", "留坝县")).source
    '留坝县 5 月公报'
    >>> cited(parse_caliber(row), County("610728", "镇巴县")).source
    '本报告所用口径'
    """
    named = {name for name in _county_names() if name in caliber.source}
    return caliber if named <= {county.name} else caliber._replace(source=_OURS)
