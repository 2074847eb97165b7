"""Whether a name is a county's: alone or after its city or province, whole, in use or shortened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from finkit.counties.codes import plain_code
from finkit.counties.history import Former, former
from finkit.counties.registered import County, register
from finkit.counties.shortening import in_use, nicknames, short, squeezed


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
    return rest in (*called(county), short(county.name))


def called(county: County) -> tuple[str, ...]:
    """A county's whole name, and those in use that say its level or are custom.

    >>> called(register()["150223"]), called(register()["130826"])
    (('达尔罕茂明安联合旗', '达茂旗', '达茂联合旗'), ('丰宁满族自治县', '丰宁县'))
    """
    customary = (name for name, codes in nicknames().items() if county.code in codes)
    return (county.name, *in_use(county.name), *customary)


def named(wanted: str, counties: Iterable[County]) -> list[County]:
    """The counties whose whole name it is, alone or after those of their province and prefecture;
    else those who go by it.

    >>> [county.code for county in named("丰宁县", register().values())]
    ['130826']
    """
    held = list(counties)
    whole = [c for c in held if wanted and wanted in _spelled(c, (c.name,))]
    return whole or [c for c in held if wanted and wanted in _spelled(c, called(c)[1:])]


def _spelled(county: County, names: Sequence[str]) -> set[str]:
    above = (
        "",
        county.province,
        county.prefecture,
        county.province + county.prefecture,
    )
    return {before + name for before in above for name in names}


def of_former_name(wanted: str) -> list[Former]:
    """The units that ended and bore a name or code, the last to end first.

    >>> [(one.county.code, one.until) for one in of_former_name("平果县")]
    [('451023', 2019), ('452624', 2002)]
    """
    code, ended = plain_code(wanted), [one for several in former().values() for one in several]
    found = [
        one
        for one in ended
        if (one.county.code == code if code else wanted in _spelled(one.county, (one.county.name,)))
    ]
    return sorted(found, key=lambda one: -one.until)


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
