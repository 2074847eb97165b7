"""What of a ledger a table of a few items over many counties needs."""

from __future__ import annotations

from collections.abc import Iterable

from finkit.accounts.aliases import same_item, standard
from finkit.accounts.local_names import local_names
from finkit.accounts.names import GENERAL_REVENUE
from finkit.accounts.spelling import clean

_TELLS_SHARED = ("上划", "地方")


def related(item: str, spelled: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The spellings that an item's own figures rest on: its own, those of what it stands under, and
    what tells which 一般公共预算收入 is which.

    `spelled` are the pairs of item and parent held. What an item's figures are is not changed by
    leaving out all others.
    """
    pairs = list(spelled)
    own = {text for text, _ in pairs if _may_be(text, item)}
    above = [item, *{parent for text, parent in pairs if text in own and parent}]
    names = {text for pair in pairs for text in pair if text}
    kept = {text for text in names if any(_may_be(text, one) for one in above)}
    return frozenset(kept | {text for text in names if _tells_shared(text)})


def _may_be(text: str, item: str) -> bool:
    plain = clean(text)
    return (
        text == item
        or same_item(text, item)
        or plain in local_names()
        or item.startswith(f"{plain}（")
        or plain.startswith(f"{clean(item)}（")
    )


def _tells_shared(text: str) -> bool:
    return any(mark in text for mark in _TELLS_SHARED) or standard(text).name == GENERAL_REVENUE
