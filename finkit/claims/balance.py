"""Problems of balance: 收支矛盾, 三保, 可用财力, 支出进度."""

from __future__ import annotations

from finkit.accounts.names import DISPOSABLE, GENERAL_REVENUE, GENERAL_SPENDING, RIGID, SANBAO
from finkit.claims.declaration import Measure, Problem
from finkit.claims.evidence import Evidence
from finkit.claims.groups import BALANCE, PACE

_USAGE = "财政运行分析惯例"


def sanbao_behind(of: Evidence) -> bool:
    """三保支出落后序时进度超过阈值."""
    return of.county.period.month < 12 and of.progress(SANBAO) < -of.over("sanbao_behind")


def resources_short(of: Evidence) -> bool:
    """可用财力不敷刚性支出."""
    return of.of(DISPOSABLE, "amount") < of.of(RIGID, "amount")


def resources_fall(of: Evidence) -> bool:
    """可用财力同比减少."""
    return of.falls(of.of(DISPOSABLE, "yoy_rate"))


def gap_widens(of: Evidence) -> bool:
    """支出增速高于收入，收支差额扩大."""
    spending = of.of(GENERAL_SPENDING, "yoy_rate", beside=GENERAL_REVENUE)
    faster = of.falls(of.of(GENERAL_REVENUE, "yoy_rate") - spending)
    more = of.of(GENERAL_SPENDING, "yoy_amount") > of.of(GENERAL_REVENUE, "yoy_amount")
    return faster and more and of.county_figure("fiscal_gap") > 0


def rigid_grows(of: Evidence) -> bool:
    """刚性支出增长快于收入: only then does it press on what is left."""
    rigid = of.of(RIGID, "yoy_rate")
    faster = of.of(GENERAL_REVENUE, "yoy_rate", beside=RIGID) - rigid
    return of.falls(-rigid) and of.falls(faster)


def spending_behind(of: Evidence) -> bool:
    """一般公共预算支出落后序时进度."""
    return of.county.period.month < 12 and of.falls(of.progress(GENERAL_SPENDING))


SANBAO_FIRST = Measure(
    key="sanbao",
    plan="spending",
    title="优先保障“三保”支出",
    text="坚持“三保”支出优先顺序，足额编列预算，加强库款调度和动态监测，确保及时足额支付。",
)
MAKE_ENDS_MEET = Measure(
    key="balance",
    plan="spending",
    title="努力实现收支平衡",
    text="盘活存量资金资产，争取上级补助，压减非急需非刚性支出，量入为出安排支出。",
)
SPEED_UP = Measure(
    key="pace",
    plan="spending",
    title="加快支出进度",
    text="逐项分析支出偏慢的原因，加快项目实施和资金拨付，避免资金沉淀。",
)
CLAIMS = (
    Problem(
        key="sanbao_behind",
        group=BALANCE,
        label="三保支出进度严重滞后",
        condition="三保支出落后序时进度超过阈值",
        source="一省三保支出进度监测口径",
        severity=100,
        says='“三保”支出{{ item("三保支出").against_budget }}，支出进度严重滞后。',
        answer=SANBAO_FIRST,
        holds=sanbao_behind,
    ),
    Problem(
        key="resources_short",
        group=BALANCE,
        label="可用财力不敷刚性支出",
        condition="可用财力＜刚性支出",
        source=_USAGE,
        severity=95,
        says='可用财力{{ item("可用财力").level }}，'
        '低于同期刚性支出的{{ item("刚性支出").level }}。',
        answer=MAKE_ENDS_MEET,
        holds=resources_short,
    ),
    Problem(
        key="resources_fall",
        group=BALANCE,
        label="可用财力减少",
        condition="可用财力同比增长率＜0",
        source=_USAGE,
        severity=62,
        says='可用财力{% if not told.resources_short %}{{ item("可用财力").level }}，{% endif %}'
        '{{ item("可用财力").compared }}。',
        answer=MAKE_ENDS_MEET,
        holds=resources_fall,
    ),
    Problem(
        key="gap_widens",
        group=BALANCE,
        label="支出增速高于收入",
        condition="支出增长率高于收入增长率且增支额大于增收额",
        source=_USAGE,
        severity=75,
        says='一般公共预算支出{{ item("一般公共预算支出").grown }}，'
        '一般公共预算收入{{ item("一般公共预算收入").grown }}，'
        "支出增速高于收入"
        '{% if level("fiscal_gap") %}，收支缺口达到{{ level("fiscal_gap") }}{% endif %}。',
        answer=MAKE_ENDS_MEET,
        holds=gap_widens,
    ),
    Problem(
        key="rigid_grows",
        group=BALANCE,
        label="刚性支出增长快于收入",
        condition="刚性支出同比增长率＞0且高于一般公共预算收入增长率",
        source=_USAGE,
        severity=60,
        says='刚性支出{{ item("刚性支出").level }}，{{ item("刚性支出").compared }}，'
        "{% if not told.gap_widens %}"
        '一般公共预算收入{{ item("一般公共预算收入").grown }}，{% endif %}'
        "刚性支出增长快于收入，可统筹用于发展的财力受到挤压。",
        answer=SANBAO_FIRST,
        holds=rigid_grows,
    ),
    Problem(
        key="spending_behind",
        group=PACE,
        label="一般公共预算支出落后序时进度",
        condition="完成进度−序时进度＜0",
        source=_USAGE,
        severity=42,
        says='一般公共预算支出{{ item("一般公共预算支出").against_budget }}，'
        "部分资金支出进度需要加快。",
        answer=SPEED_UP,
        holds=spending_behind,
    ),
)
