"""What a file gave to the ledger earlier and no longer holds: told, and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from finkit.errors import one_line
from finkit.imports.held import Held
from finkit.imports.rows import FACTS, OBSERVATIONS, Row, Rows
from finkit.inert import original

_KINDS = (OBSERVATIONS, FACTS)
_SHOWN = 3


def gone(held: Mapping[str, Held], rows: Rows, label: str) -> list[Row]:
    """Amounts and facts that came out of a file of this name and are no longer among its rows.

    Of its latest period only: a name may be used month after month, and what a table says of
    earlier periods is not all that was known of them. A file of several areas may have lost one.
    A fact whose source the bureau states is not known to be of a file.
    """
    latest: dict[str, str] = {}
    for area, period, *_ in (key for kind in _KINDS for key in rows[kind.name]):
        latest[area] = max(period, latest.get(area, ""))
    if len(latest) > 1:
        last = max(latest.values())
        lost = (area for kind in _KINDS for area in held[kind.name].areas_of(label, last))
        latest = {**dict.fromkeys(lost, last), **latest}
    return [
        row
        for kind in _KINDS
        for area, period in latest.items()
        for key, row in held[kind.name].at(area, period)
        if row.get("source", "").startswith(f"{label}!") and key not in rows[kind.name]
    ]


def said_gone(label: str, rows: Sequence[Row]) -> str:
    """One line: how many, the first names, what becomes of them."""
    names = list(dict.fromkeys(map(_name, rows)))
    shown = "、".join(names[:_SHOWN]) + (" 等" if len(names) > _SHOWN else "")
    what = f"先前取自它的{len(rows)}处，现在文件里没有了（{shown}）"
    return one_line(f"{label}：{what}；台账仍留着，确要撤销的从台账里删去")


def _name(row: Row) -> str:
    if "county_code" not in row:
        return row["key"]
    return f"{row['county']} {original(row['item'])}"
