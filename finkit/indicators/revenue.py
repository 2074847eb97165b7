"""The county's revenue: 税收占比, 自给率, 收支缺口, 依赖度, 宏观税负, 弹性."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from finkit.accounts.names import (
    FUND_REVENUE,
    GDP,
    GENERAL_REVENUE,
    GENERAL_SPENDING,
    KEY_TAXPAYERS,
    LAND,
    LOCAL_REVENUE,
    NONTAX,
    TAX,
    THREE_BUDGETS,
    TRANSFERS,
    WIDEST_REVENUE,
)
from finkit.contract import CUMULATIVE
from finkit.figures.by_caliber import put_together
from finkit.figures.county_at import CountyAt, Item, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.local_revenue import (
    local_part,
    local_revenue,
    part_of_revenue,
)
from finkit.figures.quantity import (
    PERCENT,
    Quantity,
    Unsaid,
    absent,
    derived,
    difference,
    growth,
    percent_of,
)

# Below one percent of growth the elasticity only divides noise.
LEAST_GDP_GROWTH = 1
_NEAR_ZERO = "地区生产总值增长率接近零，弹性没有意义"


def _share_of_revenue(county: CountyAt, name: str) -> Iterable[Result]:
    part, whole = part_of_revenue(county, name)
    if part.series is None and (wider := _under_a_wider_revenue(county, name)):
        reason = f"{name}列在{wider}之下，与{whole.name}口径不同，不作比较"
        yield Result(name, absent(PERCENT, reason).of(whole.name))
    else:
        yield Result(part.subject, _share(part, whole))


def _under_a_wider_revenue(county: CountyAt, name: str) -> str:
    above = (series.parent_name for series in county.named(name, CUMULATIVE))
    return next((parent for parent in above if parent in (*WIDEST_REVENUE, LOCAL_REVENUE)), "")


def _share(part: Item, whole: Item) -> Quantity:
    return percent_of(part.now(), whole.now(), whole.name).of(whole.name)


def tax_share(county: CountyAt) -> Iterable[Result]:
    """税收占比."""
    return _share_of_revenue(county, TAX)


def nontax_share(county: CountyAt) -> Iterable[Result]:
    """非税占比."""
    return _share_of_revenue(county, NONTAX)


def key_taxpayer_share(county: CountyAt) -> Iterable[Result]:
    """重点税源企业税收占比: nothing where the county keeps no such list."""
    paid = county.item(KEY_TAXPAYERS)
    if paid.series:
        tax, _ = county.part_and_whole(TAX, GENERAL_REVENUE)
        yield Result(paid.subject, _share(paid, tax))


def _revenue_and_spending(county: CountyAt) -> tuple[Item, Item]:
    revenue = local_revenue(county)
    return revenue, county.item(GENERAL_SPENDING, beside=revenue)


def self_sufficiency_rate(county: CountyAt) -> Iterable[Result]:
    """财政自给率."""
    revenue, spending = _revenue_and_spending(county)
    yield Result(revenue.subject, _share(revenue, spending))


def fiscal_gap(county: CountyAt) -> Iterable[Result]:
    """收支缺口: positive where spending exceeds revenue."""
    revenue, spending = _revenue_and_spending(county)
    yield Result(spending.subject, difference(spending.now(), revenue.now()).of(revenue.name))


def transfer_dependence(county: CountyAt) -> Iterable[Result]:
    """转移支付依赖度, by the gap and, where they are held, by the transfers received."""
    revenue, spending = _revenue_and_spending(county)
    gap = difference(spending.now(), revenue.now())
    yield Result(spending.subject, percent_of(gap, spending.now(), spending.name).of("收支缺口"))
    transfers = county.item(TRANSFERS, beside=spending)
    by_transfers = percent_of(transfers.now(), spending.now(), spending.name)
    yield Result(spending.subject, by_transfers.of(TRANSFERS))


def land_dependence(county: CountyAt) -> Iterable[Result]:
    """土地财政依赖度, over three budgets and over general revenue alone."""
    land, fund = county.part_and_whole(LAND, FUND_REVENUE)
    local = local_revenue(county)
    known = {FUND_REVENUE: fund, GENERAL_REVENUE: local}
    three = put_together(
        county.calibers[THREE_BUDGETS],
        lambda part: known.get(part, county.item(part)).now(),
    )
    yield Result(land.subject, percent_of(land.now(), three, THREE_BUDGETS).of(THREE_BUDGETS))
    yield Result(land.subject, _share(land, local))


def tax_burden(county: CountyAt) -> Iterable[Result]:
    """宏观税负, 小口径."""
    tax, _ = part_of_revenue(county, TAX)
    share = percent_of(local_part(county, TAX), county.item(GDP).now(), GDP)
    yield Result(tax.subject, share.of(GDP))


def revenue_elasticity(county: CountyAt) -> Iterable[Result]:
    """收入弹性: refused where GDP hardly moved or moved the other way."""
    revenue, gdp = local_revenue(county), county.item(GDP)
    rates = growth(revenue.now(), revenue.before()), growth(gdp.now(), gdp.before())
    yield Result(revenue.subject, derived(_elasticity, "倍", *rates).of(GDP))


def _elasticity(of_revenue: Decimal, of_gdp: Decimal) -> Decimal | str | Unsaid:
    if of_gdp == 0:
        return _NEAR_ZERO
    elasticity = of_revenue / of_gdp
    if abs(of_gdp) < LEAST_GDP_GROWTH:
        return Unsaid(elasticity, _NEAR_ZERO)
    if (of_revenue < 0) != (of_gdp < 0):
        return Unsaid(elasticity, "收入与地区生产总值增减方向相反，弹性没有意义")
    if of_gdp < 0:
        return Unsaid(elasticity, "地区生产总值增长率为负数，不计算比率")
    return elasticity


INDICATORS = (
    CountyIndicator(
        key="tax_share",
        label="税收占比",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="税收收入÷所列分母×100%",
        definition="一般公共预算收入中税收收入的比重；税务部门征收数不等于税收收入；"
        "列在含上划的收入之下的，是占该收入的比重，列明所用的分母",
        source="省级县级财政运行监测口径（低于50%提示）",
        compute=tax_share,
    ),
    CountyIndicator(
        key="key_taxpayer_share",
        label="重点税源企业税收占比",
        unit="%",
        basis="item",
        speech=Speech.LEVEL,
        formula="重点税源企业税收收入÷税收收入×100%",
        definition="本单位名单内重点税源企业的税收占税收收入的比重；数据有该项目才计算",
        source="财政局工作报告“重点税源企业纳税贡献”的用法，分母取税收收入；是占比，不称贡献率",
        compute=key_taxpayer_share,
    ),
    CountyIndicator(
        key="nontax_share",
        label="非税占比",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="非税收入÷所列分母×100%",
        definition="一般公共预算收入中非税收入的比重，列明所用的分母",
        source="同税收占比",
        compute=nontax_share,
    ),
    CountyIndicator(
        key="self_sufficiency_rate",
        label="财政自给率",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="地方一般公共预算收入÷一般公共预算支出×100%",
        definition="收入为地方一般公共预算收入：所列一般公共预算收入含上划的，用其中的地方收入，"
        "或减去上划各项；收入与支出须为同一范围（全县与县本级不混用）；内部掌握，正文默认不写",
        source="广西财政数据报道 51.89÷242.48＝21.4% 的用法",
        compute=self_sufficiency_rate,
        internal=True,
    ),
    CountyIndicator(
        key="fiscal_gap",
        label="收支缺口",
        unit="",
        basis="item",
        speech=Speech.LEVEL,
        formula="一般公共预算支出−地方一般公共预算收入",
        definition="支出大于收入的差额，正数为缺口；收入为地方一般公共预算收入，不含上划；内部掌握，正文默认不写",
        source="通用定义",
        compute=fiscal_gap,
        internal=True,
    ),
    CountyIndicator(
        key="transfer_dependence",
        label="转移支付依赖度",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="按收支缺口：(支出−收入)÷支出×100%；按上级补助收入：上级补助收入÷支出×100%",
        definition="一般公共预算支出中靠上级补助等弥补的比重，两种算法分列，不混称；收入不含上划",
        source="通用定义，无法定公式，故须注明算法",
        compute=transfer_dependence,
    ),
    CountyIndicator(
        key="land_dependence",
        label="土地财政依赖度",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="国有土地使用权出让收入÷所列分母×100%",
        definition="分母为三本预算收入合计（国库口径）或一般公共预算收入，均不含上划，列明所用的分母",
        source="国库统计口径：1030148÷(一般＋基金＋国资收入)",
        compute=land_dependence,
    ),
    CountyIndicator(
        key="tax_burden",
        label="宏观税负（小口径）",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="税收收入÷地区生产总值×100%",
        definition="同期地方税收收入与地区生产总值之比，不含上划",
        source="通用定义（小口径）",
        compute=tax_burden,
    ),
    CountyIndicator(
        key="revenue_elasticity",
        label="收入弹性",
        unit="倍",
        basis="item",
        speech=Speech.LEVEL,
        formula="地方一般公共预算收入增长率÷地区生产总值现价增长率",
        definition="生产总值增长率绝对值不足1%或两者方向相反时不计算",
        source="通用定义",
        compute=revenue_elasticity,
    ),
)
