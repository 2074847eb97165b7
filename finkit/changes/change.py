"""What differs between two data sets or two folders of reports, one change a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from finkit.html_table import html_table
from finkit.units import UNITS, half_last_digit, in_base, machine, round_half_up, unit

if TYPE_CHECKING:
    import pandas as pd

NEW, WITHDRAWN, REVISED, CROSSED, REWORDED = "new", "withdrawn", "revised", "crossed", "reworded"
FOLLOWED = "followed"
KINDS = {
    NEW: "新增",
    WITHDRAWN: "撤下",
    REVISED: "修订",
    FOLLOWED: "因此变动",
    CROSSED: "越过阈值",
    REWORDED: "措辞改动",
}
_LONG = re.compile(r"-?\d+\.\d{5,}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WITHIN_ROUNDING = "相差在取整范围内"


class What(NamedTuple):
    """What a value is of; `key` tells apart what the names alone do not, and is not shown."""

    county_code: str
    period: str
    key: tuple[str, ...]


class Value(NamedTuple):
    """What one side says of it, and from where; a text stands in `text`.

    `computed`: a result that was never rounded, so that no rounding explains a difference of it.
    """

    county: str
    item: str
    parent_item: str
    what: str
    number: Decimal | None
    unit: str
    source: str
    text: str = ""
    computed: bool = False

    @property
    def shown(self) -> str:
        """As it is told: the number without its unit, or the text."""
        return machine(self.number) if self.number is not None else self.text


Side = Mapping[What, Value]
"""All that one side says."""


@dataclass(frozen=True)
class Change:
    """One change. `old…` is what the first side says, `new…` the second; "" where it says nothing.

    The period of either side stands with it: they differ only where a threshold was crossed from
    one period to the next, which is growth and no revision.
    """

    county_code: str
    county: str
    kind: str
    item: str
    parent_item: str
    what: str
    old_period: str
    old: str
    old_unit: str
    old_source: str
    new_period: str
    new: str
    new_unit: str
    new_source: str
    note: str = ""

    @property
    def order(self) -> tuple[str, int, tuple[str, ...]]:
        """Where it stands among others: by county, then as `KINDS` lists them, then by item."""
        return self.county_code, list(KINDS).index(self.kind), self.row()

    def row(self) -> tuple[str, ...]:
        """Its cells, in the order of `COLUMNS`."""
        return astuple(self)

    def words(self) -> tuple[str, ...]:
        """Its cells for the eye, in the order of `COLUMN_WORDS`."""
        periods = dict.fromkeys(filter(None, (self.old_period, self.new_period)))
        return (
            KINDS[self.kind],
            self.county,
            "→".join(periods),
            self.item,
            self.what,
            f"{self._told(self.old, self.old_unit)}{self.old_unit}",
            self.old_source,
            f"{self._told(self.new, self.new_unit)}{self.new_unit}",
            self.new_source,
            self.note,
        )

    def _told(self, shown: str, of: str) -> str:
        """A rate as a report prints it, if it does not print its threshold then; all else exactly,
        for a revision may lie in the last digit."""
        if self.kind != CROSSED or not _LONG.fullmatch(shown) or of not in UNITS:
            return _short(shown)
        printed = f"{round_half_up(Decimal(shown), unit(of).decimals)}"
        is_threshold = abs(Decimal(printed)) in map(Decimal, _NUMBER.findall(self.note))
        return _short(shown) if is_threshold else printed


def _short(shown: str) -> str:
    """A number of many decimals to four of them; all else as it is."""
    return f"{round_half_up(Decimal(shown), 4)}" if _LONG.fullmatch(shown) else shown


COLUMNS = tuple(one.name for one in fields(Change))
COLUMN_WORDS = ("变化", "县区", "期间", "项目", "指标", "原为", "原出处", "现为", "现出处", "说明")


@dataclass(frozen=True, repr=False)
class Changes:
    """All changes between two sides: by county, then kind. Empty where nothing differs.

    >>> import finkit
    >>> finkit.diff("", "")
    Changes(没有变化)
    """

    changes: tuple[Change, ...]

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    @property
    def said(self) -> str:
        """How many of each kind, in words.

        >>> Changes(()).said
        '没有变化'
        """
        counted = Counter(one.kind for one in self.changes)
        parts = [f"{name}{counted[kind]}" for kind, name in KINDS.items() if counted[kind]]
        return "，".join(parts) or "没有变化"

    def to_frame(self) -> pd.DataFrame:
        """A row a change, as texts.

        >>> Changes(()).to_frame().columns[:3].tolist()
        ['county_code', 'county', 'kind']
        """
        import pandas as pd  # noqa: PLC0415

        return pd.DataFrame([one.row() for one in self.changes], columns=list(COLUMNS))

    def __repr__(self) -> str:
        return f"Changes({self.said})"

    def __str__(self) -> str:
        lines = ("，".join(filter(None, one.words())) for one in self.changes)
        return "\n".join((self.said, *lines))

    def _repr_html_(self) -> str:
        rows = [one.words() for one in self.changes]
        table = html_table(COLUMN_WORDS, rows) if rows else ""
        return f'<div class="tex2jax_ignore"><p>{escape(self.said)}</p>{table}</div>'


def differences(old: Side, new: Side) -> list[Change]:
    """New, withdrawn and revised: of what both sides have periods of, value by value.

    Values are of one amount where county, period, item and measure are the same: an amount of
    another period is never a revision.
    """
    return [
        change
        for what in {**old, **new}
        if (change := _change(what, old.get(what), new.get(what))) is not None
    ]


def _change(what: What, old: Value | None, new: Value | None) -> Change | None:
    if old is not None and new is not None:
        if _same(old, new):
            return None
        note = _WITHIN_ROUNDING if _within_rounding(old, new) else ""
        return between(REVISED, what, old, new, note)
    return between(NEW if old is None else WITHDRAWN, what, old, new)


def between(
    kind: str, what: What, old: Value | None, new: Value | None, note: str = "", period: str = ""
) -> Change:
    """A change from one value to another; `period` is the new one's where it is another."""
    either = old or new
    if either is None:
        raise ValueError("no value on either side")
    # Named alike from both sides, whichever spelling either has.
    names = min((v.county, v.item, v.parent_item, v.what) for v in (old, new) if v)
    county, item, parent, told = names
    none = ("", "", "", "")
    then = none if old is None else (what.period, old.shown, old.unit, old.source)
    now = none if new is None else (period or what.period, new.shown, new.unit, new.source)
    return Change(what.county_code, county, kind, item, parent, told, *then, *now, note)


def _same(old: Value, new: Value) -> bool:
    if old.number is None or new.number is None or not _comparable(old, new):
        return (old.number, old.text, old.unit) == (new.number, new.text, new.unit)
    return in_base(old.number, old.unit) == in_base(new.number, new.unit)


def _comparable(old: Value, new: Value) -> bool:
    if old.unit == new.unit:
        return old.unit in UNITS
    both = old.unit in UNITS and new.unit in UNITS
    return both and unit(old.unit).kind == unit(new.unit).kind


def _within_rounding(old: Value, new: Value) -> bool:
    if old.number is None or new.number is None or not _comparable(old, new):
        return False
    if old.computed or new.computed:
        return False
    apart = abs(in_base(old.number, old.unit) - in_base(new.number, new.unit))
    reach = (in_base(half_last_digit(v.number), v.unit) for v in (old, new) if v.number is not None)
    return apart <= sum(reach, Decimal())
