"""What the columns of a frame are: of the contract, or amounts of an item."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from finkit.accounts.aliases import standard
from finkit.accounts.chart import accounts
from finkit.accounts.names import GENERAL_REVENUE, LOCAL_REVENUE, WIDEST_REVENUE, WITH_SHARED
from finkit.contract import ACTUAL, BASES, COLUMN_WORDS, COLUMNS, MEASURES
from finkit.errors import UsageError, did_you_mean, quoted
from finkit.readers.frames.filling import LONGEST, Said
from finkit.readers.frames.holding import NAME
from finkit.units import UNITS
from finkit.workbooks.words.headings import heading, meaning, names_item, unknown_unit

YEAR, MONTH_OF_YEAR = "year", "month"
_OF_ROLES = {
    "area": "county",
    "code": "county_code",
    "item": "item",
    "unit": "unit",
    "source": "source",
    "note": "note",
    "year": YEAR,
    "month": MONTH_OF_YEAR,
}
_CALLED = {
    **{name: ("unit", name) for name in UNITS},
    **{name: ("measure", key) for key, said in MEASURES.items() for name in (key, said)},
    **{name: ("basis", key) for key, said in BASES.items() for name in (key, said)},
}
"""What a word behind an item may say."""

_EXAMPLE = '写作 columns={"税收": ("税收收入", "万元")}；不要的列写 None'


class Amounts(NamedTuple):
    """What the numbers of a column are; "" where the row says it, or nobody."""

    item: str = ""
    unit: str = ""
    measure: str = ACTUAL
    basis: str = ""
    parent_item: str = ""


Named = dict[str, "str | Amounts"]
"""The columns that count: a column of the contract, year or month, or amounts."""


def named(columns: Iterable[str], told: Mapping[str, Any], said: Said) -> Named:
    """What each column is: as it is told, else as its name says.

    Raises `UsageError` for one that is told and not there, and for one of a wide frame that neither
    says. In a tidy one (with a column of values) what is not of the contract is passed over, as in
    a file, unless it holds words of measures (`words_of_measures`).
    """
    held = list(columns)
    for name in told:
        if name not in held:
            advice = did_you_mean(str(name), held) or f"有：{'、'.join(held)}"
            raise UsageError(f"没有列{quoted(str(name))}", where=NAME, advice=advice)
    found = {name: _told(name, told[name]) if name in told else _own(name) for name in held}
    known = {name: one for name, one in found.items() if one is not None and one != ""}
    _require_once(known)
    if "value" in known.values():
        return {name: one for name, one in known.items() if isinstance(one, str)}
    of_rows = "item" in known.values()
    for name in held:
        if found[name] == "" or (
            isinstance(one := found[name], Amounts) and not (one.item or of_rows)
        ):
            raise UsageError(f"不知道列{quoted(name)}是什么", where=NAME, advice=_EXAMPLE)
    for name, one in known.items():
        if isinstance(one, Amounts) and not (one.unit or said.unit or "unit" in known.values()):
            advice = f'列名写作 {name}（万元），或写 unit="万元"'
            raise UsageError(f"列{quoted(name)}没有单位", where=NAME, advice=advice)
    return _under_their_wholes(known)


def _under_their_wholes(known: Named) -> Named:
    """Amounts under the whole that the chart of accounts has them under, where that is a column too
    and no other revenue that may be meant: 税收收入 under 一般公共预算收入."""
    amounts = [one for one in known.values() if isinstance(one, Amounts) and one.item]
    held = {standard(one.item).name: one.item for one in amounts}
    several = not held.keys().isdisjoint((*WIDEST_REVENUE, WITH_SHARED, LOCAL_REVENUE))

    def parent(one: Amounts) -> str:
        account = accounts().get(standard(one.item).name)
        under = account.under if account else ""
        return "" if under == GENERAL_REVENUE and several else held.get(under, "")

    return {
        name: one._replace(parent_item=one.parent_item or parent(one))
        if isinstance(one, Amounts)
        else one
        for name, one in known.items()
    }


def _require_once(known: Mapping[str, str | Amounts]) -> None:
    first: dict[str, str] = {}
    for name, one in known.items():
        if isinstance(one, str) and (other := first.setdefault(one, name)) != name:
            advice = f"在 columns 里写明；{_EXAMPLE}"
            raise UsageError(
                f"列{quoted(other)}、{quoted(name)}都像 {one}", where=NAME, advice=advice
            )


@cache
def _headings() -> dict[str, str]:
    text = files(__package__).joinpath("names.csv").read_text(encoding="utf-8")
    own = {row["heading"]: row["column"] for row in csv.DictReader(text.splitlines())}
    return own | {said: name for name, said in COLUMN_WORDS.items()} | {n: n for n in COLUMNS}


def _own(name: str) -> str | Amounts:
    """What a column's name says; "" for nothing that is known."""
    if found := _headings().get(name):
        return found
    if len(name) > LONGEST:
        return ""
    plain = heading(name)
    if plain.when.year or plain.when.month or unknown_unit(name):
        return ""
    means = meaning(plain.text)
    if column := _OF_ROLES.get(means.role):
        return column
    if means.role == "amount" and means.basis in ("", *BASES):
        return Amounts("", plain.unit, means.measure, "" if plain.text == "金额" else means.basis)
    is_item = not means.role and bool(standard(plain.text).name) and names_item(plain.text)
    return (
        Amounts(plain.text, plain.unit)
        if is_item or (plain.unit and names_item(plain.text))
        else ""
    )


def _told(name: str, told: Any) -> str | Amounts | None:
    """What a caller says of a column."""
    if told is None:
        return None
    words = [told] if isinstance(told, str) else told
    are_texts = isinstance(words, list | tuple) and all(isinstance(word, str) for word in words)
    if not (are_texts and words and all(len(text) <= LONGEST for text in (name, *words))):
        raise UsageError(f"列{quoted(name)}的写法不对", where=NAME, advice=_EXAMPLE)
    if len(words) == 1 and (column := _column(words[0])):
        return column
    found = Amounts(words[0], heading(name).unit)
    for word in words[1:]:
        found = _with_word(name, found, word)
    return found


def _column(word: str) -> str:
    """The column of the contract that a single word means; "" for an item."""
    if column := _headings().get(word) or (word if word in (YEAR, MONTH_OF_YEAR) else ""):
        return column
    if word.isascii():
        advice = did_you_mean(word, COLUMNS) or f"可用：{'、'.join(COLUMNS)}"
        raise UsageError(f"不认识的列{quoted(word)}", where=NAME, advice=advice)
    return ""


def _with_word(name: str, amounts: Amounts, word: str) -> Amounts:
    if word in _CALLED:
        part, value = _CALLED[word]
        return amounts._replace(**{part: value})
    if standard(word).name:
        return amounts._replace(parent_item=word)
    advice = (
        did_you_mean(word, _CALLED) or "项目名后面写单位、数别（如 年初预算）、累计或当月、上级项目"
    )
    raise UsageError(f"列{quoted(name)}的{quoted(word)}不认识", where=NAME, advice=advice)
