"""An item in words: what a template may say of it. Every property may be empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from finkit.accounts.nature import Nature, nature_of
from finkit.accounts.spelling import plain_name
from finkit.claims.thresholds import Threshold, defaults
from finkit.contract import BALANCE, MONTH
from finkit.figures.county_at import Item
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.ledger.county_book import ItemSeries
from finkit.narrative.budget_words import against_budget
from finkit.narrative.rank_words import placed
from finkit.units import MONEY_UNIT
from finkit.wording import NOTHING, Phrase, Speaker, joined, nothing, phrase
from finkit.wording.level_words import level

_SHARED = re.compile(r"(.*[^\d.])(\d+(?:\.\d+)?%)")
_KINDS = ("收入", "支出")
_CARRIED = ("结余", "结转")


@dataclass(frozen=True)
class ItemWords:
    """One item of the report, put into words."""

    item: Item
    figures: FigureSet
    speaker: Speaker
    thresholds: Mapping[str, Threshold] = field(default_factory=defaults)
    both_budgets: bool = False

    @property
    def series(self) -> ItemSeries:
        """The series behind the item."""
        if self.item.series is None:
            raise ValueError(f"{self.item.name} is not held")
        return self.item.series

    def figure(self, indicator: str, of_item: str = "") -> Figure | None:
        """The item's figure of an indicator."""
        return self.figures.of(self.series, indicator, of_item)

    def of(self, indicator: str, of_item: str = "") -> Phrase:
        """The level of an indicator of the item, also one of one's own: 1234元/人."""
        found = self.figure(indicator, of_item)
        return level(found, found.declared.label, self.speaker) if found else NOTHING

    @cached_property
    def nature(self) -> Nature:
        """Revenue, spending, balance or other; what stands at a month's end is a balance, and what
        is carried over (上年结转) neither 增收 nor 减收."""
        if self.series.key.basis == BALANCE:
            return Nature.BALANCE
        return Nature.OTHER if self.name.endswith(_CARRIED) else nature_of(self.item.name)

    @property
    def name(self) -> str:
        """The item's own name, as the data print it, without numbering."""
        return self.series.label

    @property
    def level(self) -> Phrase:
        """17056万元."""
        amount = self.figure("amount")
        return level(amount, self.name, self.speaker) if amount else NOTHING

    @property
    def named_level(self) -> Phrase:
        """增值税7833万元: 增值税（50%部分）26542万元 where the name itself ends in a share.

        A name that ends in some other figure or letter is set off by 为.
        """
        if not self.level:
            return NOTHING
        if shared := _SHARED.fullmatch(self.name):
            return phrase(f"{shared[1]}（{shared[2]}部分）", self.level)
        mark = "为" if self.name[-1:].isascii() else ""
        return phrase(self.name, mark, self.level)

    @property
    def done(self) -> Phrase:
        """完成17056万元 / 暂未实现收入 / 为-20万元."""
        amount = self.figure("amount")
        if amount is None or amount.value is None:
            return NOTHING
        if amount.value == 0:
            return self._nothing
        said = level(amount, self.name, self.speaker)
        if amount.value < 0 or self.nature is Nature.BALANCE:
            return said if str(said).startswith("为") else phrase("为", said)
        return phrase("完成", said)

    @property
    def _nothing(self) -> Phrase:
        """暂未实现收入; 暂未实现 where the name itself ends in 收入."""
        said = nothing(self.nature)
        return phrase(next((said.removesuffix(w) for w in _KINDS if self.name.endswith(w)), said))

    @property
    def compared(self) -> Phrase:
        """同比增收2113万元，增长14.1%."""
        return self._compared("yoy_amount", "yoy_rate", "同比")

    @property
    def grown(self) -> Phrase:
        """增长14.1%: the rate alone where there is one, else the full comparison."""
        rate = self.figure("yoy_rate")
        if rate and (said := self.speaker.rate(rate)) and not self.is_zero:
            return said
        return self.compared

    @property
    def is_zero(self) -> bool:
        """Whether its amount is nothing: nothing more is asked of it then."""
        amount = self.figure("amount")
        return amount is not None and amount.value == 0

    def _compared(self, change: str, rate: str, since: str) -> Phrase:
        now, before = self.figure("amount"), self.figure("base_amount")
        # Nothing, as the year before: that is said by 暂未实现.
        still = self.is_zero and before is not None and before.value == 0
        if now is None or still:
            return NOTHING
        return self.speaker.compared(
            now, before, self.figure(change), self.figure(rate), self.nature, since
        )

    @property
    def comparable(self) -> Phrase:
        """同口径增长14.1%: where the publisher gives it."""
        rate, usual = self.figure("yoy_rate_comparable"), self.figure("yoy_rate")
        if rate is None or rate.value is None or (usual and usual.value == rate.value):
            return NOTHING
        said = self.speaker.rate(rate) or phrase("基本持平")
        return phrase("同口径", said)

    @property
    def against_budget(self) -> Phrase:
        """为年初预算105425万元的16.2%，落后序时进度0.5个百分点."""
        month, both = self.item.period.month, self.both_budgets
        return against_budget(self.figure, self.speaker, month, both=both)

    @property
    def usual_pace(self) -> Phrase:
        """快于近三年同期平均进度1.2个百分点."""
        return self.speaker.usual(self.figure("usual_progress_gap"))

    @property
    def share(self) -> Phrase:
        """占比90.0%: nothing where it prints as zero or the amount is negative."""
        share = self.figure("share_of", self.series.key.parent_item)
        if share is None or share.value is None or share.value < 0 or self.speaker.is_flat(share):
            return NOTHING
        return phrase("占比", self.speaker.level(share))

    @property
    def share_moved_by(self) -> Figure | None:
        """The change of its share, where it is large enough to be said."""
        change = self.figure("share_change", self.series.key.parent_item)
        floor = self.thresholds["structure_floor"].value
        small = change is None or change.value is None or abs(change.value) < floor
        return None if small else change

    @property
    def share_moved(self) -> Phrase:
        """比重同比提高0.5个百分点."""
        moved = self.speaker.points(self.share_moved_by)
        return phrase("比重同比", moved) if moved else NOTHING

    @property
    def share_step(self) -> Phrase:
        """比重提高0.7个百分点: of a list that names the period once."""
        moved = self.speaker.points(self.share_moved_by)
        return phrase("比重", moved) if moved else NOTHING

    @property
    def standard(self) -> str:
        """The standard name of the line the item is of."""
        return self.series.name

    @property
    def unit(self) -> str:
        """The unit its amount is kept in."""
        amount = self.figure("amount")
        return amount.unit if amount else MONEY_UNIT

    @property
    def contributed(self) -> Phrase:
        """拉动税收收入增长4.2个百分点 / 下拉税收收入0.3个百分点."""
        whole = self.series.key.parent_item
        return self.speaker.pull(self.figure("contribution", whole), plain_name(whole))

    @property
    def since_opening(self) -> Phrase:
        """较年初增加51320万元，增长8.9%: of balances."""
        now, change = self.figure("amount"), self.figure("ytd_amount")
        if now is None or change is None or change.value is None:
            return NOTHING
        return self.speaker.compared(
            now, None, change, self.figure("ytd_rate"), self.nature, "较年初"
        )

    @property
    def base_moved(self) -> Phrase:
        """上年同期下降3.2%: how the base had grown, where the data know."""
        then = self.figure("base_growth")
        said = self.speaker.rate(then) if then else NOTHING
        return phrase("上年同期", said) if said else NOTHING

    @property
    def two_year_average(self) -> Phrase:
        """两年平均增长2.3%."""
        start = str(self.item.period.years_before(2))
        rate = self.figure("cagr", start)
        said = self.speaker.rate(rate) if rate else NOTHING
        return phrase("两年平均", said) if said else NOTHING

    @property
    def pace_moved(self) -> Phrase:
        """增幅比上月回落2.3个百分点 / 提高2.3个百分点: nothing where it prints as zero."""
        moved = self.speaker.pace(self.figure("yoy_rate_change"))
        return phrase("增幅比上月", moved) if moved else NOTHING

    @property
    def rank(self) -> Phrase:
        """与有数据的其他36个县区相比，增速居第33位."""
        return placed(self.series, self.figures, self.speaker, self.thresholds)

    @property
    def month(self) -> Phrase:
        """完成5682万元，同比减收1816万元，下降24.2%: the single month."""
        twin = self.series.book.twin(self.series, MONTH)
        if twin is not None and twin.own(self.item.period, "actual"):
            words = ItemWords(
                Item(self.item.name, twin, self.item.period), self.figures, self.speaker
            )
            return joined([words.done, words.compared])
        amount = self.figure("month_amount")
        if amount is None or amount.value is None or self.item.period.month == 1:
            return NOTHING
        if amount.value == 0:
            return self._nothing
        verb = "完成" if amount.value > 0 else "为"
        rate = self.figure("month_yoy_rate")
        grown = self.speaker.rate(rate) if rate and amount.value > 0 else NOTHING
        return joined(
            [phrase(verb, self.speaker.level(amount)), phrase("同比", grown) if grown else NOTHING]
        )
