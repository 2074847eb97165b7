"""The wording: template files that a bureau may copy out, edit and use instead.

Templates run in a sandbox, see only phrases and give one, its figures still figures. What only a
figure may say (`literals`) is refused: the figure's own phrase chooses word, digits and unit.
"""

from __future__ import annotations

import shutil
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from finkit.errors import UsageError, one_line
from finkit.narrative.bounds import MOST, TooMuchError, limited
from finkit.narrative.declared import DECLARED, DeclaredLoader, exported
from finkit.narrative.literals import check_literals
from finkit.narrative.local_names import LocalNames
from finkit.narrative.own_words import NO_WORDS, PLACED, OwnLoader, OwnWords
from finkit.narrative.sandbox import Sandbox, as_part
from finkit.wording import Phrase, phrase

SUFFIX = ".j2"
_MOST_SAID = 200
_LESS = "只留报告要的话；循环、重复用不着那么多"


def packaged() -> Path:
    """The folder of the project's own wording."""
    return Path(str(files("finkit.narrative").joinpath("sections")))


def export(target: Path) -> list[Path]:
    """Copies the wording into a new folder, to be edited. Raises `UsageError` if it exists."""
    if target.exists():
        raise UsageError("这个文件夹已经有了，不覆盖", where=str(target), advice="换一个名字")
    try:
        shutil.copytree(packaged(), target, ignore=shutil.ignore_patterns("__pycache__"))
        for name in DECLARED:
            (target / name).write_text(exported(name), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"写不了（{error.strerror}）", where=str(target)) from error
    return sorted(target.glob(f"*{SUFFIX}"))


def render(
    name: str,
    words: dict[str, object],
    folder: str = "",
    own: OwnWords = NO_WORDS,
    *,
    says_local: bool = False,
) -> Phrase:
    """A template filled in. Raises `UsageError` naming file and line of what is wrong in it.

    `own` are words beside the package's. `says_local`: local revenue goes by its full name, since
    more is printed under the shorter one.
    """
    environment = _environment(folder, own, says_local)
    try:
        with limited():
            return phrase(as_part(environment.get_template(name + SUFFIX).render(**words)))
    except TemplateSyntaxError as error:
        raise _misspelled(error, name) from error
    except TooMuchError as error:
        where = _line_of(error, name)
        raise UsageError(f"模板要做的太多（{error}）", where=where, advice=_LESS) from error
    except (RecursionError, MemoryError, SyntaxError) as error:
        raise _too_deep(_line_of(error, name)) from error
    except SecurityError as error:
        raise UsageError("模板用了不许用的东西", where=_line_of(error, name)) from error
    except TemplateError as error:
        what = _said(error.message or type(error).__name__)
        raise UsageError(
            f"模板用了没有的名字：{what}", where=_line_of(error, name), advice="可用的名字见 README"
        ) from error
    except (TypeError, AttributeError, LookupError, ValueError, ArithmeticError) as error:
        if not folder and own == NO_WORDS:
            raise
        raise UsageError(
            f"模板运行不了：{_said(str(error))}", where=_line_of(error, name)
        ) from error


def check_folder(folder: str) -> None:
    """Raises `UsageError` if there is no such folder of edited wording."""
    try:
        is_there = Path(folder).is_dir()
    except OSError:  # longer than a name can be
        is_there = False
    if not is_there:
        advice = "可用 finkit template export"
        raise UsageError("没有这个模板文件夹", where=folder, advice=advice)


def check_own(own: OwnWords) -> None:
    """Raises `UsageError` naming the place of a text of one's own that is no wording."""
    sandbox, places = Sandbox(FileSystemLoader([])), dict(own.places)
    for key, text in own.texts().items():
        place = places.get(key, key)
        try:
            check_literals(text, place, sandbox)
            sandbox.compile(text, place, place)
        except UsageError as error:
            raise UsageError(error.what, where=place, advice=error.advice) from error
        except TemplateSyntaxError as error:
            what = f"文字写法不对：{_said(error.message or '')}"
            raise UsageError(what, where=place) from error
        except (RecursionError, MemoryError, SyntaxError, ValueError) as error:
            raise _too_deep(place) from error


@lru_cache(maxsize=4)
def _environment(folder: str, words: OwnWords, says_local: bool) -> Sandbox:
    places, own = [packaged()], None
    if folder:
        own = Path(folder)
        check_folder(folder)
        places.insert(0, own)
    sections = FileSystemLoader(places)
    sandbox = Sandbox(
        ChoiceLoader([OwnLoader(words, sections), DeclaredLoader(own, words), sections])
    )
    for path in sorted(own.glob(f"*{SUFFIX}")) if own else ():
        try:
            check_literals(_text(path), path.name, sandbox)
        except TemplateSyntaxError as error:
            raise _misspelled(error, path.name) from error
        except (RecursionError, MemoryError) as error:
            raise _too_deep(path.name) from error
        except ValueError as error:  # a number of thousands of digits
            what = f"模板写法不对：{_said(str(error))}"
            raise UsageError(what, where=path.name) from error
    if says_local:
        sandbox.add_extension(LocalNames)
    return sandbox


def _said(text: str) -> str:
    """What Jinja says, on one line, however long the name it speaks of."""
    return one_line(text)[:_MOST_SAID]


def _too_deep(where: str) -> UsageError:
    return UsageError("模板套得太深", where=where, advice="宏、include 不要套用自己，少套几层")


def _text(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > MOST:
            what = f"不是普通文件，或大于 {MOST // 1000} KB"
            raise UsageError(what, where=path.name, advice=_LESS)
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError) as error:
        raise UsageError("模板读不了，应为 UTF-8 文本", where=path.name) from error


def _misspelled(error: TemplateSyntaxError, name: str) -> UsageError:
    where = f"{error.name or name}:{error.lineno}"
    return UsageError(f"模板写法不对：{_said(error.message or '')}", where=where)


def _line_of(error: BaseException, name: str) -> str:
    """The deepest template line in a traceback."""
    where, trace = name + SUFFIX, error.__traceback__
    while trace:
        path = trace.tb_frame.f_code.co_filename
        if path.endswith(PLACED):
            where = path.removesuffix(PLACED)
        elif path.endswith(SUFFIX):
            where = f"{Path(path).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where
