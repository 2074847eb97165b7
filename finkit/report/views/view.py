"""A part of the page as HTML, out of its template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from finkit.accounts import plain_name


@dataclass(frozen=True, repr=False)
class View:
    """A part of the page; shows itself in a notebook."""

    html: str

    def __repr__(self) -> str:
        # The HTML is beside it: repeated here it would double every notebook.
        return "View(报告的一部分)"

    def _repr_html_(self) -> str:
        return self.html


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("finkit.report", "views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain_name"] = plain_name
    return environment


def render(name: str, **context: Any) -> View:
    """The template of this name, filled in."""
    return View(_environment().get_template(name).render(**context))
