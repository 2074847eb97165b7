"""`finkit diff`: what has changed between two data sets or batches; which reports it touches."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.commands.parser import add_extension
from finkit.errors import EXIT_OK, UsageError

if TYPE_CHECKING:
    from finkit.changes import Changes

_FORMATS = ("table", "csv", "json", "html")


def add(commands: Any) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "diff", help="比较两份数据或两批报告：新增、撤下、修订、越过阈值、措辞"
    )
    for name, which in (("old", "原来"), ("new", "现在")):
        command.add_argument(
            name,
            nargs="?",
            metavar=which,
            help=f"{which}的观测表、数据文件夹或报告文件夹",
        )
    command.add_argument(
        "--issued",
        default="",
        metavar="报告文件夹",
        help="数据修订后，已发的哪些报告受影响，并起草更正说明",
    )
    command.add_argument("--data", default="", help="与 --issued 同用：修订后的观测表或数据文件夹")
    command.add_argument("--facts", default="", help="与 --issued 同用：单位提供的情况（csv）")
    command.add_argument("--template", default="", help="与 --issued 同用：改过的模板文件夹")
    add_extension(command, "与 --issued 同用：报告所用的自定扩展")
    command.add_argument("--format", choices=_FORMATS, default="table", help="输出格式")
    command.set_defaults(command=_diff)


def _diff(given: argparse.Namespace) -> int:
    from finkit.changes import diff

    if given.issued:
        return _issued(given)
    if given.old is None or given.new is None:
        raise UsageError("要写两份数据或两批报告", advice="或用 --issued 报告文件夹 --data 数据")
    if given.data or given.facts or given.template or given.extension:
        raise UsageError(
            "--data、--facts、--template、--extension 与 --issued 同用",
            advice="比较两份数据，依次写原来、现在",
        )
    _say(diff(given.old, given.new), given, given.old, given.new)
    return EXIT_OK


def _say(found: Changes, given: argparse.Namespace, old: str, new: str) -> None:
    from finkit.changes import COLUMN_WORDS, COLUMNS
    from finkit.commands import tabular

    if given.format == "json":
        tabular.write_json(dict(zip(COLUMNS, one.row(), strict=True)) for one in found.changes)
    elif given.format == "csv":
        tabular.write_csv(COLUMNS, (one.row() for one in found.changes))
    elif given.format == "html":
        from finkit.changes.page import page
        from finkit.credentials import bare

        sys.stdout.write(page(found, *(bare(place) or "随附的示例" for place in (old, new))))
    else:
        if found.changes:
            tabular.write_table(COLUMN_WORDS, (one.words() for one in found.changes))
        print(found.said)


def _issued(given: argparse.Namespace) -> int:
    from finkit.changes.correction import draft
    from finkit.changes.issued import Own, touched
    from finkit.extensions.places import settled

    if given.old is not None:
        raise UsageError("--issued 不与两份数据同用", advice="修订后的数据用 --data")
    own = Own(given.template, tuple(settled(name, Path()) for name in given.extension))
    found = touched(given.issued, given.data, given.facts, own)
    if given.format == "table":
        print(draft(found))
    else:
        _say(found.changes, given, given.issued, given.data)
    return EXIT_OK
