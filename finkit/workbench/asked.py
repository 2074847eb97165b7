"""What a caller of the workbench asks for, made sure of: what does not fit is told in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from finkit import indicators
from finkit.accounts.aliases import same_item
from finkit.counties import ALL, County, group, resolve, told_apart
from finkit.counties.shortening import short
from finkit.dataset import Dataset
from finkit.errors import FinkitError, NotHeldError, UsageError, did_you_mean, quoted
from finkit.figures.declaration import CountyIndicator, Indicator
from finkit.gate.names import folded_name
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.ledger.ledger import Ledger
from finkit.workbench.periods import Periods
from finkit.workbench.periods import periods as periods_of

_OF_PERIOD = re.compile(r"（?\d{4}-\d{2}）?$")


class Wanted(NamedTuple):
    """An indicator asked for: all that are declared by its key, its denominator ("" the first that
    has a value), and which periods."""

    declared: tuple[Indicator, ...]
    of_item: str
    periods: Periods

    @property
    def key(self) -> str:
        """The key of the indicator."""
        return self.declared[0].key

    @property
    def label(self) -> str:
        """Its Chinese term."""
        return self.declared[0].label

    def of_any(self) -> Wanted:
        """The same of whichever denominator there is."""
        return self._replace(of_item="")

    @property
    def is_of_county(self) -> bool:
        """Whether it may be asked for without an item."""
        return any(isinstance(one, CountyIndicator) for one in self.declared)


def wanted(data: Dataset, key: Any, of_item: Any, periods: Periods) -> Wanted:
    """An indicator by its key. Raises `UsageError` naming the nearest for one that is none."""
    word("indicator", key, "yoy_rate")
    found = tuple(one for one in data.declared() if one.key == key)
    if not found:
        known = dict.fromkeys(one.key for one in data.declared())
        by_label = {one.label: one.key for one in data.declared()}
        advice = f"是否想写 {by_label[key]}？" if key in by_label else did_you_mean(key, known)
        raise UsageError(
            f"没有指标{quoted(key)}", advice=advice or "各指标的名称见 finkit indicators"
        )
    return Wanted(found, _denominator(of_item), periods)


def _denominator(of_item: Any) -> str:
    """A denominator asked for. Raises `UsageError` for what is a period: the parameter stands where
    elsewhere `periods` does, and nothing would be of it."""
    text = word("of_item", of_item, "年初预算")
    try:
        is_period = bool(text) and periods_of(text) != Periods()
    except FinkitError:
        return text
    if is_period:
        raise UsageError(
            f"参数 of_item 是分母（如 年初预算），{quoted(text)}是期间",
            advice=f'期间写作 periods="{text}"',
        )
    return text


def declared(key: str) -> tuple[Indicator, ...]:
    """Every declaration of that key: of 年初预算 and of 调整预算, computed and as printed."""
    return tuple(one for one in indicators.all_declared() if one.key == key)


def items(values: Any, wanted: Sequence[Wanted]) -> list[str]:
    """The items asked for; "" alone where none are, and the indicators are the county's own."""
    if values is None or (isinstance(values, str | list | tuple) and not values):
        if all(one.is_of_county for one in wanted):
            return [""]
        lacking = next(one for one in wanted if not one.is_of_county)
        raise UsageError(
            f"参数 items 是空的，{lacking.key} 要说明是哪些项目的", advice="请写如 ['税收收入']"
        )
    return several("items", values, "税收收入")


def same_denominator(own: str, asked: str) -> bool:
    """Whether a figure is of the denominator asked for ("" for any), of whichever period.

    >>> same_denominator("常住人口（2020-12）", "常住人口（2019-12）")
    True
    >>> same_denominator("年初预算", "调整预算")
    False
    """
    return not asked or same_item(_OF_PERIOD.sub("", own), _OF_PERIOD.sub("", asked))


def several(name: str, values: Any, example: str) -> list[str]:
    """The texts of a list given for a parameter, none of them twice; one text is a list of it."""
    return words(name, [values] if isinstance(values, str) else values, example)


def word(name: str, value: Any, example: str) -> str:
    """A text given for a parameter. Raises `UsageError` for anything else."""
    if isinstance(value, str):
        return value
    raise UsageError(f"参数 {name} 应为文字，如 {example!r}，不是 {_kind(value)}")


def words(name: str, values: Any, example: str) -> list[str]:
    """The texts of a list given for a parameter, none of them twice."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise UsageError(f"参数 {name} 应为列表，如 [{example!r}]，不是 {_kind(values)}")
    given = [word(name, value, example) for value in values]
    if not given:
        raise UsageError(f"参数 {name} 是空的", advice=f"请写如 [{example!r}]")
    if twice := next((one for one in given if given.count(one) > 1), ""):
        raise UsageError(f"参数 {name} 里{quoted(twice)}写了两次")
    return given


def _kind(value: Any) -> str:
    return type(value).__name__


def series_of(book: CountyBook, item: str) -> Sequence[ItemSeries]:
    """The series that an item's name means, those printed so before those meant by it.

    Raises `NotHeldError` naming the nearest for an item that is not held.
    """
    if found := [s for s in book if item == s.key.item or same_item(item, s.name)]:
        return sorted(found, key=lambda s: s.key.item != item)
    known = dict.fromkeys(n for s in book for n in (s.key.item, s.label, s.name))
    raise NotHeldError(
        f"{book.county.name}没有项目{quoted(item)}", advice=did_you_mean(item, known)
    )


def county(name: Any, ledger: Ledger) -> County:
    """The county that a name or code means, a code also as a number. Raises as `resolve` does."""
    given = f"{name:06d}" if isinstance(name, int) and not isinstance(name, bool) else name
    return resolve(folded_name(word("county", given, "临洮县")), ledger.counties)


def counties(names: Any, ledger: Ledger) -> dict[str, County]:
    """The counties meant by names, codes, provinces or `all`, each as it was named; once.

    Raises `UsageError` for one that is named twice.
    """
    held, found = ledger.counties, dict[str, County]()
    wholes = {ALL, *(one.province for one in held)}
    for name in several("counties", names, "临洮县"):
        found |= (
            told_apart(group(name, held)) if name in wholes else _county_or_province(name, ledger)
        )
    first: dict[str, str] = {}
    for name, one in found.items():
        if (other := first.setdefault(one.code, name)) != name:
            raise UsageError(f"{quoted(other)}、{quoted(name)}是同一个县区：{one.name}")
    return found


def _county_or_province(name: str, ledger: Ledger) -> dict[str, County]:
    """The county of a name; where there is none, the counties of the province in short (重庆)."""
    try:
        return {name: county(name, ledger)}
    except UsageError:
        provinces = {one.province for one in ledger.counties if one.province}
        if whole := next((one for one in provinces if short(one) == name), ""):
            return told_apart(group(whole, ledger.counties))
        raise
