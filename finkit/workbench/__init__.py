"""The analyst's bench: a data set explored in JupyterLab, its tables, charts and derivations."""

from finkit.charts.fonts import use_fonts
from finkit.workbench.bench import CountyBench, Derivation, Workbench, chart
from finkit.workbench.table import Table, reasons_of

__all__ = ["CountyBench", "Derivation", "Table", "Workbench", "chart", "reasons_of", "use_fonts"]
