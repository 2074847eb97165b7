"""Laws of what a title says beyond its item: nothing of one kind ever takes the place of another."""

from __future__ import annotations

import tempfile
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.books.conftest import Ledger, written

UNIT = ["单位：万元"]
TITLES = (
    "2024年临洮县一般公共预算支出表",
    "2024年临洮县一般公共预算基本支出表",
    "2024年临洮县一般公共预算项目支出表",
    "2024年临洮县一般公共预算税收返还和转移支付表",
    "2024年临洮县政府性基金转移支付表",
    "2024年临洮县县本级一般公共预算支出表",
)
DEBTS = (
    "2024年临洮县地方政府债务限额和余额情况表",
    "2024年临洮县地方政府一般债务限额和余额情况表",
    "2024年临洮县地方政府专项债务限额和余额情况表",
)
ITEMS = ("教育支出", "农林水支出", "其他支出", "合计", "公共安全支出")
values = st.lists(st.integers(1, 10**6), min_size=2, max_size=5)


def _table(title: str, amounts: list[int]) -> list[list[object]]:
    if title in DEBTS:
        return [[title], UNIT, ["地区", "债务限额", "债务余额"], ["临洮县", *amounts[:2]]]
    rows = [[name, amount] for name, amount in zip(ITEMS, amounts, strict=False)]
    return [[title], UNIT, ["项目", "2024年预算数"], *rows]


def _imported(folder: Path, tables: list[tuple[str, list[int]]]) -> Ledger:
    ledger = Ledger(folder / "ledger.csv")
    ledger.path.unlink(missing_ok=True)
    for title, amounts in tables:
        assert ledger.take(written(folder / "表.xlsx", {"表": _table(title, amounts)})) == 0
    return ledger


def _amounts(ledger: Ledger) -> set[tuple[str, ...]]:
    names = ("item", "parent_item", "measure", "scope", "data_status", "value")
    return {tuple(row[name] for name in names) for row in ledger.rows()}


@settings(max_examples=4, deadline=None)
@given(st.sampled_from([TITLES, DEBTS]), st.data())
def test_two_tables_of_different_kind_never_meet_whatever_their_order(
    titles: tuple[str, ...], data: st.DataObject
) -> None:
    pair = data.draw(st.lists(st.sampled_from(titles), min_size=2, max_size=2, unique=True))
    tables = [(title, data.draw(values)) for title in pair]
    with tempfile.TemporaryDirectory() as folder:
        ledgers = [_amounts(_imported(Path(folder), list(order))) for order in permutations(tables)]
        alone = [_amounts(_imported(Path(folder), [table])) for table in tables]
        assert ledgers[0] == ledgers[1] == alone[0] | alone[1]
        assert len(ledgers[0]) == len(alone[0]) + len(alone[1])


@settings(max_examples=4, deadline=None)
@given(st.sampled_from([*TITLES, *DEBTS]), values)
def test_a_table_imported_twice_changes_nothing(title: str, amounts: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        once = _imported(Path(folder), [(title, amounts)])
        before = once.path.read_bytes()
        assert once.take(Path(folder) / "表.xlsx") == 0
        assert once.path.read_bytes() == before
