"""`finkit slots | facts | template`: what the report needs, what a bureau may say, and how."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.errors import EXIT_OK

if TYPE_CHECKING:
    from finkit.narrative.slots import Filled

FORMATS = ("table", "csv", "json")
SLOT_COLUMNS = ("id", "section", "meaning", "status", "value", "source")
KEY_COLUMNS = ("key", "unit", "least", "most", "meaning", "example")


def add(commands: Any) -> None:
    """Adds the three commands."""
    _add_slots(commands)
    _add_facts(commands)
    _add_template(commands)


def _add_slots(commands: Any) -> None:
    command = commands.add_parser("slots", help="列出工作报告的93个空，各由什么填、还缺什么")
    command.add_argument("--county", required=True, help="县区代码或名称")
    command.add_argument("--period", required=True, help="期间 YYYY-MM")
    command.add_argument("--data", default="", help="观测表或数据文件夹；默认为随附的示例")
    command.add_argument("--facts", default="", help="单位提供的情况（csv）")
    command.add_argument("--format", choices=FORMATS, default="table", help="输出格式")
    command.set_defaults(command=_slots)


def _add_facts(commands: Any) -> None:
    command = commands.add_parser("facts", help="列出单位可提供的情况（事实表的 key）")
    command.add_argument("--format", choices=FORMATS, default="table", help="输出格式")
    command.set_defaults(command=_facts)


def _add_template(commands: Any) -> None:
    command = commands.add_parser("template", help="报告文字的模板")
    actions = command.add_subparsers(title="命令", metavar="命令", required=True)
    export = actions.add_parser("export", help="把模板复制出来，改好后用 --template 指定")
    export.add_argument("folder", help="新文件夹")
    export.set_defaults(command=_export)


def _slots(given: argparse.Namespace) -> int:
    from finkit.narrative.slots import SlotFiller
    from finkit.report import build

    report = build(given.county, given.period, given.data, given.facts)
    filler = SlotFiller(report.at, report.figures, report.facts, report.speaker)
    rows = [_slot_row(filled) for filled in filler.all()]
    _write(SLOT_COLUMNS, rows, given.format)
    return EXIT_OK


def _slot_row(filled: Filled) -> tuple[str, ...]:
    value = str(filled.content) if filled.content else ""
    slot = filled.slot
    return (slot.id, slot.section, slot.name, filled.status, value, filled.source)


def _facts(given: argparse.Namespace) -> int:
    from finkit.facts.keys import keys

    rows = [tuple("" if cell is None else str(cell) for cell in key) for key in keys().values()]
    _write(KEY_COLUMNS, rows, given.format)
    return EXIT_OK


def _export(given: argparse.Namespace) -> int:
    from finkit.narrative.templates import export

    for path in export(Path(given.folder)):
        sys.stdout.write(f"{path}\n")
    return EXIT_OK


def _write(columns: Sequence[str], rows: Iterable[Sequence[str]], form: str) -> None:
    from finkit import tabular

    if form == "json":
        tabular.write_json(dict(zip(columns, r, strict=True)) for r in rows)
    elif form == "csv":
        tabular.write_csv(columns, rows)
    else:
        tabular.write_table(columns, rows)
