"""Names of rows in a table of areas: areas, their sums, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from finkit.counties.areas import areas_named, squeezed

_TOTALS = re.compile(
    r".*(合计|总计|小计|平均)|(各|全)?(县|区|县区|区县|市县|县市|县市区)级|全[省市区州县国]|其中[:：]?.*"
)
_KINDRED = re.compile(
    r".*(本级|直属|直管|[省市县区州]直|开发区|高新区|经开区|新区|园区|示范区|管委会|管理区)"
)


def is_total(name: str) -> bool:
    """Whether a row's name says that it is a sum, a mean or a part of areas, not one of them.

    >>> is_total("五县合计"), is_total("县区级"), is_total("全市平均"), is_total("市本级")
    (True, True, True, False)
    """
    return bool(_TOTALS.fullmatch(squeezed(name)))


def is_kindred(name: str) -> bool:
    """Whether a row may stand among counties without being one: a level's own, a zone.

    >>> is_kindred("市本级"), is_kindred("经开区"), is_kindred("教育支出")
    (True, True, False)
    """
    return bool(_KINDRED.fullmatch(squeezed(name)))


def are_areas(names: Sequence[str]) -> bool:
    """Whether the names of rows are mostly areas, their sums, zones and levels beside them."""
    said = [name for name in names if name]
    single = [name for name in said if not is_total(name)]
    known = [name for name in single if areas_named(name)]
    alike = [name for name in said if is_total(name) or areas_named(name) or is_kindred(name)]
    return len(said) > 1 and len(alike) * 5 > len(said) * 4 and len(known) * 2 >= len(single) > 0
