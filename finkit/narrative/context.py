"""The names that templates may use, and what they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jinja2 import UndefinedError

from finkit.accounts.aliases import same_item
from finkit.accounts.calibers import DEFINITION, LOCAL_GENERAL, Caliber
from finkit.accounts.names import GENERAL_REVENUE, WITH_SHARED
from finkit.claims.groups import Group
from finkit.claims.thresholds import Threshold
from finkit.contract import BALANCE, CUMULATIVE
from finkit.counties import terms as region
from finkit.facts import Fact
from finkit.facts.keys import keys
from finkit.figures import outline
from finkit.figures.county_at import CountyAt, Item
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.figures.local_revenue import contains_shared
from finkit.figures.outline import Breakdown
from finkit.narrative.authority import cited
from finkit.narrative.budget_words import mixed
from finkit.narrative.causes import Causes
from finkit.narrative.features import Feature, Features
from finkit.narrative.gaps import unpublished
from finkit.narrative.item_words import ItemWords
from finkit.narrative.judgement import Judgement
from finkit.narrative.own_words import NO_WORDS, OwnWords
from finkit.narrative.part_words import PartWords
from finkit.narrative.sandbox import as_part
from finkit.narrative.slots import Content, SlotFiller
from finkit.narrative.sum_words import sums
from finkit.wording import NOTHING, Phrase, Speaker, phrase
from finkit.wording.level_words import level, stated
from finkit.wording.parts import Charts, Mark, Pending, Words

_QUOTES = str.maketrans("", "", "“”")
_RENAMED = {"重点税源贡献率": "重点税源企业税收占比"}


@dataclass(frozen=True)
class Subject:
    """What a report's text is written from, and the names of the charts that it may call.

    `internal`: whether it says what is kept for the bureau itself (财政自给率, 收支缺口). `own`:
    words beside the package's.
    """

    county: CountyAt
    figures: FigureSet
    facts: Sequence[Fact]
    thresholds: Mapping[str, Threshold]
    speaker: Speaker
    charts: Collection[str] = ()
    internal: bool = False
    own: OwnWords = NO_WORDS


class Context:
    """The words of one report."""

    def __init__(self, subject: Subject, judged: Collection[Group]) -> None:
        self.subject = subject
        self.county, self.figures = subject.county, subject.figures
        self.filler = SlotFiller(subject.county, subject.figures, subject.facts, subject.speaker)
        self.judgement = Judgement.of(
            subject.county, subject.figures, subject.thresholds, judged, subject.own
        )
        self.sums = sums(subject.figures, subject.speaker)
        self.unpublished = unpublished(subject.county, subject.facts)

    def words(self) -> dict[str, object]:
        """The names, with what they stand for."""
        revenue = outline.lines(self.county, outline.REVENUE_LINES)
        spending = outline.lines(self.county, outline.SPENDING_LINES)
        period, area = self.county.period, self.county.book.county
        return {
            "county": " ".join(area.name.split()),
            "lead": self._lead,
            "whole": region.whole(area.name),
            "term": region.term(area.name),
            "year": period.year,
            "month": period.month,
            "span": period.span(),
            "when": period.when(),
            "revenue": [self._revenue(item, self._headline(item, revenue)) for item in revenue],
            "spending": [self._spending(item, self._headline(item, spending)) for item in spending],
            "missing_revenue": self._missing(outline.EXPECTED_REVENUE, revenue),
            "missing_spending": self._missing(outline.EXPECTED_SPENDING, spending),
            "expected": [one for one in outline.EXPECTED if one not in self.unpublished],
            "item": self._item,
            "level": self._level,
            "stated": self._stated,
            "charts": self._charts,
            "v": self._values(),
            "f": self._supplied(),
            "pending": self._pending,
            "point": _point,
            "rest": Mark.REST,
            "see_table": Mark.SEE_TABLE,
            "extent": Mark.EXTENT,
            **self.judgement.words(),
            "threshold": self.subject.thresholds,
            "sums": self.sums,
            "causes": list(self._causes().all()),
            "features": self._features(),
            "calibers": self.calibers_said(),
            "contains_shared": contains_shared(self.county),
        }

    def _lead(self, item: object) -> str:
        """The county before an item that does not itself say whose it is."""
        return region.lead(" ".join(self.county.book.county.name.split()), str(item))

    def _features(self) -> list[Feature]:
        found = Features(self.county, self._words, self.subject.thresholds["unusual"].value)
        return found.told(slowing_is_told=self.judgement.tells("revenue_slows"))

    def _causes(self) -> Causes:
        subject = self.subject
        return Causes(subject.county, subject.figures, subject.speaker, subject.thresholds)

    def _missing(self, expected: tuple[str, ...], said: list[Item]) -> list[str]:
        """What is wanted: not local revenue where it is put together, nor what is 不公布."""
        known = {one.item for one in self.sums} & {LOCAL_GENERAL} | self.unpublished
        return [name for name in outline.missing(expected, said) if name not in known]

    def _words(self, item: Item) -> ItemWords:
        return ItemWords(item, self.figures, self.subject.speaker, self.subject.thresholds)

    def _item(self, name: str) -> ItemWords | None:
        found = outline.line(self.county, name)
        return self._words(found) if found.series else None

    def _level(self, indicator: str, of_item: str = "") -> Phrase:
        """A county indicator's figure, whose denominator is that item, or begins with its name."""
        figure = self._figure(indicator, of_item)
        speaker = self.subject.speaker
        return level(figure, figure.declared.label, speaker) if figure else NOTHING

    def _stated(self, indicator: str, of_item: str = "") -> Phrase:
        """The same with its label: 收支缺口244417万元, 收大于支5万元."""
        figure = self._figure(indicator, of_item)
        speaker = self.subject.speaker
        return stated(figure, figure.declared.label, speaker) if figure else NOTHING

    def _figure(self, indicator: str, of_item: str) -> Figure | None:
        for figure in self.figures.named(indicator):
            if figure.declared.internal and not self.subject.internal:
                continue
            fits = figure.of_item.startswith(of_item) or same_item(figure.of_item, of_item)
            # A share of what contains 上划 is none of local revenue, of which wording speaks.
            fits = fits and (of_item == WITH_SHARED or figure.of_item != WITH_SHARED)
            if fits and figure.value is not None:
                return figure
        return None

    def _pending(self, what: object, unit: object = None) -> Pending:
        """What is wanted; in the money unit of the county unless said otherwise."""
        return Pending(str(what), self.county.book.money_unit if unit is None else str(unit))

    def _charts(self, *names: str) -> Charts:
        """Where these charts are to stand."""
        for name in names:
            if name not in self.subject.charts:
                raise UndefinedError(f"没有图“{name}”")
        return Charts(names)

    def _values(self) -> dict[str, Content]:
        found = {filled.slot.name: filled.content for filled in self.filler.all()}
        # Edited wording may still ask by the name of before.
        return {**found, **{old: found[new] for old, new in _RENAMED.items()}}

    def _supplied(self) -> dict[str, Words]:
        """The facts that are texts; "" where the bureau says nothing."""
        said = {f.key: f.text for f in self.subject.facts if not f.is_not_applicable}
        return {name: Words.of(said.get(name, "")) for name, k in keys().items() if not k.is_number}

    def _all(self, parts: Iterable[Item]) -> list[ItemWords]:
        return [self._words(part) for part in parts]

    def _parts(self, found: Breakdown, told: Iterable[Item]) -> PartWords:
        speaker, lines = self.subject.speaker, self.subject.thresholds
        return PartWords(found, self._all(told), self.figures, speaker, lines)

    def _headline(self, item: Item, sisters: Sequence[Item]) -> ItemWords:
        """A line in words; it names both budgets where its sisters are not all of one."""
        lines = [self._words(sister).figure for sister in sisters]
        both = mixed(lines, self.subject.speaker)
        return replace(self._words(item), both_budgets=both)

    def _revenue(self, item: Item, words: ItemWords) -> dict[str, object]:
        kinds = outline.tax_and_nontax(self.county, item)
        collectors = outline.collectors(self.county, item)
        taxes = outline.taxes(self.county, item)
        return {
            "words": words,
            "kinds": self._parts(kinds, kinds.parts),
            "collectors": self._parts(collectors, collectors.parts),
            "upwards": self._all(outline.upwards(self.county, item).parts),
            "taxes": self._parts(taxes, taxes.told),
        }

    def _spending(self, item: Item, words: ItemWords) -> dict[str, object]:
        classes = outline.classes(self.county, item)
        moved = [(change, part) for part in classes.parts if (change := self._share_change(part))]
        moved.sort(key=lambda pair: pair[0], reverse=True)
        return {
            "words": words,
            "classes": self._parts(classes, classes.told),
            "risen": self._all(part for change, part in moved[: outline.MOST_MOVED] if change > 0),
            "fallen": self._all(
                part for change, part in moved[: -outline.MOST_MOVED - 1 : -1] if change < 0
            ),
        }

    def _share_change(self, item: Item) -> Decimal:
        """The change of an item's share; nothing where it is too small to be said."""
        change = self._words(item).share_moved_by
        if change is None or change.value is None or self.subject.speaker.is_flat(change):
            return Decimal()
        return change.value

    def calibers_said(self, text: str | None = None) -> list[Caliber]:
        """What items are by definition, where they are held or put together, with all parts.

        Of a text only what it names: notes explain nothing else.
        """
        put_together = {one.item for one in self.sums}
        return [
            cited(caliber, self.county.book.county)
            for caliber in self.county.calibers.values()
            if caliber.role == DEFINITION
            and not (caliber.item == GENERAL_REVENUE and contains_shared(self.county))
            and (caliber.item in put_together or self._holds(caliber.item))
            and all(map(self._holds, caliber.parts))
            and (text is None or self._names(caliber.item, text))
        ]

    def _names(self, name: str, text: str) -> bool:
        """Whether a text names an item, by its standard name or as the data print it."""
        held = (self.county.item(name, basis=basis).series for basis in (CUMULATIVE, BALANCE))
        called = {name, *(series.label for series in held if series)}
        plain = text.translate(_QUOTES)
        return any(one.translate(_QUOTES) in plain for one in called)

    def _holds(self, name: str) -> bool:
        return any(self.county.item(name, basis=basis).series for basis in (CUMULATIVE, BALANCE))


def _point(title: object, mark: str = "。") -> Phrase:
    """Begins one of several points: 一是…, 二是…"""
    return phrase(Mark.NEXT_POINT, as_part(title), mark, Mark.TITLE_END)
