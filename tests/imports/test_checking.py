"""Forms checked once they are in the ledger."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.forms.marking import Fault
from finkit.imports import checking
from finkit.imports.checking import Form
from tests.imports.conftest import Ledger


def _dies(_: str, forms: Sequence[Form]) -> list[list[Fault]]:
    os._exit(9)


def test_a_form_whose_check_dies_is_not_called_faultless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_checked", _dies)
    forms = [Form(f"{number}.xlsx", ()) for number in range(5)]
    for faults in checking.contradictions(forms, tmp_path):
        assert [(one.sheet, one.cell) for one in faults] == [("", "")]
        assert "没有核对成" in faults[0].what


def test_a_form_that_was_not_checked_is_told_of_and_not_given_back(
    ledger: Ledger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    form = tmp_path / "示例县.xlsx"
    assert main(["form", "--county", "示例县", "--period", "2021-10", "--out", str(form)]) == 0
    monkeypatch.setattr("finkit.imports.checking.FEW", 0)
    monkeypatch.setattr(checking, "_checked", _dies)
    assert ledger.take(form) == 1
    assert "finkit: 示例县.xlsx：核对时进程意外结束" in capsys.readouterr().err
    assert not (tmp_path / "待改").exists()
