"""The unit that a row states in its own name: 存款余额（亿元）, 供养人员（人）; rows of rates."""

from __future__ import annotations

import re

from finkit.accounts.aliases import standard
from finkit.workbooks.words.dates import squeeze
from finkit.workbooks.words.headings import heading, meaning, unknown_unit

_RATE = re.compile(
    r".*(%|‰|占比|比重|增长率|增速|增幅|增减率|自给率|完成率|执行率|债务率|负债率|依存度|存贷比)"
)
_COUNT = re.compile(r".*(人数|人口|户数|家数|个数|供养人员|从业人员)")


RATE = "这一行是比率，不是金额"
_CHANGE = "这一行是增减，没有写明是金额还是比率"
_CHANGES = {"growth": RATE, "completion": RATE, "of_prior": RATE, "either": _CHANGE}
_OTHER_MEASURES = ("delta", "prior_actual", "budget", "adjusted_budget")
"""What a row says of the item above it: 比上年增减额, 上年同期, 年初预算."""


def unit_of(name: str) -> str:
    """The unit in brackets behind a name, "" if none.

    >>> unit_of("存款余额（亿元）"), unit_of("供养人员（人）"), unit_of("增值税（新口径）")
    ('亿元', '人', '')
    """
    return heading(name).unit


def why_no_amount(name: str) -> str:
    """Why the row of a name holds no amounts in the table's unit, "" if it may.

    >>> why_no_amount("财政自给率（%）"), why_no_amount("年末总人口（人）")
    ('这一行是比率，不是金额', '')
    >>> why_no_amount("占预算%"), why_no_amount("上年同期")
    ('这一行是比率，不是金额', '这一行说的是哪一种数，不是一个项目')
    >>> why_no_amount("年末总人口")
    '这一行是个数，没有写明单位'
    """
    if strange := unknown_unit(name):
        return f"不认识的单位「{strange}」"
    plain = squeeze(heading(name).text)
    if _RATE.fullmatch(plain):
        return RATE
    if not standard(plain).name and (said := _CHANGES.get(meaning(plain).role)):
        return said
    if meaning(plain).measure in _OTHER_MEASURES and not standard(plain).name:
        return "这一行说的是哪一种数，不是一个项目"
    if _COUNT.fullmatch(plain) and not unit_of(name):
        return "这一行是个数，没有写明单位"
    return ""
