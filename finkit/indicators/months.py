"""Single months out of cumulative amounts: 当月数, 环比, 当月同比.

A month's amount is the cumulative amount less that of the month before. Where January and February
were published together they are not taken apart, and where a month is missing the next has no
amount of its own. Amounts may be negative (退库): they stay so.
"""

from __future__ import annotations

from finkit.contract import ACTUAL, CUMULATIVE, MONTH, PRIOR_ACTUAL
from finkit.figures.declaration import ItemIndicator, Speech
from finkit.figures.levels import before_change
from finkit.figures.quantity import PERCENT, Quantity, absent, difference, growth, held, observed
from finkit.ledger.county_book import ItemSeries
from finkit.ledger.remembered import remembered
from finkit.periods import Period


@remembered
def single_month(series: ItemSeries, period: Period) -> Quantity:
    """当月数: as published; else January's cumulative, or the difference of two cumulatives."""
    if (twin := series.book.twin(series, MONTH)) and (published := twin.actual(period)):
        return observed(published)
    now = held(series.actual(period), f"{period}{series.label}", ACTUAL)
    if now.value is None or period.month == 1:
        return now
    before = series.actual(period.previous_month())
    if before is None:
        return now.because(_why_not(period))
    return difference(now, observed(before))


def _why_not(period: Period) -> str:
    if period.month == 2:
        return "1—2月合并公布，不拆分为单月"
    return f"缺{period.previous_month()}累计数，算不出当月数"


def _asked(series: ItemSeries, period: Period) -> bool:
    return series.key.basis == CUMULATIVE and series.own(period, ACTUAL) is not None


def month_amount(series: ItemSeries, period: Period) -> Quantity | None:
    """当月数 of a cumulative series."""
    return single_month(series, period) if _asked(series, period) else None


def mom_rate(series: ItemSeries, period: Period) -> Quantity | None:
    """环比: against the single month before."""
    if not _asked(series, period):
        return None
    before = single_month(series, period.previous_month())
    return growth(single_month(series, period), before, "上月数")


def month_yoy_rate(series: ItemSeries, period: Period) -> Quantity | None:
    """当月同比: a single month against the same month last year."""
    if not _asked(series, period):
        return None
    twin = series.book.twin(series, MONTH)
    published = twin.find(period, PRIOR_ACTUAL) if twin else None
    if published is None and before_change(series, period.years_before(1), period):
        return absent(PERCENT, "区划调整，上年同月数不可比")
    then = observed(published) if published else single_month(series, period.years_before(1))
    return growth(single_month(series, period), then, "上年同月数")


INDICATORS = (
    ItemIndicator(
        key="month_amount",
        label="当月数",
        unit="",
        basis="month",
        speech=Speech.LEVEL,
        formula="本月累计数−上月累计数",
        definition="单月发生额，可为负（退库）；1—2月合并公布的不拆分，缺上月累计数的不推算",
        source="国库月报累计数与当月数的关系",
        compute=month_amount,
    ),
    ItemIndicator(
        key="mom_rate",
        label="环比增长率",
        unit="%",
        basis="month",
        speech=Speech.RATE,
        formula="(当月数−上月数)÷上月数×100%",
        definition="与上一单月相比的增长率；上月数为正才计算",
        source="统计用语：环比为与上一统计期相比",
        compute=mom_rate,
    ),
    ItemIndicator(
        key="month_yoy_rate",
        label="当月同比增长率",
        unit="%",
        basis="month",
        speech=Speech.RATE,
        formula="(当月数−上年同月数)÷上年同月数×100%",
        definition="单月与上年同一单月相比的增长率；上年同月数为正才计算",
        source="财政收支月报“本月增减%”栏",
        compute=month_yoy_rate,
    ),
)
