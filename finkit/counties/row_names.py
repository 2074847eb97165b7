"""Names of rows in a table of areas: areas, their sums, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from finkit.counties.areas import areas_named
from finkit.counties.beside import is_beside
from finkit.counties.shortening import squeezed

_TOTALS = re.compile(
    r".*(合计|总计|小计|平均)|(各|全)?(县|区|县区|区县|市县|县市|县市区)级|全[省市区州县国]|其中[:：]?.*"
)


_UNALLOCATED = re.compile(
    r"(待|未|尚未)(分配|下达|落实)(到(地区|市县|县区|县市))?(数|额|资金|部分)?|(省级?|市级?|县级?)?预留(数|额|资金)?|机动(数|财力)?"
)


@lru_cache(maxsize=65536)
def is_total(name: str) -> bool:
    """Whether a row's name says that it is a sum, a mean or a part of areas, not one of them.

    >>> is_total("五县合计"), is_total("县区级"), is_total("全市平均"), is_total("市本级")
    (True, True, True, False)
    """
    return bool(_TOTALS.fullmatch(squeezed(name)))


def is_unallocated(name: str) -> bool:
    """Whether a row holds what has not been given to any area yet.

    >>> is_unallocated("未落实到地区数"), is_unallocated("预留"), is_unallocated("临洮县")
    (True, True, False)
    """
    return bool(_UNALLOCATED.fullmatch(squeezed(name)))


def are_areas(names: Sequence[str]) -> bool:
    """Whether the names of rows are mostly areas, their sums, zones and levels beside them."""
    said = [name for name in names if name]
    single = [name for name in said if not (is_total(name) or is_unallocated(name))]
    known = [name for name in single if areas_named(name)]
    alike = [name for name in said if _is_alike(name)]
    return len(said) > 1 and len(alike) * 5 > len(said) * 4 and len(known) * 2 >= len(single) > 0


@lru_cache(maxsize=65536)
def _is_alike(name: str) -> bool:
    """Whether a name may stand among areas."""
    return bool(is_total(name) or areas_named(name) or is_beside(name) or is_unallocated(name))
