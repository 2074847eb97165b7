"""Words of one's own beside the package's: sentences, and claims with what they say.

A sentence stands at the end of the section that it names, whoever words that section. Its text and
that of a claim are templates of their own: what is wrong in one is said by the place of its
declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from jinja2 import BaseLoader, Environment, TemplateNotFound

from finkit.claims.declaration import Claim, Problem

Section = Literal["execution", "features", "analysis"]
"""The sections that every kind of report has: 执行情况, 主要特点, 运行分析."""

PLACED = "#.j2"
"""Ends the name of a text that is no file: what stands before it is where it is declared."""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence of one's own (自定句子): where it stands, and what it says, a template text.

    `label` names it for short, `source` says what it goes by. A sentence whose figures are missing
    is left out, or marked as missing in a draft, as any other is.

    >>> Sentence(key="head", label="人均", section="analysis", says="人均{{ level('head') }}。",
    ...          source="本局要求").section
    'analysis'
    """

    key: str
    label: str
    section: Section
    says: str
    source: str
    origin: str = ""


class OwnWords(NamedTuple):
    """Claims and sentences of one's own; `places` says where each key is declared (file:line),
    `labels` what indicators of one's own are called."""

    claims: tuple[Claim, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()

    def texts(self) -> dict[str, str]:
        """What each says, by its key."""
        said = {one.key: one.says for one in self.claims if isinstance(one, Problem)}
        return {**said, **{one.key: one.says for one in self.sentences}}


NO_WORDS = OwnWords()


def included(key: str) -> str:
    """What stands in another template for a text of one's own."""
    return f'{{% include "{key}{PLACED}" %}}'


class OwnLoader(BaseLoader):
    """Finds texts of one's own by key, and adds sentences to the sections that they stand in."""

    def __init__(self, own: OwnWords, sections: BaseLoader) -> None:
        self._sections, self._texts, self._places = sections, own.texts(), dict(own.places)
        self._added: Mapping[str, list[str]] = MappingProxyType(
            {
                f"{name}.j2": [one.key for one in own.sentences if one.section == name]
                for name in {one.section for one in own.sentences}
            }
        )

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """A text of one's own, or a section with the sentences that are added to it."""
        key = template.removesuffix(PLACED)
        if key != template and key in self._texts:
            return self._texts[key], f"{self._places.get(key, key)}{PLACED}", lambda: True
        if template not in self._added:
            raise TemplateNotFound(template)
        text, place, is_same = self._sections.get_source(environment, template)
        # A line each: a paragraph. The lines before keep their numbers.
        lines = "".join(f"\n{included(key)}\n" for key in self._added[template])
        return f"{text}\n{lines}", place, is_same
