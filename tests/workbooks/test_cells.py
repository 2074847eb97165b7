"""What comes of cells out of the ordinary, format by format: as docs/cells.md says, never wrong."""

from __future__ import annotations

import pytest

from tools.cell_files import FORMATS
from tools.cells import ASIDE, GROUPS, NONE, PLACE, READ, Outcome, matrix, outcome

CASES = [case for _, cases in GROUPS for case in cases]
ASIDES = {
    *("注号在数前 ①4900", "乘方还是注号 10⁴", "整格划掉", "整行划掉", "隐藏的行", "白底白字"),
    *("一格两个数，分两行", "一格两个数，后一个在括号里", "按大小显示为亿、万的格式"),
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_cell_is_read_as_it_is_meant_or_left_aside_by_name(suffix: str) -> None:
    found = {case.name: outcome(case, suffix) for case in CASES}
    meant = {
        case.name: Outcome(ASIDE) if case.name in ASIDES else Outcome(READ, case.expected)
        for case in CASES
    }
    held = {name: one for name, one in found.items() if one.word != NONE}
    assert held == {name: meant[name] for name in held}


def test_the_page_of_cells_is_what_is_read() -> None:
    assert PLACE.read_text(encoding="utf-8") == matrix(), "run make docs"
