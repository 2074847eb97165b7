"""财政收入 by itself may be all revenue or the local share: kept as printed, told, never guessed."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Ledger, Table

Said = pytest.CaptureFixture[str]
TITLE = "临洮县2024年1—2月财政收支情况表"


def told(capsys: Said) -> list[str]:
    return [line for line in capsys.readouterr().out.splitlines() if "可指全口径收入" in line]


def test_an_open_name_is_kept_and_told(table: Table, ledger: Ledger, capsys: Said) -> None:
    assert ledger.take(table("财政收入,36000,4900,4500,8.9", title=TITLE)) == 0
    assert told(capsys) == [
        "「财政收入」可指全口径收入，也可指地方级收入，表中没有写明：按原名记账，"
        "不当作一般公共预算收入；请在表中写明（如 地方一般公共预算收入）后再导入"
    ]
    assert ledger.amounts()["财政收入", "actual"] == "4900万元"


def test_beside_the_general_budget_it_is_the_total(
    table: Table, ledger: Ledger, capsys: Said
) -> None:
    rows = ("财政收入,36000,4900,4500,8.9", "一般公共预算收入,16000,2450,2480,-1.2")
    assert ledger.take(table(*rows, title=TITLE)) == 0
    assert told(capsys) == []
