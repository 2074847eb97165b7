"""The sheet of facts (报告事项): what no table holds and the report needs, a line a key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from finkit.counties import County
from finkit.facts import Fact, in_key_unit
from finkit.facts.choices import CHOICES
from finkit.facts.keys import NOT_APPLICABLE, Key, keys
from finkit.facts.slots import slots
from finkit.forms.layout import FACT_COLUMNS, FACTS, FIRST_ROW, Column, title
from finkit.forms.numbers import cell_value
from finkit.forms.page import close_page, height, open_page
from finkit.forms.styles import Styles, put
from finkit.periods import Period

_ANSWER = "B"


def write_facts(
    sheet: Any, county: County, period: Period, supplied: Iterable[Fact], styles: Styles
) -> None:
    """Fills the sheet of facts, with those the data hold of this period and of the one before."""
    own = [fact for fact in supplied if fact.county in (county.code, county.name)]
    now = {fact.key: fact for fact in own if fact.period == period}
    before = _latest_before(own, period)
    columns = [_naming_when(column, before) for column in FACT_COLUMNS]
    open_page(sheet, county, title(county, period, FACTS), columns, styles)
    for row, key in enumerate(keys().values(), FIRST_ROW):
        _write_key(sheet, row, key, now.get(key.key), before.get(key.key), styles)
    _guard_answers(sheet)
    close_page(sheet, f"{_ANSWER}{FIRST_ROW}")


def _latest_before(supplied: Iterable[Fact], period: Period) -> dict[str, Fact]:
    earlier = [fact for fact in supplied if fact.period < period]
    latest = max((fact.period for fact in earlier), default=period)
    return {fact.key: fact for fact in earlier if fact.period == latest}


def _naming_when(column: Column, before: dict[str, Fact]) -> Column:
    """The column; that of the last time's answers says in its comment when that was.

    The answers themselves stand bare: they are copied across.
    """
    if column.kind != "before" or not before:
        return column
    when = next(iter(before.values())).period
    said = f"上次（{when.year}年{when.month}月）"
    return column._replace(comment=column.comment.replace("上次", said, 1))


def _write_key(
    sheet: Any, row: int, key: Key, now: Fact | None, before: Fact | None, styles: Styles
) -> None:
    cells = (
        (key.key, "label"),
        (_answer(now, key), "open" if key.is_number else "text"),
        (key.unit, "label"),
        (_meaning(key), "cell"),
        (key.example, "example"),
        (_answer(before, key), "example"),
        (now.source if now else "", "text"),
    )
    for column, (value, look) in enumerate(cells, 1):
        put(sheet, row, column, value, styles[look])
    texts = [str(value or "") for value, _ in cells]
    sheet.row_dimensions[row].height = height(texts, [column.width for column in FACT_COLUMNS])


def _answer(fact: Fact | None, key: Key) -> Decimal | str | None:
    """A fact as it is or was filled in: a number in the unit of its key, else its text."""
    if fact is None:
        return None
    if fact.value is None:
        return fact.text
    return cell_value(in_key_unit(fact, key))


def _meaning(key: Key) -> str:
    """What is asked for, a rate within what range, and where the report says it."""
    parts = [key.meaning]
    if key.unit == "%":
        parts.append(f"{key.least}至{key.most}")
    if sections := _sections().get(key.key):
        parts.append(f"印在{'、'.join(sections)}")
    return "；".join(parts)


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    """The sections of the report that each key is printed in."""
    found: dict[str, dict[str, None]] = {}
    for slot in slots():
        if slot.fact:
            found.setdefault(slot.fact, {})[slot.section] = None
    return {key: tuple(sections) for key, sections in found.items()}


def _guard_answers(sheet: Any) -> None:
    """A number within its range or 不适用; a choice where answers are few."""
    guards: dict[tuple[Decimal | None, Decimal | None], DataValidation] = {}
    for row, key in enumerate(keys().values(), FIRST_ROW):
        cell = f"{_ANSWER}{row}"
        if key.key in CHOICES:
            choice = _choice((*CHOICES[key.key], NOT_APPLICABLE))
            choice.add(cell)
            sheet.add_data_validation(choice)
        elif key.is_number:
            limits = (key.least, key.most)
            if limits not in guards:
                guards[limits] = _range(cell, *limits)
            guards[limits].add(cell)
    for guard in guards.values():
        sheet.add_data_validation(guard)


def _choice(words: Sequence[str]) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f'"{",".join(words)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="不是常用的答案",
        error="确实如此可以保留。",
    )


def _range(first: str, least: Decimal | None, most: Decimal | None) -> DataValidation:
    """`first` is the topmost cell: Excel reads the formula relative to it."""
    limits = [f"{first}>={least}"] if least is not None else []
    limits += [f"{first}<={most}"] if most is not None else []
    said = f"{least}至{most}" if most is not None else f"不小于{least}"
    return DataValidation(
        type="custom",
        formula1=f'OR({first}="{NOT_APPLICABLE}",AND({",".join([f"ISNUMBER({first})", *limits])}))',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="填数字或不适用",
        error=f"请填数字（{said}），不带单位；本县没有的填“{NOT_APPLICABLE}”。",
    )
