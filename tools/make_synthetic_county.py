"""Write the synthetic county of the sample: 示例县, DEMO01, every month of 2019-2021.

No figure here is of a real county: every row is marked 演示数据. Amounts are whole 万元 unless an
item says otherwise. Leaf items are drawn, every total is the sum of its parts, so all accounting
identities hold exactly. The county's declared calibers:

- 全口径财政收入 = 地方财政收入 + 上划中央收入 + 上划省级收入 + 上划市级收入;
- 地方财政收入 = 一般公共预算收入 + 政府性基金收入; 地方财政支出 likewise;
- 可用财力 = 一般公共预算收入 + 返还性收入 + 一般性转移支付收入 - 上解上级支出 (not published);
- 综合财力 = 一般公共预算收入 + 上级补助收入 + 政府性基金收入 + 国有资本经营预算收入;
- 一般债务余额 = last year's + 一般债券发行额 (not published) - 本金: no special bond falls due;
- 专项债务余额 = last year's + 专项债券到位资金.

Run from the root of the repository: python tools/make_synthetic_county.py
"""

import csv
import random
from collections.abc import Iterable, Sequence
from itertools import accumulate, product
from math import floor, fsum
from operator import itemgetter, mul
from pathlib import Path
from typing import NamedTuple

FOLDER = Path("finkit/samples/synthetic")
CODE, COUNTY, PROVINCE = "DEMO01", "示例县", "示例省"
SOURCE, NOTE = "synthetic-demo", "演示数据"
TITLE = "演示数据：由程序生成，不是任何真实县的数据"
COLUMNS = "county_code,county,province,period,basis,item,parent_item,measure,value,unit,source,note"
DRAWN_YEARS = (2018, 2019, 2020, 2021)
YEARS = DRAWN_YEARS[1:]  # 2018 is drawn only as the base of 2019

CUMULATIVE, BALANCE = "cumulative", "balance"
MONTHLY, QUARTERLY, DECEMBER, UNPUBLISHED = tuple(range(1, 13)), (3, 6, 9, 12), (12,), ()
GENERAL_REVENUE, GENERAL_SPENDING = "一般公共预算收入", "一般公共预算支出"


class Item(NamedTuple):
    """An item of the county; one without amounts is a sum (SUMS) or comes of the debt."""

    name: str
    parent: str = ""
    season: str = ""  # of a flow: key into SEASONS
    noise: float = 0  # a flow's monthly weights, a balance's month ends stray up to this many %
    budget: int = 0  # 年初预算 as % of last year's actual; 0: no budget of its own
    amounts: tuple[int, ...] = ()  # whole years, or year ends, 2018-2021; 万人 in hundredths
    unit: str = "万元"
    basis: str = CUMULATIVE
    months: tuple[int, ...] = MONTHLY  # when it is published


# Every item in reading order; its parts (PARTS) follow it and share what is declared here.
ITEMS = (
    Item("全口径财政收入"),
    Item("上划中央收入", "全口径财政收入", "tax", 6, 105, (74000, 77500, 73200, 79100)),
    Item("上划省级收入", "全口径财政收入", "tax", 6, 105, (16800, 17600, 16700, 17900)),
    Item("上划市级收入", "全口径财政收入", "tax", 6, 105, (8600, 9000, 8500, 9150)),
    Item("地方财政收入", "全口径财政收入"),
    Item(GENERAL_REVENUE),
    Item("税收收入", GENERAL_REVENUE, "tax", 8, 105, (108900, 114000, 108500, 115000)),
    Item("非税收入", GENERAL_REVENUE, "nontax", 12, 102, (52100, 54500, 55000, 60000)),
    Item("政府性基金收入", "", "land", 20, 101, (91000, 98000, 105600, 94400)),
    Item("国有资本经营预算收入", "", "soe", 15, 104, (1800, 2100, 1950, 2300)),
    Item("地方财政支出"),
    Item(GENERAL_SPENDING, "", "spending", 8, 96, (444000, 464000, 480000, 492500)),
    Item("政府性基金支出", "", "fund", 12, 95, (112000, 129000, 158000, 128000)),
    Item("国有资本经营预算支出", "", "soe", 15, 104, (1500, 1800, 1700, 1950)),
    Item("三保支出", "", "even", 2, 106, (233000, 244500, 255800, 266200)),
    Item("刚性支出", "", "even", 2, 105, (268000, 282000, 297000, 311500)),
    Item("一般性支出", "", "even", 2, 0, (27600, 26100, 23900, 22500)),
    Item("三公经费", "", "even", 0, 97, (1480, 1372, 1196, 1108)),
    Item("上级补助收入", "", "transfer", 6, 0, (276000, 292000, 318000, 322000)),
    Item("上级专项资金", "", "transfer", 6, 0, (37000, 39800, 45500, 43600)),
    Item("专项债券到位资金", "", "bonds", 10, 0, (30000, 40000, 60000, 42000)),
    Item("债务还本付息", "", "interest", 4, 0, (39000, 43500, 49800, 53600)),
    Item("项目建设资金", "", "spending", 10, 0, (24500, 27800, 31600, 35200)),
    Item("民生实事专项支出", "", "spending", 10, 0, (8200, 8900, 9700, 10600)),
    Item("上级惠企专项资金", "", "transfer", 10, 0, (2150, 2480, 3360, 3020)),
    Item("惠企奖补资金", "", "spending", 10, 112, (2700, 2900, 3100, 3350)),
    Item("减税降费", "", "even", 6, 0, (9200, 18600, 21400, 16300)),
    Item("重点税源企业税收收入", "", "tax", 4, 0, (47900, 50300, 47200, 50800)),
    Item("政府采购审核业务", "", "even", 20, 0, (612, 655, 598, 704), "笔"),
    Item("可用财力", months=DECEMBER),
    Item("综合财力", months=DECEMBER),
    Item("地区生产总值", "", "gdp", 0, 0, (2186000, 2318000, 2372000, 2594000), months=QUARTERLY),
    Item("地方政府债务余额", basis=BALANCE),
    Item("地方政府债务限额", basis=BALANCE),
    Item("存款余额", "", "", 0.6, 0, (2752000, 2931000, 3168000, 3386000), basis=BALANCE),
    Item("贷款余额", "", "", 0.3, 0, (1728000, 1916000, 2139000, 2357000), basis=BALANCE),
    Item("国库库款余额", "", "", 22, 0, (24300, 26100, 22800, 25400), basis=BALANCE),
    Item("常住人口", "", "", 0, 0, (4551, 4532, 4487, 4461), "万人", BALANCE, DECEMBER),
    Item("户籍人口", "", "", 0, 0, (5112, 5106, 5098, 5083), "万人", BALANCE, DECEMBER),
    Item("上解上级支出", "", "even", 0, 0, (-5900, -6100, -6200, -6400), months=UNPUBLISHED),
    Item("一般债券发行额", "", "interest", 0, 0, (30000, 36500, 44000, 43000), months=UNPUBLISHED),
)

SUMS = {  # inner sums first
    GENERAL_REVENUE: ("税收收入", "非税收入"),
    "地方财政收入": (GENERAL_REVENUE, "政府性基金收入"),
    "全口径财政收入": ("上划中央收入", "上划省级收入", "上划市级收入", "地方财政收入"),
    "地方财政支出": (GENERAL_SPENDING, "政府性基金支出"),
    "可用财力": (GENERAL_REVENUE, "返还性收入", "一般性转移支付收入", "上解上级支出"),
    "综合财力": (GENERAL_REVENUE, "上级补助收入", "政府性基金收入", "国有资本经营预算收入"),
}
# The parts of an item and their relative weights in its amounts of 2018, 2019, 2020, 2021.
PARTS_TEXT = {
    "税收收入": """增值税 400 392 376 384; 企业所得税 112 112 110 118; 个人所得税 36 30 31 33;
        资源税 22 21 19 22; 城市维护建设税 62 61 59 60; 房产税 42 43 42 43; 印花税 18 18 18 20;
        城镇土地使用税 58 57 54 51; 土地增值税 68 72 74 70; 车船税 24 25 28 28;
        耕地占用税 38 42 51 41; 契税 112 119 130 122; 环境保护税 6 6 6 6; 其他税收收入 2 2 2 2""",
    "非税收入": """专项收入 160 158 155 150; 行政事业性收费收入 150 145 130 120;
        罚没收入 140 142 150 145; 国有资源(资产)有偿使用收入 470 475 490 520;
        其他收入 80 80 75 65""",
    "政府性基金收入": """国有土地使用权出让收入 8200 8840 9600 8448;
        城市基础设施配套费收入 480 500 490 480; 污水处理费收入 120 130 135 142;
        其他政府性基金收入 300 330 335 370""",
    "一般公共预算支出": """一般公共服务支出 98 95 90 87; 公共安全支出 42 42 41 41;
        教育支出 196 195 193 196; 科学技术支出 6 7 7 8; 文化旅游体育与传媒支出 13 13 12 12;
        社会保障和就业支出 140 143 147 152; 卫生健康支出 100 101 112 108; 节能环保支出 30 33 31 32;
        城乡社区支出 72 70 64 62; 农林水支出 164 166 168 165; 交通运输支出 38 37 35 36;
        资源勘探工业信息等支出 9 9 8 9; 商业服务业等支出 5 5 5 5;
        自然资源海洋气象等支出 16 15 15 14; 住房保障支出 36 35 36 36; 粮油物资储备支出 3 3 4 3;
        灾害防治及应急管理支出 7 8 9 9; 债务付息支出 20 21 22 23; 其他支出 8 7 6 6""",
    "政府性基金支出": """国有土地使用权出让收入安排的支出 7500 8260 9050 7900;
        城市基础设施配套费安排的支出 420 440 450 430; 其他政府性基金支出 3280 4200 6300 4470""",
    "三保支出": """保基本民生支出 450 452 456 460; 保工资支出 496 495 492 489;
        保运转支出 54 53 52 51""",
    "三公经费": """因公出国(境)费 46 39 12 9; 公务用车购置及运行维护费 1016 955 880 825;
        公务接待费 418 376 304 274""",
    "上级补助收入": """返还性收入 46 43 40 39; 一般性转移支付收入 804 806 803 812;
        专项转移支付收入 150 151 157 149""",
    "债务还本付息": """本金 215 245 297 320; 利息 175 190 201 216""",
    "地方政府债务余额": """一般债务余额; 专项债务余额""",
    "地方政府债务限额": """一般债务限额; 专项债务限额""",
}
PARTS = {
    whole: {name: [int(w) for w in weights] for name, *weights in map(str.split, text.split(";"))}
    for whole, text in PARTS_TEXT.items()
}

SEASONS: dict[str, tuple[float, ...]] = {  # weights of the months, January first
    "tax": (12, 6.5, 7, 9.8, 8.2, 8.6, 9.8, 6.8, 7, 9.4, 7, 7.9),
    "nontax": (7, 5.5, 9.5, 7, 7.5, 11, 7, 7, 10, 7, 8.5, 13),
    "land": (4, 3, 5, 5, 6, 8, 6, 7, 10, 11, 14, 21),
    "soe": (0, 0, 0, 0, 0, 12, 8, 6, 20, 9, 15, 30),
    "spending": (6.5, 5.5, 11, 6.5, 7, 12, 6.5, 7, 11, 6, 7.5, 13.5),
    "fund": (6, 4, 7, 6, 7, 10, 6, 8, 10, 9, 11, 16),
    "even": (8.6, 8, 8.3, 8, 8.1, 8.8, 8.1, 8.1, 8.6, 8.1, 8.2, 9.1),
    "transfer": (18, 6, 10, 7, 7, 9, 7, 7, 9, 7, 6, 7),
    "bonds": (15, 0, 20, 0, 25, 0, 6, 20, 10, 6, 0, 0),
    "interest": (6, 5, 12, 6, 8, 13, 6, 9, 14, 6, 7, 8),
    "gdp": (0, 0, 214, 0, 0, 249, 0, 0, 251, 0, 0, 286),
}
OWN_SEASONS = {"耕地占用税": "land", "车船税": "even", "债务付息支出": "interest"}

# How a year bends the season of the year before: 2020 sags in spring, 2021 rebounds and cools.
BENDS: dict[tuple[str, int], tuple[float, ...]] = {
    ("tax", 2020): (1.02, 0.76, 0.72, 0.8, 0.88, 0.92, 1.03, 1.06, 1.08, 1.06, 1.08, 1.1),
    ("tax", 2021): (1.06, 1.28, 1.3, 1.2, 1.12, 1.07, 1.01, 0.98, 0.97, 0.95, 0.95, 0.93),
    ("nontax", 2020): (0.98, 0.75, 0.8, 0.9, 0.95, 1, 1.05, 1.05, 1.08, 1.05, 1.1, 1.05),
    ("nontax", 2021): (1.05, 1.25, 1.2, 1.15, 1.15, 1.1, 1.05, 1, 1, 0.95, 0.95, 0.9),
    ("land", 2020): (1, 0.6, 0.7, 0.9, 1, 1.1, 1.1, 1.1, 1, 1, 1, 1),
    ("land", 2021): (1.2, 1.5, 1.3, 1.2, 1.1, 1, 0.95, 0.9, 0.9, 0.9, 0.95, 1.05),
    ("bonds", 2021): (0.2, 1, 0.4, 1, 1, 1, 1.5, 1.2, 2, 2.5, 1, 1),
    ("gdp", 2020): (1, 1, 0.91, 1, 1, 1.01, 1, 1, 1.03, 1, 1, 1.03),
    ("gdp", 2021): (1, 1, 1.09, 1, 1, 1, 1, 1, 0.98, 1, 1, 0.96),
}

EMPTY_MONTHS = {("节能环保支出", 2020): (1, 2)}  # the zero base of January-February 2021
REFUNDS = {("资源税", 2021): (8, -46)}  # 退库: a month with a negative amount
CONFIRMED_BASE = (GENERAL_SPENDING, 2021, 10)  # states prior_actual, equal to last year's actual

ADJUSTED_BUDGETS = {  # 调整预算 of 2019, 2020, 2021, stated each September
    GENERAL_REVENUE: (166900, 162000, 173300),
    "税收收入": (113000, 107600, 114200),
    "非税收入": (53900, 54400, 59100),
    GENERAL_SPENDING: (468500, 485000, 498000),
    "政府性基金收入": (97000, 104500, 95500),
    "政府性基金支出": (132000, 161000, 131500),
}

OPENING_DEBT = (286000, 162000)  # general and special, at the end of 2018
DEBT_LIMITS = {  # of 2019, 2020, 2021: in force to May, and from June
    "一般债务限额": ((302000, 308000), (314000, 322000), (326000, 333000)),
    "专项债务限额": ((196000, 208000), (250000, 268000), (290000, 310000)),
}

Months = list[int]  # January to December
Series = dict[tuple[str, int], Months]  # item and year: cumulative months, or month ends


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total (largest remainder)."""
    whole = fsum(weights)  # unlike sum, the same float on every Python
    shares = [total * weight / whole for weight in weights]
    parts = [floor(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - shares[i])
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def draw_flow(name: str, item: Item, year: int, amount: int) -> Months:
    """The cumulative months of a leaf, ending at the year's amount."""
    season = OWN_SEASONS.get(name, item.season)
    weights = list(SEASONS[season])
    for bent in range(DRAWN_YEARS[0], year + 1):
        weights = list(map(mul, weights, BENDS.get((season, bent), (1,) * 12)))
    stray = random.Random(f"{SOURCE} {name} {year}")
    weights = [w * (1 + item.noise / 100 * stray.uniform(-1, 1)) for w in weights]
    for month in EMPTY_MONTHS.get((name, year), ()):
        weights[month - 1] = 0
    months = apportion(amount, weights)
    if (name, year) in REFUNDS:
        month, refund = REFUNDS[name, year]
        months[month - 2] += months[month - 1] - refund
        months[month - 1] = refund
    return list(accumulate(months))


def draw_balance(item: Item, year: int) -> Months:
    """The month ends of a balance, on the way from last year's end to this year's."""
    before, end = item.amounts[year - DRAWN_YEARS[0] - 1], item.amounts[year - DRAWN_YEARS[0]]
    stray = random.Random(f"{SOURCE} {item.name} {year}")
    path = (before + (end - before) * month / 12 for month in range(1, 12))
    return [round(x * (1 + item.noise / 100 * stray.uniform(-1, 1))) for x in path] + [end]


def draw_debt(drawn: Series) -> Series:
    """Debt at each month end, of what was issued and repaid since last year's; its limits."""
    debt: Series = {}
    general, special = OPENING_DEBT
    for i, year in enumerate(YEARS):
        issued, repaid = drawn["一般债券发行额", year], drawn["本金", year]
        debt["一般债务余额", year] = [general + x - y for x, y in zip(issued, repaid, strict=True)]
        debt["专项债务余额", year] = [special + x for x in drawn["专项债券到位资金", year]]
        general, special = debt["一般债务余额", year][-1], debt["专项债务余额", year][-1]
        for name, limits in DEBT_LIMITS.items():
            debt[name, year] = [limits[i][month >= 6] for month in MONTHLY]
    return debt


def draw_leaves() -> Series:
    """Everything that is no sum of others."""
    drawn: Series = {}
    for item in ITEMS:
        parts = PARTS.get(item.name, {item.name: [1, 1, 1, 1]})
        for i, amount in enumerate(item.amounts):
            year = DRAWN_YEARS[i]
            if item.basis == CUMULATIVE:
                amounts = apportion(amount, [weights[i] for weights in parts.values()])
                for name, part in zip(parts, amounts, strict=True):
                    drawn[name, year] = draw_flow(name, item, year, part)
            elif year in YEARS:
                drawn[item.name, year] = draw_balance(item, year)
    return drawn | draw_debt(drawn)


def with_sums(leaves: Series) -> Series:
    """The leaves and every sum all of whose parts are there."""
    series = dict(leaves)
    for name, parts in ({whole: tuple(parts) for whole, parts in PARTS.items()} | SUMS).items():
        for year in DRAWN_YEARS:
            if all((part, year) in series for part in parts):
                months = zip(*(series[part, year] for part in parts), strict=True)
                series[name, year] = [sum(month) for month in months]
    return series


def opening_budgets(leaves: Series) -> Series:
    """年初预算, in round 10 万元 of every leaf that has one: one single amount a year."""
    budgets: Series = {}
    for item, year in product((item for item in ITEMS if item.budget), YEARS):
        for name in PARTS.get(item.name, (item.name,)):
            budgets[name, year] = [leaves[name, year - 1][-1] * item.budget // 1000 * 10]
    return with_sums(budgets)


def observations() -> list[Sequence[str]]:
    """The rows of the table, by period, within it in the order of ITEMS."""
    leaves = draw_leaves()
    actual, budget = with_sums(leaves), opening_budgets(leaves)
    rows: list[Sequence[str]] = []
    for item in ITEMS:
        lines = [(item.name, item.parent), *((p, item.name) for p in PARTS.get(item.name, ()))]
        for (name, parent), year, month in product(lines, YEARS, item.months):
            cells = {"actual": actual[name, year][month - 1]}
            if month == 1 and (name, year) in budget:
                cells["budget"] = budget[name, year][0]
            if month == 9 and name in ADJUSTED_BUDGETS:
                cells["adjusted_budget"] = ADJUSTED_BUDGETS[name][year - YEARS[0]]
            base_stated = year == YEARS[0] or (name, year, month) == CONFIRMED_BASE
            if base_stated and item.basis == CUMULATIVE:
                cells["prior_actual"] = actual[name, year - 1][month - 1]
            for measure, value in cells.items():
                text = f"{value / 100:.2f}" if item.unit == "万人" else str(value)
                cell = (f"{year}-{month:02d}", item.basis, name, parent, measure, text, item.unit)
                rows.append((CODE, COUNTY, PROVINCE, *cell, SOURCE, NOTE))
    return sorted(rows, key=itemgetter(3))


def write(name: str, header: str, rows: Iterable[Sequence[str]]) -> None:
    """Write one table of the sample, the same bytes on every system."""
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header.split(","), *rows])


def main() -> None:
    """Write both tables."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    write("observations.csv", COLUMNS, observations())
    span = f"{YEARS[0]}-01..{YEARS[-1]}-12"
    write("sources.csv", "source,county,period,title,url", [(SOURCE, COUNTY, span, TITLE, "")])


if __name__ == "__main__":
    main()
