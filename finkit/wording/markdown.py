"""Text as Markdown: nothing in it is taken for markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def plain(text: str) -> str:
    """The text with its marks escaped.

    >>> plain("增值税*|甲")
    '增值税\\\\*\\\\|甲'
    """
    return _MARKUP.sub(r"\\\1", text)
