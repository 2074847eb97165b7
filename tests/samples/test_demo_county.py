"""The demonstration county: made again the same, true to every identity, moving as counties do."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import pairwise, product
from pathlib import Path
from statistics import correlation, fmean

import pytest

from finkit.facts.keys import keys
from finkit.samples import folders
from tools import demo_county
from tools.demo.months import DEBT_FLOWS, Series, draw_leaves, single_months, with_sums

SAMPLE = {folder.name: folder for folder in folders()}
YEARS, MONTHS = (2019, 2020, 2021), range(1, 13)
COUNTS = ("招商引资项目数", "招商引资增收额", "专项债券项目数", "审计反馈问题数", "办实事件数")

# What the months of the nation are of: in January-February, March, …, December.
NATION = {
    "税收收入": "税收收入",
    "非税收入": "非税收入",
    "一般公共预算支出": "地方一般公共预算支出",
    "政府性基金收入": "政府性基金收入",
    "政府性基金支出": "政府性基金支出",
}
WHOLES = {
    "全口径财政收入": "地方财政收入 上划中央收入 上划省级收入 上划市级收入",
    "地方财政收入": "一般公共预算收入 政府性基金收入",
    "地方财政支出": "一般公共预算支出 政府性基金支出",
    "综合财力": "一般公共预算收入 上级补助收入 政府性基金收入 国有资本经营预算收入",
}


def rows(name: str, table: str = "observations") -> list[dict[str, str]]:
    with (SAMPLE[name] / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OBSERVED = rows("synthetic")
BASIS = {row["item"]: row["basis"] for row in OBSERVED}
PARENT = {row["item"]: row["parent_item"] for row in OBSERVED}
HELD: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
for _row in OBSERVED:
    HELD[_row["item"], _row["measure"]][_row["period"]] = float(_row["value"])


def year_of(item: str, year: int) -> list[float]:
    """The cumulative months of a year, January first; [] where not every month is published."""
    held = HELD[item, "actual"]
    months = [held.get(f"{year}-{month:02d}") for month in MONTHS]
    return [amount for amount in months if amount is not None] if None not in months else []


def singles(item: str, year: int) -> list[float]:
    """What came in each month."""
    months = year_of(item, year)
    return [now - before for before, now in pairwise([0, *months])]


def shares(months: list[float]) -> list[float]:
    """The months in % of the year."""
    return [100 * amount / sum(months) for amount in months]


FLOWS = [item for item, basis in BASIS.items() if basis == "cumulative" and year_of(item, 2021)]
TAXES = [item for item in FLOWS if PARENT[item] == "税收收入"]
FUNCTIONS = [item for item in FLOWS if PARENT[item] == "一般公共预算支出"]


@pytest.fixture(scope="module")
def drawn() -> Series:
    """All months, of the items that are not published too."""
    return with_sums(draw_leaves())


def test_it_is_made_again_to_the_byte(tmp_path: Path) -> None:
    demo_county.main(tmp_path)
    for table in ("observations.csv", "facts.csv", "sources.csv"):
        assert (tmp_path / table).read_bytes() == (SAMPLE["synthetic"] / table).read_bytes()


def test_every_row_says_that_it_is_made_up() -> None:
    assert {row["note"] for row in OBSERVED} == {"演示数据"}
    assert {row["source"] for row in OBSERVED} == {"synthetic-demo"}
    assert {row["source"] for row in rows("synthetic", "facts")} == {"演示数据"}


# --- Identities, to the last digit --------------------------------------------------------------


def parts_of() -> dict[str, list[str]]:
    wholes = {whole: parts.split() for whole, parts in WHOLES.items()}
    for item, parent in PARENT.items():
        if parent and parent not in WHOLES:
            wholes.setdefault(parent, []).append(item)
    return wholes


@pytest.mark.parametrize("whole", list(parts_of()))
@pytest.mark.parametrize("measure", ["actual", "budget", "adjusted_budget", "prior_actual"])
def test_parts_make_the_whole(whole: str, measure: str) -> None:
    parts = [HELD[part, measure] for part in parts_of()[whole]]
    for period, amount in HELD[whole, measure].items():
        if measure == "actual" or all(period in part for part in parts):
            assert amount == sum(part[period] for part in parts), period


def test_last_years_amount_is_what_was_held_last_year() -> None:
    stated = [
        (item, period, amount)
        for (item, measure), held in HELD.items()
        for period, amount in held.items()
        if measure == "prior_actual" and period >= "2020"
    ]
    assert stated == [
        ("一般公共预算支出", "2021-10", HELD["一般公共预算支出", "actual"]["2020-10"])
    ]


def test_what_accumulates_falls_in_one_month_alone_by_a_refund() -> None:
    fell = [
        (item, year, month)
        for item, year in product(FLOWS, YEARS)
        for month, amount in enumerate(singles(item, year), 1)
        if amount < 0
    ]
    assert fell == [("资源税", 2021, 8)]


def test_debt_moves_by_what_is_borrowed_and_repaid_alone(drawn: Series) -> None:
    for balance, (issued, repaid) in DEBT_FLOWS.items():
        for year in (2020, 2021):
            came = single_months(drawn[issued, year])
            went = single_months(drawn[repaid, year]) if repaid else [0] * 12
            ends = [HELD[balance, "actual"][f"{year - 1}-12"], *year_of(balance, year)]
            moved = [now - before for before, now in pairwise(ends)]
            assert moved == [more - less for more, less in zip(came, went, strict=True)]
    for period, debt in HELD["地方政府债务余额", "actual"].items():
        assert debt <= HELD["地方政府债务限额", "actual"][period]
    assert single_months(drawn["专项债券到位资金", 2021]) == singles("专项债券到位资金", 2021)


def test_available_funds_and_the_annual_balance(drawn: Series) -> None:
    balances = demo_county.annual_balance(drawn)
    for year in YEARS:
        december = f"{year}-12"
        kept = HELD["一般公共预算收入", "actual"][december]
        kept += HELD["返还性收入", "actual"][december]
        kept += HELD["一般性转移支付收入", "actual"][december]
        kept += drawn["上解上级支出", year][-1]  # held negative
        assert HELD["可用财力", "actual"][december] == kept
        balance = balances[year]
        assert balance.revenue == balance.spending
        assert 0 < balance.carried < 0.05 * balance.revenue


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("债务付息支出", "利息"),
        ("三保支出", "刚性支出"),
        ("三保支出", "一般公共预算支出"),
        ("上级专项资金", "专项转移支付收入"),
        ("重点税源企业税收收入", "税收收入"),
    ],
)
def test_a_part_of_it_never_exceeds_it(less: str, more: str) -> None:
    for period, amount in HELD[less, "actual"].items():
        assert amount <= HELD[more, "actual"][period], period


# --- It moves as counties do --------------------------------------------------------------------


def test_no_month_repeats_the_one_before() -> None:
    repeated = [
        (item, year)
        for item, year in product(FLOWS, YEARS)
        if any(before == now != 0 for before, now in pairwise(singles(item, year)))
    ]
    assert repeated == []


def test_no_year_repeats_the_shape_of_the_one_before() -> None:
    for item, (before, now) in product(FLOWS, pairwise(YEARS)):
        a, b = shares(singles(item, before)), shares(singles(item, now))
        assert max(abs(x - y) for x, y in zip(a, b, strict=True)) > 0.1, (item, now)


@pytest.mark.parametrize(("here", "there"), NATION.items())
def test_the_months_of_a_year_are_like_the_nations(here: str, there: str) -> None:
    nation = {
        row["period"]: float(row["value"]) for row in rows("national") if row["item"] == there
    }
    theirs, ours = [], []
    for year in (2024, 2025):
        ends = [nation[f"{year}-{month:02d}"] for month in range(2, 13)]
        theirs.append(shares([now - before for before, now in pairwise([0, *ends])]))
    for year in YEARS:
        months = singles(here, year)
        ours.append(shares([months[0] + months[1], *months[2:]]))
    a = [fmean(month) for month in zip(*theirs, strict=True)]
    b = [fmean(month) for month in zip(*ours, strict=True)]
    assert correlation(a, b) > 0.85
    # In points of the year. A county's land is sold less to the calendar than the nation's.
    assert max(abs(x - y) for x, y in zip(a, b, strict=True)) < (8 if "基金" in here else 5)


def test_taxes_peak_when_quarters_are_declared_and_spending_heaps_at_their_ends() -> None:
    for year in YEARS:
        taxes, spending = singles("税收收入", year), singles("一般公共预算支出", year)
        for month in (1, 4, 7, 10):
            assert taxes[month - 1] > taxes[month], (year, month)
        for month in (3, 6, 9, 12):
            assert spending[month - 1] > spending[month - 2], (year, month)
        assert max(spending) == spending[-1]
        land = singles("国有土地使用权出让收入", year)
        assert max(land) == land[-1] > 2 * fmean(land)


@pytest.mark.parametrize("group", [TAXES, FUNCTIONS], ids=["taxes", "functions"])
def test_items_go_their_own_ways(group: list[str]) -> None:
    """Growth, budgets, pace and season: no two items by one rule."""
    last = {item: [year_of(item, year)[-1] for year in YEARS] for item in group}
    growth = {item: round(100 * now / before - 100, 1) for item, (_, before, now) in last.items()}
    assert len(set(growth.values())) >= len(group) - 2
    assert 2 <= sum(rate < 0 for rate in growth.values()) <= len(group) / 3
    planned = {item: HELD[item, "budget"]["2021-01"] for item in group}
    asked = {round(100 * planned[item] / last[item][1]) for item in group}
    assert len(asked) >= 7
    pace = [100 * year_of(item, 2021)[9] / planned[item] for item in group]
    assert max(pace) - min(pace) > 15
    whole = singles(PARENT[group[0]], 2021)
    alike = [correlation(singles(item, 2021), whole) for item in group]
    assert sum(likeness > 0.95 for likeness in alike) <= 2


def test_nothing_that_a_report_leads_with_grows_beyond_belief() -> None:
    for item, (last, year) in product(("一般公共预算收入", *NATION), pairwise(YEARS)):
        for before, now in zip(year_of(item, last), year_of(item, year), strict=True):
            assert abs(now / before - 1) < 0.4, (item, year)
    for item in (*TAXES, *FUNCTIONS):
        rate = year_of(item, 2021)[9] / year_of(item, 2020)[9] - 1
        assert abs(rate) < 0.4, item


def test_the_budget_is_adjusted_in_autumn_towards_what_comes() -> None:
    for item in ("一般公共预算收入", "一般公共预算支出", "政府性基金收入", "政府性基金支出"):
        adjusted = HELD[item, "adjusted_budget"]
        assert list(adjusted) == [f"{year}-09" for year in YEARS]
        for year in YEARS:
            opening, autumn = HELD[item, "budget"][f"{year}-01"], adjusted[f"{year}-09"]
            came = year_of(item, year)[-1]
            assert autumn != opening
            assert abs(came - autumn) < abs(came - opening), (item, year)


# --- What the bureau says -----------------------------------------------------------------------


def said() -> dict[str, list[str]]:
    """Of each fact, what it says from January to December 2021."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows("synthetic", "facts"):
        assert row["period"] == f"2021-{len(found[row['key']]) + 1:02d}"
        found[row["key"]].append(row["value"] or row["text"])
    return found


def test_facts_change_from_month_to_month() -> None:
    facts = said()
    assert set(facts) <= set(keys())
    assert {len(months) for months in facts.values()} == {12}
    assert sum(len(set(months)) > 1 for months in facts.values()) >= 25
    for before, now in pairwise(MONTHS):
        assert any(months[before - 1] != months[now - 1] for months in facts.values()), now


def test_counts_of_the_year_never_fall() -> None:
    for key in COUNTS:
        counted = [float(month) for month in said()[key] if month != "不适用"]
        assert counted == sorted(counted)
        assert len(set(counted)) > 2


def test_bond_projects_are_as_many_as_the_batches_that_came() -> None:
    came = [amount > 0 for amount in singles("专项债券到位资金", 2021)]
    batches = [sum(came[:month]) for month in MONTHS]
    assert [int(month.replace("不适用", "0")) for month in said()["专项债券项目数"]] == batches
