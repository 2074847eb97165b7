"""The amounts that a report's figures rest on, and what the data say of each of them now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from finkit.changes.amounts import Said, amount_key, kept_apart, said_of, told_as
from finkit.changes.change import Change, Value, What, differences
from finkit.dataset import Dataset
from finkit.imports.identity import identity

Figures = Sequence[Mapping[str, Any]]
"""Figures as `figures.json` has them."""

_UNSTATED = "?"
"""The edition of an amount in a `figures.json` before 1.1, which does not tell it."""
_BEFORE_EDITION = 5


def revised(old: Figures, new: Figures, data: Dataset) -> list[Change]:
    """Which amounts that figures rested on are others now, were withdrawn, or are new.

    An amount is held against that of its own edition (数据状态、口径), though a report made now
    would rest on another: a 决算 beside a 快报 that stands is no revision of it. What comes in
    another edition is told only beside a revision: by itself it touches nothing.
    """
    now = list(dict.fromkeys(_inputs(new)))
    held = _Held(data, now)
    then = list(dict.fromkeys(held.stated(_inputs(old))))
    before, after = kept_apart(then, [*now, *held.standing(then)])
    known = {_short(what) for what in before}
    own = {w: value for w, value in after.items() if w in before or _short(w) not in known}
    return differences(before, after) if differences(before, own) else []


class _Held:
    """What is said of an amount now: by a report made now, and by the data."""

    def __init__(self, data: Dataset, now: Iterable[Said]) -> None:
        self._data = data
        self._rested = {what for what, _ in now}
        self._now = _by_short(now)
        self._of: dict[str, dict[What, list[Said]]] = {}

    def stated(self, then: Iterable[Said]) -> Iterator[Said]:
        """Amounts with the edition that an older `figures.json` does not tell: that of the one
        that says the same, else of the one that a report made now rests on."""
        for what, value in then:
            yield (self._edition(what, value) if _UNSTATED in what.key else what), value

    def standing(self, then: Iterable[Said]) -> Iterator[Said]:
        """The amounts that a report made now does not rest on, as the data have them."""
        for what, value in then:
            if what not in self._rested:
                found = [one for one in self._said(what) if one[0] == what]
                yield from sorted(found, key=lambda one: one[1].item != value.item)[:1]

    def _edition(self, what: What, value: Value) -> What:
        found = [*self._now.get(_short(what), ()), *self._said(what)]
        found.sort(key=lambda one: (one[1].number, one[1].unit) != (value.number, value.unit))
        return found[0][0] if found else what

    def _said(self, what: What) -> Sequence[Said]:
        """What the data say of an amount, in whatever edition."""
        code = what.county_code
        if code not in self._of:
            self._of[code] = _by_short(said_of(self._data, code))
        return self._of[code].get(_short(what), ())


def _by_short(said: Iterable[Said]) -> dict[What, list[Said]]:
    found: dict[What, list[Said]] = {}
    for one in said:
        found.setdefault(_short(one[0]), []).append(one)
    return found


def _short(what: What) -> What:
    """What an amount is of, whatever its edition."""
    return what._replace(key=what.key[:_BEFORE_EDITION])


def _inputs(figures: Figures) -> Iterator[Said]:
    """The amounts that figures rest on, over and over."""
    names = {one["county_code"]: one["county"] for one in figures}
    return (_input(cell, names) for one in figures for cell in one["inputs"])


def _input(cell: Mapping[str, Any], names: Mapping[str, str]) -> Said:
    code, item, parent = cell["county_code"], cell["item"], cell["parent_item"]
    basis, measure = cell["basis"], cell["measure"]
    edition = (cell.get("data_status", _UNSTATED), cell.get("scope", _UNSTATED))
    told = told_as(basis, measure, *(one for one in edition if one != _UNSTATED))
    key = amount_key(identity(item, parent), basis, measure, *edition)
    number, source = Decimal(str(cell["value"])), cell["source"]
    return (
        What(code, cell["period"], key),
        Value(names.get(code, code), item, parent, told, number, cell["unit"], source),
    )
