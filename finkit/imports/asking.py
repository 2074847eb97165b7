"""The questions of an import as a map to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from finkit.imports.outcome import Outcome
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.answers import STANDARD, dumped

_HEAD = """\
# 把空着的填上，再用 --map 指明这个文件。版式（layouts）的回答会随台账记住，下月不必再答。
# 金额单位：元、千元、万元、亿元。栏目写成标准栏目名：
#   {standard}
# 没有写明是什么收支的栏目，在 items 里写项目名，如 税收收入。
# 名称有多种含义的项目，在 names 里写明是哪一项，如 财政收入: 一般公共预算收入；照原名的写原名。
# 不认识的栏目也列在 columns 里，不填即不取。
# 县区写“代码 名称”，如 "621124 临洮县"；不要的行写 不要。期间写 YYYY-MM。
# 整张不要的工作表，在 sheets 里写 不要。
"""
_GROUPS = {"area": "areas", "item": "items", "column": "columns", "name": "names"}


def questions(outcomes: Sequence[Outcome]) -> str:
    """A map with a blank for each question; "" if there is none."""
    layouts: dict[str, dict[str, Any]] = {}
    files: dict[str, dict[str, str]] = {}
    sheets = {
        f"{outcome.found.label}!{left.sheet}": ""
        for outcome in outcomes
        for left in outcome.left_tables
    }
    for outcome in outcomes:
        for table in outcome.tables:
            _ask(table, outcome.found.label, layouts, files)
        for one in outcome.unknown:
            # Nothing waits for these, but they may be answered.
            layout = layouts.setdefault(one.layout, {"title": one.title})
            layout.setdefault("columns", {})[one.heading] = ""
    if not layouts and not files and not sheets:
        return ""
    parts = (("layouts", layouts), ("files", files), ("sheets", sheets))
    content = {name: part for name, part in parts if part}
    return _HEAD.format(standard="、".join(STANDARD)) + dumped(content)


def _ask(
    table: Table, label: str, layouts: dict[str, dict[str, Any]], files: dict[str, dict[str, str]]
) -> None:
    for question in table.questions:
        if question.kind == "sheet":
            continue
        if question.kind in ("county", "period"):
            files.setdefault(label, {})[question.kind] = ""
            continue
        layout = layouts.setdefault(table.layout, {"title": table.title})
        if question.kind == "unit":
            layout["unit"] = ""
        else:
            group = _GROUPS[question.kind]
            layout.setdefault(group, {})[question.subject] = ""
