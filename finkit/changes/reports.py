"""A folder of reports as a side: the figures of each `figures.json`, and the text beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from finkit.batch.sealed import sealed_in
from finkit.changes.change import Value, What
from finkit.changes.crossing import Seen
from finkit.claims.thresholds import Threshold, thresholds
from finkit.errors import DataError, UsageError
from finkit.indicators import all_declared
from finkit.render.rendering import FIGURES_JSON, REPORT_MARKDOWN

_MOST_DIGITS = 40
_NOT_OURS = "不是报告的 figures.json"
_WHOSE = ("county_code", "period")
_TEXTS = (
    *_WHOSE,
    *("id", "county", "item", "parent_item", "standard_item", "indicator", "of_item"),
    *("unit", "reason"),
)
_OF_INPUT = (*_WHOSE, "basis", "item", "parent_item", "measure", "unit", "source")
Place = tuple[str, str]
"""County code and period."""


class Report:
    """One report on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def figures(self) -> list[dict[str, Any]]:
        """Its figures. Raises `DataError` where the file is none of ours."""
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"), parse_float=Decimal)
        except (OSError, ValueError, RecursionError) as error:
            raise DataError(_NOT_OURS, where=str(self.path)) from error
        # Series of charts and findings stand there too: what has inputs is a figure.
        objects = [one for one in held if isinstance(one, dict)] if _is_list(held) else []
        found = [one for one in objects if "inputs" in one]
        if not _is_list(held) or len(objects) < len(held) or not all(map(_is_figure, found)):
            raise DataError(_NOT_OURS, where=str(self.path))
        return found

    @property
    def place(self) -> Place:
        """Whose it is, and of when."""
        if not self.figures:
            raise DataError("里面没有数", where=str(self.path))
        return self.figures[0]["county_code"], self.figures[0]["period"]

    @property
    def text(self) -> str:
        """Its text; "" where none lies beside it. Raises `DataError` where it is no text."""
        beside = self.path.parent / REPORT_MARKDOWN
        try:
            return beside.read_text(encoding="utf-8") if beside.is_file() else ""
        except (OSError, ValueError) as error:
            raise DataError("不是报告的 report.md（应为 UTF-8）", where=str(beside)) from error

    @property
    def lines(self) -> dict[str, Threshold]:
        """The thresholds it was made with."""
        sealed = sealed_in(self.path.parent)
        return thresholds(sealed.options.get("thresholds") if sealed else None)

    def values(self) -> dict[What, Value]:
        """Its figures that have a value, each under its id."""
        return values_of(self.figures)

    def seen(self) -> Iterator[Seen]:
        """Its figures as thresholds are asked of them."""
        for one in self.figures:
            of = (one["indicator"], one["standard_item"], one["of_item"])
            yield Seen(one["county_code"], one["period"], *of, _value(one))


def _is_list(held: object) -> bool:
    return isinstance(held, list)


def _is_figure(one: Mapping[str, Any]) -> bool:
    """Whether all that is read of a figure is there and of its kind."""
    inputs = one["inputs"]
    return (
        all(isinstance(one.get(name), str) for name in _TEXTS)
        and _is_number(one.get("value", ""), empty=True)
        and isinstance(inputs, list)
        and all(isinstance(cell, dict) and _is_input(cell) for cell in inputs)
    )


def _is_input(cell: Mapping[str, Any]) -> bool:
    return _is_number(cell.get("value")) and all(isinstance(cell.get(n), str) for n in _OF_INPUT)


def _is_number(value: object, *, empty: bool = False) -> bool:
    if value is None:
        return empty
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    # No amount has more digits; written out, 1e999999999 would fill the memory.
    return abs(Decimal(value).adjusted()) < _MOST_DIGITS


def values_of(figures: Iterable[Mapping[str, Any]]) -> dict[What, Value]:
    """Figures as `figures.json` has them, those that have a value, each under its id."""
    return {
        What(one["county_code"], one["period"], (one["id"],)): _value(one)
        for one in figures
        if one["value"] is not None
    }


def _value(one: Mapping[str, Any]) -> Value:
    sources = dict.fromkeys(cell["source"] for cell in one["inputs"])
    number = None if one["value"] is None else Decimal(one["value"])
    of = f"（{one['of_item']}）" if one["of_item"] else ""
    is_printed = [cell["value"] for cell in one["inputs"]] == [one["value"]]
    return Value(
        one["county"],
        one["item"],
        one["parent_item"],
        f"{_labels().get(one['indicator'], one['indicator'])}{of}",
        number,
        one["unit"],
        "；".join(sources),
        one["reason"],
        computed=not is_printed,
    )


@cache
def _labels() -> dict[str, str]:
    """What indicators are called; where several share a key, as the first is."""
    return {one.key: one.label for one in reversed(all_declared())}


def is_of_reports(place: str) -> bool:
    """Whether a place is a folder with reports in it."""
    folder = Path(place)
    return bool(place) and folder.is_dir() and next(folder.rglob(FIGURES_JSON), None) is not None


def reports(place: str) -> dict[Place, Report]:
    """The reports of a folder. Raises `UsageError` where two are of one county and period."""
    found: dict[Place, Report] = {}
    for path in sorted(Path(place).rglob(FIGURES_JSON)):
        one = Report(path)
        if (other := found.setdefault(one.place, one)) is not one:
            code, period = one.place
            raise UsageError(
                f"{code} {period} 有两份报告",
                where=place,
                advice=f"{other.path.parent}、{path.parent}，请各放一个文件夹",
            )
    return found
