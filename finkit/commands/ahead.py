"""`finkit forecast`: where a year is heading."""

from __future__ import annotations

import argparse
from typing import Any

from finkit.commands.parser import add_format
from finkit.errors import EXIT_OK
from finkit.gate.names import folded_name


def add(commands: Any) -> None:
    """Adds the command."""
    command = commands.add_parser("forecast", help="按固定方法估计全年收支，附区间和往年误差")
    command.add_argument("--county", type=folded_name, required=True, help="县区代码或名称")
    command.add_argument("--period", required=True, help="已有累计数的期间 YYYY-MM")
    command.add_argument(
        "--data", default="", help="观测表、数据文件夹或数据库地址；默认为随附的示例"
    )
    command.add_argument(
        "--item",
        action="append",
        default=[],
        metavar="项目",
        help="要估计的项目，可写多次；默认为一般公共预算收入、支出和政府性基金收入",
    )
    add_format(command)
    command.set_defaults(command=_forecast)


def _forecast(given: argparse.Namespace) -> int:
    from finkit.commands import tabular
    from finkit.dataset import open_dataset
    from finkit.forecasting import COLUMN_WORDS, COLUMNS, forecast_of
    from finkit.forecasting.method import METHOD

    found = forecast_of(open_dataset(given.data), given.county, given.period, given.item)
    if given.format == "json":
        tabular.write_json(found.objects())
    elif given.format == "csv":
        tabular.write_csv(COLUMNS, (list(row.values()) for row in found.rows()))
    else:
        print(found.title)
        tabular.write_table(COLUMN_WORDS, found.table())
        print(METHOD)
    return EXIT_OK
