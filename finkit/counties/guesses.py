"""What a name that nobody bears may mean: by its stem, its former bearers, its prefecture."""

from __future__ import annotations

from collections.abc import Sequence

from finkit.counties.areas import formerly, higher, is_prefecture
from finkit.counties.history import successor
from finkit.counties.registered import County, register
from finkit.counties.shortening import short, squeezed

_FEW = 3


def meant(wanted: str, held: Sequence[County]) -> list[str]:
    """At most three counties, with code, that a name may mean, those held first; by
    letters only what the data hold, but for one character.

    >>> meant("临洮", []), meant("密云市", [])
    (['临洮县（621124）'], ['密云区（110118）'])
    >>> meant("平果", []), meant("某某县", [])
    (['平果市（451082）'], [])
    """
    plain = squeezed(wanted)
    city = next((a for a in higher().values() if _is_above(a, plain)), None)
    rest = plain.removeprefix(city.name).removeprefix(short(city.name)) if city else plain
    of_city = [c for c in register().values() if city and c.code[:4] == city.code[:4]]
    stem = short(rest)
    today = [*held, *(of_city or register().values())]
    found = [c for c in today if stem and short(c.name) == stem]
    found += [register()[code] for code in _followed(stem) if code in register()]
    # Of another stem, but in the city that was named; else a slip of one character.
    found = found or of_city or _slips(plain, held)
    return [f"{c.name}（{c.code}）" for c in {c.code: c for c in found}.values()][:_FEW]


def _slips(plain: str, held: Sequence[County]) -> list[County]:
    """The counties held whose names differ by a character, of three at least."""
    return [
        county
        for county in held
        if len(county.name) == len(plain) >= _FEW
        and sum(a != b for a, b in zip(county.name, plain, strict=True)) == 1
    ]


def _is_above(area: County, plain: str) -> bool:
    return is_prefecture(area) and plain.startswith(area.name) and plain != area.name


def _followed(stem: str) -> list[str]:
    ended = formerly().get(stem, ()) if stem else ()
    return [change.code for one in ended if (change := successor(one))]
