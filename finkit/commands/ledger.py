"""`finkit ledger log | show | undo | check | take`: the history of a ledger."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.commands.parser import COMMAND, add_format
from finkit.errors import EXIT_OK, EXIT_SOME_FAILED, UsageError, one_line

if TYPE_CHECKING:
    from finkit.imports.changes import Change
    from finkit.imports.rows import Kind, Row
    from finkit.ledger.history.reading import Current
    from finkit.ledger.history.version import Version

LOG_COLUMNS = ("version", "when", "who", "what", "new", "revised", "files", "note")
LOG_WORDS = ("版", "时间", "何人", "做了", "新增", "修订", "文件", "说明")
SHOW_COLUMNS = (
    *("change", "table", "county_code", "county", "period", "item", "measure"),
    *("old", "old_source", "new", "new_source"),
)
SHOW_WORDS = ("变动", "表", "代码", "县区", "期间", "项目", "数别", "原来", "出处", "现在", "出处")
_TABLES = {"observations": "金额", "published": "公布数", "facts": "情况"}
_NAMED = 3


def add(commands: Any) -> None:
    """Adds the command with its actions."""
    command = commands.add_parser("ledger", help="台账的历史：谁何时导入了什么，退回，核对")
    actions = command.add_subparsers(title=COMMAND, metavar=COMMAND, required=True)
    log = _action(actions, "log", "列出历次导入：何时、何人、哪些文件", _log)
    add_format(log)
    show = _action(actions, "show", "列出一次导入逐行改了什么", _show)
    show.add_argument("version", nargs="?", type=int, metavar="版", help="第几版；默认最近一版")
    add_format(show)
    _action(actions, "undo", "退回最近一次导入；有手改没记下的，先恢复原样", _undo)
    _action(actions, "check", "核对台账的每个文件都和记下的一样", _check)
    _action(actions, "take", "把手工改过的表记为一版", _take)


def _action(actions: Any, name: str, said: str, command: Any) -> argparse.ArgumentParser:
    action: argparse.ArgumentParser = actions.add_parser(name, help=said)
    action.add_argument("ledger", metavar="台账", help="台账：文件（如 ledger.parquet）或文件夹")
    action.set_defaults(command=command)
    return action


def _log(given: argparse.Namespace) -> int:
    from finkit.commands import tabular
    from finkit.ledger.history.version import chain

    now = _current(given)
    versions = [version for _, version in chain(now.store, now.name)]
    if given.format == "json":
        tabular.write_json(_record(one) for one in versions)
    elif given.format == "csv":
        rows = ([str(cell) for cell in _record(one).values()] for one in versions)
        tabular.write_csv(LOG_COLUMNS, rows)
    else:
        tabular.write_table(LOG_WORDS, map(_line, versions))
    return EXIT_OK


def _record(version: Version) -> dict[str, Any]:
    from finkit.ledger.history.version import DOING

    new, revised = (sum(getattr(one, name) for one in version.files) for name in ("new", "revised"))
    files = [{"file": one.label, "sha256": one.sha256} for one in version.files]
    done = (version.number, version.when, version.who, DOING[version.doing])
    return dict(zip(LOG_COLUMNS, (*done, new, revised, files, version.note), strict=True))


def _line(version: Version) -> tuple[str, ...]:
    record = _record(version)
    labels = [one.label for one in version.files]
    more = f" 等{len(labels)}个" if len(labels) > _NAMED else ""
    when = datetime.fromisoformat(version.when).strftime("%Y-%m-%d %H:%M")
    counted = (str(record[name]) if version.files else "" for name in ("new", "revised"))
    files = "、".join(labels[:_NAMED]) + more
    return (str(version.number), when, version.who, record["what"], *counted, files, version.note)


def _show(given: argparse.Namespace) -> int:
    from finkit.commands import tabular
    from finkit.imports.changes import changes
    from finkit.ledger.history.version import version_in

    now = _current(given)
    version = _numbered(now, given.version)
    earlier = version.back if version.doing == "edit" else version.before
    before = version_in(now.store, earlier).tables if earlier else {}
    rows = [_change(change) for change in changes(now.store, before, version.tables)]
    if given.format == "json":
        tabular.write_json(dict(zip(SHOW_COLUMNS, row, strict=True)) for row in rows)
    elif given.format == "csv":
        tabular.write_csv(SHOW_COLUMNS, rows)
    else:
        tabular.write_table(LOG_WORDS, [_line(version)])
        if rows:
            tabular.write_table(SHOW_WORDS, rows)
    return EXIT_OK


def _numbered(now: Current, number: int | None) -> Version:
    """The version of a number. Raises `UsageError` where there is none, or it is too long ago."""
    from finkit.ledger.history.version import chain
    from finkit.ledger.history.writer import KEPT

    for _, version in chain(now.store, now.name):
        if number in (None, version.number):
            if now.version.number - version.number >= KEPT - 1:
                what = f"第{number}版太早，逐行的变动只留最近{KEPT}版"
                raise UsageError(what, advice="修订仍在 revisions.csv 里，文件见 finkit ledger log")
            return version
    raise UsageError(f"没有第{number}版", advice="finkit ledger log 列出各版")


def _change(change: Change) -> tuple[str, ...]:
    from finkit.contract import measure_name
    from finkit.indicators import all_declared
    from finkit.inert import original

    kind, old, new = change
    labels = {one.key: one.label for one in all_declared()}
    row, how = new or old or {}, "改" if old and new else "添" if new else "删"
    measure = row.get("measure") or row.get("indicator", "")
    return (
        *(how, _TABLES[kind.name], row.get("county_code", ""), row.get("county", "")),
        *(row.get("period", ""), original(row.get("item") or row.get("key", ""))),
        measure_name(measure) if kind.name == "observations" else labels.get(measure, measure),
        *(part for one in (old, new) for part in _said(kind, one)),
    )


def _said(kind: Kind, row: Row | None) -> tuple[str, str]:
    from finkit.imports.rows import said

    return (said(kind, row), row.get("source", "")) if row else ("", "")


def _undo(given: argparse.Namespace) -> int:
    from finkit.ledger.history.writer import Writer

    writer = Writer(Path(_current(given).home.observations))
    with writer.locked():
        done = writer.undo().version
    print(one_line(f"{done.note}，记为第{done.number}版；再退回即再早一次"))
    return EXIT_OK


def _check(given: argparse.Namespace) -> int:
    from finkit.ledger.history.check import check

    found = check(Path(given.ledger))
    for fault in found.faults:
        print(f"finkit: {one_line(fault)}", file=sys.stderr)
    if found.faults:
        return EXIT_SOME_FAILED
    print(f"台账完好：现为第{found.number}版，{found.versions}版、{found.files}个文件的校验和都对")
    return EXIT_OK


def _take(given: argparse.Namespace) -> int:
    from datetime import date

    from finkit.imports.book import Book
    from finkit.imports.taking import take

    book = Book(Path(given.ledger))
    _current(given)
    with book.locked():
        edited = take(book, date.today().isoformat())
    for line in edited.lines() if edited else ["没有手工改动"]:
        print(line)
    return EXIT_OK


def _current(given: argparse.Namespace) -> Current:
    """The version that counts. Raises `UsageError` for tables that are no ledger."""
    from finkit.ledger.history.check import no_history
    from finkit.ledger.history.reading import current

    now = current(Path(given.ledger))
    if now is None:
        raise no_history(Path(given.ledger))
    return now
