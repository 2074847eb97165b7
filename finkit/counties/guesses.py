"""What a name that nobody bears may mean: by its stem, its former bearers, its prefecture."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from finkit.counties.areas import formerly, higher, is_prefecture
from finkit.counties.history import successor
from finkit.counties.registered import County, digits_of, register
from finkit.counties.shortening import short, squeezed

_FEW = 3
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_LEVELS = ("县", "区", "市", "旗")


def meant(
    wanted: str,
    held: Sequence[County],
    above: County | None = None,
    but: Collection[str] = (),
) -> list[str]:
    """At most three counties, with code, that a name may mean, those held first; by letters only
    what the data hold, but for one character. `above`: the area they lie in, if it is known;
    `but`: the codes that it is not.

    >>> meant("临洮", []), meant("密云市", [])
    (['临洮县（621124）'], ['密云区（110118）'])
    >>> meant("平果", []), meant("某某县", [])
    (['平果市（451082）'], [])
    >>> meant("临挑县", [], higher()["621100"], {"621102", "621121"})[0]
    '临洮县（621124）'
    """
    plain = squeezed(wanted)
    city = next((a for a in higher().values() if _is_above(a, plain)), above)
    rest = plain.removeprefix(city.name).removeprefix(short(city.name)) if city else plain
    stem, digits = short(rest), digits_of(city.code) if city else ""
    there = [c for c in register().values() if c.code.startswith(digits) and c.code not in but]
    found = [c for c in (*held, *there) if stem and short(c.name) == stem]
    found += [register()[code] for code in _followed(stem) if code in register()]
    if not found and city and _has_counties(city) and rest.endswith(_LEVELS):
        # Of another stem, but in the city that was named: what shares most with the name first.
        found = sorted(there, key=lambda county: -len(set(county.name) & set(rest)))
    found = found or _slips(plain, held)
    return [f"{c.name}（{c.code}）" for c in {c.code: c for c in found}.values()][:_FEW]


def _slips(plain: str, held: Sequence[County]) -> list[County]:
    """The counties held whose names differ by a character, of three at least."""
    return [
        county
        for county in held
        if len(county.name) == len(plain) >= _FEW
        and sum(a != b for a, b in zip(county.name, plain, strict=True)) == 1
    ]


def _has_counties(area: County) -> bool:
    """Whether an area has counties right below it: a city, a municipality."""
    return is_prefecture(area) or area.name in _MUNICIPALITIES


def _is_above(area: County, plain: str) -> bool:
    return is_prefecture(area) and plain.startswith(area.name) and plain != area.name


def _followed(stem: str) -> list[str]:
    ended = formerly().get(stem, ()) if stem else ()
    return [change.code for one in ended if (change := successor(one))]
