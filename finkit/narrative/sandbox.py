"""The sandbox in which wording runs: its templates give parts in a row, not strings.

What Jinja would turn into a string stays what it is: printed values, what macros, blocks and
includes give, what `~` and the filters `join`, `trim` and `replace` make. Nothing is escaped here:
all plain text is when the page is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, nodes, pass_environment
from jinja2.compiler import Frame
from jinja2.filters import make_attrgetter
from jinja2.nativetypes import NativeCodeGenerator
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from finkit.narrative import bounds
from finkit.wording.parts import Part, Phrase, phrase

_COUNTED = "counted"


def as_part(value: object) -> Part | Phrase:
    """What a template prints, as it goes into the text. Raises what an undefined name raises."""
    if isinstance(value, Part | Phrase) and not isinstance(value, str):
        return value
    if isinstance(value, Namespace):
        raise bounds.TooMuchError("namespace 不能整个写出来")
    if not isinstance(value, str):
        bounds.check(bounds.weight(value))
    return str(value)


def run(values: Iterable[object]) -> str | Phrase:
    """Values put together; where all are plain text, text: templates may compare it."""
    made = phrase(*_weighed(values))
    if len(made.parts) > 1 or not all(isinstance(one, str) for one in made.parts):
        return made
    return str(made)


def _weighed(values: Iterable[object]) -> Iterator[Part | Phrase]:
    """The values as parts, as long as they are not too much together."""
    total = 0
    for value in values:
        part = as_part(value)
        total += bounds.weight(part)
        bounds.check(total)
        yield part


class _PartsGenerator(NativeCodeGenerator):
    """Compiles templates that leave values as they are."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """`~` puts parts together as printing them side by side does."""
        self.write("environment.concat((")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")

    def visit_EvalContextModifier(self, node: nodes.EvalContextModifier, frame: Frame) -> None:  # noqa: N802
        """`{% autoescape %}` changes nothing."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Wording out of templates; a name that nobody gave is an error, and so is too much of it."""

    code_generator_class = _PartsGenerator
    concat = staticmethod(run)  # type: ignore[assignment]
    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            finalize=as_part,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        escaping = ("e", "escape", "forceescape", "safe")
        self.filters |= dict.fromkeys(escaping, lambda value: value)
        self.filters |= {"join": _join, "trim": _trim, "replace": _replace}
        self.filters = {name: bounds.bounded(name, one) for name, one in self.filters.items()}
        self.filters[_COUNTED] = bounds.counted
        self.globals["range"] = bounds.steps
        del self.globals["lipsum"]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """What an operator makes. Raises `TooMuchError` before it makes too much."""
        bounds.check_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(
        __self,  # noqa: N805
        __context: Context,
        __obj: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """What a call gives. Raises as `call_binop` does."""
        bounds.check_call(__obj, (*args, *kwargs.values()))
        return super().call(__context, __obj, *args, **kwargs)

    def _load_template(self, *given: Any) -> Template:
        bounds.go_on()  # two includes in each of thirty files are a billion
        return super()._load_template(*given)

    def _generate(self, source: nodes.Template, *given: Any, **named: Any) -> str:
        for loop in source.find_all(nodes.For):
            each = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
            loop.iter = each.set_environment(self)
        return super()._generate(source, *given, **named)


def _trim(value: object, chars: str | None = None) -> str | Phrase:
    return run([phrase(as_part(value)).stripped(chars)])


@pass_environment
def _join(
    environment: Environment,
    values: Iterable[object],
    mark: object = "",
    attribute: str | int | None = None,
) -> str | Phrase:
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    return run(_between(values, mark))


def _replace(value: object, old: str, new: object, count: int = -1) -> str | Phrase:
    return run(
        made
        for one in phrase(as_part(value)).parts
        for made in (_between(one.split(old, count), new) if isinstance(one, str) else (one,))
    )


def _between(values: Iterable[object], mark: object) -> Iterator[object]:
    """The values with the mark between them."""
    for number, value in enumerate(values):
        if number:
            yield mark
        yield value
