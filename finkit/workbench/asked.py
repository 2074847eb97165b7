"""What a caller of the workbench asks for, made sure of: what does not fit is told in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from finkit import indicators
from finkit.accounts.aliases import same_item
from finkit.errors import NotHeldError, UsageError, did_you_mean, quoted
from finkit.figures.declaration import Indicator
from finkit.ledger.county_book import CountyBook, ItemSeries


def indicator(key: Any) -> Indicator:
    """The declaration of a key. Raises `UsageError` naming the nearest for one that is none."""
    known = {one.key: one for one in reversed(indicators.all_declared())}
    if found := known.get(word("indicator", key, "yoy_rate")):
        return found
    by_label = {one.label: one.key for one in indicators.all_declared()}
    advice = f"是否想写 {by_label[key]}？" if key in by_label else did_you_mean(key, known)
    raise UsageError(f"没有指标{quoted(key)}", advice=advice or "各指标的名称见 finkit indicators")


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
