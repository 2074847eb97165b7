"""From the sign of a figure to words: 增收/减收, 增支/减支, 增长/下降, 提高/下降N个百分点.

The only place where a direction word is chosen. A number after one is printed without its sign,
and a figure that rounds to zero gets no direction word at all.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from finkit.accounts.nature import Nature
from finkit.accounts.spelling import plain_name
from finkit.checks import Doubts
from finkit.figures.declaration import Speech
from finkit.figures.figure import Figure
from finkit.figures.pointing import Spots
from finkit.units import convert
from finkit.wording.digits import Digits, Style, digits_of
from finkit.wording.parts import NOTHING, Phrase, Shown, joined, phrase
from finkit.wording.rates import grown


class _Words(NamedTuple):
    """What is said of a change upwards, of one downwards, and of an amount of zero."""

    up: str
    down: str
    nothing: str


_WORDS = {
    Nature.REVENUE: _Words("增收", "减收", "暂未实现收入"),
    Nature.SPENDING: _Words("增支", "减支", "暂未发生支出"),
    Nature.BALANCE: _Words("增加", "减少", "为零"),
    Nature.OTHER: _Words("增加", "减少", "为零"),
}


def direction(nature: Nature, change: Decimal | int) -> str:
    """The word for a change that is not zero: 增收, 减支, 增加.

    >>> direction(Nature.REVENUE, 5), direction(Nature.SPENDING, -5), direction(Nature.OTHER, 5)
    ('增收', '减支', '增加')
    """
    words = _WORDS[nature]
    return words.up if change > 0 else words.down


def nothing(nature: Nature) -> str:
    """What is said of an amount of zero: 暂未实现收入."""
    return _WORDS[nature].nothing


class Speaker:
    """Puts figures into words in one style; those in doubt are marked.

    `spots` is where the page tells of each; without it nothing points anywhere.
    """

    def __init__(
        self, style: Style, doubts: Doubts | None = None, spots: Spots | None = None
    ) -> None:
        self.style, self.spots, self._doubts = style, spots, doubts

    def level(self, figure: Figure) -> Shown:
        """The figure with its sign and unit: "17056万元"."""
        digits = self._of(figure)
        return self._shown(figure, self._text(digits, self._value(figure, digits)))

    def size(self, figure: Figure) -> Shown:
        """The figure without its sign: what follows a direction word."""
        digits = self._of(figure)
        return self._shown(figure, self._text(digits, abs(self._value(figure, digits))))

    def _text(self, digits: Digits, value: Decimal) -> str:
        return digits.text(value)

    def _shown(self, figure: Figure, text: str) -> Shown:
        doubts = self._doubts.standing(figure.inputs) if self._doubts else ()
        return Shown(figure, text, doubts, self.spots.get(figure) if self.spots else None)

    def is_flat(self, figure: Figure) -> bool:
        """Whether the figure prints as zero."""
        return self._of(figure).is_flat

    def _of(self, figure: Figure) -> Digits:
        _known(figure)
        return digits_of(figure.quantity, self.style)

    def _value(self, figure: Figure, digits: Digits) -> Decimal:
        return convert(_known(figure), figure.unit, digits.unit)

    def said(self, figure: Figure, nature: Nature) -> Phrase:
        """The figure as its declaration has it spoken; 基本持平 where it prints as zero."""
        if figure.value is None:
            return NOTHING
        spoken = {
            Speech.LEVEL: lambda: phrase(self.level(figure)),
            Speech.CHANGE: lambda: self.change(figure, nature),
            Speech.RATE: lambda: self.rate(figure),
            Speech.POINTS: lambda: self.points(figure),
            Speech.CUT: lambda: self.cut(figure),
            Speech.SCHEDULE: lambda: self.schedule(figure),
            Speech.PULL: lambda: self.pull(figure, plain_name(figure.of_item)),
        }
        return spoken[figure.declared.speech]() or phrase("基本持平")

    def change(self, amount: Figure, nature: Nature) -> Phrase:
        """增收N / 减收N; nothing where the change prints as zero."""
        if amount.value is None or self.is_flat(amount):
            return NOTHING
        return phrase(direction(nature, amount.value), self.size(amount))

    def rate(self, rate: Figure) -> Phrase:
        """增长N% / 下降N%; nothing where it prints as zero."""
        if rate.value is None or self.is_flat(rate):
            return NOTHING
        return phrase(grown(rate.value), self.size(rate))

    def points(self, change: Figure | None) -> Phrase:
        """提高N个百分点 / 下降N个百分点 / 持平."""
        if change is None or change.value is None:
            return NOTHING
        if self.is_flat(change):
            return phrase("持平" if change.value == 0 else "基本持平")
        return phrase("提高" if change.value > 0 else "下降", self.size(change))

    def pace(self, change: Figure | None) -> Phrase:
        """提高N个百分点 / 回落N个百分点: of a rate; nothing where it prints as zero."""
        if change is None or change.value is None or self.is_flat(change):
            return NOTHING
        return phrase("提高" if change.value > 0 else "回落", self.size(change))

    def cut(self, rate: Figure) -> Phrase:
        """压减N% / 增长N%: of a rate that is positive where less was spent."""
        if rate.value is None:
            return NOTHING
        if self.is_flat(rate):
            return phrase("持平" if rate.value == 0 else "基本持平")
        return phrase("压减" if rate.value > 0 else "增长", self.size(rate))

    def pull(self, moved: Figure | None, whole: str) -> Phrase:
        """拉动税收收入增长N个百分点 / 下拉税收收入N个百分点; nothing where it prints as zero."""
        if moved is None or moved.value is None or self.is_flat(moved):
            return NOTHING
        if moved.value > 0:
            return phrase("拉动", whole, "增长", self.size(moved))
        return phrase("下拉", whole, self.size(moved))

    def schedule(self, gap: Figure | None) -> Phrase:
        """超序时进度N个百分点 / 落后序时进度N个百分点 / 与序时进度持平."""
        if gap is None or gap.value is None:
            return NOTHING
        if self.is_flat(gap):
            return phrase("与序时进度持平" if gap.value == 0 else "与序时进度基本持平")
        return phrase("超" if gap.value > 0 else "落后", "序时进度", self.size(gap))

    def usual(self, gap: Figure | None) -> Phrase:
        """快于近三年同期平均进度N个百分点 / 慢于近三年同期平均进度N个百分点; nothing where flat."""
        if gap is None or gap.value is None or self.is_flat(gap):
            return NOTHING
        return phrase("快于" if gap.value > 0 else "慢于", "近三年同期平均进度", self.size(gap))

    def beside(self, gap: Figure | None, level: str) -> Phrase:
        """高于前五年平均N个百分点 / 低于前五年平均N个百分点; nothing where flat."""
        if gap is None or gap.value is None or self.is_flat(gap):
            return NOTHING
        return phrase("高于" if gap.value > 0 else "低于", level, self.size(gap))

    def compared(
        self,
        now: Figure,
        before: Figure | None,
        amount: Figure | None,
        rate: Figure | None,
        nature: Nature,
        since: str = "同比",
    ) -> Phrase:
        """The change since last year (or the start of the year), whatever its case.

        Missing base: nothing is said here. Equal: 持平. Rounds to zero: 基本持平. No rate on a
        zero or negative base: the change alone, with both levels where the sign turned.
        """
        than = {"同比": "上年同期", "较年初": "年初"}.get(since, since)
        if now.value is None:
            return NOTHING
        if amount is None or amount.value is None:
            return self._rate_alone(rate, than, since)
        if amount.value == 0:
            return phrase(f"与{than}持平")
        moved = self.change(amount, nature)
        if rate is not None and rate.value is not None:
            return self._with_rate(moved, rate, than, since, now)
        if before is None or before.value is None:
            return phrase(since, moved) if moved else phrase(f"与{than}基本持平")
        return self._without_rate(now, before, moved, nature, than, since)

    def _rate_alone(self, rate: Figure | None, than: str, since: str) -> Phrase:
        """同比增长6.3%: where the source printed the rate, and no amount to compare with."""
        if rate is None or rate.value is None:
            return NOTHING
        grown = self.rate(rate)
        return phrase(since, grown) if grown else phrase(f"与{than}基本持平")

    def _with_rate(self, moved: Phrase, rate: Figure, than: str, since: str, now: Figure) -> Phrase:
        if now.value == 0:
            return phrase(since, moved) if moved else NOTHING
        grown = self.rate(rate)
        if not grown or not moved:
            steady = phrase(f"与{than}基本持平")
            return joined([phrase(since, moved) if moved else NOTHING, steady])
        return phrase(since, moved, "，", grown)

    def _without_rate(
        self, now: Figure, before: Figure, moved: Phrase, nature: Nature, than: str, since: str
    ) -> Phrase:
        if before.value == 0 or not moved:
            zero = phrase(f"（{than}为零）") if before.value == 0 else NOTHING
            return phrase(since, moved, zero) if moved else phrase(f"与{than}基本持平")
        base = phrase(f"{than}为", self.level(before))
        return joined([base, _turn(_known(now), _known(before)), phrase(since, moved)])


def _turn(now: Decimal, before: Decimal) -> Phrase:
    if now > 0 > before:
        return phrase("由负转正")
    if now < 0 < before:
        return phrase("由正转负")
    return NOTHING


def _known(figure: Figure) -> Decimal:
    if figure.value is None:
        raise ValueError(f"{figure.id} has no value to print")
    return figure.value
