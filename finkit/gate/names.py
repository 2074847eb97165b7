"""A name from outside as it is stored and shown: folded once, and the same when folded again."""

from __future__ import annotations

import re
from functools import lru_cache

from finkit.errors import DataError, quoted
from finkit.gate.characters import folded
from finkit.gate.marks import unmarked

_WIDE = "\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\uff01-\uff5e“”‘’—…·"
_BLANKS = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
_ANY_BLANKS = re.compile(r"\s+")
LONGEST = 2000
"""Characters: the longest name of an item in use has some eighty."""


@lru_cache(maxsize=65536)
def folded_name(text: str) -> str:
    """A name without what fills its cell, breaks its line or only marks it.

    Blanks between Chinese characters fill a cell (范　县) or break a line; between others they
    stay, one each. Marks of footnotes behind the name are no part of it. Raises `DataError` for
    what is as long as no name is.

    >>> folded_name("税 收 收 入"), folded_name("一般公共\\n预算收入"), folded_name("增值税²")
    ('税收收入', '一般公共预算收入', '增值税')
    >>> folded_name("增值税  Value Added Tax"), folded_name("（一） 税收"), folded_name("101 契税")
    ('增值税 Value Added Tax', '（一）税收', '101 契税')
    """
    if len(text) > LONGEST:
        raise DataError(f"名称{quoted(text)}有{len(text)}字，太长")
    plain = _ANY_BLANKS.sub(" ", _BLANKS.sub("", folded(text))).strip()
    return unmarked(plain) or plain
