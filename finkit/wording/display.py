"""Figures as heads, tables and drawings show them: thousands apart, a real minus sign."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from finkit.figures.figure import Figure
from finkit.units import grouped, in_base, unit
from finkit.wording.digits import MONEY, Digits, digits_of
from finkit.wording.speaker import Speaker

_LARGE = MONEY[0]


class TableSpeaker(Speaker):
    """Each amount in its own unit: 144,377万元, −24.2%."""

    def _text(self, digits: Digits, value: Decimal) -> str:
        return grouped(super()._text(digits, value))


class HeadSpeaker(TableSpeaker):
    """Amounts of 1亿元 and more in 亿元, where that adds no digit: 14.44亿元; smaller ones in
    their own unit: 8,470万元."""

    def _of(self, figure: Figure) -> Digits:
        digits = super()._of(figure)
        is_money = unit(figure.unit).kind == "money" and "/" not in figure.unit
        if figure.value is None or not is_money:
            return digits
        if abs(in_base(figure.value, figure.unit)) < unit(_LARGE).factor:
            return digits
        return digits_of(figure.quantity, replace(self.style, money=_LARGE, amount_decimals=None))
