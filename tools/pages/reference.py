"""The reference: what an analyst can call, made of docstrings by pdoc; it needs no network."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pdoc
import pdoc.render

PUBLIC = ("finkit", "finkit.workbench", "finkit.charts", "finkit.figures")
"""The doors an analyst goes through; what lies behind them is told by CONTRIBUTING.md."""

_TEMPLATE = Path(__file__).parent / "template"


def write(folder: Path) -> Path:
    """Writes the pages into a folder; the first of them."""
    folder.mkdir(parents=True, exist_ok=True)
    pdoc.render.configure(
        docformat="markdown", show_source=False, template_directory=_TEMPLATE, footer_text="finkit"
    )
    with warnings.catch_warnings():
        # Names that only a type checker imports stay as they are written.
        warnings.filterwarnings("ignore", message="Error parsing type annotation")
        pdoc.pdoc(*_modules(), output_directory=folder)
    return folder / "index.html"


def _modules() -> Iterator[str]:
    """Each door, and not the rooms behind it."""
    for name in PUBLIC:
        yield from (name, rf"!{re.escape(name)}\..+")
