"""A sheet that someone hid is a draft, or the year before: it is named, not read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers
from tests.workbooks.conftest import Understood

FEB = "2024-02"


def read(folder: Path, states: dict[str, str], **amounts: int) -> Understood:
    workbook = openpyxl.Workbook()
    workbook.active.title = "封面"
    for name, amount in amounts.items():
        _fill(workbook.create_sheet(name), amount)
    for name, state in states.items():
        workbook[name].sheet_state = state
    workbook.save(folder / "月报.xlsx")
    return Understood(understand(folder / "月报.xlsx", Given(), Answers(), {}))


def _fill(sheet: Any, amount: int) -> None:
    for row in (["临洮县2024年1—2月收支表"], ["单位：万元"], ["项目", "累计完成"]):
        sheet.append(row)
    sheet.append(["税收收入", amount])


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_aside(tmp_path: Path, state: str) -> None:
    found = read(tmp_path, {"草稿": state}, 正稿=4900, 草稿=5000)
    assert found.amounts == {("税收收入", "actual", FEB): "4900万元 B4"}
    assert found.asides == {"草稿": "隐藏的工作表，未读；要读先取消隐藏"}


def test_a_hidden_sheet_that_holds_all_there_is_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, {"正稿": "hidden"}, 正稿=4900)
    assert found.amounts == {("税收收入", "actual", FEB): "4900万元 B4"}
    assert not found.asides
