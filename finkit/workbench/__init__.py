"""The analyst's bench: a data set explored in JupyterLab, its tables, charts and derivations."""

from finkit.changes import Changes, diff
from finkit.charts.fonts import use_fonts
from finkit.forecasting import Forecast
from finkit.rollup import AreaRollup
from finkit.workbench.ahead import forecast
from finkit.workbench.bench import Workbench
from finkit.workbench.county_bench import CountyBench
from finkit.workbench.derivation import Derivation
from finkit.workbench.opened import Data
from finkit.workbench.table import Table, reasons_of

__all__ = [
    "AreaRollup",
    "Changes",
    "CountyBench",
    "Data",
    "Derivation",
    "Forecast",
    "Table",
    "Workbench",
    "diff",
    "forecast",
    "reasons_of",
    "use_fonts",
]
