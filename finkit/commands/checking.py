"""`finkit verify`: does a report, or a batch of them, still hold?"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.commands.parser import add_extension
from finkit.errors import EXIT_OK, EXIT_SOME_FAILED, NotHeldError, one_line, quoted

if TYPE_CHECKING:
    from finkit.verify.reports import Given

_MOST_SAID = 20
_ALL = "all"


def add(commands: Any) -> None:
    """Adds the command."""
    command = commands.add_parser("verify", help="用数据重新生成报告，与现有的逐字比对")
    command.add_argument("place", metavar="报告", help="报告（report.html），或一批报告的文件夹")
    command.add_argument("--data", default="", help="观测表或数据文件夹；默认为随附的示例")
    command.add_argument("--facts", default="", help="单位提供的情况（csv）")
    command.add_argument("--template", default="", help="报告所用的改过的模板文件夹")
    command.add_argument("--notebook", default="", help="报告所用的改过的笔记本")
    add_extension(command, "报告所用的自定扩展")
    command.add_argument(
        "--anew",
        type=_number,
        default=0,
        metavar="份数",
        help="一批中抽几份重新生成（all 全部；默认只核对封存记录）",
    )
    command.add_argument(
        "--key", default="", metavar="公钥", help="核对签名：是不是这把公钥的主人签的，签名后改没改"
    )
    command.set_defaults(command=_verify)


def _number(text: str) -> int | None:
    if text == _ALL:
        return None
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"应为份数或 {_ALL}，写的是{quoted(text)}")
    return int(text)


def _verify(given: argparse.Namespace) -> int:
    from finkit.dataset import absolute
    from finkit.extensions.places import settled
    from finkit.verify.reports import Given

    place = Path(given.place)
    if given.key:
        from finkit.commands.signing import verify_signature

        code = verify_signature(place, Path(given.key))
        if code or not (given.data or given.anew != 0):
            return code
    own = tuple(settled(name, Path()) for name in given.extension)
    asked = Given(absolute(given.data), given.facts, given.template, given.notebook, own)
    if place.is_dir():
        return _verify_batch(place, asked, given.anew)
    return _verify_report(place, asked)


def _verify_report(page: Path, given: Given) -> int:
    from finkit.verify.reports import verify_report

    try:
        verdict = verify_report(page, given)
    except NotHeldError as error:
        if given.data:
            raise
        return _verify_seal(page, error)
    files = "、".join(verdict.files)
    if _say([("", one) for one in verdict.differences]):
        print(f"{verdict.title}：重新生成后比对{files}，{len(verdict.differences)}处不符")
        return EXIT_SOME_FAILED
    print(f"{verdict.title}：重新生成后逐字相符（{files}）{_signed(page)}")
    return EXIT_OK


def _signed(page: Path) -> str:
    """A word on a signature that nobody asked about."""
    from finkit.batch.signature import signature_of
    from finkit.verify.reports import bytes_of

    return "；网页上的签名没有核对（--key）" if signature_of(bytes_of(page)) else ""


def _verify_seal(page: Path, lacking: NotHeldError) -> int:
    """Without its data: whether the files are those that were sealed, and no more than that."""
    from finkit.batch.sealed import SEAL_JSON
    from finkit.verify.reports import broken_seals

    if not (page.parent / SEAL_JSON).is_file():
        raise lacking
    if _say([("", one) for one in broken_seals(page.parent)]):
        return EXIT_SOME_FAILED
    advice = f"内容没有核对，核对要用 --data 给出数据{_signed(page)}"
    print(f"{page.name}：与生成时封存的一致；{advice}")
    return EXIT_OK


def _verify_batch(folder: Path, given: Given, anew: int | None) -> int:
    from finkit.verify.batches import verify_batch

    verdict = verify_batch(folder, given, anew)
    how = f"重新生成{verdict.anew}份比对" if verdict.anew else "内容没有重新生成（--anew）"
    if _say(verdict.differences):
        print(f"{verdict.reports}份报告，{how}，{len(verdict.differences)}处不符")
        return EXIT_SOME_FAILED
    print(f"{verdict.reports}份报告与封存记录一致；{how}")
    return EXIT_OK


def _say(found: Sequence[tuple[str, Any]]) -> bool:
    """Names what does not hold; whether there was anything."""
    for place, one in found[:_MOST_SAID]:
        print(one_line(f"不符：{place}{' ' if place else ''}{one}"))
    if len(found) > _MOST_SAID:
        print(f"不符：……另有{len(found) - _MOST_SAID}处")
    return bool(found)
