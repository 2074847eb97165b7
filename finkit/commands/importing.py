"""`finkit import`: from the bureau's own workbooks to the ledger."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.commands.parser import add_format
from finkit.errors import EXIT_NOTHING_DONE, EXIT_OK, EXIT_SOME_FAILED, one_line
from finkit.gate.names import folded_name

if TYPE_CHECKING:
    from finkit.imports.importing import Import
    from finkit.imports.outcome import Outcome

_DONE = ("imported", "unchanged")
_NAMED = 5


def add(commands: Any) -> None:
    """Adds the command."""
    command = commands.add_parser("import", help="把 Excel 等表格、观测表读进台账")
    command.add_argument(
        "paths", nargs="+", metavar="表格", help="表格文件或文件夹；观测表、数据包也可以"
    )
    command.add_argument("--into", default="", help="台账：文件（如 ledger.parquet）或文件夹")
    command.add_argument("--preview", action="store_true", help="只看怎样理解，不写入")
    add_format(command, "预览的格式；不预览时 json 把导入统计写成一行")
    command.add_argument(
        "--county", type=folded_name, default="", help="表里没写时：县区代码或名称"
    )
    command.add_argument("--period", default="", help="表里没写时：期间 YYYY-MM")
    command.add_argument("--unit", default="", help="表里没写时：金额单位，如 万元")
    command.add_argument("--map", default="", help="问答（YAML）")
    command.add_argument("--write-map", default="", help="把要回答的问题写成 YAML")
    command.set_defaults(command=_import)


def _import(given: argparse.Namespace) -> int:
    paths = [Path(path) for path in given.paths]
    with _progress() as tell:
        work = _work(given, tell)
        outcomes = work.look(paths) if given.preview else work.run(paths)
    if given.preview:
        _show(outcomes, given.format)
    if given.write_map:
        _write_map(Path(given.write_map), outcomes)
    for line in work.edited.lines() if work.edited else ():
        print(f"finkit: {line}", file=sys.stderr)
    _complain(outcomes)
    if not given.preview:
        _give_back(outcomes, Path(given.into))
        _sum_up(outcomes, given.into, given.format)
    done = sum(outcome.status in _DONE for outcome in outcomes)
    if done == len(outcomes) and not any(outcome.faults for outcome in outcomes):
        return EXIT_OK
    return EXIT_SOME_FAILED if done else EXIT_NOTHING_DONE


def _work(given: argparse.Namespace, tell: Callable[[Outcome], None]) -> Import:
    from datetime import date

    from finkit.errors import UsageError
    from finkit.imports.book import Book
    from finkit.imports.importing import Import
    from finkit.periods import Period
    from finkit.units import unit
    from finkit.workbooks.reading.context import Given, named_area
    from finkit.workbooks.words.answers import Answers, read

    if not given.into and not given.preview:
        raise UsageError("没有写明台账", advice="如 --into ledger.parquet；只看不写用 --preview")
    period = str(Period.parse(given.period)) if given.period else ""
    if given.unit and unit(given.unit).kind != "money":
        raise UsageError(f"--unit {given.unit} 不是金额单位")
    book = Book(Path(given.into or "ledger.parquet"))
    county = named_area(given.county, book.areas()) if given.county else None
    said = Given(county, period, given.unit)
    answers = read(Path(given.map)) if given.map else Answers()
    return Import(book, said, answers, date.today().isoformat(), tell)


@contextmanager
def _progress() -> Iterator[Callable[[Outcome], None]]:
    """Hears of each file; how far it is shows on a terminal, and is wiped off at the end."""
    done, shown = count(1), sys.stderr.isatty()

    def tell(outcome: Outcome) -> None:
        number = next(done)
        if shown:
            _at_once(f"\r\033[K已读{number}个：{one_line(outcome.found.label)}\r")

    try:
        yield tell
    finally:
        if shown:
            _at_once("\r\033[K")


def _at_once(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _show(outcomes: Sequence[Outcome], form: str) -> None:
    from finkit.commands import tabular
    from finkit.imports import preview

    rows = [row for outcome in outcomes for row in preview.cells(outcome)]
    if form == "json":
        tabular.write_json(dict(zip(preview.COLUMNS, row, strict=True)) for row in rows)
    elif form == "csv":
        tabular.write_csv(preview.COLUMNS, rows)
    else:
        for outcome in outcomes:
            print("\n".join(preview.lines(outcome)))


def _write_map(path: Path, outcomes: Sequence[Outcome]) -> None:
    from finkit.disk import write_whole
    from finkit.errors import UsageError
    from finkit.imports.asking import questions

    text = questions(outcomes)
    if not text:
        print("没有要回答的问题")
        return
    if path.exists():
        raise UsageError("文件已存在，不覆盖", where=str(path), advice="换一个名字")
    write_whole(path, text.encode())
    print(f"问题写在 {path}，填好后用 --map {path}")


def _complain(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.reason:
            label = outcome.found.label
            said = (
                outcome.reason if outcome.reason.startswith(label) else f"{label}：{outcome.reason}"
            )
            print(f"finkit: {one_line(said)}", file=sys.stderr)
        if outcome.lost and outcome.status in _DONE:
            named = "".join(f"「{one.heading}」" for one in outcome.lost[:_NAMED])
            said = (
                f"{outcome.found.label}：本期数没有取到；不认识的栏目{named}，可用 --write-map 回答"
            )
            print(f"finkit: {one_line(said)}", file=sys.stderr)
        for left in outcome.left_tables:
            name = f"{outcome.found.label}!{left.sheet}"
            said = f"{name}：没有取：{left.reason}；整张不要，在 --map 的 sheets 里写 {name}: 不要"
            print(f"finkit: {one_line(said)}", file=sys.stderr)


def _give_back(outcomes: Sequence[Outcome], ledger: Path) -> None:
    """Forms with something wrong come back as copies with the cells marked; of what cannot be
    marked, each fault is told."""
    from finkit.errors import FinkitError
    from finkit.imports.faults import marked
    from finkit.imports.gathering import MARKED_COPIES
    from finkit.workbooks.files.formats import named

    for outcome in outcomes:
        found, faults = outcome.found, outcome.faults
        if not faults:
            continue
        known = named(found.path.suffix)
        if not (known and known.can_be_marked) or not any(fault.cell for fault in faults):
            _tell(outcome)
            continue
        try:
            copy = marked(found.path, found.label, faults, ledger.parent / MARKED_COPIES)
            print(one_line(f"{found.label}：{len(faults)}处要改，标在 {copy}"))
        except FinkitError as error:
            said = one_line(f"{found.label}：没有标出要改的地方；{error}")
            print(f"finkit: {said}", file=sys.stderr)
            _tell(outcome)


def _tell(outcome: Outcome) -> None:
    for fault in outcome.faults:
        place = "!".join(filter(None, (outcome.found.label, fault.sheet, fault.cell)))
        print(f"finkit: {one_line(f'{place}：{fault.what}')}", file=sys.stderr)


def _sum_up(outcomes: Sequence[Outcome], into: str, form: str) -> None:
    from finkit.commands.tabular import say_json
    from finkit.imports.acting import said_left
    from finkit.imports.gone import said_gone
    from finkit.imports.statistics import statistics
    from finkit.imports.taking import said_revision

    if form == "json":
        say_json(f"{statistics(outcomes)}\n")
        return
    for outcome in outcomes:
        if outcome.status in _DONE:
            for line in said_left(outcome.found.label, outcome.left):
                print(line)
            for line in outcome.told:
                print(one_line(f"{outcome.found.label}：{line}"))
    for outcome in outcomes:
        for row in outcome.merged.revisions:
            print(said_revision(row))
        if outcome.gone:
            print(said_gone(outcome.found.label, outcome.gone))
    new = sum(outcome.merged.new for outcome in outcomes)
    same = sum(outcome.merged.same for outcome in outcomes)
    revised = sum(len(outcome.merged.revisions) for outcome in outcomes)
    aside = sum(outcome.asides for outcome in outcomes if outcome.status in _DONE)
    done = sum(outcome.status in _DONE for outcome in outcomes)
    names = dict.fromkeys(
        one.heading for outcome in outcomes if outcome.status in _DONE for one in outcome.unknown
    )
    named = "".join(f"「{name}」" for name in [*names][:_NAMED])
    more = f"等{len(names)}栏" if len(names) > _NAMED else ""
    unknown = f"：不认识的栏目{named}{more}，可用 --write-map 回答" if names else ""
    print(
        f"读了{len(outcomes)}个文件，导入{done}个：新增{new}，修订{revised}，未变{same}；"
        f"未取{aside}格{unknown}"
    )
    if done:
        print(f"核对：finkit check --data {into}")
