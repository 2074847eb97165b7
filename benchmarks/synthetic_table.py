"""A made-up observations table of any size. Every row says that it is synthetic (演示数据).

Codes and names are of real counties, so that provinces and peers are found as they would be; no
amount is any county's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from finkit.counties import County, register
from finkit.periods import MONTHS_A_YEAR, Period

HEADER = "county_code,county,period,basis,item,parent_item,measure,value,unit,source,note"
MARK = "synthetic,演示数据"
YEARS = (2018, 2019, 2020, 2021)
LAST_PERIOD = Period(YEARS[-1], MONTHS_A_YEAR)

# item, parent, and its share of general public budget revenue.
_ITEMS = (
    ("一般公共预算收入", "", 1.0),
    ("税收收入", "一般公共预算收入", 0.62),
    ("增值税", "税收收入", 0.25),
    ("企业所得税", "税收收入", 0.09),
    ("个人所得税", "税收收入", 0.03),
    ("城市维护建设税", "税收收入", 0.04),
    ("契税", "税收收入", 0.06),
    ("非税收入", "一般公共预算收入", 0.38),
    ("政府性基金收入", "", 0.8),
    ("国有土地使用权出让收入", "政府性基金收入", 0.7),
    ("一般公共预算支出", "", 3.4),
    ("教育支出", "一般公共预算支出", 0.6),
    ("社会保障和就业支出", "一般公共预算支出", 0.5),
    ("卫生健康支出", "一般公共预算支出", 0.3),
    ("农林水支出", "一般公共预算支出", 0.45),
)
_MB = 1024**2


def write_table(path: Path, megabytes: float, seed: int = 1) -> list[str]:
    """Whole counties until the file has this size (or the register ends); gives their codes.

    The counties come in an order of chance, so that a small table has as many provinces as a large
    one. The same seed gives the same file.
    """
    chance = random.Random(seed)
    counties = list(register().values())
    chance.shuffle(counties)
    written = []
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + "\n")
        for county in counties:
            file.writelines(_rows(county, chance))
            written.append(county.code)
            if file.tell() >= megabytes * _MB:
                break
    return written


def _rows(county: County, chance: random.Random) -> Iterator[str]:
    """Cumulative amounts in 万元, growing through each year and from year to year."""
    size = chance.lognormvariate(11, 0.8)
    for year in YEARS:
        size *= chance.uniform(0.94, 1.12)
        for month in range(1, MONTHS_A_YEAR + 1):
            for item, parent, share in _ITEMS:
                amount = size * share * chance.uniform(0.95, 1.05) * month / MONTHS_A_YEAR
                yield (
                    f"{county.code},{county.name},{year}-{month:02d},cumulative,{item},{parent},"
                    f"actual,{amount:.2f},万元,{MARK}\n"
                )
