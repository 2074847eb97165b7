"""Names of counties and of items as they are typed: 临洮县 by lintaoxian or ltx."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, str]:
    text = files(__package__).joinpath("pinyin.csv").read_text(encoding="utf-8")
    return {row["name"]: row["pinyin"] for row in csv.DictReader(text.splitlines())}


def spelled(name: str) -> tuple[str, str]:
    """A name in pinyin and its initials; both "" for a name of neither register nor chart.

    `pinyin.csv` is made by `tools/pinyin.py` with pypinyin 0.55 (MIT).

    >>> spelled("临洮县"), spelled("示例县")
    (('lintaoxian', 'ltx'), ('', ''))
    >>> spelled("增值税")
    ('zengzhishui', 'zzs')
    """
    syllables = _table().get(name, "").split()
    return "".join(syllables), "".join(one[0] for one in syllables)
