"""The explorer: counties and items found by what is typed, shown as tables and charts, with the
code that gives the same.

finder     what is typed, and the county or item that it finds
picker     the widgets of it
ways       the ways to look at what was chosen, as code
code       that code, run: a table and its chart
explorer   all of it in JupyterLab
"""

from finkit.workbench.explorer.explorer import Explorer

__all__ = ["Explorer"]
