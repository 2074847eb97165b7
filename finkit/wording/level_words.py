"""Levels in words: no minus stands after a word that names a balance.

收支缺口-5万元 is no gap but a surplus: 收大于支5万元. What has no word for its opposite is said to
be negative: 净额为负5万元.
"""

from __future__ import annotations

from finkit.figures.figure import Figure
from finkit.units import unit
from finkit.wording.parts import NOTHING, Phrase, phrase
from finkit.wording.speaker import Speaker

LEVEL_WORDS = ("缺口", "赤字", "结余", "节余", "盈余", "结转", "差额", "净额", "余额", "财力")
"""Words after which a level is a size: its sign is said, never printed."""

_OPPOSITES = {
    "缺口": "收大于支",
    "赤字": "收大于支",
    "结余": "支大于收",
    "节余": "支大于收",
    "盈余": "支大于收",
}
_BALANCED = "收支相抵"


def level(figure: Figure, name: str, speaker: Speaker) -> Phrase:
    """What follows the name: 244417万元; 为负5万元 of a balance; nothing of a negative share."""
    if figure.value is None:
        return NOTHING
    if figure.value >= 0 or speaker.is_flat(figure):
        return phrase(speaker.level(figure))
    if unit(figure.unit).kind == "rate":
        return NOTHING
    if name.endswith(LEVEL_WORDS):
        return phrase("为负", speaker.size(figure))
    return phrase(speaker.level(figure))


def stated(figure: Figure, name: str, speaker: Speaker, link: str = "") -> Phrase:
    """Name and level: 收支缺口244417万元 / 收大于支5万元 / 收支相抵; `link` joins the two (为)."""
    if figure.value is None:
        return NOTHING
    word = next((one for one in _OPPOSITES if name.endswith(one)), "")
    stem = name.removesuffix(word).removesuffix("收支")
    if word and speaker.is_flat(figure):
        return phrase(stem, _BALANCED)
    if word and figure.value < 0:
        return phrase(stem, _OPPOSITES[word], speaker.size(figure))
    said = level(figure, name, speaker)
    return phrase(name, "" if str(said).startswith("为") else link, said) if said else NOTHING
