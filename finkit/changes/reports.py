"""A folder of reports as a side: the figures of each `figures.json`, and the text beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from finkit.batch.sealed import SEAL_JSON, Sealed
from finkit.changes.change import Value, What
from finkit.changes.crossing import Seen
from finkit.claims.thresholds import Threshold, thresholds
from finkit.errors import DataError, UsageError
from finkit.indicators import all_declared
from finkit.render.rendering import FIGURES_JSON, REPORT_MARKDOWN

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
            # Series of charts and findings stand there too: what has inputs is a figure.
            return [one for one in held if "inputs" in one]
        except (OSError, ValueError, TypeError) as error:
            raise DataError("不是报告的 figures.json", where=str(self.path)) from error

    @property
    def place(self) -> Place:
        """Whose it is, and of when."""
        if not self.figures:
            raise DataError("里面没有数", where=str(self.path))
        return self.figures[0]["county_code"], self.figures[0]["period"]

    @property
    def text(self) -> str:
        """Its text; "" where none lies beside it."""
        beside = self.path.parent / REPORT_MARKDOWN
        return beside.read_text(encoding="utf-8") if beside.is_file() else ""

    @property
    def lines(self) -> dict[str, Threshold]:
        """The thresholds it was made with."""
        seal = self.path.parent / SEAL_JSON
        try:
            sealed = Sealed.parsed(seal.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return thresholds()
        return thresholds(sealed.options.get("thresholds"))

    def values(self) -> dict[What, Value]:
        """Its figures that have a value, each under its id."""
        return values_of(self.figures)

    def seen(self) -> Iterator[Seen]:
        """Its figures as thresholds are asked of them."""
        for one in self.figures:
            of = (one["indicator"], one["standard_item"], one["of_item"])
            yield Seen(one["county_code"], one["period"], *of, _value(one))


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
    return Value(
        one["county"],
        one["item"],
        one["parent_item"],
        f"{_labels().get(one['indicator'], one['indicator'])}{of}",
        number,
        one["unit"],
        "；".join(sources),
        one["reason"],
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
