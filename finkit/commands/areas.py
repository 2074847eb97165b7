"""`finkit rollup`: the counties of a province or prefecture as one page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.errors import EXIT_OK
from finkit.gate.names import folded_name

if TYPE_CHECKING:
    from finkit.rollup import Rollup

_FORMATS = ("html", "xlsx", "text", "json", "csv")


def add(commands: Any) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "rollup", help="一个省或地市各县区的汇总页：谁报谁没报、位次、分布、合计"
    )
    command.add_argument("area", type=folded_name, metavar="省或地市", help="名称或六位代码")
    command.add_argument("--period", required=True, help="期间 YYYY-MM")
    command.add_argument("--data", default="", help="观测表或数据文件夹；默认为随附的示例")
    command.add_argument("--reports", default="", help="一批报告的文件夹，表里的县名链接到报告")
    command.add_argument("--out", default="outputs", help="输出文件夹（默认 outputs）")
    command.add_argument(
        "--format",
        choices=_FORMATS,
        default="html",
        help="html 网页并附 xlsx，xlsx 只要表格，其余写到屏幕",
    )
    command.set_defaults(command=_rollup)


def _rollup(given: argparse.Namespace) -> int:
    from finkit.rollup import rollup
    from finkit.rollup.links import linked

    made = rollup(given.area, given.period, given.data)
    if given.reports:
        made = linked(made, Path(given.reports), Path(given.out))
    if given.format in ("html", "xlsx"):
        return _written(made, given)
    _say(made, given.format)
    return EXIT_OK


def _written(made: Rollup, given: argparse.Namespace) -> int:
    from finkit.rollup.files import write

    for path in write(made, Path(given.out), page=given.format == "html"):
        print(path)
    return EXIT_OK


def _say(made: Rollup, form: str) -> None:
    import json

    from finkit.commands import tabular
    from finkit.rollup import tables
    from finkit.rollup.said import whole_text

    if form == "json":
        said = json.dumps(tables.as_object(made), ensure_ascii=False, indent=1)
        tabular.say_json(f"{said}\n")
    elif form == "csv":
        tabular.write_csv(tables.FIELDS, tables.rows(made))
    else:
        sys.stdout.write(f"{made.title}\n{whole_text(made)}\n\n")
        tabular.write_table(*tables.words(made))
