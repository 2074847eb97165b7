"""What wording calls local revenue where 一般公共预算收入 as printed contains 上划.

Wording says 一般公共预算收入 and means local revenue. Where the county prints more under that name,
its readers would take the one for the other: there the same wording says 地方一般公共预算收入.
"""

from __future__ import annotations

import re

from jinja2.ext import Extension

from finkit.accounts.calibers import LOCAL_GENERAL
from finkit.accounts.names import GENERAL_REVENUE, GENERAL_SPENDING

_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_BOTH = f"{GENERAL_REVENUE}、支出"
_NAME = re.compile(f"(?<!地方){GENERAL_REVENUE}(?!（)")


def said_of_local(source: str) -> str:
    """A template's text with local revenue by its full name; what it asks for stays.

    >>> said_of_local('一般公共预算收入{{ item("一般公共预算收入").grown }}')
    '地方一般公共预算收入{{ item("一般公共预算收入").grown }}'
    >>> said_of_local("一般公共预算收入、支出均完成预算的一半以上")
    '地方一般公共预算收入、一般公共预算支出均完成预算的一半以上'
    """
    parts = _TAG.split(source)
    parts[::2] = [_renamed(text) for text in parts[::2]]
    return "".join(parts)


def _renamed(text: str) -> str:
    return _NAME.sub(LOCAL_GENERAL, text.replace(_BOTH, f"{GENERAL_REVENUE}、{GENERAL_SPENDING}"))


class LocalNames(Extension):
    """Has templates say it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source before it is read."""
        return said_of_local(source)
