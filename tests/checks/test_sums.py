"""Parts and wholes: declared sums, parts within, classes within, with the 尾差 at its edge."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from finkit.checks import Finding

Find = Callable[..., list[Finding]]
TAX, OTHER = "税收收入<一般公共预算收入", "非税收入<一般公共预算收入"


def revenue(
    whole: str, tax: str, other: str, measure: str = "actual", unit: str = "万元"
) -> list[str]:
    return [
        f"2024-06 一般公共预算收入 {measure} {whole} {unit}",
        f"2024-06 {TAX} {measure} {tax} {unit}",
        f"2024-06 {OTHER} {measure} {other} {unit}",
    ]


@pytest.mark.parametrize(
    ("whole", "severity"),
    [
        ("100.0", None),
        ("100.1", "notice"),
        # Half a digit for each of three amounts: 0.15.
        ("100.15", "error"),
        ("100.2", "error"),
    ],
)
def test_a_sum_and_its_tolerance(find: Find, whole: str, severity: str | None) -> None:
    found = find(*revenue(whole, "60.0", "40.0", unit="亿元"), rule="＝税收收入＋非税收入")
    assert [f.severity for f in found] == ([severity] if severity else [])


@pytest.mark.parametrize("measure", ["budget", "prior_actual", "delta"])
def test_budgets_bases_and_changes_sum_too(find: Find, measure: str) -> None:
    assert find(*revenue("1000", "600", "400", measure)) == []
    [found] = find(*revenue("1000", "600", "300", measure))
    assert (found.severity, found.expected, found.found) == ("error", "900万元", "1000万元")


def test_where_a_part_is_missing_the_others_may_not_exceed(find: Find) -> None:
    whole = "2024-06 三公经费 actual 100 万元"
    parts = ("公务接待费<三公经费 actual 60", "因公出国(境)费<三公经费 actual 30")
    lines = [whole, *(f"2024-06 {part} 万元" for part in parts)]
    assert find(*lines) == []
    [found] = find(*lines[:2], "2024-06 因公出国(境)费<三公经费 actual 50 万元")
    assert (found.severity, found.expected) == ("error", "110万元")


def test_a_part_is_no_more_than_its_whole(find: Find) -> None:
    lines = (
        "2024-06 政府性基金收入 actual 900 万元",
        "2024-06 某收入<政府性基金收入 actual 901 万元",
    )
    # Half a digit of each: one 万元 more may be rounding.
    assert find(*lines) == []
    lines = (lines[0], "2024-06 某收入<政府性基金收入 actual 902 万元")
    [found] = find(*lines)
    assert (found.severity, found.rule) == ("error", "某收入≤政府性基金收入")


def test_unless_another_part_is_negative(find: Find) -> None:
    assert not find(
        "2024-06 非税收入 actual 900 万元",
        "2024-06 罚没收入<非税收入 actual 950 万元",
        "2024-06 计划亏损补贴<非税收入 actual -50 万元",
        rule="≤",
    )


def test_of_another_publication_nothing_is_said(find: Find) -> None:
    assert not find(
        "2024-06 非税收入 actual 900 万元",
        "2024-06 罚没收入<非税收入 actual 950 万元 source=另表",
    )


def test_cells_of_one_sheet_are_one_publication(find: Find) -> None:
    found = find(
        "2024-06 非税收入 actual 900 万元 source=a.xls/L01/C5",
        "2024-06 罚没收入<非税收入 actual 950 万元 source=a.xls/L01/C6",
    )
    assert [f.severity for f in found] == ["error"]


def test_the_classes_of_the_chart_together(find: Find) -> None:
    whole = "2024-06 税收收入 actual 100 万元"
    lines = (
        whole,
        "2024-06 增值税<税收收入 actual 70 万元",
        "2024-06 契税<税收收入 actual 31 万元",
    )
    assert find(*lines) == []
    lines = (
        whole,
        "2024-06 增值税<税收收入 actual 70 万元",
        "2024-06 契税<税收收入 actual 40 万元",
    )
    [found] = find(*lines)
    assert (found.severity, found.rule) == ("error", "税收收入≥所列2个科目合计")


@pytest.mark.parametrize("item", ["一般公共服务支出", "教育支出"])
def test_the_classes_of_spending_together(find: Find, item: str) -> None:
    whole = "2024-06 一般公共预算支出 actual 100 万元"
    lines = [f"2024-06 {name}<一般公共预算支出 actual 80 万元" for name in (item, "农林水支出")]
    [found] = find(whole, *lines)
    assert found.expected == "不小于160万元"
