"""Problems of debt: 偿付压力, 举债空间, 债务率, 负债率."""

from __future__ import annotations

from finkit.accounts import names
from finkit.claims.declaration import Measure, Problem
from finkit.claims.evidence import Evidence
from finkit.claims.groups import DEBT


def service_grows(of: Evidence) -> bool:
    """还本付息增加."""
    return of.falls(-of.of(names.DEBT_SERVICE, "yoy_rate"))


def near_limit(of: Evidence) -> bool:
    """债务余额接近限额."""
    share = of.county_figure("debt_balance_to_limit", item=names.DEBT)
    return share >= of.over("debt_to_limit")


def ratio_high(of: Evidence) -> bool:
    """债务率(测算值)偏高."""
    return of.county_figure("debt_ratio_estimate") >= of.over("debt_ratio")


def debt_to_gdp_high(of: Evidence) -> bool:
    """负债率偏高."""
    return of.county_figure("debt_to_gdp") >= of.over("debt_to_gdp")


REPAY = Measure(
    key="debt",
    plan="risk",
    title="落实偿债责任",
    text="将到期本息足额列入预算，多渠道筹措偿债资金，稳妥有序化解存量债务。",
)
KEEP_LIMIT = Measure(
    key="limit",
    plan="risk",
    title="严守债务限额",
    text="在限额内规范举债，优化债券投向，优先支持有收益的成熟项目。",
)
CLAIMS = (
    Problem(
        key="debt_ratio_high",
        group=DEBT,
        label="债务率（测算值）偏高",
        condition="债务余额÷综合财力达到阈值",
        source="财政部引述的国际通行警戒线",
        severity=90,
        says='地方政府债务余额{{ item("地方政府债务余额").level }}，'
        '债务率（测算值）为{{ level("debt_ratio_estimate") }}，高于参考线。',
        answer=REPAY,
        reference="debt_ratio",
        holds=ratio_high,
    ),
    Problem(
        key="debt_near_limit",
        group=DEBT,
        label="债务余额接近限额",
        condition="债务余额÷债务限额达到阈值",
        source="预算法第三十五条：举债不得突破限额",
        severity=65,
        says='地方政府债务余额占限额的{{ level("debt_balance_to_limit", "地方政府债务限额") }}，'
        "新增举债空间有限。",
        answer=KEEP_LIMIT,
        holds=near_limit,
    ),
    Problem(
        key="debt_to_gdp_high",
        group=DEBT,
        label="负债率偏高",
        condition="债务余额÷地区生产总值达到阈值",
        source="国际通行参考线（转引）",
        severity=80,
        says='负债率为{{ level("debt_to_gdp") }}，高于参考线。',
        answer=REPAY,
        reference="debt_to_gdp",
        holds=debt_to_gdp_high,
    ),
    Problem(
        key="debt_service_grows",
        group=DEBT,
        label="债务还本付息增加",
        condition="债务还本付息同比增长率＞0",
        source="财政运行分析惯例",
        severity=56,
        says='{% set service = item("债务还本付息") %}'
        "偿还政府债务本息{{ service.level }}，{{ service.compared }}，偿付支出压力加大。",
        answer=REPAY,
        holds=service_grows,
    ),
)
