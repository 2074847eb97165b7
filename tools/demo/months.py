"""The months of 示例县: every leaf drawn of its table, every total the sum of its parts."""

import random
from collections.abc import Sequence
from itertools import accumulate, count, pairwise, product
from math import floor, fsum
from operator import mul

from tools.demo.tables import BENDS, DRAWN_YEARS, ITEMS, SEASONS, YEARS, Item, monthly, table

GENERAL_REVENUE, GENERAL_SPENDING = "一般公共预算收入", "一般公共预算支出"
SUMS = {  # beside the sums of parts; inner sums first
    "地方财政收入": (GENERAL_REVENUE, "政府性基金收入"),
    "全口径财政收入": ("上划中央收入", "上划省级收入", "上划市级收入", "地方财政收入"),
    "地方财政支出": (GENERAL_SPENDING, "政府性基金支出"),
    "刚性支出": ("三保支出", "其他刚性支出"),
    "利息": ("债务付息支出", "专项债券付息"),
    "债务还本付息": ("本金", "利息"),
    "可用财力": (GENERAL_REVENUE, "返还性收入", "一般性转移支付收入", "上解上级支出"),
    "综合财力": (GENERAL_REVENUE, "上级补助收入", "政府性基金收入", "国有资本经营预算收入"),
}
PARTS = {  # inner sums first: a whole stands before its parts in reading order
    whole: parts
    for whole in (item.name for item in reversed(ITEMS))
    if whole not in SUMS and (parts := tuple(i.name for i in ITEMS if i.parent == whole))
}
EMPTY_MONTHS = {("节能环保支出", 2020): (1, 2)}  # the zero base of January-February 2021
REFUNDS = {("资源税", 2021): (8, -46)}  # 退库: a month with a negative amount
OPENING_DEBT = {"一般债务余额": 286000, "专项债务余额": 162000}  # at the end of 2018
DEBT_FLOWS = {  # what adds to a balance and what takes from it
    "一般债务余额": ("一般债券发行额", "本金"),
    "专项债务余额": ("专项债券到位资金", ""),
}

Months = list[int]  # January to December
Series = dict[tuple[str, int], Months]  # item and year: cumulative months, or month ends


def apportion(total: int, weights: Sequence[float]) -> Months:
    """Whole numbers in proportion to the weights that add up to the total (largest remainder)."""
    whole = fsum(weights)  # unlike sum, the same float on every Python
    shares = [total * weight / whole for weight in weights]
    parts = [floor(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - shares[i])
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def stray(item: Item, reason: str) -> list[float]:
    """How far each month strays: a factor about 1, of the item's habit or of one year's chance."""
    chance = random.Random(f"synthetic-demo {item.name} {reason}")
    return [1 + item.noise / 100 * chance.uniform(-1, 1) for _ in range(12)]


def single_months(cumulative: Months) -> Months:
    """What came in each month."""
    return [now - before for before, now in zip([0, *cumulative], cumulative, strict=False)]


def season_of(item: Item, year: int, drawn: Series) -> list[float]:
    """The weights of the months of a year: the season, or the months of the items followed."""
    if item.season not in SEASONS:
        followed = [single_months(drawn[name, year]) for name in item.season.split("+")]
        return [fsum(months) for months in zip(*followed, strict=True)]
    weights = SEASONS[item.season]
    for bent in range(DRAWN_YEARS[0], year + 1):
        weights = list(map(mul, weights, BENDS.get((item.bend, bent), [1] * 12)))
    return list(map(mul, weights, stray(item, "habit")))


def draw_flow(item: Item, year: int, drawn: Series) -> Months:
    """The cumulative months of a leaf, ending at the year's amount."""
    season = season_of(item, year, drawn)
    for month in EMPTY_MONTHS.get((item.name, year), ()):
        season[month - 1] = 0
    for chance in count():  # drawn again until no month repeats the one before
        weights = map(mul, season, stray(item, f"{year} {chance}"))
        months = apportion(item.amounts[year], list(weights))
        if not item.noise or not any(a == b > 0 for a, b in pairwise(months)):
            break
    if (item.name, year) in REFUNDS:
        month, refund = REFUNDS[item.name, year]
        months[month - 2] += months[month - 1] - refund
        months[month - 1] = refund
    return list(accumulate(months))


def draw_balance(item: Item, year: int) -> Months:
    """The month ends on the way from last year's end to this year's, swinging with the season."""
    before, end = item.amounts[year - 1], item.amounts[year]
    path = [before + (end - before) * month / 12 for month in range(1, 12)]
    swing = [1 + percent / 100 for percent in SEASONS.get(item.season, [0] * 12)]
    strays = zip(path, swing, stray(item, str(year)), strict=False)
    return [round(level * of_month * of_year) for level, of_month, of_year in strays] + [end]


def draw_debt(drawn: Series) -> Series:
    """Debt at each month end, of what was issued and repaid since last year's; its limits."""
    debt: Series = {}
    for name, (issued, repaid) in DEBT_FLOWS.items():
        opening = OPENING_DEBT[name]
        for year in YEARS:
            less = drawn[repaid, year] if repaid else [0] * 12
            flows = zip(drawn[issued, year], less, strict=True)
            debt[name, year] = [opening + more - gone for more, gone in flows]
            opening = debt[name, year][-1]
    for row in table("debt_limits"):
        before, after = int(row["from_january"]), int(row["from_june"])
        debt[row["item"], int(row["year"])] = [before] * 5 + [after] * 7
    return debt


def draw_leaves() -> Series:
    """Everything that is no sum of others."""
    drawn: Series = {
        (row["item"], int(row["year"])): list(accumulate(map(round, monthly(row))))
        for row in table("batches")
    }
    leaves = [item for item in ITEMS if item.amounts]
    flows = [item for item in leaves if item.basis == "cumulative"]
    flows.sort(key=lambda item: item.season not in SEASONS)  # followers last
    for item, year in product(flows, DRAWN_YEARS):
        drawn[item.name, year] = draw_flow(item, year, drawn)
    for item, year in product((item for item in leaves if item.basis == "balance"), YEARS):
        drawn[item.name, year] = draw_balance(item, year)
    return drawn | draw_debt(drawn)


def with_sums(leaves: Series) -> Series:
    """The leaves and every sum all of whose parts are there."""
    series = dict(leaves)
    for (name, parts), year in product((PARTS | SUMS).items(), DRAWN_YEARS):
        if all((part, year) in series for part in parts):
            months = zip(*(series[part, year] for part in parts), strict=True)
            series[name, year] = [sum(month) for month in months]
    return series
