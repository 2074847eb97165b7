"""The register of county-level divisions (县级行政区) and what their codes say.

`counties.csv` holds the 2,846 units of GB/T 2260 on the day of `history.STANDS_FOR`, and since when
each goes by its code and name (where since 2000). 29 names occur more than once, so the key is
always the code.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_GB_CODE = re.compile(r"\d{6}")


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
    return {
        row["code"]: County(row["code"], row["name"], row["province"], row["prefecture"])
        for row in csv.DictReader(table.splitlines())
    }


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


def digits_of(code: str) -> str:
    """What the codes of all areas within a province or prefecture begin with; "" for the nation
    and for what is no code of six digits.

    >>> digits_of("371000"), digits_of("500000"), digits_of("100000"), digits_of("area:x")
    ('3710', '50', '', '')
    """
    if not _GB_CODE.fullmatch(code) or code == "100000":
        return ""
    return code[:2] if code.endswith("0000") else code[:4]


def is_county_level(code: str) -> bool:
    """Whether a code is a county's own: six digits that do not end in 00 (a prefecture's do).

    >>> is_county_level("410928"), is_county_level("410900"), is_county_level("area:x")
    (True, False, False)
    """
    return bool(_GB_CODE.fullmatch(code)) and not code.endswith("00")
