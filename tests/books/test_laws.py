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


QUALIFIERS = {
    "基本支出": "2024年{}数",
    "项目支出": "2024年{}数",
    "转移支付": "2024年{}数",
    "县本级": "2024年{}数",
    "决算": "2024年完成数",
    "执行情况": "2024年完成数",
    "预计执行情况": "2024年完成数",
    "预算草案": "2024年预算数",
    "政府性基金": "2024年{}数",
    "国有资本经营": "2024年{}数",
}
"""What a title says beyond the item, and the column that it says it of."""


@settings(max_examples=4, deadline=None)
@given(
    st.sampled_from(sorted(QUALIFIERS)),
    st.sampled_from(["预算", "完成"]),
    values,
    st.integers(1, 10**5),
    st.booleans(),
)
def test_a_qualifier_of_a_title_never_lets_it_revise_the_one_without(
    qualifier: str, measure: str, amounts: list[int], more: int, is_first: bool
) -> None:
    heading = QUALIFIERS[qualifier].format(measure)
    plain = "2024年临洮县支出表"
    titles = [plain, f"2024年临洮县{qualifier}表" if "支出" in qualifier else ""]
    titles[1] = titles[1] or f"2024年临洮县支出{qualifier}表"
    if qualifier in ("政府性基金", "国有资本经营"):
        titles[1] = f"2024年临洮县{qualifier}支出表"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = Ledger(folder / "ledger.csv")
        for n, title in enumerate(titles if is_first else reversed(titles)):
            rows = [[item, amount + n * more] for item, amount in zip(ITEMS, amounts, strict=False)]
            table = [[title], UNIT, ["项目", heading], *rows]
            given_ = ("--period", "2024-12")
            assert ledger.take(written(folder / "表.xlsx", {"表": table}), *given_) == 0
        assert not (folder / "ledger.revisions.csv").exists()
        assert len(ledger.rows()) == 2 * min(len(amounts), len(ITEMS))
