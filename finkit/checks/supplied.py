"""Checks of facts: a number out of its range, a part that exceeds its whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from finkit.checks.finding import Finding
from finkit.facts import Fact, in_key_unit
from finkit.facts.keys import Key, keys, relations
from finkit.units import machine


def check_facts(code: str, facts: Iterable[Fact]) -> Iterator[Finding]:
    """Findings about one county's facts at one period; always errors."""
    numbers = {fact.key: fact for fact in facts if fact.value is not None}
    for fact in numbers.values():
        yield from _out_of_range(code, fact, keys()[fact.key])
    for relation in relations():
        less, more = numbers.get(relation.less), numbers.get(relation.more)
        if less and more and _value(less) > _value(more):
            expected = f"不超过{relation.more}{_shown(more)}"
            yield _finding(code, less, "已用数不超过安排数", expected, relation.cause)


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
    assert fact.value is not None
    return f"{machine(fact.value)}{fact.unit}"


def _finding(code: str, fact: Fact, rule: str, expected: str, cause: str) -> Finding:
    place = fact.source or "事实表"
    period = str(fact.period)
    return Finding("error", rule, code, period, fact.key, place, expected, _shown(fact), cause)
