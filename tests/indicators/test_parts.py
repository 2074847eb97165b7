"""How much of a whole its parts make up, and how many they are."""

from __future__ import annotations

from decimal import Decimal

from tests.conftest import Open

TAXES = (
    "2024-02 cumulative 一般公共预算收入 actual 100 万元",
    "2024-02 cumulative 税收收入<一般公共预算收入 actual 80 万元",
    "2024-02 cumulative 增值税<税收收入 actual 40 万元",
    "2024-02 cumulative 契税<税收收入 actual 20 万元",
)
CLASSES = (
    "2024-02 cumulative 一般公共预算支出 actual 1.00 亿元",
    "2024-02 cumulative 教育支出<一般公共预算支出 actual 3000 万元",
    "2024-02 cumulative 农林水支出<一般公共预算支出 actual 2500 万元",
    "2024-02 cumulative 其他事项<一般公共预算支出 actual 900 万元",
)


def test_parts_coverage_is_their_sum_over_the_whole(county: Open) -> None:
    opened = county(*TAXES, *CLASSES)
    found = {
        figure.of_item: (figure.item, figure.value)
        for figure in opened.figures("2024-02").named("parts_coverage")
    }
    assert found == {
        "分项": ("一般公共预算收入", Decimal(100 * 80) / 100),
        "税种": ("税收收入", Decimal(100 * (40 + 20)) / 80),
        # Only functional classes are parts of one kind: 其他事项 is none.
        "支出科目": ("一般公共预算支出", Decimal(100 * (3000 + 2500)) / 10000),
    }


def test_parts_held_counts_them(county: Open) -> None:
    opened = county(*TAXES, *CLASSES)
    found = {f.of_item: f.value for f in opened.figures("2024-02").named("parts_held")}
    assert found == {"分项": 1, "税种": 2, "支出科目": 2}


def test_a_whole_without_parts_has_neither(county: Open) -> None:
    figures = county(TAXES[0]).figures("2024-02")
    assert figures.named("parts_coverage") == figures.named("parts_held") == []
