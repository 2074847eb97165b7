"""Areas that a table's rows name otherwise than the register, known by the codes beside them.

The codes are a second witness: they are heard only where they agree with every name that is known,
for in real files they stand rows out of step.
"""

from __future__ import annotations

from collections.abc import Mapping

from finkit.counties import County
from finkit.counties.areas import known
from finkit.counties.beside import RowArea
from finkit.counties.row_names import is_total

_ENOUGH = 3
_DIGITS = 6


def by_codes(
    names: Mapping[int, str], found: Mapping[str, RowArea], codes: Mapping[int, str]
) -> dict[str, RowArea]:
    """The areas of rows that no register knows by their names (兵团市), by their codes; none where
    the codes do not agree with the names that are known."""
    sure = [
        _agree(found[name].area, whole(codes[row]))
        for row, name in names.items()
        if name in found and row in codes and _is_registered(found[name])
    ]
    if len(sure) < _ENOUGH or not all(sure):
        return {}
    return {
        name: area
        for row, name in names.items()
        if row in codes and not is_total(name) and not _is_registered(found.get(name))
        if (area := _of_code(whole(codes[row]), name))
    }


def _agree(area: County, code: str) -> bool:
    """Whether a code is an area's, or was before it got the one of today."""
    if area.code == code:
        return True
    ended = known(code)
    return ended is not None and ended.name == area.name


def whole(code: str) -> str:
    """A code of an area with all its digits.

    >>> whole("65"), whole("6500"), whole("469041")
    ('650000', '650000', '469041')
    """
    return code.ljust(_DIGITS, "0")


def _is_registered(of: RowArea | None) -> bool:
    return of is not None and of.area.code.isdecimal()


def _of_code(code: str, name: str) -> RowArea | None:
    """What a code and a name mean together: the register's area where both begin alike, one of the
    publisher's own where the register has no such code."""
    area = known(code)
    if area is None:
        province = known(f"{code[:2]}0000")
        return RowArea(County(code, name, province.name)) if province else None
    return RowArea(area) if area.name[:2] == name[:2] else None
