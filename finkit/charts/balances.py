"""Balances over the months, else over the years: deposits and loans, debt under its limit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from finkit.accounts.names import DEBT, DEPOSITS, LIMIT, LOANS
from finkit.charts import breaks
from finkit.charts.chart import Chart
from finkit.charts.findings import over_years as said
from finkit.charts.lines import NOT_FROM_ZERO, Break, Line, lines
from finkit.charts.listed.series import over_time
from finkit.charts.scales import axis
from finkit.charts.scene import Scene, floats
from finkit.charts.trends import (
    LARGE,
    last_values,
    levels,
    over_years,
    same_month,
    series_held,
    told,
)
from finkit.contract import BALANCE
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.wording import phrase

_MONTHS_SHOWN = 24


def _by_month_or_year(scene: Scene, what: str, names: tuple[str, ...], stepped: str = "") -> Chart:
    """Balances month by month where they are held so, else year by year."""
    held = series_held(scene, names, BALANCE)
    recent = _recent_months(scene, held)
    if not recent:
        made, _ = over_years(
            scene,
            f"历年{what}（亿元）",
            names,
            levels(scene),
            basis=BALANCE,
            missing=f"缺{what}的连续数",
        )
        return made
    labels = [f"{period.year % 100:02d}-{period.month:02d}" for period in recent]
    listed = [
        over_time(s.label, labels, s, "amount", LARGE, recent, scene.amounts(s, recent, LARGE))
        for s in held
    ]
    drawn = [
        Line(s.label, floats(scene.amounts(s, recent, LARGE)), n == 0, step=s.name == stepped)
        for n, s in enumerate(held)
    ]
    title = f"{what}（亿元）"
    moved = breaks.moved(scene.at.book, recent)
    marks = [Break(recent.index(one), "区划调整") for one in moved]
    alt = f"{title}，{last_values(listed, LARGE)}。"
    made = lines(title, alt, labels, drawn, axis, breaks=marks)
    measure = f"{_month(recent[0])}—{_month(recent[-1])}；{NOT_FROM_ZERO}"
    note = breaks.not_comparable(moved)
    return replace(made, measure=measure, note=note, series=tuple(listed), head="月份")


def _month(period: Period) -> str:
    return f"{period.year}年{period.month}月"


def _recent_months(scene: Scene, held: list[ItemSeries]) -> list[Period]:
    """The latest months, where every one of them is held; none where they are not."""
    recent = sorted({p for s in held for p in s.periods if p <= scene.period})[-_MONTHS_SHOWN:]
    unbroken = all(later.previous_month() == earlier for earlier, later in pairwise(recent))
    return recent if len(recent) > 1 and unbroken else []


def deposits_and_loans(scene: Scene) -> Chart:
    """存款余额 and 贷款余额; a year whose loans are several times its deposits is remarked."""
    chart = _by_month_or_year(scene, "存贷款余额", (DEPOSITS, LOANS))
    items = told(scene, (DEPOSITS, LOANS), BALANCE)
    chart = replace(chart, finding=said.balances(scene, items))
    held = series_held(scene, (DEPOSITS, LOANS), BALANCE)
    if len(held) < 2:
        return chart
    years = same_month(held[0], scene.period)
    drawn = [p for p in _recent_months(scene, held) or years if p in years]
    saved, lent = (Line(s.label, floats(scene.amounts(s, drawn, LARGE))) for s in held)
    note = breaks.too_many_loans(saved, lent, [breaks.month_end(period) for period in drawn])
    return replace(chart, note=chart.note + note)


def debt(scene: Scene) -> Chart:
    """债务余额 under 债务限额, which holds until the next is set."""
    made = _by_month_or_year(scene, "地方政府债务余额与限额", (DEBT, LIMIT), stepped=LIMIT)
    item = scene.at.item(DEBT, basis=BALANCE)
    rate = scene.figure(item, "debt_balance_to_limit")
    if rate is None:
        return made
    return replace(made, finding=phrase("债务余额占限额的", scene.speaker.level(rate)))
