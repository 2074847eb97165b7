"""What later months, other rows and another order of rows change: nothing of an earlier report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from finkit.batch.fingerprint import Fingerprints
from finkit.batch.one import Settings, parameters
from finkit.batch.plan import Request
from finkit.dataset import kept_open, open_dataset
from finkit.periods import Period
from finkit.render.rendering import render
from tests.conftest import HEADER

OWN, PERIOD = "621124", Period(2023, 3)
ABOVE = "621100"
# 临洮县 and six others of the province, so that there are ranks.
CODES = (OWN, "621102", "621121", "621122", "621123", "621125", "621126", ABOVE)
ITEMS = (
    ("一般公共预算收入", "", 900),
    ("税收收入", "一般公共预算收入", 600),
    ("一般公共预算支出", "", 2000),
)


def line(code: str, period: str, item: str, parent: str, measure: str, value: int) -> str:
    return f"{code},县{code},{period},cumulative,{item},{parent},{measure},{value},万元,表{period}"


def rows(last: Period) -> list[str]:
    """Every month from 2021 to the last."""
    months = [Period(year, month) for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]
    return [
        line(code, str(p), item, parent, "actual", size * p.month * (p.year - 2015) + number)
        for number, code in enumerate(CODES)
        for item, parent, size in ITEMS
        for p in months
        if p <= last
    ]


def table(folder: Path, lines: Sequence[str], sources: Sequence[str] = ()) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "observations.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    titles = ["source,title,url", "表2023-03,三月月报,", *sources]
    (folder / "sources.csv").write_text("\n".join(titles) + "\n", encoding="utf-8")
    return folder


def request(data: Path) -> Request:
    (county,) = (c for c in open_dataset(data).ledger.counties if c.code == OWN)
    return Request(county, PERIOD)


def mark(data: Path) -> str:
    return Fingerprints(open_dataset(data), []).of(request(data))


def page(data: Path, work: Path) -> tuple[str, str]:
    work.mkdir()
    with kept_open(str(data)):
        made = render(parameters(request(data), Settings(str(data))), work, "finkit")
    return made.html, made.figures_json


# What once showed in an earlier report: a slip that later months make plain, a county reported
# within the year, money in one unit, an item twice in the data.
LATER = {
    "the months after": rows(Period(2024, 12))[len(rows(PERIOD)) :],
    "another level": [
        line(OWN, f"2023-{month:02d}", item, parent, "actual", size * month * 80_000)
        for month in (4, 5)
        for item, parent, size in ITEMS
    ],
    "a later year": [
        line(OWN, f"{year}-03", "税收收入", "一般公共预算收入", measure, 600 * 24)
        for year in (2024, 2025)
        for measure in ("actual", "prior_actual")
    ],
    "another item, unit and parent": [
        f"{OWN},县{OWN},2023-04,cumulative,{item},,actual,5,亿元,新表"
        for item in ("税收收入", "政府性基金收入")
    ],
    "an adjusted budget": [line(OWN, "2023-06", "一般公共预算收入", "", "adjusted_budget", 9)],
    "a peer and the prefecture": [
        line(code, "2023-04", "一般公共预算收入", "", "actual", 1) for code in CODES[1:]
    ],
}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER.keys())
@pytest.mark.parametrize("first", [False, True], ids=["behind", "before"])
def test_later_months_change_neither_page_nor_fingerprint(
    tmp_path: Path, later: list[str], *, first: bool
) -> None:
    known = rows(PERIOD)
    # An amount is ten times what it should be, so that its neighbours matter.
    known = [r.replace("actual,14400,", "actual,144000,") for r in known]
    assert known != rows(PERIOD)
    held = {",".join(r.split(",")[:7]) for r in known}
    added = [r for r in later if ",".join(r.split(",")[:7]) not in held]
    assert added
    before = table(tmp_path / "before", known)
    after = table(tmp_path / "after", [*added, *known] if first else [*known, *added])
    assert mark(after) == mark(before)
    assert page(after, tmp_path / "b") == page(before, tmp_path / "a")


CHANGED = {
    "this month": line(OWN, "2023-03", "教育支出", "一般公共预算支出", "actual", 7),
    "a year before": line(OWN, "2022-03", "教育支出", "一般公共预算支出", "actual", 7),
    "the year's budget, stated later": line(OWN, "2023-06", "税收收入", "一般公共预算收入", "budget", 9999),
    "a peer, this month": line("621121", "2023-03", "教育支出", "一般公共预算支出", "actual", 7),
    "a peer, a year before": line("621121", "2022-03", "教育支出", "一般公共预算支出", "actual", 7),
    "the prefecture": line(ABOVE, "2023-03", "教育支出", "一般公共预算支出", "actual", 7),
}  # fmt: skip


@pytest.mark.parametrize("row", CHANGED.values(), ids=CHANGED.keys())
def test_what_a_report_may_show_changes_its_fingerprint(tmp_path: Path, row: str) -> None:
    known = rows(PERIOD)
    before, after = table(tmp_path / "before", known), table(tmp_path / "after", [*known, row])
    assert mark(after) != mark(before)


def test_a_changed_amount_and_another_order_of_items(tmp_path: Path) -> None:
    known = rows(PERIOD)
    before = mark(table(tmp_path, known))
    own = next(r for r in known if f"{OWN},县{OWN},2022-12" in r)
    assert mark(table(tmp_path, [r.replace(own, own + "x") for r in known])) != before
    # The tables of the page follow the data's own order of items.
    items = sorted(known, key=lambda r: r.split(",")[4])
    assert mark(table(tmp_path, items)) != before


def test_another_order_of_counties_and_months_changes_nothing(tmp_path: Path) -> None:
    known = rows(PERIOD)
    before = mark(table(tmp_path, known))
    items = [item for item, _, _ in ITEMS]

    def backwards(row: str) -> tuple[int, int]:
        cells = row.split(",")
        return -int(cells[2].replace("-", "")), items.index(cells[4])

    turned = sorted(known, key=backwards)
    assert turned != known
    assert mark(table(tmp_path, turned)) == before


def test_only_the_sources_it_cites_count(tmp_path: Path) -> None:
    known = rows(PERIOD)
    before = mark(table(tmp_path, known))
    assert mark(table(tmp_path, known, ["别的,别的公报,"])) == before
    assert mark(table(tmp_path, known, ["表2024-03,一年后,"])) == before
    assert mark(table(tmp_path, known, ["表2022-03,上年三月月报,"])) != before
