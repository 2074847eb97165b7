"""Checks of facts: out of range, a part above its whole, not what the data give, odd words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from finkit.checks.finding import Finding
from finkit.contract import BALANCE
from finkit.facts import Fact, in_key_unit
from finkit.facts.choices import CHOICES
from finkit.facts.keys import NOT_APPLICABLE, Key, keys, relations
from finkit.facts.slots import Slot, slots
from finkit.figures.county_at import CountyAt
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators.supplied import supplied_cell
from finkit.units import convert, half_last_digit, machine, text


def check_facts(code: str, facts: Iterable[Fact]) -> Iterator[Finding]:
    """Findings about one county's facts at one period, by themselves."""
    facts = list(facts)
    for fact in facts:
        yield from _unusual(code, fact)
    numbers = {fact.key: fact for fact in facts if fact.value is not None}
    for fact in numbers.values():
        yield from _out_of_range(code, fact, keys()[fact.key])
    for relation in relations():
        less, more = numbers.get(relation.less), numbers.get(relation.more)
        if less and more and _value(less) > _value(more):
            expected = f"不超过{relation.more}{_shown(more)}"
            yield replace(
                _finding(code, less, "已用数不超过安排数", expected, relation.cause),
                cells=(supplied_cell(code, less), supplied_cell(code, more)),
            )


def facts_against_figures(
    county: CountyAt, facts: Iterable[Fact], figures: FigureSet
) -> Iterator[Finding]:
    """Warnings where a fact is supplied that the data give too, and differently beyond rounding.

    The report prints what the data give.
    """
    given = {fact.key: fact for fact in facts}
    for slot in slots():
        fact = given.get(slot.fact)
        if fact is None or fact.value is None or slot.kind != "figure":
            continue
        figure = _figure(county, slot, slot.item_by(given), figures)
        if figure is None or figure.value is None:
            continue
        unit_name = keys()[fact.key].unit
        computed = convert(figure.value, figure.unit, unit_name)
        if abs(computed - _value(fact)) > _rounding(fact, figure, unit_name):
            yield _warning(
                county.book.county.code,
                fact,
                "单位提供数与数据算出的数一致",
                text(figure.value, figure.unit),
                "报告用数据算出的数，不用填报的；核对两处口径，改正错的一处",
            )


def _figure(county: CountyAt, slot: Slot, name: str, figures: FigureSet) -> Figure | None:
    """The figure that fills a slot without the fact."""
    series = county.item(name).series or county.item(name, basis=BALANCE).series
    if series is None:
        return None
    return figures.of(series, slot.indicator, slot.of_item)


def _rounding(fact: Fact, figure: Figure, unit_name: str) -> Decimal:
    """Half a last digit of both, in a unit."""
    assert fact.value is not None
    assert figure.value is not None
    return convert(half_last_digit(fact.value), fact.unit, unit_name) + convert(
        half_last_digit(figure.value), figure.unit, unit_name
    )


def _unusual(code: str, fact: Fact) -> Iterator[Finding]:
    """A text that is none of the usual answers."""
    words = CHOICES.get(fact.key)
    if words and fact.text not in (*words, NOT_APPLICABLE):
        cause = "报告照印填写的字；不是笔误可以保留"
        expected = f"{'、'.join(words)}之一"
        yield _warning(code, fact, "填写常用的答案", expected, cause)


def _out_of_range(code: str, fact: Fact, key: Key) -> Iterator[Finding]:
    value = _value(fact)
    if key.least is not None and value < key.least:
        yield _finding(
            code, fact, "单位提供数的范围", f"不小于{machine(key.least)}{key.unit}", "核对正负号"
        )
    if key.most is not None and value > key.most:
        cause = "核对是否多写了一位，或单位不对"
        yield _finding(
            code, fact, "单位提供数的范围", f"不大于{machine(key.most)}{key.unit}", cause
        )


def _value(fact: Fact) -> Decimal:
    return in_key_unit(fact, keys()[fact.key])


def _shown(fact: Fact) -> str:
    return fact.text if fact.value is None else f"{machine(fact.value)}{fact.unit}"


def _finding(code: str, fact: Fact, rule: str, expected: str, cause: str) -> Finding:
    place = fact.source or "事实表"
    period = str(fact.period)
    cells = (supplied_cell(code, fact),) if fact.value is not None else ()
    return Finding(
        "error", rule, code, period, fact.key, place, expected, _shown(fact), cause, cells
    )


def _warning(code: str, fact: Fact, rule: str, expected: str, cause: str) -> Finding:
    return replace(_finding(code, fact, rule, expected, cause), severity="warning")
