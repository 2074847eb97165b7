"""`manifest.json`: one object a report, with its status and reason."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Status = Literal["ok", "failed", "missing_data", "stale", "timeout"]
STATUSES: dict[Status, str] = {
    "ok": "已生成",
    "failed": "生成失败",
    "missing_data": "缺数据",
    "stale": "待更新",
    "timeout": "超时",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the batch; `path` is relative to the output folder, "" if there is none."""

    county_code: str
    county: str
    period: str
    status: Status
    reason: str
    path: str
    seconds: float


def as_json(entries: Iterable[Entry]) -> str:
    """The manifest as JSON text."""
    return json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1) + "\n"
