"""`finkit export`: a data set given to others."""

from __future__ import annotations

import argparse
from typing import Any

from finkit.commands.parser import add_extension
from finkit.errors import EXIT_OK
from finkit.gate.names import folded_name


def add(commands: Any) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "export", help="导出数据：Excel 工作簿、Parquet 台账、csv 数据包（datapackage.json）"
    )
    command.add_argument(
        "--out", default="", help="文件（.xlsx、.parquet、.csv），或数据包的文件夹"
    )
    command.add_argument(
        "--data", default="", help="观测表、数据文件夹或数据库地址；默认为随附的示例"
    )
    command.add_argument(
        "--county", type=folded_name, default="", help="县区代码或名称，或省名；默认全部"
    )
    command.add_argument("--period", default="", help="期间 YYYY-MM；默认全部")
    add_extension(command, "自定扩展的指标也写进工作簿")
    command.add_argument("--force", action="store_true", help="覆盖已有的文件")
    command.add_argument(
        "--schema", action="store_true", help="只打印报告的 figures.json 的 JSON Schema"
    )
    command.set_defaults(command=_export)


def _export(given: argparse.Namespace) -> int:
    from finkit.dataset import open_dataset
    from finkit.errors import UsageError
    from finkit.export import export
    from finkit.export.chosen import Chosen
    from finkit.extensions import extensions_of

    if given.schema:
        return _print_schema()
    if not given.out:
        raise UsageError("没有写明 --out", advice="写文件（.xlsx、.parquet、.csv）或文件夹")
    data = open_dataset(given.data).with_indicators(extensions_of(given.extension).indicators)
    chosen = Chosen(data, given.county, given.period)
    written = export(chosen, given.out, data=given.data, force=given.force)
    for path in written:
        print(path)
    return EXIT_OK


def _print_schema() -> int:
    import json

    from finkit.commands.tabular import say_json
    from finkit.report.figures_schema import schema

    say_json(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
    return EXIT_OK
