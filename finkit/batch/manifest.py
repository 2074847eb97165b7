"""`manifest.json`: one object a report, with its status and reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from finkit.gate.characters import is_text

Status = Literal["ok", "failed", "missing_data", "refused", "stale", "timeout"]
STATUSES: dict[Status, str] = {
    "ok": "已生成",
    "failed": "生成失败",
    "missing_data": "缺数据",
    "refused": "有错未出",
    "stale": "待更新",
    "timeout": "超时",
}

_PERIOD = re.compile(r"[0-9]{4}-[0-9]{2}")

Key = tuple[str, str]
"""County code and period: what a report is known by in a batch."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the batch; `path` is relative to the output folder, "" if there is none.

    `fingerprint` is of all that the report depends on, "" where it was not made.
    """

    county_code: str
    county: str
    period: str
    status: Status
    reason: str
    path: str
    seconds: float
    fingerprint: str = ""

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.county_code, self.period


def parsed(text: str) -> list[Entry]:
    """The entries of an earlier manifest; none where there is no readable one."""
    try:
        found = [Entry(**one) for one in json.loads(text)]
    except (ValueError, TypeError, RecursionError):
        return []
    return found if all(map(_is_one, found)) else []


def _is_one(entry: Entry) -> bool:
    """Whether every field is of its kind: the file may have been written by anybody."""
    said = (entry.county_code, entry.county, entry.period, entry.reason, entry.path)
    return (
        all(isinstance(text, str) and is_text(text) for text in said)
        and _PERIOD.fullmatch(entry.period) is not None
        and entry.status in STATUSES
        and isinstance(entry.seconds, int | float)
    )


def as_json(entries: Iterable[Entry]) -> str:
    """The manifest as JSON text. Fingerprints stay with the reports, in their `seal.json`."""
    rows = [asdict(entry) for entry in entries]
    for row in rows:
        del row["fingerprint"]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
