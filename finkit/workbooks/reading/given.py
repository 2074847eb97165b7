"""What is given of files, and what holds for a table."""

from __future__ import annotations

from typing import NamedTuple

from finkit.counties import County


class Given(NamedTuple):
    """What the user says of all files: an area, a period, a unit."""

    county: County | None = None
    period: str = ""
    unit: str = ""


class Context(NamedTuple):
    """What holds for a table; "" and None where nothing and nobody said it, or what is said does
    not agree: then there is a question of it. `budget_period` is that of the year's budgets."""

    area: County | None
    period: str
    year: int
    unit: str
    status: str
    scope: str
    is_of_one_month: bool = False
    unit_asked: str = "没有写明金额单位；用 --unit 写明，如 --unit 万元"
    period_asked: str = "没有写明期间；用 --period 写明，如 --period 2024-02"
    county_asked: str = "没有写明县区；用 --county 写明代码或名称"
    budget_period: str = ""
