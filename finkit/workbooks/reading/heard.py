"""What holds of a table once its headings have been heard."""

from __future__ import annotations

from collections.abc import Sequence

from finkit.workbooks.layout.column import Column
from finkit.workbooks.reading import disputes
from finkit.workbooks.reading.context import Context, Given, check_same
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.dates import When
from finkit.workbooks.words.titles import Said


def with_headings(
    around: Context,
    columns: list[Column],
    table: Table,
    units_said: Sequence[Said],
    given: Given,
    unit: str,
) -> tuple[Context, list[Column]]:
    """What holds once the headings have been heard, and the columns: where none of them is in the
    table's unit, or of its month, it is asked which holds. `unit` is one answered before: it counts
    where the table prints none, or several.
    """
    said, period = table.said.get("unit"), table.said.get("period")
    units = disputes.of_units(units_said, said, columns)
    check_same("单位", units.texts or ((said.text,) if said else ()), given.unit, table)
    answered = given.unit or unit
    if not units.texts:
        around = around._replace(unit=around.unit or answered)
    else:
        chosen = answered if answered in units.texts else ""
        around = around._replace(
            unit=chosen, unit_asked=units.question("金额单位", "--unit", "万元")
        )
        columns = [one._replace(unit="") if one.unit in units.texts else one for one in columns]
    months = disputes.of_spans(columns, period)
    if not months.texts:
        return around, columns
    check_same("期间", months.texts, given.period, table)
    own = disputes.spans(columns, months.texts[0][:4])
    columns = [one._replace(when=When()) if one in own else one for one in columns]
    asked = months.question("期间", "--period", months.texts[0])
    return around._replace(period=given.period, period_asked=asked), columns
