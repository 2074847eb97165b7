"""The parameterised notebook: installed in the package, in the checkout beside it, or one's own."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from finkit.errors import DataError, UsageError

NOTEBOOK_NAME = "county_report.ipynb"
_MOST = 32 << 20


def notebook_path(own: str = "") -> Path:
    """Where the notebook is: the project's, or an edited copy of it (`own`)."""
    if own:
        return Path(own)
    package = Path(str(files("finkit")))
    installed = package / "notebooks" / NOTEBOOK_NAME
    return installed if installed.is_file() else package.parent / "notebooks" / NOTEBOOK_NAME


def check_notebook(own: str) -> None:
    """An edited copy still takes parameters and says whose report it is.

    Raises `UsageError` or `DataError` where there is no such file or it is no such notebook:
    papermill would run a notebook without a `parameters` cell for the wrong county.
    """
    path = Path(own)
    try:
        if path.exists() and (not path.is_file() or path.stat().st_size > _MOST):
            raise DataError(f"不是笔记本，或大于 {_MOST >> 20} MB", where=own)
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        takes = any("parameters" in cell["metadata"].get("tags", ()) for cell in code)
        says = any("report.seal" in "".join(cell["source"]) for cell in code)
    except OSError as error:
        raise UsageError("没有这个笔记本", where=own) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DataError("不是笔记本（.ipynb）", where=path.name) from error
    if not takes:
        raise DataError("笔记本没有标签为 parameters 的单元格，收不到县区和期间", where=path.name)
    if not says:
        raise DataError("笔记本没有 report.seal，无从知道是谁的报告", where=path.name)
