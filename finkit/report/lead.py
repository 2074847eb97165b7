"""What a report leads with: its finding in one sentence, and a paragraph that says the rest.

Both are composed of figures by the words of the text: none says what the text would not.
"""

from __future__ import annotations

from finkit.accounts.names import (
    DEBT,
    GENERAL_REVENUE,
    GENERAL_SPENDING,
    LOCAL_REVENUE,
    LOCAL_SPENDING,
    WIDEST_REVENUE,
    WITH_SHARED,
)
from finkit.contract import BALANCE
from finkit.figures import outline
from finkit.narrative.item_words import ItemWords
from finkit.periods import MONTHS_A_YEAR
from finkit.report.content import Content
from finkit.wording import NOTHING, Phrase, joined, phrase

_REVENUE = (GENERAL_REVENUE, WITH_SHARED, LOCAL_REVENUE, *WIDEST_REVENUE)
_SPENDING = (GENERAL_SPENDING, *LOCAL_SPENDING)


def finding(report: Content) -> list[Phrase]:
    """The clauses of the finding: 一般公共预算收入增长9.4%，/ 与序时进度基本持平；/ ….

    Of debt where the data hold no total with its change, none where they hold neither.
    """
    revenue = _line(report, _REVENUE)
    first = [_grown(revenue), _behind(report, revenue)] if revenue else []
    spending = _line(report, _SPENDING)
    second = [_grown(spending)] if spending else []
    if not any(first):
        first, second = second, []
        first += [_behind(report, spending)] if spending else []
    if not first or not first[0]:
        return _debt(report)
    clauses = [clause for clause in first if clause]
    more = [clause for clause in second if clause]
    ends = ["，"] * (len(clauses) - 1) + (["；"] * len(more)) + [""]
    return [phrase(said, end) for said, end in zip(clauses + more, ends, strict=True)]


def _debt(report: Content) -> list[Phrase]:
    """地方政府债务余额19.87亿元，/ 占债务限额的98.2%: where the data are of debt alone."""
    item = report.at.item(DEBT, basis=BALANCE)
    if not item.series:
        return []
    words = ItemWords(item, report.figures, report.head_speaker, report.options.lines)
    if not words.level:
        return []
    share = words.figure("debt_balance_to_limit")
    if share is None or share.value is None:
        return [phrase(words.name, words.level)]
    of_limit = phrase("占债务限额的", report.head_speaker.level(share))
    return [phrase(words.name, words.level, "，"), of_limit]


def lede(report: Content) -> Phrase:
    """1—10月，一般公共预算收入完成14.44亿元，增收1.24亿元；一般公共预算支出完成…。"""
    held = [_line(report, names) for names in (_REVENUE, _SPENDING)]
    said = [_told(report, words) for words in held if words]
    if not any(said):
        return NOTHING
    sentences = [phrase(_when(report), "，", joined(said, "；"), "。")]
    revenue = held[0]
    if revenue:
        sentences += [_month(report, revenue), phrase(revenue.rank, "。" if revenue.rank else "")]
    return phrase(*sentences)


def _line(report: Content, names: tuple[str, ...]) -> ItemWords | None:
    found = outline.lines(report.at, (names,))
    if not found:
        return None
    return ItemWords(found[0], report.figures, report.head_speaker, report.options.lines)


def _grown(words: ItemWords) -> Phrase:
    amount, said = words.figure("amount"), words.grown
    if amount is None or not amount.value:
        return NOTHING
    return phrase(words.name, said) if said else NOTHING


def _behind(report: Content, words: ItemWords) -> Phrase:
    if report.period.month == MONTHS_A_YEAR:
        return NOTHING
    gap = report.figures.against_budget(words.series, "progress_gap")
    return report.head_speaker.schedule(gap)


def _told(report: Content, words: ItemWords) -> Phrase:
    if not words.done:
        return NOTHING
    change = words.figure("yoy_amount")
    moved = report.head_speaker.change(change, words.nature) if change else NOTHING
    behind = NOTHING if words.standard in _REVENUE else _behind(report, words)
    return joined([phrase(words.name, words.done), moved, behind])


def _month(report: Content, revenue: ItemWords) -> Phrase:
    """10月当月收入1.52亿元，下降0.2%。"""
    if report.period.month == 1 or not revenue.month:
        return NOTHING
    return phrase(f"{report.period.month}月当月，{revenue.name}", revenue.month, "。")


def _when(report: Content) -> str:
    if report.period.month == MONTHS_A_YEAR:
        return f"{report.period.year}年"
    return report.period.span()
