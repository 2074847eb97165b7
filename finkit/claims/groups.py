"""The groups that a report's problems stand in, each under its heading. Light: kinds name them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Group:
    """Problems told together; `title` is the heading above them."""

    key: str
    title: str


PRESSURE = Group(key="pressure", title="财政持续增收压力较大")
QUALITY = Group(key="quality", title="财政收入结构有待优化")
BALANCE = Group(key="balance", title="财政收支平衡压力较大")
PACE = Group(key="pace", title="预算支出进度有待加快")
DEBT = Group(key="debt", title="政府债务偿付压力需要重视")
GROUPS = (PRESSURE, QUALITY, BALANCE, PACE, DEBT)
