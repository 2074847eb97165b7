"""Changes as a page: a section a kind, growth and revision apart, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from finkit.changes.change import (
    CROSSED,
    FOLLOWED,
    KINDS,
    NEW,
    REVISED,
    REWORDED,
    WITHDRAWN,
    Change,
    Changes,
)
from finkit.render.plain_pages import page_template
from finkit.render.rendering import stylesheet

_TOLD = {
    REVISED: "同一县区、同一期间、同一项目的数改了；另一期的数不算修订。",
    FOLLOWED: "由修订的数算出、随之变动的指标。",
    NEW: "原来没有、现在有的。",
    WITHDRAWN: "原来有、现在没有的。",
    CROSSED: "所列指标原来和现在在阈值的两边；期间不同的是增减，不是修订。",
    REWORDED: "除数字外也改了的句子。",
}


class Section(NamedTuple):
    """The changes of one kind."""

    kind: str
    name: str
    told: str
    rows: tuple[Change, ...]


def page(changes: Changes, old: str, new: str) -> str:
    """The page as HTML; `old` and `new` name the two sides."""
    style = files("finkit.changes").joinpath("page.css").read_text(encoding="utf-8")
    return page_template("finkit.changes").render(
        changes=changes,
        old=old,
        new=new,
        sections=list(_sections(changes)),
        counties=len({one.county_code for one in changes}),
        style=stylesheet() + style,
    )


def _sections(changes: Changes) -> Iterator[Section]:
    """Revisions first: they are what somebody must be told."""
    for kind, told in _TOLD.items():
        rows = tuple(one for one in changes if one.kind == kind)
        if rows:
            yield Section(kind, KINDS[kind], told, rows)
