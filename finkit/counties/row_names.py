"""Names of rows in a table of areas: areas, their sums, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from finkit.counties.areas import areas_named
from finkit.counties.beside import is_beside
from finkit.counties.shortening import squeezed

_TOTALS = re.compile(
    r".*(合计|总计|小计|平均)|(各|全)?(县|区|县区|区县|市县|县市|县市区)级|全[省市区州县国]|其中[:：]?.*"
)


def is_total(name: str) -> bool:
    """Whether a row's name says that it is a sum, a mean or a part of areas, not one of them.

    >>> is_total("五县合计"), is_total("县区级"), is_total("全市平均"), is_total("市本级")
    (True, True, True, False)
    """
    return bool(_TOTALS.fullmatch(squeezed(name)))


def are_areas(names: Sequence[str]) -> bool:
    """Whether the names of rows are mostly areas, their sums, zones and levels beside them."""
    said = [name for name in names if name]
    single = [name for name in said if not is_total(name)]
    known = [name for name in single if areas_named(name)]
    alike = [name for name in said if is_total(name) or areas_named(name) or is_beside(name)]
    return len(said) > 1 and len(alike) * 5 > len(said) * 4 and len(known) * 2 >= len(single) > 0
