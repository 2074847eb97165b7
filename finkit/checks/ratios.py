"""Printed ratios whose denominator is spelled out as 某项/某项, against the two amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from finkit.accounts.aliases import same_item
from finkit.checks.digits import places
from finkit.checks.finding import Finding
from finkit.checks.tally import EQUATION, Checked
from finkit.contract import ACTUAL, Observation
from finkit.figures.county_at import CountyAt
from finkit.figures.quantity import observed, percent_of
from finkit.figures.reach import reach
from finkit.readers.side_tables import Printed
from finkit.units import round_half_up, text


def check_ratios(rows: Iterable[Printed], county: CountyAt) -> Iterator[Checked]:
    """A finding for each printed A/B in % that the amounts of A and B do not give.

    A ratio whose terms are no items of the county cannot be checked and is passed over.
    """
    for row in rows:
        terms = row.of_item.split("/")
        if row.indicator != "ratio" or row.unit != "%" or len(terms) != 2:
            continue
        part, whole = (_cell(county, name) for name in terms)
        if part is None or whole is None or part.unit != whole.unit:
            continue
        yield EQUATION
        if (finding := _compare(row, part, whole)) is not None:
            yield finding


def _cell(county: CountyAt, name: str) -> Observation | None:
    cells = (s.own(county.period, ACTUAL) for s in county.book if same_item(s.key.item, name))
    return next(filter(None, cells), None)


def _compare(row: Printed, part: Observation, whole: Observation) -> Finding | None:
    printed = row.number
    share = percent_of(observed(part), observed(whole), whole.item)
    if printed is None or share.value is None:
        return None
    if round_half_up(share.value, places(printed)) == printed:
        return None
    reachable = reach(share)
    rounding = reachable is not None and reachable.rounds_to(printed)
    return Finding(
        "notice" if rounding else "error",
        f"{row.item}＝{row.of_item}",
        row.county_code,
        row.period,
        row.item,
        row.source,
        text(share.value, "%", places(printed)),
        f"{row.value}%",
        "尾差：在四舍五入范围内" if rounding else "印出的比率与印出的金额不符",
        key=(row.indicator, row.of_item, row.parent_item, row.basis, row.scope, row.data_status),
    )
