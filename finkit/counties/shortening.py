"""Names as tables shorten them: 临洮, 丰宁县 (for 丰宁满族自治县), 恩施州, 达茂旗.

What can be told by rule is told by rule; `nicknames.csv` has what is custom only.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_FOOTNOTE = re.compile(r"(?<=[\u3400-\u9fff])\s*(?:[*＊※①-⑳¹²³⁴-⁹]|[a-z][)）])+$")
_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.])(?=\D)"
)
_ENGLISH = re.compile(r"(?<=[\u3400-\u9fff])\s*[A-Za-z][A-Za-z' -]*$")

_PEOPLES = (
    "(?<=..)蒙古族?|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|"
    "傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|"
    "布朗族|撒拉族|毛南族|仡佬族|锡伯|塔吉克|怒族|裕固族|独龙族|普米族|保安族|各族|回"
)
_SHORT = re.compile(rf"({_PEOPLES})*自治[区州县旗]$")
_OF_A_PEOPLE = re.compile(rf"(?<=..)({_PEOPLES})+区$")
_OWN = re.compile(r"自治[州县旗]$")
_SUFFIX = re.compile(r"(省|市|地区|盟|县|区|旗)$")


def short(name: str) -> str:
    """A name as tables shorten it.

    >>> short("内蒙古自治区"), short("北京市"), short("范县")
    ('内蒙古', '北京', '范县')
    """
    plain = (_SHORT.sub("", name) or name) if "自治" in name else name
    if plain == name:
        plain = _SUFFIX.sub("", name)
    return plain if len(plain) > 1 else name


def in_use(name: str) -> tuple[str, ...]:
    """What stands for a whole name, and says like it of what level the area is: without the
    peoples and 自治; none for most names.

    >>> in_use("丰宁满族自治县"), in_use("东乡族自治县"), in_use("管城回族区")
    (('丰宁县',), ('东乡县',), ('管城区',))
    >>> in_use("恩施土家族苗族自治州"), in_use("临洮县")
    (('恩施州',), ())
    """
    if "自治" not in name and "族" not in name:
        return ()
    if name.endswith(("自治州", "自治县", "自治旗")):
        plain = _SHORT.sub("", name) or _OWN.sub("", name)
        return (f"{plain.removesuffix('族')}{name[-1]}",)
    plain = _OF_A_PEOPLE.sub("区", name)
    return (plain,) if plain != name else ()


@cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """The codes of what a customary short name may mean: 土右旗, 新疆兵团.

    >>> nicknames()["达茂旗"]
    ('150223',)
    """
    table = files(__package__).joinpath("nicknames.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(table.splitlines()):
        found[row["name"]] = (*found.get(row["name"], ()), row["code"])
    return found


@lru_cache(maxsize=65536)
def squeezed(name: str) -> str:
    """A name without the blanks that pad it (范 县), its number in a list, footnote marks and its
    English.

    >>> squeezed("西 藏①"), squeezed("北 京 Beijing"), squeezed("新疆a)"), squeezed("（一）岷县")
    ('西藏', '北京', '新疆', '岷县')
    """
    plain = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", name.strip()))
    plain = re.sub(r"\s+", "", _ENGLISH.sub("", plain))
    numbering = _NUMBERING.match(plain)
    return plain[numbering.end() if numbering else 0 :] or re.sub(r"\s+", "", name)
