"""argparse that says what is wrong on one line, in Chinese, with the near miss."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from itertools import takewhile
from typing import Any, NoReturn

from finkit.errors import EXIT_NOTHING_DONE, did_you_mean, one_line, quoted

COMMAND = "命令"
FORMATS = ("table", "csv", "json")
"""How rows are written: for the eye, for Excel, for programs."""
_KINDS = {"int": "整数", "float": "数字"}
_NUMBER = re.compile(r"-\d")


def add_format(command: argparse.ArgumentParser, what: str = "输出格式") -> None:
    """Adds `--format`."""
    command.add_argument("--format", choices=FORMATS, default="table", help=what)


def add_extension(command: argparse.ArgumentParser, what: str = "自定扩展") -> None:
    """Adds `--extension`."""
    told = f"{what}（.py 文件、文件夹或模块名；会运行其中的代码，可写几次）"
    command.add_argument("--extension", action="append", default=[], metavar="扩展", help=told)


class Parser(argparse.ArgumentParser):
    """A parser whose errors a user can act on. A wrong option is named before all else."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does; what is left over is said by the command it was given to."""
        self._given = list(sys.argv[1:] if args is None else args)
        known, extra = super().parse_known_args(args, namespace)
        if extra:
            self.error(f"unrecognized arguments: {' '.join(extra)}")
        return known, extra

    def error(self, message: str) -> NoReturn:
        """Ends the program with one line."""
        said = self._unknown_option() or _in_chinese(message, self._commands())
        mark = "" if said.endswith("？") else "；"
        usage = f"用 {self.prog} --help 看用法"
        self.exit(EXIT_NOTHING_DONE, f"finkit: {one_line(said)}{mark}{usage}\n")

    def _unknown_option(self) -> str:
        """The first option given that there is none of; "" where all are known."""
        known = self._option_string_actions
        given = self._given
        if self._commands():
            # Those that follow a command are the command's own.
            given = list(takewhile(lambda word: word.startswith("-"), given))
        for word in given:
            name = word.partition("=")[0]
            is_option = word.startswith("-") and not _NUMBER.match(word) and name.strip("-")
            if is_option and not any(option.startswith(name) for option in known):
                return _joined(f"没有选项 {name}", did_you_mean(name, known))
        return ""

    def _commands(self) -> list[str]:
        actions = self._subparsers._group_actions if self._subparsers else []
        return [name for action in actions for name in action.choices or ()]


def _in_chinese(message: str, commands: Iterable[str]) -> str:
    """What argparse says, in Chinese."""
    for pattern, saying in _SAYINGS:
        if found := re.fullmatch(pattern, message, flags=re.DOTALL):
            return saying(found, list(commands))
    return message


Saying = Callable[["re.Match[str]", list[str]], str]


def _required(found: re.Match[str], commands: list[str]) -> str:
    missing = found[1].replace(", ", "、")
    choice = f"命令有 {'、'.join(commands)}" if missing == COMMAND else ""
    return _joined(f"没有写明{' ' if missing.startswith('-') else ''}{missing}", choice)


def _choice(found: re.Match[str], commands: list[str]) -> str:
    name, given = found[1], found[2]
    known = commands if name == COMMAND else [one.strip("'") for one in found[3].split(", ")]
    what = f"没有命令{quoted(given)}" if name == COMMAND else f"{name} 不能是{quoted(given)}"
    listed = f"{'命令有' if name == COMMAND else '可以是'} {'、'.join(known)}"
    return _joined(what, did_you_mean(given, known) or listed)


def _value(found: re.Match[str], commands: list[str]) -> str:
    kind = _KINDS.get(found[2])
    should_be = f"应为{kind}，写的是" if kind else "不能是"
    return f"{found[1]} {should_be}{quoted(found[3])}"


def _joined(*parts: str) -> str:
    return "；".join(filter(None, parts))


_SAYINGS: tuple[tuple[str, Saying], ...] = (
    (r"the following arguments are required: (.+)", _required),
    (r"argument (.+?): invalid choice: '?(.*?)'?(?:, maybe .*)? \(choose from (.*)\)", _choice),
    (r"argument (.+?): invalid (\w+) value: '?(.*?)'?", _value),
    (r"argument (.+?): expected .*", lambda found, _: f"{found[1]} 后面没有写内容"),
    (
        r"argument (.+?): ignored explicit argument '?(.*?)'?",
        lambda found, _: f"{found[1]} 后面不带内容，写的是{quoted(found[2])}",
    ),
    (
        r"ambiguous option: (\S+) could match (.+)",
        lambda found, _: f"{found[1]} 可能是 {found[2].replace(', ', '、')}，请写全",
    ),
    (r"unrecognized arguments: (.+)", lambda found, _: f"多写了{quoted(found[1])}"),
    (r"argument (.+?): (.+)", lambda found, _: f"{found[1]} {found[2]}"),
)
"""What argparse says, and what is said instead; the last is of our own messages."""
