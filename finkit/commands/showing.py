"""`finkit indicators | list | check`: what a data set holds, gives and breaks."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from finkit.commands.parser import add_extension, add_format
from finkit.errors import EXIT_OK, EXIT_SOME_FAILED, NotHeldError
from finkit.gate.names import folded_name

if TYPE_CHECKING:
    from finkit.dataset import Dataset
    from finkit.periods import Period


def add(commands: Any) -> None:
    """Adds the three commands."""
    _add_indicators(commands)
    _add_list(commands)
    _add_check(commands)


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data",
        default="",
        help="观测表、数据文件夹或数据库地址；默认为随附的示例",
    )


def _add_indicators(commands: Any) -> None:
    command = commands.add_parser("indicators", help="列出数据能算出的全部指标")
    command.add_argument("--county", type=folded_name, default="", help="县区代码或名称；默认全部")
    command.add_argument("--period", default="", help="期间 YYYY-MM；默认全部")
    _data(command)
    add_extension(command)
    add_format(command)
    command.set_defaults(command=_indicators)


def _add_list(commands: Any) -> None:
    command = commands.add_parser(
        "list", help="列出数据中的县区和期间；指明县区的，列出每个数的来源"
    )
    command.add_argument(
        "--county", type=folded_name, default="", help="列出它的每个数取自哪个文件、哪格、哪天导入"
    )
    command.add_argument("--period", default="", help="只列这一期间的来源 YYYY-MM")
    _data(command)
    add_format(command, "来源的格式")
    command.set_defaults(command=_list)


def _add_check(commands: Any) -> None:
    command = commands.add_parser("check", help="核对数据的勾稽关系")
    _data(command)
    add_format(command)
    command.set_defaults(command=_check)


def _indicators(given: argparse.Namespace) -> int:
    from finkit.commands.listing import pieces
    from finkit.commands.tabular import say_json
    from finkit.dataset import open_dataset
    from finkit.extensions import extensions_of
    from finkit.periods import Period

    period = Period.parse(given.period) if given.period else None
    data = open_dataset(given.data).with_indicators(extensions_of(given.extension).indicators)
    for piece in pieces(data, _asked(data, given.county, period), given.format):
        (say_json if given.format == "json" else sys.stdout.write)(piece)
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

    data = open_dataset(given.data)
    if given.county or given.period:
        return _list_sources(data, given)
    ledger = data.ledger
    rows = (
        (c.code, c.name, c.province, *tabular.spans(ledger.periods(c.code)))
        for c in ledger.counties
    )
    tabular.write_table(("代码", "县区", "省份", "期数", "期间"), rows)
    return EXIT_OK


def _list_sources(data: Dataset, given: argparse.Namespace) -> int:
    """Of each amount of a county, or of a period, where it comes from."""
    from finkit.commands import tabular
    from finkit.imports.resting import COLUMN_WORDS, COLUMNS, rests_on
    from finkit.periods import Period

    period = Period.parse(given.period) if given.period else None
    rows = list(rests_on(given.data, _asked(data, given.county, period)))
    if given.format == "json":
        tabular.write_json(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    elif given.format == "csv":
        tabular.write_csv(COLUMNS, rows)
    else:
        tabular.write_table(COLUMN_WORDS, rows)
    return EXIT_OK


def _check(given: argparse.Namespace) -> int:
    from finkit.checks import COLUMN_WORDS, COLUMNS, SEVERITIES, examine_all
    from finkit.commands import tabular
    from finkit.dataset import open_dataset

    found, tally = examine_all(open_dataset(given.data))
    rows = [finding.row() for finding in found]
    if given.format == "json":
        tabular.write_json(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    elif given.format == "csv":
        tabular.write_csv(COLUMNS, rows)
    else:
        if found:
            shown = ((SEVERITIES[one.severity], *one.row()[1:]) for one in found)
            tabular.write_table(COLUMN_WORDS, shown)
        clean = "" if found else "；没有发现问题" if tally.applied else "，也没有其他发现"
        print(f"{tally.text}{clean}")
    wrong = any(finding.severity == "error" for finding in found)
    return EXIT_SOME_FAILED if wrong else EXIT_OK
