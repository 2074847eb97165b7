"""What the columns of a table say of one another: months alike, changes of budgets, lone months."""

from __future__ import annotations

import re
from collections.abc import Mapping

from finkit.contract import MONTH
from finkit.workbooks.layout.column import Column, answer_to
from finkit.workbooks.layout.months import OPEN, basis_said, with_basis
from finkit.workbooks.words.dates import When
from finkit.workbooks.words.headings import Meaning

_BUDGET_GROWTH = Meaning("growth", "budget")
_RATES = ("growth", "completion", "of_prior")
_CHANGES = ("delta", "growth", "either")
_PRINTED_YEAR = re.compile(r"(?:19|20)\d{2}")
_LIKE_TABLE = re.compile(r".*(累计|同期).*")


def told_together(
    found: list[Column], answers: Mapping[str, str], said: str = "", *, is_by_month: bool = False
) -> list[Column]:
    """The columns, with what only those beside them tell, what is `said` around the table, or that
    the rows are months."""
    told = _without_changes_of_budgets(_without_budget_changes(_with_months(found)))
    told = _with_years_of_rates(told)
    told = _with_basis_of_changes(with_basis(told, answers, said), answers)
    return [_of_months(column, answers, said) for column in told] if is_by_month else told


def _with_years_of_rates(found: list[Column]) -> list[Column]:
    """增长% right of 2023年决算数 | 2024年预计数 is of the later year: that is what has grown."""

    def year_of(column: Column) -> int:
        own = [one for one in found if one.of == column.of and one.meaning.role == "amount"]
        years = [one.when.year for one in own]
        return max(years, default=0) if all(years) else 0

    return [
        column._replace(when=When(year))
        if column.meaning.role in _RATES and not column.when.year and (year := year_of(column))
        else column
        for column in found
    ]


def _of_months(column: Column, answers: Mapping[str, str], said: str) -> Column:
    """In the row of a month an amount is that month's, or the year's up to it: what is said
    around the table tells it, or it is asked."""
    is_open = column.meaning.role in ("amount", "delta") and not column.meaning.basis
    if not is_open or "budget" in column.meaning.measure or answer_to(column.printed, answers):
        return column
    basis = basis_said(said) or OPEN
    return column._replace(meaning=column.meaning._replace(basis=basis))


def _with_months(found: list[Column]) -> list[Column]:
    """2023年累计, or 2023年 beside 2024年: last year's amounts up to the month of the table."""
    named = {(_without_year(one), one.of, one.when.year) for one in found}

    def is_alike(column: Column) -> bool:
        if column.meaning[:2] != ("amount", "actual") or column.when.month:
            return False
        follower = (_without_year(column), column.of, column.when.year + 1)
        return bool(_LIKE_TABLE.fullmatch(column.printed)) or follower in named

    return [
        column._replace(is_alike=bool(column.when.year) and is_alike(column)) for column in found
    ]


def _without_year(column: Column) -> str:
    return _PRINTED_YEAR.sub("", column.printed)


def _without_budget_changes(found: list[Column]) -> list[Column]:
    """In a table of budgets 增减 is the budget's: no change of what was collected or spent."""

    def is_of_budget(column: Column) -> bool:
        own = [one for one in found if one.of == column.of and one.meaning.role == "amount"]
        years = [one.when.year for one in own if one.meaning.measure == "budget"]
        actuals = [one.when.year for one in own if one.meaning.measure == "actual"]
        return bool(years) and all(0 < year < max(years) for year in actuals)

    aside = Meaning("aside", "", "", "预算数的增减，不是实际数的")
    return [
        column._replace(meaning=_BUDGET_GROWTH if column.meaning.role == "growth" else aside)
        if column.meaning.role in (*_CHANGES, "of_prior") and is_of_budget(column)
        else column
        for column in found
    ]


def _without_changes_of_budgets(found: list[Column]) -> list[Column]:
    """调整数 beside 调整后预算 is what was changed, no budget."""
    adjusted = [one for one in found if one.meaning.measure == "adjusted_budget"]
    whole = {one.of for one in adjusted if "后" in one.printed}
    aside = Meaning("aside", "", "", "预算的调整额，不是调整后的预算")
    return [
        column._replace(meaning=aside)
        if column in adjusted and "后" not in column.printed and column.of in whole
        else column
        for column in found
    ]


def _with_basis_of_changes(found: list[Column], answers: Mapping[str, str]) -> list[Column]:
    """A change of no said months is of those of the amounts left of it: 本月, 上年同月, 增减额."""
    return [
        column._replace(meaning=column.meaning._replace(basis=MONTH))
        if column.meaning.role in _CHANGES
        and not (column.meaning.basis or column.meaning.measure == "budget")
        and not answer_to(column.printed, answers)
        and _is_of_month([one for one in found[:place] if _is_beside(one, column)])
        else column
        for place, column in enumerate(found)
    ]


def _is_beside(amount: Column, change: Column) -> bool:
    is_done = amount.meaning.role == "amount" and "budget" not in amount.meaning.measure
    return is_done and amount.of == change.of


def _is_of_month(amounts: list[Column]) -> bool:
    """Whether a change right of these amounts is a month's: not where a lone month follows what
    the year is compared with (累计, 上年同期, 本月, 增减%)."""
    if not amounts or amounts[-1].meaning.basis != MONTH:
        return False
    bases = {(one.meaning.measure, one.meaning.basis == MONTH) for one in amounts}
    is_pair = {("actual", False), ("prior_actual", False)} <= bases
    return not is_pair or ("prior_actual", True) in bases
