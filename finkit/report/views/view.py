"""A part of the page as HTML, out of its template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from finkit.accounts.spelling import plain_name
from finkit.figures.figure import Figure
from finkit.wording import Phrase

_SHOWN = "figures shown"
"""Under this name, which no template can say, what is shown is noted."""


@dataclass(frozen=True, repr=False)
class View:
    """A part of the page, with the figures that it shows; shows itself in a notebook."""

    html: str
    figures: tuple[Figure, ...] = ()

    def __repr__(self) -> str:
        # The HTML is beside it: repeated here it would double every notebook.
        return "View(报告的一部分)"

    def _repr_html_(self) -> str:
        return self.html


@pass_context
def _noted(context: Context, value: object) -> object:
    """What a template prints; its figures are noted."""
    if isinstance(value, Phrase):
        context[_SHOWN].extend(value.figures)
    return value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("finkit.report", "views"),
        autoescape=True,
        finalize=_noted,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain_name"] = plain_name
    return environment


def render(name: str, **context: Any) -> View:
    """The template of this name, filled in, with the figures that it prints."""
    shown: list[Figure] = []
    html = _environment().get_template(name).render({**context, _SHOWN: shown})
    return View(html, tuple(shown))
