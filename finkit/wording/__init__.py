"""Figures in words, and what text is made of: parts that stay what they are up to the page."""

from finkit.wording.digits import Style
from finkit.wording.parts import NOTHING, Phrase, Shown, joined, phrase
from finkit.wording.speaker import Speaker, direction, nothing

__all__ = [
    "NOTHING",
    "Phrase",
    "Shown",
    "Speaker",
    "Style",
    "direction",
    "joined",
    "nothing",
    "phrase",
]
