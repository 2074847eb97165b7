"""`finkit report | batch`: one report, or all of a parameters file."""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.commands.parser import add_extension
from finkit.errors import EXIT_OK, EXIT_SOME_FAILED, one_line, quoted
from finkit.gate.names import folded_name
from finkit.narrative import kinds

if TYPE_CHECKING:
    from finkit.batch.manifest import Entry

MODES, ENGINES = ("draft", "final"), ("finkit", "stock")
CLUSTER = "dask"
_SECONDS = 600.0


def add(commands: Any) -> None:
    """Adds both commands."""
    _add_report(commands)
    _add_batch(commands)


def _add_report(commands: Any) -> None:
    command = commands.add_parser("report", help="生成一个县区一期的报告")
    command.add_argument("--county", type=folded_name, required=True, help="县区代码或名称")
    command.add_argument("--period", required=True, help="期间 YYYY-MM")
    command.add_argument("--data", default="", help="观测表或数据文件夹；默认为随附的示例")
    command.add_argument("--facts", default="", help="单位提供的情况（csv）")
    command.add_argument("--kind", choices=kinds.known(), help=kinds.listed())
    command.add_argument("--mode", choices=MODES, help="draft 初稿标出待补；final 定稿，缺则不出")
    command.add_argument("--allow-missing", action="store_true", help="定稿略去缺数的句子并列出")
    command.add_argument(
        "--accept", action="append", default=[], metavar="编号", help="经核实可以照用的核对发现"
    )
    command.add_argument(
        "--because",
        action="append",
        default=[],
        metavar="理由",
        help="照用的理由，与 --accept 成对",
    )
    command.add_argument("--template", default="", help="改过的模板文件夹")
    command.add_argument("--notebook", default="", help="改过的笔记本")
    add_extension(command)
    command.add_argument("--out", default="outputs", help="输出文件夹或地址（默认 outputs）")
    command.add_argument("--engine", choices=ENGINES, default="finkit", help="笔记本怎样运行")
    command.set_defaults(command=_report)


def _add_batch(commands: Any) -> None:
    command = commands.add_parser("batch", help="按参数文件生成一批报告")
    command.add_argument("params", metavar="参数文件", help="参数文件（yaml）")
    command.add_argument("--data", default="", help="代替参数文件里的 data")
    command.add_argument("--out", default="", help="代替参数文件里的 out")
    command.add_argument("--dry-run", action="store_true", help="只列出计划，不生成")
    command.add_argument("--force", action="store_true", help="没有变化的也重新生成")
    command.add_argument("--retry-failed", action="store_true", help="只补上次没有生成的")
    command.add_argument("--check", action="store_true", help="已有的报告逐个文件读过再认")
    command.add_argument("--jobs", type=_positive, default=0, help="同时生成几份（默认为核数）")
    command.add_argument("--timeout", type=_limit, default=_SECONDS, help="一份最多几秒（0 不限）")
    command.add_argument(
        "--memory", type=_limit, default=0, help="一份最多占多少 MB 内存（0 不限）"
    )
    engines = (*ENGINES, CLUSTER)
    command.add_argument("--engine", choices=engines, default="finkit", help=_ENGINE_HELP)
    command.add_argument("--scheduler", default="", help="dask 调度器，如 tcp://10.0.0.5:8786")
    command.add_argument("--unlock", action="store_true", help="清除被终止的批次在地址上留下的锁")
    command.add_argument("--log", default="", help="日志文件，一行一份（JSON）")
    command.set_defaults(command=_batch)


_ENGINE_HELP = "笔记本怎样运行；stock 每份另起内核，一份一份做，不限时间和内存"


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"应为正整数，写的是{quoted(text)}")
    return int(text)


def _limit(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(f"应为不小于0的数，写的是{quoted(text)}")
    return value


def _report(given: argparse.Namespace) -> int:
    from finkit.batch.one import Settings, make
    from finkit.batch.plan import Request
    from finkit.batch.stores import store_at
    from finkit.dataset import absolute, kept_open
    from finkit.report import build

    options = _options(given)
    data, facts, store = absolute(given.data), _absolute(given.facts), store_at(given.out)
    # Whatever can be wrong with the data, the facts or the wording is said before the notebook.
    with kept_open(data) as opened:
        asked = build(given.county, given.period, opened, facts, options)
        request = Request(asked.county, asked.period, options)
        with store.desk() as (folder, work):
            made = make(request, Settings(data, facts, given.engine), folder, work)
            entry = store.take([made], folder)[0].entry
    if entry.status != "ok":
        _complain(entry)
        return EXIT_SOME_FAILED
    print(_inside(given.out, entry.path))
    return EXIT_OK


def _options(given: argparse.Namespace) -> dict[str, Any]:
    """The options that were asked for; the others keep their defaults."""
    from finkit.extensions.places import settled

    asked = {
        "kind": given.kind,
        "mode": given.mode,
        "allow_missing": given.allow_missing,
        "accept": _accepted(given.accept, given.because),
        "template": _absolute(given.template),
        "notebook": _absolute(given.notebook),
        "extensions": [settled(name, Path()) for name in given.extension],
    }
    return {name: value for name, value in asked.items() if value}


def _accepted(findings: Sequence[str], reasons: Sequence[str]) -> dict[str, str]:
    """The reason of each finding that is to stand: pairs, in the order in which they are given."""
    from finkit.errors import UsageError

    if len(findings) != len(reasons):
        raise UsageError(
            f"--accept 写了{len(findings)}次，--because 写了{len(reasons)}次",
            advice="每条发现各写一次理由",
        )
    if repeated := next((one for one in findings if findings.count(one) > 1), ""):
        raise UsageError(f"--accept {quoted(repeated)}写了两次")
    return dict(zip(findings, reasons, strict=True))


def _absolute(path: str) -> str:
    from finkit.addresses import is_address, plain
    from finkit.credentials import remembered

    place = plain(path)
    return str(Path(place).resolve()) if place and not is_address(place) else remembered(place)


def _inside(out: str, name: str) -> str:
    """A file of the outputs, as it is told to the user."""
    from finkit.addresses import is_address, plain
    from finkit.credentials import bare

    place = plain(out)
    return f"{bare(place).rstrip('/')}/{name}" if is_address(place) else str(Path(place) / name)


def _batch(given: argparse.Namespace) -> int:
    # One thread a process: reports share the cores by their number, not by thread pools, and a
    # process that forks had better be the only thread.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from finkit.batch.one import Settings
    from finkit.batch.params import read_params
    from finkit.batch.plan import plan
    from finkit.batch.run import INDEX, Choice, run
    from finkit.batch.stores import store_at
    from finkit.batch.workers import Limits
    from finkit.dataset import absolute, kept_open
    from finkit.facts import read

    params = read_params(Path(given.params))
    out = given.out or params.out
    scheduler = _scheduler(given, out)
    engine = "finkit" if given.engine == CLUSTER else given.engine
    settings = Settings(absolute(given.data or params.data), _absolute(params.facts), engine)
    facts = read(Path(settings.facts)) if settings.facts else []
    limits = Limits(given.jobs, given.timeout, given.memory)
    choice = Choice(given.force, given.retry_failed, given.unlock, given.check)
    with kept_open(settings.data) as data:
        requests = plan(params, data)
        if given.dry_run:
            return _show_plan(requests)
        store = store_at(out)
        entries = run(requests, settings, data, facts, store, limits, choice, given.log, scheduler)
    print(_inside(out, INDEX))
    return EXIT_OK if all(entry.status == "ok" for entry in entries) else EXIT_SOME_FAILED


def _scheduler(given: argparse.Namespace, out: str) -> str:
    """The scheduler whose workers make the reports; "" where they are made here."""
    from finkit.batch import cluster
    from finkit.errors import UsageError

    if given.engine == CLUSTER:
        cluster.check(given.scheduler, out)
    elif given.scheduler:
        raise UsageError("--scheduler 要与 --engine dask 同用")
    return str(given.scheduler)


def _show_plan(requests: Sequence[Any]) -> int:
    from finkit.batch.plan import shown
    from finkit.commands import tabular

    tabular.write_table(("代码", "县区", "期间", "状态"), list(shown(list(requests))))
    ready = sum(not request.lacking for request in requests)
    print(f"共{len(requests)}份，可生成{ready}份")
    return EXIT_OK


def _complain(entry: Entry) -> None:
    where = f"{entry.county}（{entry.county_code}）{entry.period}"
    print(f"finkit: {one_line(f'{where}：{entry.reason}')}", file=sys.stderr)
