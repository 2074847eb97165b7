"""The command line: `finkit report | batch | indicators | list | check`.

Everything heavy is imported inside the command that needs it, so that help answers at once.
"""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Callable, Sequence

from finkit.commands import (
    ahead,
    areas,
    checking,
    comparing,
    exporting,
    forms,
    importing,
    ledger,
    making,
    showing,
    signing,
    writing,
)
from finkit.commands.parser import COMMAND, Parser
from finkit.credentials import masked
from finkit.errors import (
    EXIT_CRASHED,
    EXIT_INTERRUPTED,
    EXIT_NOTHING_DONE,
    EXIT_OK,
    AmbiguousError,
    FinkitError,
    NotHeldError,
    one_line,
)
from finkit.streams import made_lenient

_MOST_SAID, _MOST_BEHIND = 200, 20
_SAMPLE_IN_USE = "用的是随附示例，自己的台账用 --data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; gives its exit code."""
    made_lenient()
    try:
        return _run(_parser().parse_args(arguments))
    except FinkitError as error:
        print(masked(f"finkit: {error}"), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing to say, and nothing to say it to.
        sys.stderr.close()
        return EXIT_OK
    except Exception as error:
        return _unforeseen(error)


def _unforeseen(error: Exception) -> int:
    """What no command foresaw: an interrupt or a path in disguise, else a fault of finkit."""
    if _is_interrupted(error):
        return _interrupted()
    if getattr(error, "errno", 0) == errno.ENAMETOOLONG:
        print("finkit: 路径太长；看路径写对没有", file=sys.stderr)
        return EXIT_NOTHING_DONE
    return _crashed(error)


def _interrupted() -> int:
    print("finkit: 已中断", file=sys.stderr)
    return EXIT_INTERRUPTED


def _is_interrupted(error: BaseException | None) -> bool:
    """Whether an interrupt is behind it: a library being loaded calls it an error of its own."""
    seen = 0
    while error is not None and seen < _MOST_BEHIND:
        if isinstance(error, KeyboardInterrupt):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def _crashed(error: Exception) -> int:
    """Says on one line that it is finkit's own fault; what to report of it is in a file."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="finkit-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(masked("".join(traceback.format_exception(error))))
    what = masked(one_line(f"{type(error).__name__}：{error}"))[:_MOST_SAID]
    advice = f"这是 finkit 自己的错误，请把 {log.name} 和所用的命令告诉维护者"
    print(f"finkit: 没有料到的错误（{what}）；{advice}", file=sys.stderr)
    return EXIT_CRASHED


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
    areas.add(commands)
    showing.add(commands)
    ahead.add(commands)
    comparing.add(commands)
    checking.add(commands)
    signing.add(commands)
    writing.add(commands)
    importing.add(commands)
    ledger.add(commands)
    forms.add(commands)
    exporting.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
