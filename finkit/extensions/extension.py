"""What one extension declares, and what it is known by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from finkit.charts.catalogue import OwnChart
from finkit.claims.declaration import Claim
from finkit.figures.declaration import Indicator
from finkit.narrative.own_words import Sentence

_DIGITS = 16


@dataclass(frozen=True)
class Extension:
    """One extension: its name (of file, folder or module), the SHA-256 of its code, what it
    declares, and where each key is declared (`my_bureau.py:12`)."""

    name: str
    digest: str
    indicators: tuple[Indicator, ...] = ()
    claims: tuple[Claim, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    charts: tuple[OwnChart, ...] = ()
    places: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """自定内容（my_bureau.py，指纹 …）：指标“人均债务”；图“人均”."""
        kinds = (
            ("指标", [one.label for one in self.indicators]),
            ("判断", [one.label for one in self.claims]),
            ("句子", [one.label for one in self.sentences]),
            ("图", [one.title for one in self.charts]),
        )
        said = "；".join(
            f"{kind}{''.join(f'“{label}”' for label in labels)}" for kind, labels in kinds if labels
        )
        return f"自定内容（{self.name}，指纹{self.digest[:_DIGITS]}）：{said}。"

    def keys(self) -> Iterator[tuple[str, str, str]]:
        """Each key with its kind and where it is declared; keys of a kind must differ."""
        places = dict(self.places)
        named = [("指标", one.key) for one in self.indicators]
        named += [("文字", one.key) for one in self.claims]
        named += [("文字", one.key) for one in self.sentences]
        named += [("图", one.name) for one in self.charts]
        for kind, key in named:
            yield kind, key, places.get(key, self.name)
