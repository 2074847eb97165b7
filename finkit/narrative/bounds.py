"""How much a template may do: long before it fills the memory, or never ends, it is told so.

A report's text is some thousand characters, made in a tenth of a second; the limits are far
above that. What is made at one blow (a power, a repeated or padded text) is weighed before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from time import thread_time
from typing import Any

from finkit.wording.parts import Phrase

SECONDS = 5.0
"""So long may one template compute (time of this thread, not of the clock)."""

MOST = 200_000
"""So many characters, or members all told, may a value of a template have; a file as many bytes."""

_MOST_BITS = 10_000
_MOST_STEPS = 100_000
_WIDE = re.compile(r"\d{5,}|\*|\{[^{}]*\{")
"""In a format: a width beyond all reason, or one that is given elsewhere."""

_COUNTED = frozenset(("batch", "center", "indent", "slice", "truncate", "urlize", "wordwrap"))
"""Filters that take a number for how much they make."""

_SIZED = (list, tuple, set, frozenset)
_until: ContextVar[float] = ContextVar("until", default=float("inf"))


class TooMuchError(Exception):
    """A template wants more than is allowed: what, in words."""


@contextmanager
def limited() -> Iterator[None]:
    """A template is filled in: its time begins."""
    token = _until.set(thread_time() + SECONDS)
    try:
        yield
    finally:
        _until.reset(token)


def go_on() -> None:
    """Raises `TooMuchError` where the time is over."""
    if thread_time() > _until.get():
        raise TooMuchError(f"算了{SECONDS:.0f}秒还没算完")


def counted(values: Iterable[Any]) -> Iterator[Any]:
    """The values, as long as there is time."""
    for value in values:
        go_on()
        yield value


def steps(*given: int) -> range:
    """`range`, not longer than a template can need."""
    made = range(*given)
    if made[_MOST_STEPS:]:
        raise TooMuchError(f"range 超过{_MOST_STEPS}步")
    return made


def weight(value: Any) -> int:
    """How much there is to a value: characters and members, all told; counted no further than past
    what is allowed.

    >>> weight("临洮县"), weight(["甲", ("乙", 3)]), weight(7)
    (3, 5, 1)
    """
    total, waiting = 0, [value]
    while waiting and total <= MOST:
        one = waiting.pop()
        total += len(one) if isinstance(one, str | bytes | range) else 1
        if isinstance(one, Phrase):
            waiting += one.parts
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, _SIZED):
            waiting += one
    return total


def check(total: int) -> None:
    """Raises `TooMuchError` for more than a value may have."""
    if total > MOST:
        raise TooMuchError(f"拼出的内容超过{MOST}字")


def check_operation(operator: str, left: Any, right: Any) -> None:
    """Raises `TooMuchError` for what an operator would make too much of."""
    if operator == "%" and isinstance(left, str):
        check_format(left, [right])
    elif operator == "+" and not isinstance(left, int | float):
        check(weight(left) + weight(right))
    elif operator in ("*", "**") and isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length()
        made = bits * abs(right) if operator == "**" else bits + right.bit_length()
        if bits > 1 and made > _MOST_BITS:
            raise TooMuchError("算出的数太大")
    elif operator == "*":
        for times, repeated in ((left, right), (right, left)):
            if isinstance(times, int) and isinstance(repeated, str | bytes | list | tuple):
                check(times * weight(repeated))


def check_format(text: str, given: Iterable[Any]) -> None:
    """Raises `TooMuchError` for a format that pads without measure."""
    if _WIDE.search(text):
        raise TooMuchError("格式里的宽度太大")
    check(weight(text) * max(map(weight, given), default=1))


def check_call(called: Any, given: Iterable[Any]) -> None:
    """Raises `TooMuchError` for a method of a plain value that would make too much of it."""
    go_on()
    method = getattr(called, "__wrapped__", called)
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, str | bytes | int | list | tuple | dict):
        return
    if method.__name__ in ("format", "format_map"):
        check_format(str(owner), given)
    check(weight(owner) * max(map(_told, given), default=1))


def bounded(name: str, apply: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that weighs what it is to make, and what it made."""
    told = _told if name in _COUNTED else weight
    at = 1 if hasattr(apply, "jinja_pass_arg") else 0

    @wraps(apply)
    def checked(*given: Any, **named: Any) -> Any:
        go_on()
        value, *others = given[at:]
        if name == "format":
            check_format(str(value), [*others, *named.values()])
        check(weight(value) * max(map(told, (*others, *named.values())), default=1))
        made = apply(*given, **named)
        check(weight(made))
        return made

    return checked


def _told(given: Any) -> int:
    """The weight of what is given to a method, where a number says how much is to be made."""
    return abs(given) if isinstance(given, int) else weight(given)
