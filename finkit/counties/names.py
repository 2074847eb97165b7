"""Whether a name is a county's: alone or after its city or province, whole or shortened."""

from __future__ import annotations

from collections import Counter
from functools import cache

from finkit.counties import County, register
from finkit.counties.areas import short, squeezed


def goes_by(county: County, name: str) -> bool:
    """Whether a name, padded, shortened or after its city or province, is that of a county.

    >>> town = County("140502", "城区", "山西省", "晋城市")
    >>> [goes_by(town, name) for name in ("城 区", "晋城市城区", "晋城城区", "山西省晋城市城区")]
    [True, True, True, True]
    >>> goes_by(town, "长治市城区"), goes_by(town, "郊区")
    (False, False)
    """
    rest = squeezed(name)
    for above in (county.province, county.prefecture):
        rest = _without(rest, above)
    plain = short(county.name)
    # 石柱县, as 石柱土家族自治县 is called.
    return rest in (county.name, plain) or (
        "自治" in county.name and rest == plain + county.name[-1]
    )


def _without(name: str, above: str) -> str:
    """A name without the area that it stands after, as 晋城市, 晋城 or 恩施州."""
    spellings = (above, f"{short(above)}州", f"{short(above)}市", short(above)) if above else ()
    for one in spellings:
        if name.startswith(one) and len(name) - len(one) > 1:
            return name.removeprefix(one)
    return name


@cache
def namesakes() -> frozenset[str]:
    """The names that counties of several cities bear or bore: 鼓楼区, 城区.

    >>> "城区" in namesakes(), "临洮县" in namesakes()
    (True, False)
    """
    borne = Counter(county.name for county in register().values())
    return frozenset(name for name, times in borne.items() if times > 1)
