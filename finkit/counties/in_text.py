"""Every county that a text names, where a title may name two."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from finkit.counties import County, register
from finkit.counties.shortening import squeezed

_SHORTEST = 2
_FORMERLY = re.compile(r"[原曾前][^，,、]{0,2}$")
_BEFORE_SHORT = re.compile(r"(^|[、,，和与及市州])$")
"""What may stand before a name of two characters, which may be a word as well: 范县, 道县."""

_NOT_OF_IT = re.compile(r"(党委|人民)?(对口|帮扶|援助|支援)")


@cache
def _by_name() -> dict[str, tuple[County, ...]]:
    found: dict[str, list[County]] = {}
    for county in register().values():
        found.setdefault(county.name, []).append(county)
    return {name: tuple(counties) for name, counties in found.items()}


@cache
def _starts() -> dict[str, tuple[str, ...]]:
    """The names by their first two characters: a title has few of these."""
    found: dict[str, list[str]] = {}
    for name in sorted(_by_name(), key=len, reverse=True):
        found.setdefault(name[:2], []).append(name)
    return {start: tuple(names) for start, names in found.items()}


@lru_cache(maxsize=8192)
def counties_in(text: str) -> tuple[str, ...]:
    """The whole names of counties in a text, each once, in its order.

    A name within a longer one is none, nor is what a county was called before.

    >>> counties_in("通渭县、陇西县2024年1—6月收入"), counties_in("定西市临洮县2024年收支")
    (('通渭县', '陇西县'), ('临洮县',))
    >>> counties_in("范县收支"), counties_in("示范县收支"), counties_in("全市城区支出")
    (('范县',), (), ())
    """
    plain, at, found = squeezed(text), 0, []
    while at < len(plain) - 1:
        name = next(
            (n for n in _starts().get(plain[at : at + 2], ()) if plain.startswith(n, at)), ""
        )
        if name and _is_meant(plain, at, name):
            found.append(name)
        at += len(name) or 1
    return tuple(dict.fromkeys(found))


def _is_meant(plain: str, at: int, name: str) -> bool:
    before, after = plain[:at], plain[at + len(name) :]
    if _FORMERLY.search(before) or _NOT_OF_IT.match(after):
        return False
    if len(name) > _SHORTEST:
        return True
    return name.endswith("县") and bool(_BEFORE_SHORT.search(before))
