"""What is folded below a chart: what its terms mean, its data as a table, where they come from.

End tags that HTML lets go are gone: a page holds a dozen such tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from finkit.charts.listed.series import Series
from finkit.charts.listed.terms import Term

_NAMED_SOURCES = 2


def folded(
    name: str, head: str, series: Sequence[Series], terms: Sequence[Term], sources: Sequence[str]
) -> str:
    """The part as HTML; "" where there is nothing to fold. `head` is what the rows are."""
    if not series:
        return ""
    said = "".join(f"<p>{escape(one.sentence)}" for one in terms)
    return (
        f'<details class="data"><summary>数据和来源</summary>{said}'
        f'<div tabindex="0" role="region" aria-label="数据：{escape(name)}">'
        f"{table(head, series)}</div>{_source_line(sources)}</details>"
    )


def table(head: str, series: Sequence[Series]) -> str:
    """The series as a table, a column each; "—" where one has no such point."""
    rows = in_one_order(one.rows for one in series)
    columns = [dict(zip(one.rows, one.texts, strict=True)) for one in series]
    heads = "".join(f"<th>{escape(one)}" for one in (head, *(s.heading for s in series)))
    body = "".join(
        f"<tr><th>{escape(row)}"
        + "".join(f"<td>{escape(column.get(row) or '—')}" for column in columns)
        for row in rows
    )
    return f"<table><thead><tr>{heads}<tbody>{body}</table>"


def in_one_order(rows: Iterable[Sequence[str]]) -> list[str]:
    """The names of all rows, once each, in an order that keeps that of each series.

    >>> in_one_order([("2月", "3月"), ("1月", "2月", "3月", "4月")])
    ['1月', '2月', '3月', '4月']
    """
    found: list[str] = []
    for names in rows:
        at = 0
        for name in names:
            if name in found:
                at = found.index(name) + 1
            else:
                found.insert(at, name)
                at += 1
    return found


def _source_line(sources: Sequence[str]) -> str:
    if not sources:
        return ""
    more = f"等{len(sources)}份" if len(sources) > _NAMED_SOURCES else ""
    return f'<p class="src">来源：{escape("、".join(sources[:_NAMED_SOURCES]))}{more}'
