"""`finkit verify`: does a page still hold against the data?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from finkit.errors import EXIT_OK, EXIT_SOME_FAILED


def add(commands: Any) -> None:
    """Adds the command."""
    command = commands.add_parser("verify", help="用数据重新计算一份报告的每个数")
    command.add_argument("page", metavar="报告", help="报告（report.html）")
    command.add_argument("--data", default="", help="观测表或数据文件夹；默认为随附的示例")
    command.add_argument("--facts", default="", help="单位提供的情况（csv）")
    command.add_argument("--notebook", default="", help="报告所用的改过的笔记本")
    command.set_defaults(command=_verify)


def _verify(given: argparse.Namespace) -> int:
    from finkit.dataset import open_dataset
    from finkit.report.verify import read_page, verify

    path = Path(given.page)
    read_page(path)  # said before the data are read
    verdict = verify(path, open_dataset(given.data), given.facts, given.notebook)
    for one in verdict.differences:
        print(f"不符：{one.what}，页面 {one.said}，重新计算 {one.found}")
    if verdict.differences:
        print(f"{verdict.title}：{verdict.figures}处数字，{len(verdict.differences)}项不符")
        return EXIT_SOME_FAILED
    print(f"{verdict.title}：{verdict.figures}处数字全部相符，数据与笔记本未变")
    return EXIT_OK
