"""`finkit slots | facts | template`: what the report needs, what a bureau may say, and how."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.commands.parser import COMMAND, add_format
from finkit.errors import EXIT_OK
from finkit.gate.names import folded_name

if TYPE_CHECKING:
    from finkit.narrative.slots import Filled

SLOT_COLUMNS = ("id", "section", "meaning", "status", "value", "source", "hint")
SLOT_WORDS = ("编号", "位置", "内容", "状态", "填的", "出处", "从哪里补")
KEY_COLUMNS = ("key", "unit", "least", "most", "meaning", "example")
KEY_WORDS = ("事项", "单位", "最小", "最大", "说明", "示例")


def add(commands: Any) -> None:
    """Adds the three commands."""
    _add_slots(commands)
    _add_facts(commands)
    _add_template(commands)


def _add_slots(commands: Any) -> None:
    command = commands.add_parser("slots", help="列出工作报告的93个空，各由什么填、还缺什么")
    command.add_argument("--county", type=folded_name, required=True, help="县区代码或名称")
    command.add_argument("--period", required=True, help="期间 YYYY-MM")
    command.add_argument("--data", default="", help="观测表或数据文件夹；默认为随附的示例")
    command.add_argument("--facts", default="", help="单位提供的情况（csv）")
    add_format(command)
    command.set_defaults(command=_slots)


def _add_facts(commands: Any) -> None:
    command = commands.add_parser("facts", help="列出单位可提供的情况（事实表的 key）")
    add_format(command)
    command.set_defaults(command=_facts)


def _add_template(commands: Any) -> None:
    command = commands.add_parser("template", help="报告文字的模板")
    actions = command.add_subparsers(title=COMMAND, metavar=COMMAND, required=True)
    export = actions.add_parser("export", help="把模板复制出来，改好后用 --template 指定")
    export.add_argument("folder", metavar="文件夹", help="新文件夹")
    export.set_defaults(command=_export)


def _slots(given: argparse.Namespace) -> int:
    from finkit.narrative.slots import SlotFiller
    from finkit.report import build

    report = build(given.county, given.period, given.data, given.facts)
    filler = SlotFiller(report.at, report.figures, report.facts, report.speaker)
    in_words = given.format == "table"
    rows = [_slot_row(filled, in_words) for filled in filler.all()]
    _write(SLOT_COLUMNS, rows, given.format, SLOT_WORDS)
    return EXIT_OK


def _slot_row(filled: Filled, in_words: bool) -> tuple[str, ...]:
    from finkit.narrative.hints import hint
    from finkit.narrative.slots import STATUSES

    value = str(filled.content) if filled.content else ""
    slot, status = filled.slot, STATUSES[filled.status] if in_words else filled.status
    wanted = hint(slot) if filled.status == "missing" else ""
    return (slot.id, slot.section, slot.name, status, value, filled.source, wanted)


def _facts(given: argparse.Namespace) -> int:
    from finkit.facts.keys import keys

    cells = ([getattr(key, name) for name in KEY_COLUMNS] for key in keys().values())
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in cells]
    _write(KEY_COLUMNS, rows, given.format, KEY_WORDS)
    return EXIT_OK


def _export(given: argparse.Namespace) -> int:
    from finkit.narrative.templates import export

    for path in export(Path(given.folder)):
        sys.stdout.write(f"{path}\n")
    return EXIT_OK


def _write(
    columns: Sequence[str], rows: Iterable[Sequence[str]], form: str, words: Sequence[str]
) -> None:
    """Rows in a format; a table for the eye is headed by words."""
    from finkit.commands import tabular

    if form == "json":
        tabular.write_json(dict(zip(columns, r, strict=True)) for r in rows)
    elif form == "csv":
        tabular.write_csv(columns, rows)
    else:
        tabular.write_table(words, rows)
