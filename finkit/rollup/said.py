"""What a rollup shows, in sentences: each counted of its figures, its words chosen by their signs.

A sum is said only where it is of all counties; a superlative names its set and says 待核 of what an
error touches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from finkit.figures.figure import Figure
from finkit.figures.peer_group import FEWEST_PEERS
from finkit.report.standing import Column
from finkit.rollup.columns import AMOUNTS, COMPLETION, GROWTH, REVENUE
from finkit.rollup.line import STYLE, Line
from finkit.rollup.rollup import Rollup
from finkit.rollup.totals import UNSTATED, Total, part_meant
from finkit.units import grouped, round_half_up, text
from finkit.wording import phrase
from finkit.wording.rates import more_or_less, paced, speed, utmost

MOST_NAMED = 8


def headline(made: Rollup) -> list[str]:
    """The clauses of the finding: 全省86个县区已报83个，/ 收入增长的61个、下降的22个."""
    first = f"{made.whole}{len(made.lines)}个县区已报{len(made.filed)}个"
    moved = moved_in(made, GROWTH)
    return [f"{first}，", f"收入{moved}"] if moved else [first]


def sentences(made: Rollup) -> list[str]:
    """What follows the headline, a sentence each."""
    found = [_not_filed(made), _days(made)]
    for amount, rate in AMOUNTS:
        found += [_spread(made, amount, rate), _extremes(made, amount, rate)]
    found.append(_progress(made))
    found += _aside(made)
    found += _sums(made)
    return [one for one in found if one]


def whole_text(made: Rollup) -> str:
    """The headline and the sentences, a line each."""
    return "\n".join(["".join(headline(made)), *sentences(made)])


def moved_in(made: Rollup, rate_: Column) -> str:
    """增长的61个、基本持平的1个、下降的21个, by the rates as printed; "" of too few."""
    rates = [figure for one in made.compared(rate_) if (figure := one.figure(rate_)) is not None]
    if len(rates) < FEWEST_PEERS:
        return ""
    counted = Counter(map(made.speaker.moved, rates))
    told = "、".join(f"{word}的{number}个" for word, number in counted.items())
    return f"{among(made, rate_, '增幅')}{told}"


def among(made: Rollup, column: Column, what: str) -> str:
    """有增幅的7个中，; "" where all that have filed are counted. Where some are left aside for
    their scope or status: 口径相同的7个中，."""
    counted, aside = len(made.compared(column)), len(made.aside(column))
    kinds = [f"有{what}"] if counted + aside < len(made.filed) else []
    kinds += [f"{alike(made, column)}相同"] if aside else []
    return f"{'且'.join(kinds)}的{counted}个中，" if kinds else ""


def alike(made: Rollup, column: Column) -> str:
    """What those that compare in a column share and others with a figure do not: 口径, 数据状态."""
    editions = {one.edition(column) for one in (*made.compared(column), *made.aside(column))}
    scopes, statuses = ({one[at] for one in editions} for at in (0, 1))
    words = ["口径"] * (len(scopes) > 1) + ["数据状态"] * (len(statuses) > 1)
    return "和".join(words)


def _aside(made: Rollup) -> Iterator[str]:
    """收入、收入增幅与多数口径不同、不与别的县区比的2个：婺城区、金东区（县本级）."""
    found: dict[str, list[str]] = {}
    for column in made.columns:
        if aside := made.aside(column):
            kinds: dict[str, list[str]] = {}
            for one in aside:
                scope, status = one.edition(column)
                edition = "、".join(filter(None, (scope, status))) or UNSTATED
                kinds.setdefault(edition, []).append(one.county.name)
            told = "、".join(f"{names(of)}（{kind}）" for kind, of in kinds.items())
            what = f"{alike(made, column)}不同、不与别的县区比的{len(aside)}个：{told}"
            found.setdefault(what, []).append(column.heading)
    for what, headings in found.items():
        yield f"{'、'.join(headings)}{what}。"


def names(counties: Sequence[str], most: int = MOST_NAMED) -> str:
    """甲县、乙县; of many the first and how many: 甲县、乙县等20个."""
    if len(counties) <= most:
        return "、".join(counties)
    return f"{'、'.join(counties[:most])}等{len(counties)}个"


def percent(value: Decimal) -> str:
    """A rate as readers see it: −3.5%."""
    return grouped(text(value, "%", STYLE.rate_decimals))


def rate(made: Rollup, figure: Figure) -> str:
    """增长12.3%, 基本持平."""
    return str(made.speaker.rate(figure) or phrase("基本持平"))


def published(made: Rollup, figure: Figure, what: str) -> str:
    """全市公布的收入; of a part of the area the part is named: 全市公布的市本级收入."""
    return f"{made.whole}公布的{part_meant(figure)}{what}"


def _beside(made: Rollup, total: Total) -> str:
    """，比县区合计多2.1亿元; "" where either is not held."""
    figure = total.beside
    if total.apart:
        return f"，{total.apart}"
    if figure is None or figure.value is None:
        return ""
    if made.speaker.is_flat(figure):
        return "，与县区合计相同" if not figure.value else "，与县区合计基本相同"
    return f"，比县区合计{more_or_less(figure.value)}{made.speaker.size(figure)}"


def _values(made: Rollup, column: Column) -> list[Decimal]:
    return [value for one in made.compared(column) if (value := one.value(column)) is not None]


def _not_filed(made: Rollup) -> str:
    if not made.missing:
        return ""
    return f"未报的{len(made.missing)}个：{names([one.county.name for one in made.missing])}。"


def _days(made: Rollup) -> str:
    days = sorted(one.day for one in made.filed if one.day)
    if not days:
        return ""
    if days[0] == days[-1]:
        return f"都在{days[0]}入台账。" if len(days) == len(made.filed) else ""
    of = "" if len(days) == len(made.filed) else f"知道入台账日的{len(days)}个中，"
    return f"{of}最早的{days[0]}入台账，最晚的{days[-1]}。"


def _spread(made: Rollup, amount_: Column, rate_: Column) -> str:
    """收入增幅中位数2.8%，中间一半县区在−1.2%至5.3%之间."""
    values, middle = sorted(_values(made, rate_)), made.middle(rate_)
    if middle is None:
        return ""
    low, high = map(percent, quartiles(values))
    first = ""
    if amount_ is not REVENUE and (moved := moved_in(made, rate_)):
        first = f"{amount_.heading}{moved}，"
    told = f"{first}{'' if first else amount_.heading}{speed(middle)}中位数{percent(middle)}"
    return f"{told}，中间一半县区在{low}至{high}之间。" if low != high else f"{told}。"


def quartiles(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The ends of the middle half of ordered values."""
    return _at(values, Decimal("0.25")), _at(values, Decimal("0.75"))


def _at(values: Sequence[Decimal], share: Decimal) -> Decimal:
    place = (len(values) - 1) * share
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def _extremes(made: Rollup, amount_: Column, rate_: Column) -> str:
    """收入增速最高的是甲县（增长20.1%），最低的是乙县（下降8.0%）."""
    ordered = made.compared(rate_)
    if made.middle(rate_) is None or ordered[0].text(rate_) == ordered[-1].text(rate_):
        return ""
    parts = []
    for end, other in ((ordered[0], ordered[-1]), (ordered[-1], ordered[0])):
        value, far = end.value(rate_), other.value(rate_)
        same = [one for one in ordered if one.text(rate_) == end.text(rate_)]
        # What most of them are, none of them is alone.
        if value is None or far is None or len(same) > min(MOST_NAMED, len(ordered) // 2):
            continue
        told = "、".join(one.county.name for one in same)
        parts.append(f"{utmost(value - far)}的是{told}（{_rate_of(made, end, same, rate_)}）")
    return f"{amount_.heading}增速{'，'.join(parts)}。" if parts else ""


def _rate_of(made: Rollup, line: Line, same: Sequence[Line], column: Column) -> str:
    figure = line.figure(column)
    assert figure is not None  # compared are those that have one
    doubtful = any(column.key in one.doubtful for one in same)
    return f"{rate(made, figure)}{'，待核' if doubtful else ''}"


def _progress(made: Rollup) -> str:
    """有预算的80个中，收入进度快于序时进度（83.3%）的50个、慢于的30个."""
    told = paced_in(made)
    return f"{among(made, COMPLETION, '预算')}收入进度{told}。" if told else ""


def paced_in(made: Rollup) -> str:
    """快于序时进度（83.3%）的50个、慢于的30个, as printed; "" of too few."""
    values = _values(made, COMPLETION)
    if len(values) < FEWEST_PEERS:
        return ""
    due = round_half_up(made.period.schedule(), STYLE.rate_decimals)
    counted = Counter(paced(round_half_up(one, STYLE.rate_decimals) - due) for one in values)
    first, *others = counted.items()
    told = [f"{first[0]}序时进度（{percent(due)}）的{first[1]}个"]
    return "、".join([*told, *(f"{word}的{number}个" for word, number in others)])


def _sums(made: Rollup) -> Iterator[str]:
    """县区收入合计512.3亿元，增长5.5%；全省公布的收入514.4亿元，比县区合计多2.1亿元.

    Those that lack the same counties are told together.
    """
    told: dict[str, list[str]] = {}
    for total in made.totals.values():
        lack, own = _lack(made, total), "；".join(_of_sum(made, total))
        told.setdefault(lack, []).append(total.column.heading)
        if own:
            yield f"{own}。"
    for lack, headings in told.items():
        if lack:
            yield f"{'、'.join(headings)}{lack}。"


def _lack(made: Rollup, total: Total) -> str:
    """Why there is no sum; "" where there is one."""
    if total.amount.value is not None:
        return ""
    if not total.held:
        return "都没有数"
    if total.lacking and total.lacking == tuple(one.county.name for one in made.missing):
        return f"只有已报的{total.held}个有数，不合计"
    return no_total(total)


def _of_sum(made: Rollup, total: Total) -> Iterator[str]:
    what = total.column.heading
    if total.amount.value is not None:
        moved = f"，{rate(made, total.growth)}" if total.growth.value is not None else ""
        yield f"县区{what}合计{made.speaker.level(total.amount)}{moved}"
    if total.own is not None:
        own = total.own_growth
        moved = f"，{rate(made, own)}" if own is not None and own.value is not None else ""
        level = made.speaker.level(total.own)
        told = published(made, total.own, what)
        yield f"{told}{level}{moved}{_beside(made, total)}"


def no_total(total: Total) -> str:
    """Why there is no sum: 86个县区中83个有数，缺甲县、乙县、丙县，不合计."""
    if not total.lacking:
        return total.amount.reason
    return f"{total.of}个县区中{total.held}个有数，缺{names(total.lacking)}，不合计"
