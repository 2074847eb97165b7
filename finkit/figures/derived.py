"""How a figure came about, to be read: what it is, its formula, each amount that it rests on."""

from __future__ import annotations

from html import escape
from typing import Protocol

from finkit.figures.declaration import Indicator
from finkit.figures.quantity import Quantity
from finkit.units import machine


class Figure(Protocol):
    """What is told of a figure."""

    @property
    def period(self) -> str:
        """The period, `YYYY-MM`."""

    @property
    def item(self) -> str:
        """The item as published."""

    @property
    def declared(self) -> Indicator:
        """By which declaration."""

    @property
    def quantity(self) -> Quantity:
        """The value with its inputs, or the reason why there is none."""


def headline(figure: Figure) -> str:
    """What it is and its value, or why there is none: 2024-02 税收收入同比增减额：1316万元."""
    value, unit_name, _, reason, of_item, *_ = figure.quantity
    shown = f"没有值：{reason}" if value is None else f"{machine(value)}{unit_name}"
    of = f"（{of_item}）" if of_item else ""
    return f"{figure.period} {figure.item}{figure.declared.label}{of}：{shown}"


def lines(figure: Figure) -> list[str]:
    """The headline, the formula, and each amount with its source."""
    cells = (
        f"{c.period} {c.item} {machine(c.value)}{c.unit}〔{c.source}〕"
        for c in figure.quantity.inputs
    )
    return [headline(figure), f"算式：{figure.declared.formula}", *cells]


def html(figure: Figure) -> str:
    """The lines as a list; MathJax leaves them alone."""
    first, *rest = map(escape, lines(figure))
    items = "".join(f"<li>{line}</li>" for line in rest)
    return f'<div class="tex2jax_ignore"><strong>{first}</strong><ul>{items}</ul></div>'
