"""YAML as people write it, read within bounds: its size, its depth, what its references unfold to.

A few lines of references to references unfold to a billion values, a few thousand brackets go
deeper than a reader can follow; neither is any file of parameters or answers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from finkit.encodings import text_of
from finkit.errors import UsageError, quoted

_MOST_BYTES = 4 * 1024 * 1024
_DEEPEST = 32
_MOST_VALUES = 200_000


class _BoundsError(yaml.MarkedYAMLError):
    """What YAML allows and we do not, in words."""


class _Measure(NamedTuple):
    """How many values one is with all in it, references unfolded; how deep they go."""

    values: int = 1
    depth: int = 1


class _Loader(yaml.SafeLoader):
    """YAML as ever, but that a key may be written once, and that there is an end to it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = self._values = 0
        self._measured: dict[int, _Measure] = {}

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """A value. Raises `_BoundsError` for one too deep, too large, or within itself."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        is_reference, mark = isinstance(event, yaml.AliasEvent), event.start_mark
        self._depth += 1
        self._values += 1
        self._check(_Measure(self._values, self._depth), mark)
        node = super().compose_node(parent, index)
        self._depth -= 1
        if is_reference and id(node) not in self._measured:
            raise _BoundsError(problem="引用了自己", problem_mark=mark)
        if node is not None:
            measure = self._measured.setdefault(id(node), self._measure(node))
            self._check(measure, mark)
        return node

    def _measure(self, node: yaml.Node) -> _Measure:
        if isinstance(node, yaml.MappingNode):
            held = [part for pair in node.value for part in pair]
        else:
            held = node.value if isinstance(node, yaml.SequenceNode) else []
        within = [self._measured[id(one)] for one in held]
        return _Measure(
            1 + sum(one.values for one in within),
            1 + max((one.depth for one in within), default=0),
        )

    def _check(self, measure: _Measure, mark: Any) -> None:
        if measure.depth > _DEEPEST:
            raise _BoundsError(problem=f"超过{_DEEPEST}层", problem_mark=mark)
        if measure.values > _MOST_VALUES:
            most = f"超过{_MOST_VALUES // 10_000}万个值"
            raise _BoundsError(problem=most, problem_mark=mark)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping. Raises `_BoundsError` naming the line of a key's second time."""
        seen = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key, yaml.ScalarNode):
                what = f"键{quoted(str(key.value))}写了两次"
                raise _BoundsError(problem=what, problem_mark=key.start_mark)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else id(key))
        return super().construct_mapping(node, deep)


def read_yaml(path: Path, what: str) -> Any:
    """What stands in a YAML file; `what` it is to be (参数文件), as it is told.

    Raises `UsageError` naming file and line for one that is not there or no YAML, `DataError` for
    one in no known encoding.
    """
    return _loaded(_text(path, what), path.name)


def _text(path: Path, what: str) -> str:
    try:
        # A device or a pipe would be read without end.
        if path.exists() and not path.is_file():
            advice = f"写{what}的路径"
            raise UsageError("不是普通文件", where=str(path), advice=advice)
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"太大，不是{what}", where=str(path), advice="看路径写对没有")
        return text_of(path)
    except (OSError, ValueError) as error:  # a path may hold what none can
        raise UsageError(f"没有这个{what}或读不了", where=str(path)) from error


def _loaded(text: str, name: str) -> Any:
    try:
        loader = _Loader(text)
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
    except _BoundsError as error:
        raise UsageError(str(error.problem), where=_place(name, error)) from error
    except yaml.YAMLError as error:
        advice = "同一层左边对齐、用空格缩进，冒号用半角并空一格"
        raise UsageError("不是 YAML 格式", where=_place(name, error), advice=advice) from error
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        # A date that is none, a number of thousands of digits, a list for a key.
        advice = "文字加引号，日期写对"
        raise UsageError("有写法不对的值", where=name, advice=advice) from error


def _place(name: str, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{name} 第{mark.line + 1}行" if mark else name
