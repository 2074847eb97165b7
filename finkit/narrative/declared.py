"""The wording declared beside claims as template files: `claims.j2` and `measures.j2`.

A macro a problem (and one for the heading of each group), a macro a measure, called by key. A
bureau's edited copy outranks what is declared, macro by macro: what it does not word (a claim that
is newer than the copy) is said as declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import BaseLoader, Environment, TemplateNotFound

from finkit.claims import table
from finkit.narrative.own_words import NO_WORDS, OwnWords, included


class _Said(NamedTuple):
    """One macro: what it is called, what it says, and what it is about."""

    key: str
    text: str
    about: str

    def __str__(self) -> str:
        return f"{{% macro {self.key}() %}}{self.text}{{% endmacro %}}"


def _sentences(own: OwnWords) -> Iterator[_Said]:
    for group in dict.fromkeys(problem.group for problem in table.problems()):
        yield _Said(group.key, group.title, "标题")
    for problem in table.problems(own.claims):
        about = f"{problem.group.title}：{problem.label}（{problem.condition}）"
        yield _Said(problem.key, included(problem.key) if problem.origin else problem.says, about)


def _answers(own: OwnWords) -> Iterator[_Said]:
    for measure in table.measures(own.claims):
        answered = [one.label for one in table.problems(own.claims) if one.answer == measure]
        text = f'{{{{ point("{measure.title}") }}}}{measure.text}'
        yield _Said(measure.key, text, f"针对：{'、'.join(answered)}")


DECLARED: dict[str, tuple[Callable[[OwnWords], Iterator[_Said]], str]] = {
    "claims.j2": (_sentences, "存在的问题：标题，和每个问题的一段话"),
    "measures.j2": (_answers, "下一步工作计划：每条措施的一段话"),
}
_ADVICE = "文字可以改，macro 后的名称不要改；删去的一段仍用原来的文字。"


def exported(name: str) -> str:
    """One of the files as it is handed out to be edited."""
    said, title = DECLARED[name]
    parts = (f"{{# {one.about} #}}\n{one}\n" for one in said(NO_WORDS))
    return "\n".join((f"{{#- {title}。{_ADVICE} -#}}\n", *parts))


class DeclaredLoader(BaseLoader):
    """Finds both files: what is declared, then what an edited copy in the folder says instead."""

    def __init__(self, folder: Path | None, own: OwnWords = NO_WORDS) -> None:
        self.folder, self.own = folder, own

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a file, and whether it still is the same."""
        if template not in DECLARED:
            raise TemplateNotFound(template)
        text = self._text(template)
        return text, template, lambda: self._text(template) == text

    def _text(self, name: str) -> str:
        said, _ = DECLARED[name]
        # All on one line: an edited copy's lines keep their numbers.
        declared = "".join(map(str, said(self.own)))
        own = self.folder / name if self.folder else None
        return declared + (own.read_text(encoding="utf-8") if own and own.is_file() else "")
