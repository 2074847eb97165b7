"""Which sentences say another thing than before, their numbers aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_NUMBER = re.compile(r"[-−+]?\d[\d,.]*")
_END = re.compile(r"(?<=[。；！？])")
_MARK = re.compile(r"〔待核：[^〕]*〕")
_AFTER = "附"
_ALIKE = 0.5
"""Sentences less alike than so are not the same one said otherwise."""

_HEADING = re.compile(r"#+\s*(.*)")


def sentences(text: str) -> Iterator[tuple[str, str]]:
    """The sentences of a report, each under its heading; tables are numbers and left out.

    >>> list(sentences("## 收入\\n\\n增长3%。下降2%。\\n| 表 | 1 |"))
    [('收入', '增长3%。'), ('收入', '下降2%。')]
    """
    heading = ""
    for line in text.splitlines():
        if found := _HEADING.fullmatch(line.strip()):
            heading = found[1]
        elif line.strip() and not line.lstrip().startswith("|"):
            yield from ((heading, part.strip()) for part in _END.split(line) if part.strip())


def reworded(old: str, new: str) -> list[tuple[str, str, str]]:
    """Heading by heading, the sentences of either text that the other has not.

    Sentences that differ in their numbers alone are the same.

    >>> reworded("# 收入\\n增长3%。稳定。", "# 收入\\n下降2%。稳定。")
    [('收入', '增长3%。', '下降2%。')]
    >>> reworded("增长3%。", "增长4%。")
    []
    """
    mine, theirs = list(sentences(old)), list(sentences(new))
    gone, come = _left(mine, theirs), _left(theirs, mine)
    headings = sorted({heading for heading, _ in (*gone, *come)})
    return [(one, _under(gone, one), _under(come, one)) for one in headings]


def restated(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The sentences that are not word for word the same, in their order: what was said, and what
    is said in its place ("" where nothing is).

    >>> list(restated("# 收入\\n增长3%。稳定。", "# 收入\\n增长4%。稳定。另有一句。"))
    [('增长3%。', '增长4%。'), ('', '另有一句。')]
    """
    mine, theirs = _of_the_text(old), _of_the_text(new)
    for kind, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _paired(mine[a:b], theirs[c:d])


def _of_the_text(text: str) -> list[str]:
    """The sentences without marks of what is in doubt, and without what stands after the text."""
    told = (said for heading, said in sentences(text) if not heading.startswith(_AFTER))
    return [_MARK.sub("", said) for said in told]


def _paired(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The likest two beside each other, and so on before and after them; the others alone."""
    likeness = {
        (n, m): SequenceMatcher(None, one, other).ratio()
        for n, one in enumerate(mine)
        for m, other in enumerate(theirs)
    }
    best = max(likeness, key=lambda pair: likeness[pair], default=None)
    if best is None or likeness[best] < _ALIKE:
        yield from ((one, "") for one in mine)
        yield from (("", one) for one in theirs)
        return
    n, m = best
    yield from _paired(mine[:n], theirs[:m])
    yield mine[n], theirs[m]
    yield from _paired(mine[n + 1 :], theirs[m + 1 :])


def _left(own: list[tuple[str, str]], other: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The sentences that the other has not, or not as often."""
    known = Counter((heading, _plain(said)) for heading, said in other)
    found = []
    for heading, said in own:
        if known[heading, _plain(said)]:
            known[heading, _plain(said)] -= 1
        else:
            found.append((heading, said))
    return found


def _plain(said: str) -> str:
    return _NUMBER.sub("□", said)


def _under(found: list[tuple[str, str]], heading: str) -> str:
    return "".join(said for one, said in found if one == heading)
