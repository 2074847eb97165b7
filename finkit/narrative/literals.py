"""What may not be typed into wording: a direction word, an amount, a rate, a unit.

They come from figures. A template is looked at as Jinja understands it, without its comments and
white space: what stands in a macro, a branch or a quoted text is typed as well. Years, ordinals,
十四五 and names of laws are free.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import Environment, nodes

from finkit.errors import UsageError
from finkit.gate.characters import folded

_DIRECTION = re.compile(
    r"(?<!零)(增收|减收|增支|减支|增长|下降|降低|增加|减少|提高|回落|压减|拉动|下拉|上升|下滑|超|落后|领先|高于|低于|快于|慢于)"
    r"(?:了|约|近|超过|达到?|幅度?为?)?$"
)
_DIRECTION_CHARACTERS = frozenset("增减长降低加少提高回落拉动升滑超")
_NUMBER = r"(?:[\d.,]{1,30}|[〇零一二三四五六七八九十百千两]{1,30})"
_AMOUNT = re.compile(
    rf"{_NUMBER}(?:万|亿|千|百){{0,30}}(?:元|%|‰|个?百分点|个点|倍|成(?![立为本员果效都长])|番)|百分之{_NUMBER}"
)
_UNIT = re.compile(r"(?:[千万百亿]*元|%|‰|个?百分点|个点|倍)")
_BUILDS_TEXT = (
    *(nodes.Add, nodes.Mul, nodes.Mod),
    *(nodes.Filter, nodes.FilterBlock, nodes.Getattr, nodes.Getitem),
)
_KEEPS_TEXT = (
    *(nodes.Assign, nodes.With, nodes.List, nodes.Tuple, nodes.Dict),
    *(nodes.Filter, nodes.Macro),
)


class _Piece(NamedTuple):
    """A stretch of a template: typed text, or (None) a value or the edge of a branch or macro."""

    text: str | None
    line: int


def check_literals(source: str, name: str, environment: Environment) -> None:
    """Raises `UsageError` naming file and line of what is typed that only a figure may say.

    >>> from jinja2 import Environment
    >>> try:
    ...     check_literals("增{# #}长{{ rate }}", "x.j2", Environment())
    ... except UsageError as error:
    ...     print(error.what)
    “增长”写死在数字前，方向可能与数不符
    """
    tree = environment.parse(source, name)
    _check_stream(list(_merged(_pieces(tree))), name)
    for node in tree.find_all(_BUILDS_TEXT):
        if any(map(_is_typed, _built_of(node))):
            raise _refused("用写死的文字拼出文字", name, node.lineno)
    for node in tree.find_all(_KEEPS_TEXT):
        _check_kept(node, name)


def _pieces(node: nodes.Node) -> Iterator[_Piece]:
    """The template as it is written, each branch and macro between edges."""
    if isinstance(node, nodes.Output):
        for one in node.nodes:
            yield from _printed(one)
        return
    edge = _Piece(None, node.lineno)
    yield edge
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Stmt | nodes.Helper):
            yield from _pieces(child)
    yield edge


def _printed(node: nodes.Node) -> Iterator[_Piece]:
    if isinstance(node, nodes.TemplateData):
        yield _Piece(node.data, node.lineno)
    elif isinstance(node, nodes.Const):
        yield _Piece(str(node.value), node.lineno)
    elif isinstance(node, nodes.Concat):
        for one in node.nodes:
            yield from _printed(one)
    elif isinstance(node, nodes.CondExpr):
        for one in filter(None, (node.expr1, node.expr2)):
            yield _Piece(None, node.lineno)
            yield from _printed(one)
        yield _Piece(None, node.lineno)
    else:
        yield _Piece(None, node.lineno)


def _merged(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Adjacent texts as one, without white space; a text of white space alone is none."""
    text, line = "", 0
    for piece in pieces:
        if piece.text is None:
            if text:
                yield _Piece(text, line)
            yield piece
            text = ""
        else:
            text += _dense(piece.text)
            if typed := piece.text.rstrip():
                line = piece.line + typed.count("\n")
    if text:
        yield _Piece(text, line)


def _check_stream(pieces: list[_Piece], name: str) -> None:
    for number, (text, line) in enumerate(pieces):
        if text is None:
            continue
        if found := _AMOUNT.search(text):
            raise _refused(f"“{found[0]}”写死在文字里", name, line)
        if found := _DIRECTION.search(text):
            what = f"“{found[1]}”写死在数字前，方向可能与数不符"
            raise _refused(what, name, line)
        if number and (found := _UNIT.match(text)):
            raise _refused(f"单位“{found[0]}”写死在数字后", name, line)


def _is_typed(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Const):
        return isinstance(node.value, str) and bool(node.value)
    return isinstance(node, nodes.Concat | nodes.TemplateData)


def _built_of(node: nodes.Node) -> Iterator[nodes.Node]:
    """What a filter, an operator, a method or an index makes its text of."""
    if isinstance(node, nodes.FilterBlock):
        yield nodes.Const("")
    elif isinstance(node, nodes.BinExpr):
        yield from (node.left, node.right)
    elif isinstance(node, nodes.Filter | nodes.Getattr | nodes.Getitem) and node.node:
        yield node.node


def _check_kept(node: nodes.Node, name: str) -> None:
    """A text kept under a name, or put in by a filter, may be printed before any figure."""
    kept = node.defaults if isinstance(node, nodes.Macro) else [node]
    for const in (one for part in kept for one in _constants(part)):
        text = _dense(const.value) if isinstance(const.value, str) else ""
        is_direction = text[-1:] in _DIRECTION_CHARACTERS and text
        if is_direction or _AMOUNT.search(text) or _UNIT.match(text):
            raise _refused(f"“{text}”写死在文字里", name, const.lineno)


def _constants(node: nodes.Node) -> Iterator[nodes.Const]:
    if isinstance(node, nodes.Const):
        yield node
    yield from node.find_all(nodes.Const)


def _dense(text: str) -> str:
    """Without white space and what is not seen, full-width forms as narrow ones."""
    return "".join(unicodedata.normalize("NFKC", folded(text)).split())


def _refused(what: str, name: str, line: int) -> UsageError:
    advice = "请用 item.compared、item.grown 等短语，方向词、数和单位由数决定"
    return UsageError(what, where=f"{name}:{line}", advice=advice)
