"""docs/cells.md: what comes of a cell that is out of the ordinary, format by format."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from finkit.errors import FinkitError
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.found import Table
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers
from tools.cell_files import (
    COMMENT,
    FORMATS,
    HIDDEN_ROW,
    ITEM,
    LOWERED,
    RAISED,
    STRUCK,
    STRUCK_CELL,
    STRUCK_ROW,
    WHITE,
    Case,
)

PLACE = Path(__file__).parent.parent / "docs" / "cells.md"
READ, ASIDE, ASKED, REFUSED, NONE = "读", "不取", "问", "拒绝", "—"
_BY_SIZE = '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0'
_HEAD = """\
# 单元格怎样读

每一格都是做一份只有这一处不同的表、读一遍得来的（`tools/cells.py`，由测试核对）。
**读**：按所示读作那个数，注号、划掉的字和批注不算在内。**不取**：这一格留下不读，`finkit import`
按名列出并说明原因。**问**：要人回答。**拒绝**：整个文件不读。**—**：这种格式里没有这回事。

一个数只有数字、正负号、分隔符和单位；别的一律不连进去，也不猜。
"""

GROUPS: tuple[tuple[str, tuple[Case, ...]], ...] = (
    (
        "注号",
        (
            Case("上标的注号", runs=(("4900", ""), ("1", RAISED))),
            Case("下标的注号", runs=(("4900", ""), ("1", LOWERED))),
            Case("上标字符 4900¹", text="4900¹"),
            Case("下标字符 4900₂", text="4900₂"),
            Case("带圈数字 4900①", text="4900①"),
            Case("带点数字 4900⒊", text="4900⒊"),
            Case("星号 4900*", text="4900*"),
            Case("方括号 4900[1]", text="4900[1]"),
            Case("注 4900（注1）", text="4900（注1）"),
            Case("注号在数前 ①4900", text="①4900"),
            Case("乘方还是注号 10⁴", text="10⁴"),
            Case("名称后的注号 税收收入²", label=f"{ITEM}²", text="4900"),
        ),
    ),
    (
        "划掉、隐藏",
        (
            Case("改过的数：划掉 9500，写 4900", runs=(("9500", STRUCK), ("4900", ""))),
            Case("整格划掉", text="4900", look=STRUCK_CELL),
            Case("整行划掉", text="4900", look=STRUCK_ROW),
            Case("隐藏的行", text="4900", look=HIDDEN_ROW),
            Case("白底白字", text="4900", look=WHITE),
            Case("批注", text="4900", look=COMMENT),
        ),
    ),
    (
        "几个数、负数",
        (
            Case("一格两个数，分两行", text="4900\n4800"),
            Case("一格两个数，后一个在括号里", text="4900（4800）"),
            *(
                Case(f"负数 {text}", text=text, expected="-4900")
                for text in ("△4900", "▲4900", "4900-", "(4900)", "（4900）", "－4900", "−4900")
            ),
            Case("负数只显示为红字", value=-4900, code="0;[Red]0", expected="-4900"),
            Case("全角 ４，９００．０", text="４，９００．０", expected="4900.0"),
            Case("按大小显示为亿、万的格式", value=4900, code=_BY_SIZE),
            Case('显示为万元的元（0!.0,"万元"）', value=49000000, code='0!.0,"万元"'),
        ),
    ),
    (
        "名称",
        (
            Case("看不见的字符", label="税收\u200b收\u00ad入\ufeff", text="4900"),
            Case("康熙部首 税收收⼊", label="税收收⼊", text="4900"),
            Case("撑满单元格 税 收　收 入", label="税 收　收 入", text="4900"),
            Case("名称分两行", label="税收\n收入", text="4900"),
        ),
    ),
    (
        "编码",
        tuple(
            Case(f"编码 {name}", text="4900", encoding=coding)
            for name, coding in (
                *(("UTF-8（有 BOM）", "utf-8-sig"), ("GBK", "gbk"), ("GB 18030", "gb18030")),
                ("UTF-16", "utf-16"),
            )
        ),
    ),
)


class Outcome(NamedTuple):
    """What came of a case in a format: the word for it, and the amount that was read."""

    word: str
    value: str = ""


def outcome(case: Case, suffix: str) -> Outcome:
    """Writes the case as a file and reads it."""
    content = FORMATS[suffix](case)
    if content is None:
        return Outcome(NONE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"月报.{suffix}"
        path.write_bytes(content)
        try:
            return _of(understand(path, Given(), Answers(), {}))
        except FinkitError:
            return Outcome(REFUSED)


def _of(tables: list[Table]) -> Outcome:
    amounts = [amount for table in tables for amount in table.amounts if amount.item == ITEM]
    if any(table.questions for table in tables):
        return Outcome(ASKED)
    if amounts:
        unit = "" if amounts[0].unit == "万元" else amounts[0].unit
        return Outcome(READ, f"{amounts[0].value:f}{unit}")
    places = {aside.place.rsplit("!", 1)[-1] for table in tables for aside in table.asides}
    return Outcome(ASIDE if "B5" in places else "丢了")


def matrix() -> str:
    """The page: a table for each group of cases."""
    return _HEAD + "".join(_groups())


def _groups() -> Iterator[str]:
    for title, cases in GROUPS:
        yield f"\n## {title}\n\n| | {' | '.join(FORMATS)} |\n|{' --- |' * (len(FORMATS) + 1)}\n"
        for case in cases:
            words = " | ".join(outcome(case, suffix).word for suffix in FORMATS)
            yield f"| {case.name} | {words} |\n"


if __name__ == "__main__":
    PLACE.write_text(matrix(), encoding="utf-8")
