"""How much of what bureaus published a text says: amounts and rates looked up among its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from finkit.contract import ACTUAL, DELTA, Observation
from finkit.readers.side_tables import Printed
from finkit.report import CountyReport
from finkit.units import UNITS, unit

RATES = ("yoy_rate", "completion_rate", "share_of")
_NUMBER = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(万亿元|亿元|万元|千元|元|%|个百分点)")
_SENTENCE = re.compile(r"[^。]+。")
_LISTS = re.compile("^(?:口径说明|## 附)", re.M)
_PENDING = re.compile(r"[^。]*【待补[^】]*】[^。]*。")


class Number(NamedTuple):
    """A number of the text in its base unit, and half a unit of its last digit."""

    value: Decimal
    half: Decimal


class Said(NamedTuple):
    """What one bulletin says: of how many amounts and rates, in how many sentences."""

    name: str
    amounts: tuple[int, int]
    rates: tuple[int, int]
    sentences: int
    characters: int
    pending: int

    def __str__(self) -> str:
        amounts, rates = ("{}/{}".format(*pair) for pair in (self.amounts, self.rates))
        row = f"{amounts:>9}{rates:>9}{self.sentences:>5}{self.pending:>5}{self.characters:>6}"
        return f"{row}  {self.name}"


def said(report: CountyReport, cells: Iterable[Observation], rows: Iterable[Printed]) -> Said:
    """What a report says of a period's observations and printed rates."""
    text = report.narrative.markdown(report.title)
    found = _numbers(re.sub(r"【[^】]*】", "", text))
    wanted = [
        _amount(cell) for cell in cells if cell.measure in (ACTUAL, DELTA) and _is_money(cell)
    ]
    printed = [_rate(row) for row in rows if row.indicator in RATES and row.number is not None]
    body = re.sub(r"^#.*$|\s", "", _LISTS.split(text)[0], flags=re.M)
    kept = _PENDING.sub("", body)
    return Said(
        name=f"{report.county.name} {report.period}",
        amounts=(sum(_is_among(one, found["money"]) for one in wanted), len(wanted)),
        rates=(sum(_is_among(one, found["rate"]) for one in printed), len(printed)),
        sentences=sum(bool(re.search(r"\d", one)) for one in _SENTENCE.findall(kept)),
        characters=len(body),
        pending=len(body) - len(kept),
    )


def _numbers(text: str) -> Mapping[str, list[Number]]:
    found: dict[str, list[Number]] = {"money": [], "rate": []}
    for digits, name in _NUMBER.findall(text):
        value = Decimal(digits.replace(",", ""))
        half = Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
        factor = unit(name).factor if name in UNITS and unit(name).kind == "money" else Decimal(1)
        kind = "rate" if name in ("%", "个百分点") else "money"
        found[kind].append(Number(value * factor, half * factor))
    return found


def _is_money(cell: Observation) -> bool:
    return unit(cell.unit).kind == "money"


def _amount(cell: Observation) -> Number:
    factor = unit(cell.unit).factor
    return Number(abs(cell.value) * factor, factor / 2)


def _rate(row: Printed) -> Number:
    assert row.number is not None
    return Number(abs(row.number), Decimal("0.05"))


def _is_among(wanted: Number, found: Iterable[Number]) -> bool:
    """Whether a number of the text is it to the text's last digit, and fine enough to tell it."""
    fine = max(wanted.value * Decimal("0.02"), wanted.half)
    return any(abs(wanted.value - n.value) <= n.half and n.half <= fine for n in found)
