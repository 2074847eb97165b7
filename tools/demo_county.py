"""Write the demonstration county of the sample anew: 示例县, DEMO01, 2019-01 to 2021-12.

No figure here is of a real county: every row says 演示数据. What is made up stands in the tables
of `tools/demo/`; `months.py` makes months of it, this file rows, the same bytes on every machine:

- `items.csv`: every item in reading order, its amounts of the years in whole 万元 (people in
  hundredths of 万人), and its 年初预算 in % of last year's actual. One without amounts is a sum
  (of its parts, or of `SUMS`), comes in batches, or is debt;
- `seasons.csv`: the weights of the twelve months, a calendar for each kind of item; the season of
  an item may name others (增值税+企业所得税), whose months it follows. What the items make together
  is held beside the nation's months (`tests/samples/test_demo_county.py`);
- `bends.csv`: how a year bends the season: the spring of 2020, the cooling autumn of 2021;
- `batches.csv`: bonds, principal, journeys: what comes in single months, given month by month;
- `adjusted_budgets.csv`: 调整预算, stated in September; `debt_limits.csv`; `facts.csv`: what the
  bureau says in each month of 2021 (several values: one a month).

Leaves are drawn, every total is the sum of its parts, so every identity holds to the last digit:

- 全口径财政收入 = 地方财政收入 + 上划中央收入 + 上划省级收入 + 上划市级收入;
- 利息 = 债务付息支出 + 专项债券付息 (not published); 刚性支出 = 三保支出 + 其他刚性支出 (likewise);
- 可用财力 = 一般公共预算收入 + 返还性收入 + 一般性转移支付收入 - 上解上级支出 (not published);
- 一般债务余额 = last month's + 一般债券发行额 (not published) - 本金: no special bond falls due;
- 专项债务余额 = last month's + 专项债券到位资金;
- 收入总计 = 支出总计: `annual_balance` (not published), its remainder carried to the next year.

Run from the root of the repository: make demo
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from tools.demo.months import (
    GENERAL_REVENUE,
    GENERAL_SPENDING,
    PARTS,
    Series,
    draw_leaves,
    with_sums,
)
from tools.demo.tables import ITEMS, YEARS, table

FOLDER = Path(__file__).parent.parent / "finkit/samples/synthetic"
CODE, COUNTY, PROVINCE = "DEMO01", "示例县", "示例省"
SOURCE, NOTE = "synthetic-demo", "演示数据"
TITLE = "演示数据：由程序生成，不是任何真实县的数据"
COLUMNS = "county_code,county,province,period,basis,item,parent_item,measure,value,unit,source,note"
CONFIRMED_BASE = (GENERAL_SPENDING, 2021, 10)  # states prior_actual, equal to last year's actual


def opening_budgets(leaves: Series) -> Series:
    """年初预算, in round 10 万元 of every leaf that has one: one single amount a year."""
    return with_sums(
        {
            (item.name, year): [leaves[item.name, year - 1][-1] * percent // 1000 * 10]
            for item in ITEMS
            for year, percent in item.budgets.items()
        }
    )


def adjusted_budgets() -> dict[tuple[str, int], int]:
    """调整预算; that of general revenue is the sum of its parts."""
    stated = {
        (row["item"], year): int(row[str(year)])
        for row, year in product(table("adjusted_budgets"), YEARS)
    }
    for year in YEARS:
        parts = [stated[part, year] for part in PARTS[GENERAL_REVENUE]]
        stated[GENERAL_REVENUE, year] = sum(parts)
    return stated


class AnnualBalance(NamedTuple):
    """收入总计 and 支出总计 of the general budget, in 万元; the carry-over makes them equal."""

    revenue: int
    spending: int
    carried: int  # 年终结余


def annual_balance(actual: Series) -> dict[int, AnnualBalance]:
    """The general budget's balance of each year: none is published.

    收入总计 = 一般公共预算收入 + 上级补助收入 + 一般债券发行额 + 调入资金 + 上年结余;
    支出总计 = 一般公共预算支出 + 上解上级支出 + 本金 + 年终结余.
    """
    balances, carried = {}, 0
    for year in YEARS:
        came = (GENERAL_REVENUE, "上级补助收入", "一般债券发行额", "调入资金")
        revenue = carried + sum(actual[name, year][-1] for name in came)
        went = sum(actual[name, year][-1] for name in (GENERAL_SPENDING, "本金"))
        went -= actual["上解上级支出", year][-1]  # held negative, as it enters 可用财力
        carried = revenue - went
        balances[year] = AnnualBalance(revenue, went + carried, carried)
    return balances


def observations() -> list[Sequence[str]]:
    """The rows of the table, by period, within it in the order of the items."""
    leaves = draw_leaves()
    actual, budget, adjusted = with_sums(leaves), opening_budgets(leaves), adjusted_budgets()
    rows: list[Sequence[str]] = []
    for item in ITEMS:
        for year, month in product(YEARS, item.months):
            key = item.name, year
            cells = {"actual": actual[key][month - 1]}
            if month == 1 and key in budget:
                cells["budget"] = budget[key][0]
            if month == 9 and key in adjusted:
                cells["adjusted_budget"] = adjusted[key]
            base_stated = year == YEARS[0] or (*key, month) == CONFIRMED_BASE
            if base_stated and item.basis == "cumulative":
                cells["prior_actual"] = actual[item.name, year - 1][month - 1]
            for measure, value in cells.items():
                text = f"{value / 100:.2f}" if item.unit == "万人" else str(value)
                line = (item.basis, item.name, item.parent, measure, text, item.unit)
                rows.append((CODE, COUNTY, PROVINCE, f"{year}-{month:02d}", *line, SOURCE, NOTE))
    return sorted(rows, key=itemgetter(3))


def facts() -> list[Sequence[str]]:
    """What the bureau says in each month of the last year."""
    rows: list[Sequence[str]] = []
    for row in table("facts"):
        months = range(int(row["from"]), int(row["to"]) + 1)
        values = row["value"].split() or [""] * len(months)
        for month, value in zip(months, values, strict=True):
            said = (row["key"], value, row["unit"], row["text"])
            rows.append((CODE, f"{YEARS[-1]}-{month:02d}", *said, NOTE))
    return sorted(rows, key=itemgetter(1))


def write(path: Path, header: str, rows: Iterable[Sequence[str]]) -> None:
    """Write one table of the sample, the same bytes on every system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header.split(","), *rows])


def main(folder: Path = FOLDER) -> None:
    """Write the three tables into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "observations.csv", COLUMNS, observations())
    span = f"{YEARS[0]}-01..{YEARS[-1]}-12"
    sources = [(SOURCE, COUNTY, span, TITLE, "")]
    write(folder / "sources.csv", "source,county,period,title,url", sources)
    write(folder / "facts.csv", "county,period,key,value,unit,text,source", facts())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
