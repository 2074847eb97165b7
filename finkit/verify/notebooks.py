"""An executed notebook against the one executed anew: all but when it ran, and where."""

from __future__ import annotations

import ast
import json
from typing import Any

from finkit.render.rendering import REPORT_NOTEBOOK
from finkit.verify.difference import Difference, text_differences

_OF_THE_RUN = ("papermill", "execution")
_PLACES = ("data", "facts")
_PLACES_OF_OPTIONS = ("template", "notebook", "extensions")
"""Parameters that are paths: where the same files lie differs from machine to machine."""


def notebook_differences(said: str, found: str) -> list[Difference]:
    """Where a notebook differs from the one executed anew, cell by cell.

    The times of its run, the places of its files and the name of the injected cell are passed over.
    """
    try:
        mine = _parts(json.loads(said))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return [Difference(REPORT_NOTEBOOK, "读不出的笔记本", "可读的笔记本")]
    theirs = _parts(json.loads(found))
    differences = []
    for number in range(max(len(mine), len(theirs))):
        name = f"{REPORT_NOTEBOOK} " + (f"第{number}格" if number else "元数据")
        differences += text_differences(name, _lines(mine, number), _lines(theirs, number))
    return differences


def _parts(notebook: Any) -> list[Any]:
    """The notebook without its cells, then each cell."""
    head = {name: value for name, value in notebook.items() if name != "cells"}
    head["metadata"] = _kept(head["metadata"])
    return [head, *(_cell(cell) for cell in notebook["cells"])]


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    kept = {**cell, "metadata": _kept(cell["metadata"])}
    if "injected-parameters" in cell["metadata"].get("tags", ()):
        del kept["id"]
        kept["source"] = _parameters("".join(cell["source"]))
    return kept


def _parameters(source: str) -> Any:
    """The parameters without their places; the source itself where it is anything more."""
    try:
        given = {}
        for statement in ast.parse(source).body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if name not in given:
                    given[name] = ast.literal_eval(value)
                case _:
                    return source
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return source
    options = given.get("options")
    if isinstance(options, dict):
        given["options"] = {k: v for k, v in options.items() if k not in _PLACES_OF_OPTIONS}
    return {name: value for name, value in given.items() if name not in _PLACES}


def _kept(metadata: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in metadata.items() if name not in _OF_THE_RUN}


def _lines(parts: list[Any], number: int) -> str:
    if number >= len(parts):
        return ""
    return json.dumps(parts[number], ensure_ascii=False, indent=1, sort_keys=True, default=str)
