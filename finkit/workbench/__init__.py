"""The analyst's bench: a data set explored in JupyterLab, its tables, charts and derivations."""

from finkit.workbench.bench import CountyBench, Derivation, Workbench, chart

__all__ = ["CountyBench", "Derivation", "Workbench", "chart"]
