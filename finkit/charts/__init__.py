"""Charts: how (style, bars, lines, dots), what (catalogue and its files), and the forms as
functions over tables, series and figures.

    lines  columns  panels         over time
    bars  paired  waterfall        rows
    diverging  progress            rows with a zero, or what is due
    slope  strips                  two times, one among others

Each gives a `Chart`: it shows itself in a notebook, has alternative text and its data below, and
`save("图.svg")` (.png, .pdf) writes it as a file. matplotlib's own charts stand beside them;
`finkit.use_fonts()` gives those Chinese.

>>> import finkit
>>> finkit.charts.bars({"临洮县": 45.2, "大姚县": 61.0}, "税收占比", unit="%").title
'税收占比'
"""

# After the modules that some are named as: here the names are those of the functions.
from finkit.charts.chart import Chart
from finkit.charts.own.among import slope, strips
from finkit.charts.own.over_time import columns, lines, panels
from finkit.charts.own.rows import bars, diverging, paired, progress, waterfall

__all__ = [
    "Chart",
    "bars",
    "columns",
    "diverging",
    "lines",
    "paired",
    "panels",
    "progress",
    "slope",
    "strips",
    "waterfall",
]


def __dir__() -> list[str]:
    """What is meant to be used, and none of the modules within."""
    return sorted(__all__)
