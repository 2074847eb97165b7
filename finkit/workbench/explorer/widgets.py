"""The explorer of the workbench: choose county, items and indicator; see table and chart."""

from __future__ import annotations

import ipywidgets as w
from IPython.display import display

from finkit import indicators
from finkit.errors import FinkitError
from finkit.workbench import Workbench, chart

_FIRST = 3


def explorer(bench: Workbench) -> w.Widget:
    """Widgets over a data set; everything they show can be had by `county.table` as well."""
    counties = bench.counties
    pairs = zip(counties["县区"], counties["代码"], strict=True)
    county = w.Combobox(
        options=[f"{name} {code}" for name, code in pairs],
        description="县区",
        ensure_option=True,
        placeholder="输入县名或代码",
    )
    items = w.SelectMultiple(description="项目", rows=8)
    indicator = w.Dropdown(
        description="指标", options=[(one.label, one.key) for one in indicators.ITEM_INDICATORS]
    )
    shown = w.Output()

    def choose(_: object) -> None:
        if county.value:
            held = bench.county(county.value.split()[-1]).items
            items.options, items.value = held, tuple(held[:_FIRST])

    def show(_: object) -> None:
        shown.clear_output(wait=True)
        if not (county.value and items.value):
            return
        with shown:
            try:
                table = bench.county(county.value.split()[-1]).table(items.value, indicator.value)
                display(chart(table, indicator.label))  # type: ignore[no-untyped-call]
                display(table)  # type: ignore[no-untyped-call]
            except (FinkitError, ValueError) as error:
                print(error)

    county.observe(choose, "value")
    for one in (items, indicator):
        one.observe(show, "value")
    return w.VBox([w.HBox([county, indicator]), items, shown])
