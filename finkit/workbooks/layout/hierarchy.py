"""Which item stands under which: by numbering, codes, 其中, marks or indentation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from finkit.accounts.spelling import clean, leading_code
from finkit.gate.names import folded_name

_CHINESE = "[一二三四五六七八九十廿卅百]+"
_RANKS = (
    re.compile(r"[IVX]{1,4}[、.]"),
    # A scan may give a dash for 一.
    re.compile(rf"{_CHINESE}\s*[、.,]|[—―–-]、"),
    re.compile(rf"\({_CHINESE}\)"),
    re.compile(r"\d{1,2}\s*[.、．,](?!\d)"),
    re.compile(r"\(\d{1,2}\)|\d{1,2}\)"),
    re.compile(r"[①-⑳]"),
)
_AMONG = re.compile(r"(其中|内含|含)[:：]?")
_MARK = re.compile(r"[#▲△＃*]")
_OF_THE_YEAR = re.compile(r"本年.*合计")
_WHOLE = re.compile(r".*总计")
_TOTAL = re.compile(r".*(合计|总计|小计)$")
_BELOW = 100


class Row(NamedTuple):
    """An item as printed: its text with the blanks before it, its code if there is one."""

    raw: str
    code: str = ""


class Placed(NamedTuple):
    """An item without the blanks around it, what it stands under, and how deep."""

    item: str
    parent: str
    depth: int


class _Open(NamedTuple):
    """A row that others may stand under; `text` is where its name begins, behind 其中：."""

    rank: int
    indent: int
    text: int
    item: str
    code: str


def placed(rows: Iterable[Row]) -> Iterator[Placed]:
    """Each row with its parent ("" for one that stands at the top).

    >>> [p.parent for p in placed([Row("一、税收收入"), Row("  增值税"), Row("二、非税收入")])]
    ['', '一、税收收入', '']
    >>> rows = ["17.援助其他地区支出", "本年支出合计", "援助其他地区支出", "支出总计"]
    >>> [p.parent for p in placed(map(Row, rows))]
    ['', '', '支出总计', '']
    """
    return _told_apart(list(_placed(rows)))


def _told_apart(items: Sequence[Placed]) -> Iterator[Placed]:
    """A name that recurs between 本年支出合计 and 支出总计 is what is added there."""
    before: set[str] = set()
    is_below = False
    for place, item in enumerate(items):
        whole = _whole_below(items[place:]) if is_below else ""
        if whole and not item.parent and clean(item.item) in before:
            yield item._replace(parent=whole)
            continue
        yield item
        is_below = is_below or bool(_OF_THE_YEAR.fullmatch(clean(item.item)))
        before.add(clean(item.item))


def _whole_below(items: Sequence[Placed]) -> str:
    return next((one.item for one in items if _WHOLE.fullmatch(clean(one.item))), "")


def _placed(rows: Iterable[Row]) -> Iterator[Placed]:
    stack: list[_Open] = []
    for row in rows:
        here = _opened(row)
        while stack and not _contains(stack[-1], here):
            stack.pop()
        parent = stack[-1].item if stack else ""
        yield Placed(here.item, parent, len(stack))
        stack.append(here)


def _opened(row: Row) -> _Open:
    wide = row.raw.expandtabs(2).replace("\u3000", "  ").replace("\xa0", " ")
    indent = len(wide) - len(wide.lstrip())
    item = folded_name(wide)
    text = indent + _width_of_mark(item)
    return _Open(_rank(item), indent, text, item, row.code.strip() or leading_code(item))


def _width_of_mark(item: str) -> int:
    """How many blanks wide 其中：, # or ▲ is before a name."""
    mark = _AMONG.match(item) or _MARK.match(item)
    wide = ("W", "F", "A")
    return sum(1 + (unicodedata.east_asian_width(sign) in wide) for sign in mark[0]) if mark else 0


def _rank(item: str) -> int:
    """How deep the numbering puts an item, 1 the highest; 0 without numbering."""
    plain = unicodedata.normalize("NFKC", item)
    if _AMONG.match(plain) or _MARK.match(plain):
        return _BELOW
    # As printed too: NFKC makes a plain 1 of ①.
    texts = (plain, item)
    return next((n for n, rule in enumerate(_RANKS, 1) if any(map(rule.match, texts))), 0)


def _contains(above: _Open, here: _Open) -> bool:
    if above.code and here.code:
        return here.code.startswith(above.code) and here.code != above.code
    if here.rank == _BELOW:
        return above.rank != _BELOW or here.indent > above.indent
    if above.rank == _BELOW:
        # What is aligned behind 其中： is beside it.
        return not here.rank and here.indent > above.text
    if here.rank and above.rank:
        return here.rank > above.rank
    if _TOTAL.fullmatch(here.item) and here.indent <= above.indent:
        return False
    return here.indent > above.indent
