"""Finding a county or an item by what an analyst types: a name, a code, pinyin, a prefecture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from finkit.accounts.chart import accounts
from finkit.counties import County, register
from finkit.gate.characters import folded
from finkit.gate.pinyin import spelled
from finkit.ledger.county_book import CountyBook


class Choice(NamedTuple):
    """One that can be chosen: its key (a code, an item's name), how it is shown, and the words it
    is found by, the nearest to it first.
    """

    key: str
    label: str
    words: tuple[str, ...]


class Found(NamedTuple):
    """What was found: those nearest to what was typed, and others that hold it as well."""

    nearest: tuple[Choice, ...] = ()
    others: tuple[Choice, ...] = ()


def find(typed: str, choices: Iterable[Choice]) -> Found:
    """The choices meant by what was typed; none for nothing typed.

    Every word typed must be found. One that is a name, a code or initials in full comes before one
    that begins so, and that before one that holds it somewhere.

    >>> rows = [Choice("1", "临洮县", ("临洮县", "ltx")), Choice("2", "通渭县", ("通渭县",))]
    >>> [one.label for one in find("LTX", rows).nearest]
    ['临洮县']
    >>> [one.label for one in find("县", rows).nearest], find("福建", rows)
    (['临洮县', '通渭县'], Found(nearest=(), others=()))
    """
    words = folded(typed).lower().split()
    known = ((_distance(words, one), one) for one in choices) if words else ()
    found = [(distance, one) for distance, one in known if distance is not None]
    least = min((distance for distance, _ in found), default=0)
    nearest = tuple(one for distance, one in found if distance == least)
    others = sorted((pair for pair in found if pair[0] > least), key=itemgetter(0))
    return Found(nearest, tuple(one for _, one in others))


def _distance(words: Sequence[str], choice: Choice) -> int | None:
    """How far a choice is from what was typed; None where a word is not found in it."""
    each = [_word_distance(word, choice.words) for word in words]
    return None if None in each else sum(one for one in each if one is not None)


def _word_distance(word: str, known: Sequence[str]) -> int | None:
    if word in known:
        return 0
    if any(one.startswith(word) for one in known):
        return 1
    return 2 if any(word in one for one in known) else None


def counties(held: Iterable[County]) -> list[Choice]:
    """The counties of a data set, to be chosen."""
    return [_county(one) for one in held]


def _county(county: County) -> Choice:
    known = register().get(county.code, county)
    above = (known.prefecture, known.province)
    spellings = (word for name in (county.name, *above) for word in (name, *spelled(name)))
    place = "".join(reversed(dict.fromkeys(above)))
    label = " ".join(filter(None, (county.name, county.code, place)))
    words = (county.code, *spellings, f"{place}{county.name}")
    return Choice(county.code, label, tuple(filter(None, words)))


def items(book: CountyBook) -> list[Choice]:
    """The items held of a county, to be chosen: by their printed or standard name, or its code."""
    found: dict[str, Choice] = {}
    for series in book:
        account = accounts().get(series.name)
        code = account.code if account else ""
        words = (series.key.item, series.name, *spelled(series.name), code)
        label = f"{series.key.item} {code}".strip()
        choice = Choice(series.key.item, label, tuple(filter(None, words)))
        found.setdefault(series.key.item, choice)
    return list(found.values())
