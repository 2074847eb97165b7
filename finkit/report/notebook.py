"""The parameterised notebook: installed in the package, or in the checkout beside it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

NOTEBOOK_NAME = "county_report.ipynb"


def notebook_path() -> Path:
    """Where the notebook is."""
    package = Path(str(files("finkit")))
    installed = package / "notebooks" / NOTEBOOK_NAME
    return installed if installed.is_file() else package.parent / "notebooks" / NOTEBOOK_NAME
