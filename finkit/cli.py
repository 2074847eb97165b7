"""The command line: `finkit report | batch | indicators | list | check`.

Everything heavy is imported inside the command that needs it, so that help answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from finkit.commands import checking, forms, importing, making, writing
from finkit.commands.parser import COMMAND, Parser
from finkit.errors import (
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_SOME_FAILED,
    AmbiguousError,
    FinkitError,
    NotHeldError,
)

if TYPE_CHECKING:
    from finkit.dataset import Dataset
    from finkit.periods import Period

FORMATS = ("table", "csv", "json")
_SAMPLE_IN_USE = "用的是随附示例，自己的台账用 --data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; gives its exit code."""
    try:
        return _run(_parser().parse_args(arguments))
    except FinkitError as error:
        print(f"finkit: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("finkit: 已中断", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing to say, and nothing to say it to.
        sys.stderr.close()
        return EXIT_OK


def _run(given: argparse.Namespace) -> int:
    command: Callable[[argparse.Namespace], int] = given.command
    try:
        return command(given)
    except AmbiguousError:
        raise
    except NotHeldError as error:
        if getattr(given, "data", None) != "" or hasattr(given, "params"):
            raise
        advice = "；".join(filter(None, (error.advice, _SAMPLE_IN_USE)))
        raise NotHeldError(error.what, where=error.where, advice=advice) from error


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="finkit", description="县级财政收支分析：由公布的数据生成报告")
    commands = parser.add_subparsers(title="命令", metavar=COMMAND, required=True)
    making.add(commands)
    _add_indicators(commands)
    _add_list(commands)
    _add_check(commands)
    checking.add(commands)
    writing.add(commands)
    importing.add(commands)
    forms.add(commands)
    return parser


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data",
        default="",
        help="观测表、数据文件夹或数据库地址；默认为随附的示例",
    )


def _add_indicators(commands: argparse._SubParsersAction[Parser]) -> None:
    command = commands.add_parser("indicators", help="列出数据能算出的全部指标")
    command.add_argument("--county", default="", help="县区代码或名称；默认全部")
    command.add_argument("--period", default="", help="期间 YYYY-MM；默认全部")
    _data(command)
    command.add_argument("--format", choices=FORMATS, default="table", help="输出格式")
    command.set_defaults(command=_indicators)


def _add_list(commands: argparse._SubParsersAction[Parser]) -> None:
    command = commands.add_parser("list", help="列出数据中的县区和期间")
    _data(command)
    command.set_defaults(command=_list)


def _add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    command = commands.add_parser("check", help="核对数据的勾稽关系")
    _data(command)
    command.add_argument("--format", choices=FORMATS, default="table", help="输出格式")
    command.set_defaults(command=_check)


def _indicators(given: argparse.Namespace) -> int:
    from finkit.commands.listing import pieces
    from finkit.dataset import open_dataset
    from finkit.periods import Period

    period = Period.parse(given.period) if given.period else None
    data = open_dataset(given.data)
    for piece in pieces(data, _asked(data, given.county, period), given.format):
        sys.stdout.write(piece)
    return EXIT_OK


def _asked(data: Dataset, county: str, period: Period | None) -> list[tuple[str, Period]]:
    from finkit.counties import resolve
    from finkit.report.build import require_period

    counties = [resolve(county, data.ledger.counties)] if county else data.ledger.counties
    if county and period:
        require_period(data, counties[0], period)
    held = [
        (one.code, when)
        for one in counties
        for when in data.ledger.periods(one.code)
        if period in (None, when)
    ]
    if not held:
        raise NotHeldError(f"数据中没有 {period} 的数", advice="可用 finkit list 查看")
    return held


def _list(given: argparse.Namespace) -> int:
    from finkit.commands import tabular
    from finkit.dataset import open_dataset

    ledger = open_dataset(given.data).ledger
    rows = (
        (c.code, c.name, c.province, *tabular.spans(ledger.periods(c.code)))
        for c in ledger.counties
    )
    tabular.write_table(("代码", "县区", "省份", "期数", "期间"), rows)
    return EXIT_OK


def _check(given: argparse.Namespace) -> int:
    from finkit.checks import COLUMN_WORDS, COLUMNS, SEVERITIES, check_all
    from finkit.commands import tabular
    from finkit.dataset import open_dataset

    found = check_all(open_dataset(given.data))
    rows = [finding.row() for finding in found]
    if given.format == "json":
        tabular.write_json(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    elif given.format == "csv":
        tabular.write_csv(COLUMNS, rows)
    elif not found:
        print("没有发现问题")
    else:
        tabular.write_table(COLUMN_WORDS, ((SEVERITIES[f.severity], *f.row()[1:]) for f in found))
    wrong = any(finding.severity == "error" for finding in found)
    return EXIT_SOME_FAILED if wrong else EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
