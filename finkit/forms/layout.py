"""The layout of the form, a contract with the reader of filled-in forms: not a word may change."""

from __future__ import annotations

from typing import NamedTuple

from finkit.counties import County
from finkit.periods import Period

GUIDE, FACTS = "填表说明", "报告事项"
TITLE_ROW, UNIT_ROW, HEADER_ROW = 1, 2, 3
FIRST_ROW = 4


class Column(NamedTuple):
    """A column: its header, what it holds (a field of `Amounts`, or a formula), width, comment."""

    header: str
    kind: str
    width: float
    comment: str


_PRIOR = Column(
    "上年同期",
    "prior",
    14,
    "上年同一时点的数，与本期口径一致。已知的已代填，以上级或上年报表公布的为准，可以改。",
)
_NOTE = Column("备注", "note", 26, "需要说明的写在这里，如一次性收入、口径变化。可以不填。")
_CODE = Column("科目编码", "code", 11, "政府收支分类科目的编码。没有编码的为空，不必填。")

FLOW_COLUMNS = (
    _CODE,
    Column("预算科目", "label", 38, "科目名称，前面的空格表示层级。名称和空格不要改。"),
    Column(
        "年初预算",
        "budget",
        14,
        "人大批准的全年预算数，一年之内不变。本年以前各期填过的已代填，可以改。",
    ),
    Column(
        "调整预算",
        "adjusted_budget",
        14,
        "依法调整后的全年预算数。没有调整的空着。本年以前各期填过的已代填，可以改。",
    ),
    Column("本月完成", "month", 14, "只是这一个月的数。退库大于入库的填负数。"),
    Column("累计完成", "actual", 14, "1月1日起到本月末的累计数。没有发生的填0，不知道的空着。"),
    _PRIOR,
    Column("增减额", "change", 13, "自动计算：累计完成－上年同期。不用填。"),
    Column("增减%", "growth", 9, "自动计算：增减额÷上年同期。上年同期不是正数的不计算。不用填。"),
    Column(
        "占预算%",
        "completion",
        9,
        "自动计算：累计完成÷调整预算；没有调整预算的÷年初预算。不用填。",
    ),
    _NOTE,
)

BALANCE_COLUMNS = (
    _CODE,
    Column("项目", "label", 38, "项目名称，前面的空格表示层级。名称和空格不要改。"),
    Column("期末余额", "actual", 18, "本月末这一时点的余额，不是发生额。没有的填0，不知道的空着。"),
    Column("年初余额", "opening", 18, "上年12月末的余额，较年初由它算出。已知的已代填，可以改。"),
    _PRIOR._replace(width=18),
    _NOTE._replace(width=36),
)

FACT_COLUMNS = (
    Column("键", "key", 24, "报告事项的名称，不要改。"),
    Column("填写", "answer", 34, "在这里填。本县没有的事项填“不适用”；不知道的空着。"),
    Column("单位", "unit", 7, "数字按这个单位填，不要在数字后面再写单位。"),
    Column("说明", "meaning", 40, "填什么，印在报告的哪一部分。"),
    Column("示例", "example", 28, "只是举例，不是本县的情况。"),
    Column("上期填写", "before", 28, "上次填的，供参考，可以抄到“填写”；不会自动带入本期。"),
    Column("来源", "source", 22, "数从哪里来：科室、文件或系统。"),
)

AMOUNT_KINDS = ("budget", "adjusted_budget", "month", "actual", "opening", "prior")
CARRIED_KINDS = ("budget", "adjusted_budget", "opening", "prior")
FORMULA_KINDS = ("change", "growth", "completion")


def title(county: County, period: Period, what: str) -> str:
    """The title of a sheet.

    >>> title(County("621124", "临洮县"), Period(2024, 2), "一般公共预算收入情况表")
    '临洮县2024年2月一般公共预算收入情况表'
    """
    return f"{county.name}{period.year}年{period.month}月{what}"


def code_line(county: County) -> str:
    """The line that says whose the form is."""
    return f"县区代码：{county.code}"


def unit_line(unit_name: str) -> str:
    """The line that says in which unit a sheet is filled in."""
    return f"单位：{unit_name}"
