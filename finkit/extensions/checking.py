"""Whether what an extension declares is whole, and of keys that nobody else has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from keyword import iskeyword
from typing import Any, get_args

from finkit.charts.catalogue import CHARTS
from finkit.charts.chart import OWN
from finkit.claims import table
from finkit.claims.declaration import Claim, Measure, Plan, Problem
from finkit.claims.groups import GROUPS
from finkit.claims.thresholds import defaults
from finkit.errors import UsageError, quoted
from finkit.extensions.extension import Extension
from finkit.figures.declaration import Basis, Column, Speech
from finkit.indicators import all_declared
from finkit.narrative.own_words import Section
from finkit.units import UNITS

_KEY, _NAME = re.compile(r"[a-z][a-z0-9_]*"), re.compile(r"[a-z][a-z0-9-]*")
_EMPTY_ALLOWED = {"unit", "reference", "printed_as", "origin"}
_OURS = "随程序的"


class FaultError(Exception):
    """What is wrong with a declaration."""


def require_whole(one: Any) -> None:
    """Raises `FaultError` where a field of a declaration is empty or of another kind."""
    for name, value in vars(one).items():
        if isinstance(value, str) and not value.strip() and name not in _EMPTY_ALLOWED:
            raise FaultError(f"{name} 是空的")
    require_key(one.key)
    for name, known in _CHOICES.items():
        if hasattr(one, name) and getattr(one, name) not in known:
            said = quoted(str(getattr(one, name)))
            shown = "、".join(map(str, known)) if all(isinstance(k, str) for k in known) else ""
            raise FaultError(f"{name} 不能是{said}{f'，可以是 {shown}' if shown else ''}")
    for name, kind in _KINDS.items():
        if hasattr(one, name) and not _is_of(getattr(one, name), kind):
            raise FaultError(f"{name} 应为 {_named(kind)}")


_CHOICES: dict[str, tuple[Any, ...]] = {
    "basis": get_args(Basis),
    "plan": get_args(Plan),
    "section": get_args(Section),
    "unit": ("", *UNITS),
    "group": GROUPS,
    "reference": ("", *defaults()),
}
_TEXT = ("key", "label", "formula", "definition", "source", "condition", "says", "title", "text")
_KINDS: dict[str, Any] = {
    **dict.fromkeys(_TEXT, str),
    "speech": Speech,
    "severity": int,
    "answer": Measure,
    "column": (Column, type(None)),
    "compute": callable,
    "holds": callable,
}


def _is_of(value: Any, kind: Any) -> bool:
    return callable(value) if kind is callable else isinstance(value, kind)


def _named(kind: Any) -> str:
    if kind is callable:
        return "函数"
    return "文字" if kind is str else getattr(kind, "__name__", "Column 或 None")


def require_key(key: Any) -> None:
    """Raises `FaultError` for a key that templates and ids could not name."""
    if not isinstance(key, str) or not _KEY.fullmatch(key) or iskeyword(key):
        raise FaultError(f"key 应为小写字母、数字和下划线，写的是{quoted(str(key))}")


def require_chart(name: Any, entry: Any) -> None:
    """Raises `FaultError` for what is no entry of `CHARTS`."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise FaultError(f"图名应为小写字母、数字和连字符，写的是{quoted(str(name))}")
    whole = isinstance(entry, tuple) and len(entry) == 2
    if not whole or not isinstance(entry[0], str) or not entry[0].strip():
        raise FaultError(f"图{quoted(name)}应为（标题，函数）")
    if not callable(entry[1]):
        raise FaultError(f"图{quoted(name)}的第二项应为函数")


def require_apart(each: Iterable[Extension]) -> None:
    """Raises `UsageError` where a key is the package's, or declared twice."""
    taken = {("指标", one.key): _OURS for one in all_declared()}
    worded: list[Claim | Measure] = [*table.CLAIMS, *table.measures()]
    taken |= {("文字", one.key): _OURS for one in (*worded, *GROUPS)}
    taken |= {("图", name): _OURS for name in (*CHARTS, OWN)}
    packaged = set(table.measures())
    for extension in each:
        keys = [*extension.keys()]
        answers = (c.answer for c in extension.claims if isinstance(c, Problem))
        places = dict(extension.places)
        keys += [
            ("文字", one.key, places.get(one.key, extension.name))
            for one in dict.fromkeys(answers)
            if one not in packaged
        ]
        for kind, key, place in keys:
            if (other := taken.get((kind, key))) is not None:
                raise UsageError(
                    f"{kind}的 key {quoted(key)}与{other}重复", where=place, advice="换一个 key"
                )
            taken[kind, key] = f"{place} 的"
