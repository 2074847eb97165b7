"""Number formats that scale what they show: 元 as 万元 (0!.0,), by size ([>=10000]0!.0,"万";0).

A format scales the display only. Where it shows every number alike the table's unit is that of what
is shown; where it also prints a unit, the unit is the number's own; where it goes by the size of a
number, what is stored is in the table's unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from finkit.units import UNITS

_POINT = re.compile(r"[!\\]\.|\"\.\"")
_SHIFTED = re.compile(r"[0#?]·([0#?]+)(,*)$")
_THOUSANDS = re.compile(r"[0#?](,+)$")
_TOKEN = re.compile(r"\"([^\"]*)\"?|[\\!](.)|[_*].|\[([^\]]*)\]|(;)|([^;])", re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_MONEY = {"元": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8}
_FACTORS = {**_MONEY, **{f"{word}元": factor for word, factor in _MONEY.items() if word != "元"}}
_HOLDS = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}
_NAMES = {1: "元", 10**3: "千元", 10**4: "万元", 10**8: "亿元"}
OPEN = "?"
"""The unit of what a format leaves open: it prints digits of its own behind the number's."""


class Section(NamedTuple):
    """One section of a format: when it applies, by how many places it shifts the point to the left,
    the unit it prints, whether it prints digits that are not the number's."""

    when: tuple[str, Decimal] | None
    shift: int
    unit: str
    has_digits: bool

    @property
    def stored(self) -> int:
        """The factor of the unit that the number is stored in, if what is shown is right; 0 where
        it is no unit, or none is printed."""
        if not self.unit:
            return 0
        stored, rest = divmod(_FACTORS[self.unit], 10**self.shift)
        return stored if not rest and stored in _NAMES else 0


class NumberShown(NamedTuple):
    """A number as its format has it: the text to read, and for one that is shown by its size the
    unit it seems to be stored in ("" where the format does not say)."""

    text: str
    seems: str = ""


@lru_cache(maxsize=1024)
def scaling(code: str) -> tuple[Section, ...]:
    """The sections of a format that scales what it shows or prints a unit; none of any other.

    >>> [(one.shift, one.unit) for one in scaling('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0')]
    [(8, '亿'), (4, '万'), (0, '')]
    >>> scaling("#,##0.00;[Red]-#,##0.00")
    ()
    """
    found = tuple(map(_section, _split(code)))
    return found if any(one.shift or one.unit or one.has_digits for one in found) else ()


def shift_of(code: str) -> int:
    """By how many places a number format shows the point further left than it is: 元 as 万元.

    >>> shift_of("0!.0,"), shift_of("0!.0000"), shift_of("#,##0,"), shift_of("#,##0.00")
    (4, 4, 3, 0)
    """
    return _section(_split(code)[0]).shift


def _split(code: str) -> list[list[re.Match[str]]]:
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(_POINT.sub("·", code)):
        if token[4]:
            sections.append([])
        else:
            sections[-1].append(token)
    return sections


def _section(tokens: Sequence[re.Match[str]]) -> Section:
    bare = "".join(token[5] or "" for token in tokens)
    printed = "".join(token[1] or token[2] or "" for token in tokens)
    tests = (_CONDITION.fullmatch(token[3].strip()) for token in tokens if token[3])
    when = next(((test[1], Decimal(test[2])) for test in tests if test), None)
    digits = _CHINESE.sub("", bare).strip()
    found = section(_shift(digits), f"{printed} {' '.join(_CHINESE.findall(bare))}")
    return found._replace(when=when)


def section(shift: int, printed: str) -> Section:
    """A section without a condition, by what it prints beside the number."""
    words = _CHINESE.findall(printed)
    unit = next((word for word in words if word in _FACTORS), "")
    return Section(None, shift, unit, bool(re.search("[0-9]", printed)))


def _shift(bare: str) -> int:
    if found := _SHIFTED.search(bare):
        return len(found[1]) + 3 * len(found[2])
    found = _THOUSANDS.search(bare)
    return 3 * len(found[1]) if found else 0


def shown_as(value: Decimal, sections: Sequence[Section]) -> NumberShown:
    """What a number is read as where its cell has such a format.

    >>> shown_as(Decimal(49001234), scaling("0!.0,")).text
    '4900.1234'
    >>> shown_as(Decimal(50000), scaling('0!.0,"万"')).text
    '5万元'
    >>> shown_as(Decimal(8600), scaling('[>=10000]0!.0,"万";0'))
    NumberShown(text='8600', seems='元')
    """
    one = _applied(value, sections)
    if one.has_digits:
        return NumberShown(f"{value:f}", OPEN)
    if any(section.when for section in sections):
        return NumberShown(f"{value:f}", _seems(sections))
    if one.unit and not one.stored:
        return NumberShown(f"{value:f}")
    name = one.unit if one.unit.endswith("元") or not one.unit else f"{one.unit}元"
    if name and name not in UNITS:
        return NumberShown(f"{value:f}{_NAMES[one.stored]}")
    return NumberShown(
        f"{value.scaleb(-one.shift).normalize():f}{name}" if one.shift else f"{value:f}{name}"
    )


def _applied(value: Decimal, sections: Sequence[Section]) -> Section:
    """The section that a number is shown by."""
    if any(one.when for one in sections):
        return next((one for one in sections if _holds(value, one)), sections[-1])
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


def _holds(value: Decimal, section: Section) -> bool:
    if section.when is None:
        return True
    sign, bound = section.when
    return _HOLDS[sign](value, bound)


def _seems(sections: Sequence[Section]) -> str:
    """The unit that numbers shown by their size seem to be stored in: 万 from 10000 on is 元."""
    for one in sections:
        if one.unit and one.when and one.when[1]:
            stored = Decimal(_FACTORS[one.unit]) / abs(one.when[1])
            if stored in _NAMES:
                return _NAMES[int(stored)]
    return next((_NAMES[one.stored] for one in sections if one.stored), "")
