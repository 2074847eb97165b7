"""What a module declares under the known names, each with the place of its declaration."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from finkit.charts.catalogue import OwnChart
from finkit.claims.declaration import Claim, Problem
from finkit.errors import UsageError, did_you_mean, one_line
from finkit.extensions import guarding
from finkit.extensions.checking import FaultError, require_chart, require_whole
from finkit.extensions.extension import Extension
from finkit.extensions.guarding import guarded
from finkit.extensions.places import Place
from finkit.figures.declaration import (
    CountyIndicator,
    Indicator,
    ItemIndicator,
    PeerIndicator,
)
from finkit.narrative.own_words import OwnWords, Sentence
from finkit.narrative.templates import check_own

_KNOWN: dict[str, tuple[type, ...]] = {
    "INDICATORS": (ItemIndicator, CountyIndicator, PeerIndicator),
    "CLAIMS": (Claim,),
    "SENTENCES": (Sentence,),
}
_CHARTS = "CHARTS"
_NAMES = (*_KNOWN, _CHARTS)
_ADVICE = "写法见 docs/extensions.md"


def declared_in(module: ModuleType, place: Place, digest: str) -> Extension:
    """What an extension declares. Raises `UsageError` naming file and line of what is amiss."""
    lines = _Lines(place)
    _require_any(module, place, lines)
    found = {name: _several(module, name, place, lines) for name in _KNOWN}
    charts = tuple(_charts(module, place, lines))
    claims = tuple(_claim(one, place) for one in found["CLAIMS"])
    sentences = tuple(replace(one, origin=place.name) for one in found["SENTENCES"])
    keys = [str(one.key) for several in found.values() for one in several]
    keys += [claim.answer.key for claim in claims if isinstance(claim, Problem)]
    keys += [drawn.name for drawn in charts]
    places = tuple((key, lines.of(key)) for key in dict.fromkeys(keys))
    check_own(OwnWords(claims, sentences, places))
    return Extension(
        place.name,
        digest,
        tuple(_indicator(one, place) for one in found["INDICATORS"]),
        claims,
        sentences,
        charts,
        places,
    )


class _Lines:
    """Where names and keys stand in an extension's files."""

    def __init__(self, place: Place) -> None:
        self._place, self._found = place, dict[str, str]()
        for path in place.files():
            if path.suffix == ".py":
                for name, line in _names_in(_parsed(path, place)):
                    self._found.setdefault(name, place.said(str(path), line))

    def of(self, name: str) -> str:
        """The place of a name, else of the extension."""
        return self._found.get(name, self._place.name)


def _parsed(path: Path, place: Place) -> ast.AST:
    """The code of a file, also of one that nothing imports.

    Raises `UsageError` for what is no Python, or nested too deep.
    """
    try:
        return ast.parse(path.read_bytes())
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        what = f"扩展有语法错误（{one_line(getattr(error, 'msg', str(error)))}）"
        raise UsageError(what, where=place.said(str(path), line), advice=_ADVICE) from error


def _names_in(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "key":
            if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                yield node.value.value, node.value.lineno
        elif isinstance(node, ast.Dict):
            for key in node.keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, key.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def _require_any(module: ModuleType, place: Place, lines: _Lines) -> None:
    if any(hasattr(module, name) for name in _NAMES):
        return
    near = next((n for n in vars(module) if n.isupper() and did_you_mean(n, _NAMES)), "")
    advice = did_you_mean(near, _NAMES) if near else _ADVICE
    what = f"扩展什么也没有声明，要有 {'、'.join(_NAMES)} 之一"
    raise UsageError(what, where=lines.of(near) if near else place.name, advice=advice)


def _several(module: ModuleType, name: str, place: Place, lines: _Lines) -> tuple[Any, ...]:
    given: Any = getattr(module, name, ())
    kinds: tuple[Any, ...] = _KNOWN[name]
    if not isinstance(given, tuple | list):
        one = "；只有一个也要写逗号" if isinstance(given, kinds) else ""
        raise UsageError(f"{name} 应为元组{one}", where=lines.of(name), advice=_ADVICE)
    for one in given:
        if not isinstance(one, kinds):
            names = "、".join(kind.__name__ for kind in kinds)
            what = f"{name} 里应为 {names}，有一个是 {type(one).__name__}"
            raise UsageError(what, where=lines.of(name), advice=_ADVICE)
        parts = [one, one.answer] if isinstance(one, Problem) else [one]
        for part in parts:
            try:
                require_whole(part)
            except FaultError as error:
                where = lines.of(str(one.key))
                raise UsageError(str(error), where=where, advice=_ADVICE) from error
    return tuple(given)


def _charts(module: ModuleType, place: Place, lines: _Lines) -> Iterator[OwnChart]:
    given = getattr(module, _CHARTS, {})
    if not isinstance(given, dict):
        what = f"{_CHARTS} 应为 {{图名: (标题, 函数)}}"
        raise UsageError(what, where=lines.of(_CHARTS), advice=_ADVICE)
    for name, entry in given.items():
        try:
            require_chart(name, entry)
        except FaultError as error:
            raise UsageError(str(error), where=lines.of(str(name)), advice=_ADVICE) from error
        draw = guarded(entry[1], place, guarding.chart)
        yield OwnChart(name, entry[0], draw, place.name)


def _claim(one: Claim, place: Place) -> Claim:
    return replace(one, holds=guarded(one.holds, place, guarding.truth), origin=place.name)


def _indicator(one: Any, place: Place) -> Indicator:
    """The indicator with its source in its formula: so it is told wherever the formula is."""
    check = guarding.results if isinstance(one, CountyIndicator) else guarding.quantity
    told: Indicator = replace(
        one,
        compute=guarded(one.compute, place, check),
        formula=f"{one.formula}（自定，{place.name}）",
        origin=place.name,
    )
    return told
