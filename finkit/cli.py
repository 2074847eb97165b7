"""The command line: `finkit report | batch | indicators | list | check`.

Everything heavy is imported inside the command that needs it, so that help answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from finkit.commands import writing
from finkit.errors import (
    EXIT_INTERRUPTED,
    EXIT_NOTHING_DONE,
    EXIT_OK,
    EXIT_SOME_FAILED,
    FinkitError,
    one_line,
)

if TYPE_CHECKING:
    from finkit.batch.manifest import Entry
    from finkit.dataset import Dataset
    from finkit.periods import Period

FORMATS = ("table", "csv", "json")
KINDS, MODES = ("bulletin", "work_report"), ("draft", "final")


class _Parser(argparse.ArgumentParser):
    """argparse with its error on one line, in Chinese."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_NOTHING_DONE, f"finkit: {one_line(message)}；用 finkit --help 看用法\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; gives its exit code."""
    given = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.command
    try:
        return command(given)
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


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="finkit", description="县级财政收支分析：由公布的数据生成报告")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    _add_report(commands)
    _add_batch(commands)
    _add_indicators(commands)
    _add_list(commands)
    _add_check(commands)
    writing.add(commands)
    return parser


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data", default="", help="观测表（csv、parquet）或数据文件夹；默认为随附的示例"
    )


def _add_report(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("report", help="生成一个县区一期的报告")
    command.add_argument("--county", required=True, help="县区代码或名称")
    command.add_argument("--period", required=True, help="期间 YYYY-MM")
    _data(command)
    command.add_argument("--facts", default="", help="单位提供的情况（csv）")
    command.add_argument("--kind", choices=KINDS, help="bulletin 月度收支；work_report 工作报告")
    command.add_argument("--mode", choices=MODES, help="draft 初稿标出待补；final 定稿，缺则不出")
    command.add_argument("--allow-missing", action="store_true", help="定稿略去缺数的句子并列出")
    command.add_argument("--template", default="", help="改过的模板文件夹")
    command.add_argument("--out", default="outputs", help="输出文件夹（默认 outputs）")
    command.set_defaults(command=_report)


def _add_batch(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("batch", help="按参数文件生成一批报告")
    command.add_argument("params", help="参数文件（yaml）")
    command.add_argument("--data", default="", help="代替参数文件里的 data")
    command.add_argument("--out", default="", help="代替参数文件里的 out")
    command.set_defaults(command=_batch)


def _add_indicators(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("indicators", help="列出数据能算出的全部指标")
    command.add_argument("--county", default="", help="县区代码或名称；默认全部")
    command.add_argument("--period", default="", help="期间 YYYY-MM；默认全部")
    _data(command)
    command.add_argument("--format", choices=FORMATS, default="table", help="输出格式")
    command.set_defaults(command=_indicators)


def _add_list(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("list", help="列出数据中的县区和期间")
    _data(command)
    command.set_defaults(command=_list)


def _add_check(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("check", help="核对数据的勾稽关系")
    _data(command)
    command.add_argument("--format", choices=FORMATS, default="table", help="输出格式")
    command.set_defaults(command=_check)


def _report(given: argparse.Namespace) -> int:
    from finkit.batch.plan import Request
    from finkit.batch.run import Settings, one
    from finkit.dataset import open_dataset
    from finkit.report import build

    options = _options(given)
    # Whatever can be wrong with the data, the facts or the wording is said before a kernel starts.
    asked = build(given.county, given.period, open_dataset(given.data), given.facts, options)
    settings = Settings(given.data, given.facts, options)
    entry = one(Request(asked.county, asked.period), settings, Path(given.out)).entry
    if entry.status != "ok":
        _complain(entry)
        return EXIT_SOME_FAILED
    print(Path(given.out) / entry.path)
    return EXIT_OK


def _options(given: argparse.Namespace) -> dict[str, object]:
    """The options that were asked for; the others keep their defaults."""
    asked = {
        "kind": given.kind,
        "mode": given.mode,
        "allow_missing": given.allow_missing,
        "template": str(Path(given.template).resolve()) if given.template else "",
    }
    return {name: value for name, value in asked.items() if value}


def _batch(given: argparse.Namespace) -> int:
    from finkit.batch.plan import plan, read_params
    from finkit.batch.run import INDEX, Settings, run
    from finkit.dataset import open_dataset
    from finkit.facts import read

    params = read_params(Path(given.params))
    out = Path(given.out or params.out)
    settings = Settings(given.data or params.data, params.facts, params.options)
    data = open_dataset(settings.data)
    requests = plan(params, data)
    if settings.facts:
        read(Path(settings.facts))
    entries = run(requests, settings, data, out, _tell)
    print(out / INDEX)
    return EXIT_OK if all(entry.status == "ok" for entry in entries) else EXIT_SOME_FAILED


def _tell(entry: Entry, number: int, total: int) -> None:
    if entry.status != "ok":
        _complain(entry)
    elif sys.stderr.isatty():
        shown = f"{number}/{total} {entry.county} {entry.period} {entry.seconds:.1f}秒"
        print(shown, file=sys.stderr)


def _complain(entry: Entry) -> None:
    where = f"{entry.county}（{entry.county_code}）{entry.period}"
    print(f"finkit: {one_line(f'{where}：{entry.reason}')}", file=sys.stderr)


def _indicators(given: argparse.Namespace) -> int:
    from finkit.dataset import open_dataset
    from finkit.listing import pieces
    from finkit.periods import Period

    period = Period.parse(given.period) if given.period else None
    data = open_dataset(given.data)
    for piece in pieces(data, _asked(data, given.county, period), given.format):
        sys.stdout.write(piece)
    return EXIT_OK


def _asked(data: Dataset, county: str, period: Period | None) -> list[tuple[str, Period]]:
    from finkit.counties import resolve
    from finkit.errors import NotHeldError
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
    from finkit import tabular
    from finkit.dataset import open_dataset

    ledger = open_dataset(given.data).ledger
    rows = (
        (c.code, c.name, c.province, *tabular.spans(ledger.periods(c.code)))
        for c in ledger.counties
    )
    tabular.write_table(("代码", "县区", "省份", "期数", "期间"), rows)
    return EXIT_OK


def _check(given: argparse.Namespace) -> int:
    from finkit import tabular
    from finkit.checks import COLUMNS, check_county
    from finkit.dataset import open_dataset
    from finkit.figure_set import FigureSet

    data = open_dataset(given.data)
    found = [
        finding
        for county in data.ledger.counties
        for period in data.ledger.periods(county.code)
        for finding in check_county(
            data, county.code, period, FigureSet(data.figures(county.code, period))
        )
    ]
    rows = [finding.row() for finding in found]
    if given.format == "json":
        tabular.write_json(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    elif given.format == "csv":
        tabular.write_csv(COLUMNS, rows)
    else:
        tabular.write_table(COLUMNS, rows)
    wrong = any(finding.severity == "error" for finding in found)
    return EXIT_SOME_FAILED if wrong else EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
