"""Ledgers to import into, and all that is read of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from finkit.cli import main
from finkit.contract import Observation
from finkit.dataset import open_dataset
from finkit.errors import DataError, UsageError
from finkit.imports.book import Book
from finkit.ledger.county_book import CountyBook
from finkit.ledger.history.home import LAYOUTS, REVISIONS

TITLE = "{name}2024年1—2月一般公共预算收支情况表"
HEADER = "预算科目,年初预算,累计完成,上年同期,增减%"
COUNTIES = {"621124": "临洮县", "532326": "大姚县", "610729": "留坝县"}
Report = Callable[..., Path]


def write_report(folder: Path, code: str, taxes: int, name: str = "") -> Path:
    """A county's monthly table with its taxes of so many 万元."""
    path = folder / (name or f"{code}-{taxes}.csv")
    rows = [f"一、税收收入,36000,{taxes},4500,8.9", "二、非税收入,16000,2450,2480,-1.2"]
    lines = [TITLE.format(name=COUNTIES[code]), "单位：万元", HEADER, *rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Writes monthly tables outside the ledger's folder."""
    folder = tmp_path / "报送"
    folder.mkdir()
    return lambda code, taxes, name="": write_report(folder, code, taxes, name)


def take(place: Path, *given: Path | str) -> int:
    """Imports into a ledger."""
    return main(["import", *map(str, given), "--into", str(place)])


def all_of(place: Path) -> Any:
    """All that a ledger says, of one version: amounts, printed rates, facts, sources, calibers,
    revisions, answers. "" for one that holds nothing, "edited" for one that was and is refused for it."""
    try:
        data = open_dataset(place)
    except (UsageError, DataError) as error:
        if error.what.startswith(("没有这个文件", "台账是空的", "文件夹里没有")):
            return ""
        if error.what.startswith("和台账里记下的不一样"):
            return "edited"
        raise
    amounts = [list(_told(data.ledger.county(one.code))) for one in data.ledger.counties]
    texts = [path.read_bytes() if path and path.is_file() else b"" for path in _texts(place)]
    return (amounts, sorted(data.printed), data.facts, data.sources, data.calibers, texts)


def _texts(place: Path) -> list[Path | None]:
    return [Book(place).text(name) for name in (REVISIONS, LAYOUTS)]


def _told(book: CountyBook) -> Iterator[tuple[str, list[Observation]]]:
    for series in book:
        yield series.label, sorted(series.cells.values())


def taxes(place: Path) -> dict[str, str]:
    """The taxes of each county, in 万元."""
    book = Book(place)
    rows = [row for code in COUNTIES for _, row in book.read()["observations"].at(code, "2024-02")]
    return {
        row["county_code"]: row["value"]
        for row in rows
        if (row["item"], row["measure"]) == ("一、税收收入", "actual")
    }
