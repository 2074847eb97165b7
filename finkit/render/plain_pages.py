"""The templates of pages that are no report: of a batch, of changes, of a rollup."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from finkit.units import grouped


def page_template(room: str, name: str = "page.html.j2") -> Template:
    """A template that lies in a room of the package: `finkit.rollup`."""
    return _environment(room).get_template(name)


@cache
def _environment(room: str) -> Environment:
    made = Environment(
        loader=PackageLoader(room, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["grouped"] = grouped
    return made
