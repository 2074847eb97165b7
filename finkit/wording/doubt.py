"""How a number in doubt is marked where it is read, the finding one click away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from finkit.checks import Finding


def marked(doubts: Sequence[Finding]) -> str:
    """The mark in plain text: 〔待核：621124-2024-02-3f9a2c1b〕; "" without doubts."""
    return f"〔待核：{'、'.join(one.id for one in doubts)}〕" if doubts else ""


def mark(doubts: Sequence[Finding]) -> str:
    """The mark in a page: 〔核〕, a link to the first finding, which tells of all; "" without."""
    return link(doubts[0], "〔核〕", "；".join(one.named for one in doubts)) if doubts else ""


def link(doubt: Finding, text: str, title: str = "") -> str:
    """A link to a finding."""
    title = escape(title or doubt.named)
    return f'<a class="doubt" href="#{doubt.anchor}" title="待核：{title}">{escape(text)}</a>'
