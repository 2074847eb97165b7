"""Real books and debt forms, where they are at hand: each expected cell by the rules of its README."""

from __future__ import annotations

import csv
import os
import re
import shlex
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from finkit.units import convert
from tests.books.conftest import Ledger, Row

_DATA = os.environ.get("FINKIT_REFERENCE_DATA", "")
FOLDER = Path(_DATA, "books")
pytestmark = pytest.mark.skipif(not _DATA, reason="FINKIT_REFERENCE_DATA names no folder")
_ENOUGH = 95


def _table(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _files() -> list[Row]:
    return _table("sources.csv") if _DATA else []


def _level(scope: str) -> str:
    if re.search("合计|下级|小计", scope):
        return "lower"
    return "own" if re.search("本级|省级", scope) else "whole"


def _kind(row: Row) -> str:
    """一般 or 专项 of a debt item, by its name and what it stands under; "" for the whole."""
    for name in (row["item"], row["parent_item"]):
        if found := re.search("一般|专项", name):
            return found[0]
    return ""


def _what(name: str) -> str:
    found = re.search("赤字|限额|余额|本金|还本|付息|发行|贷款", name)
    return found[0].replace("本金", "还本") if found else ""


def _fits(want: Row, row: Row) -> list[str]:
    """What of a cell that was taken is other than it should be."""
    amount = convert(Decimal(row["value"]), row["unit"], want["unit"])
    right = {
        "value": abs(amount - Decimal(want["value"])) <= Decimal("0.00001"),
        "county": want["county"] == row["county"] or want["county_code"] == row["county_code"],
        "period": row["period"] == want["period"],
        "basis": row["basis"] in want["basis"].split("|"),
        "measure": row["measure"] in want["measure"].split("|"),
        "level": _level(row["scope"]) == _level(want["scope"]),
        "status": not (want["status"] and row["data_status"])
        or want["status"] in row["data_status"],
    }
    if want["debt_kind"]:
        kind = want["debt_kind"].replace("合计", "")
        right["kind"] = _kind(row) == kind
        right["what"] = _what(row["item"]) == _what(want["item"])
        right["new"] = ("新增" in row["item"]) == ("新增" in want["item"])
    return [name for name, holds in right.items() if not holds]


@pytest.mark.parametrize("source", _files(), ids=lambda row: row["file"])
def test_a_real_book_is_read_without_a_wrong_cell(source: Row, ledger: Ledger) -> None:
    file = source["file"]
    assert ledger.take(FOLDER / file, *shlex.split(source["options"])) == 0
    aside = {
        r["sheet"] for r in _table("sheets.csv") if (r["file"], r["policy"]) == (file, "aside")
    }
    held = {tuple(r["source"].rsplit("!", 2)[1:]): r for r in ledger.rows()}
    by_value = defaultdict(list)
    for row in held.values():
        by_value[convert(Decimal(row["value"]), row["unit"], "万元")].append(row)
    assert not [place for place in held if place[0] in aside]
    wrong, must, right = [], 0, 0
    for want in (row for row in _table("expected.csv") if row["file"] == file):
        row = held.get((want["sheet"], want["cell"]))
        must += want["need"] == "must"
        if row and (faults := _fits(want, row)):
            wrong.append((want["cell"], faults))
        elif row or by_value.get(convert(Decimal(want["value"]), want["unit"], "万元")):
            right += want["need"] == "must"
    assert wrong == []
    assert right * 100 >= must * _ENOUGH
