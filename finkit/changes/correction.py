"""更正说明: a draft that names, report by report, what was, what should be, and which sentences
change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from finkit.changes.change import REVISED, Change
from finkit.changes.issued import Issued, Touched
from finkit.contract import BALANCE, BASES, LATER_BUDGET_FIRST, MONTH
from finkit.periods import Period
from finkit.units import UNITS, grouped, machine, text, unit
from finkit.wording.markdown import plain

_MOST = 12
_MOST_DECIMALS = 4
NOTHING = "已发的{looked}份报告与现有数据一致，没有要更正的。"


def draft(found: Issued) -> str:
    """The draft as Markdown; one line where nothing is touched."""
    if not found.touched:
        return NOTHING.format(looked=found.looked)
    return "\n".join(
        [
            "# 更正说明（草稿）",
            "",
            f"已发的{found.looked}份报告与现有数据比对，{len(found.touched)}份受影响。"
            "本稿由 finkit 起草，请核对后使用。",
            *(line for one in found.touched for line in _report(one)),
        ]
    )


def _report(one: Touched) -> Iterator[str]:
    yield from ("", f"## {plain(one.title)}", "", f"报告：{plain(one.path)}", "")
    if one.lacking:
        yield f"现有数据做不出这份报告：{plain(one.lacking)}"
        return
    yield "更正的数："
    yield ""
    for number, amount in enumerate(one.amounts, 1):
        yield f"{number}. {_amount(amount)}"
    if follows := one.figures:
        yield from ("", f"因此变动的{len(follows)}项：", "")
        yield from (f"- {_figure(figure)}" for figure in follows[:_MOST])
        if len(follows) > _MOST:
            yield f"- ……另有{len(follows) - _MOST}项，见 --format csv"
    if one.aside:
        yield from ("", f"{plain(one.aside)}。")
    if one.sentences:
        yield from ("", "改动的文字：", "")
        for was, now in one.sentences:
            # The sentences are those of report.md, which has escaped them.
            yield f"- 原：{was or '（没有这句）'}"
            yield f"  改：{now or '（删去）'}"


def _amount(one: Change) -> str:
    """2024年1—2月税收收入（累计本期数）：原为4900万元，应为4950万元。出处：月报 → 更正."""
    when = _when(Period.parse(one.new_period or one.old_period), one.what)
    what = f"{when}{plain(one.item)}（{plain(one.what)}）"
    whose = f"{plain(one.county)}{what}"
    if one.kind != REVISED:
        was = f"原为{grouped(one.old)}{one.old_unit}，现已撤下" if one.old else ""
        now = f"原来没有，现为{grouped(one.new)}{one.new_unit}" if one.new else ""
        return f"{whose}：{was or now}。出处：{plain(one.new_source or one.old_source)}"
    sources = dict.fromkeys(filter(None, (one.old_source, one.new_source)))
    was, now = (grouped(f"{value}{name}") for value, name in _sides(one))
    note = f"（{one.note}）" if one.note else ""
    return f"{whose}：原为{was}，应为{now}{note}。出处：{plain(' → '.join(sources))}"


def _when(period: Period, what: str) -> str:
    """The time that an amount is of: 1—2月 where it accumulates, the month alone, its end, or the
    year of a budget.

    >>> [_when(Period(2024, 2), w) for w in ("累计本期数", "当月本期数", "累计年初预算")]
    ['2024年1—2月', '2024年2月', '2024年']
    >>> _when(Period(2024, 12), "月末余额本期数")
    '2024年12月末'
    """
    if any(budget in what for budget in LATER_BUDGET_FIRST):
        return f"{period.year}年"
    if what.startswith(BASES[MONTH]):
        return f"{period.year}年{period.month}月"
    if what.startswith(BASES[BALANCE]):
        return f"{period.year}年{period.month}月末"
    return period.when()


def _figure(one: Change) -> str:
    was, now = _printed(one)
    return f"{plain(one.item)}{plain(one.what)}：原为{was}，应为{now}"


def _sides(one: Change) -> Sequence[tuple[str, str]]:
    return (one.old, one.old_unit), (one.new, one.new_unit)


def _printed(one: Change) -> tuple[str, str]:
    """Both sides to as few decimals as tell them apart."""
    same = one.old_unit == one.new_unit and one.old_unit in UNITS
    if not same:
        was, now = (grouped(f"{value}{name}") for value, name in _sides(one))
        return was, now
    for places in range(unit(one.old_unit).decimals, _MOST_DECIMALS + 1):
        was, now = (text(Decimal(value), name, places) for value, name in _sides(one))
        if was != now:
            return grouped(was), grouped(now)
    was, now = (f"{machine(Decimal(value))}{name}" for value, name in _sides(one))
    return grouped(was), grouped(now)
