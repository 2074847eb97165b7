"""Monthly tables of 临洮县 as bureaus write them, and the ledger they go into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from finkit.cli import main

TITLE = "临洮县2024年1—2月一般公共预算收支情况表"
HEADER = "预算科目,年初预算,累计完成,上年同期,增减%"
Table = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Writes a table as CSV: rows below the usual title, unit and header."""

    def written(
        *rows: str,
        name: str = "月报.csv",
        title: str = TITLE,
        unit: str = "万元",
        header: str = HEADER,
    ) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [title, *([f"单位：{unit}"] if unit else []), header, *rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return written


class Ledger:
    """A ledger to import into, and what it holds afterwards."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def take(self, *given: str | Path) -> int:
        return main(["import", *map(str, given), "--into", str(self.path)])

    def rows(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = pq.read_table(self.path).to_pylist()
        return found

    def amounts(self) -> dict[tuple[str, str], str]:
        """Each amount with its unit, by item and measure."""
        return {(r["item"], r["measure"]): f"{r['value']}{r['unit']}" for r in self.rows()}

    def beside(self, name: str) -> str:
        return self.path.with_suffix(f".{name}").read_text(encoding="utf-8-sig")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.parquet")
