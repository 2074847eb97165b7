"""Figures in words, and what text is made of: parts that stay what they are up to the page."""

from finkit.wording.parts import NOTHING, Phrase, Shown, joined, phrase
from finkit.wording.speaker import Nature, Speaker, Style, nature_of

__all__ = [
    "NOTHING",
    "Nature",
    "Phrase",
    "Shown",
    "Speaker",
    "Style",
    "joined",
    "nature_of",
    "phrase",
]
