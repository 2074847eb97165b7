"""A law over random ledgers with 上划: what is compared on local revenue never contains it."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from finkit.contract import Observation
from finkit.dataset import open_dataset
from finkit.figures.figure import Figure
from tests.conftest import HEADER, Opened, row

ON_LOCAL = {
    "self_sufficiency_rate",
    "fiscal_gap",
    "transfer_dependence",
    "land_dependence",
    "revenue_per_capita",
    "revenue_elasticity",
    "debt_ratio_estimate",
}
NAMES = ("一般公共预算收入", "一、一般公共预算收入", "公共财政预算收入", "一般预算收入")
LOCAL_NAMES = ("地方一般公共预算收入", "（一）地方一般公共预算收入", "地方公共财政预算收入")
LEVELS = ("上划中央收入", "上划省级收入", "上划市级收入", "（二）上划中央收入", "上划中省收入")

amounts = st.integers(2, 10**6)
"""In 万元: one alone is within the rounding of two amounts and tells nothing."""


class Drawn(NamedTuple):
    """A county's revenue, its local part and how its table shows them."""

    local: int
    shared: dict[str, int]
    spending: int
    rows: list[str]
    is_declared: bool

    @property
    def tells(self) -> bool:
        """Whether anything says that the printed amount contains more."""
        return self.is_declared or len(self.rows) > 1


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    local, spending = draw(amounts), draw(amounts)
    levels = draw(st.lists(st.sampled_from(LEVELS[:3]), min_size=1, max_size=3, unique=True))
    shared = {name: draw(amounts) for name in levels}
    if draw(st.booleans()):
        shared = {draw(st.sampled_from(LEVELS)): draw(amounts)}
    name = draw(st.sampled_from(NAMES))
    rows = [f"{name} {local + sum(shared.values())}"]
    place = draw(st.sampled_from((f"<{name}", "")))
    with_local = draw(st.booleans())
    if with_local:
        rows.append(f"{draw(st.sampled_from(LOCAL_NAMES))}{place} {local}")
    if draw(st.booleans()) and (place or with_local):
        rows += [f"{one}{place} {amount}" for one, amount in shared.items()]
    return Drawn(local, shared, spending, rows, draw(st.booleans()))


def opened(one: Drawn) -> Opened:
    others = (
        f"一般公共预算支出 {one.spending}",
        "政府性基金收入 5000",
        "国有土地使用权出让收入<政府性基金收入 4000",
        "国有资本经营预算收入 100",
        "上级补助收入 30000",
        "地区生产总值 900000",
    )
    lines = [
        "2021-12 cumulative {} actual {} 万元".format(*line.split())
        for line in (*one.rows, *others)
    ]
    lines += [
        "2021-12 balance 常住人口 actual 10 万人",
        "2021-12 balance 地方政府债务余额 actual 50000 万元",
    ]
    says = ["一般公共预算收入,621124,地方一般公共预算收入+上划收入,本县口径"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = [HEADER, *map(row, lines), ""]
        (folder / "observations.csv").write_text("\n".join(table), encoding="utf-8")
        if one.is_declared:
            rows = ["item,region,components,source", *says, ""]
            (folder / "calibers.csv").write_text("\n".join(rows), encoding="utf-8")
        return Opened(open_dataset(folder))


def is_printed(cell: Observation) -> bool:
    return cell.item in NAMES


def shared_in(figure: Figure) -> Decimal:
    cells = {cell for cell in figure.inputs if "上划" in cell.item}
    return sum((cell.value for cell in cells), Decimal())


@given(drawn())
def test_no_figure_on_local_revenue_contains_what_is_shared_upwards(one: Drawn) -> None:
    figures = opened(one).figures("2021-12")
    found = [figure for figure in figures if figure.indicator in ON_LOCAL]
    assert {figure.indicator for figure in found} == ON_LOCAL
    for figure in found:
        if figure.value is not None and one.tells and any(map(is_printed, figure.inputs)):
            assert shared_in(figure) == sum(one.shared.values()), figure.id


@given(drawn())
def test_what_is_compared_is_local_or_absent_with_its_reason(one: Drawn) -> None:
    figures = opened(one).figures("2021-12")
    (rate,) = figures.named("self_sufficiency_rate")
    (gap,) = figures.named("fiscal_gap")
    if rate.value is None:
        assert one.tells
        assert rate.reason == "一般公共预算收入含上划收入，缺地方一般公共预算收入本期数"
        assert gap.value is None
        return
    base = one.local if one.tells else one.local + sum(one.shared.values())
    assert rate.value == Decimal(100 * base) / one.spending
    assert gap.value == one.spending - base
