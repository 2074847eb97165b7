"""The code of a view, and the view that it gives: what is shown is what the code says, for it ran.

A code is written for a `data = finkit.open(…)` before it: lines that make `table`, and at last the
chart.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from finkit import charts
from finkit.charts import Chart
from finkit.credentials import bare
from finkit.workbench.bench import Workbench


class View(NamedTuple):
    """A table, how it is drawn, and the code of both."""

    table: pd.DataFrame
    chart: Chart
    code: str


def shown(code: str, bench: Workbench) -> View:
    """What a code gives over a data set. Raises what the calls in it raise."""
    names: dict[str, Any] = {"data": bench, "charts": charts}
    *lines, last = code.splitlines()
    # Written by `ways`, of names of this data set as `repr` quotes them: nothing typed stands bare.
    exec("\n".join(lines), names)
    return View(names["table"], eval(last, names), code)


def opening(bench: Workbench) -> str:
    """The lines that stand before every code."""
    place = repr(bare(bench.place)) if bench.place else ""
    own = f"extensions={bench.extensions!r}" if bench.extensions else ""
    given = ", ".join(filter(None, (place, own)))
    return f"import finkit\nfrom finkit import charts\n\ndata = finkit.open({given})"
