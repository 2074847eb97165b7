"""Totals against the parts that stand under them, and how many relations applied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from finkit.checks import Finding, examine_all
from finkit.dataset import open_dataset
from finkit.report import build

from .conftest import HEADER, line

Find = Callable[..., list[Finding]]


def parts(whole: str, total: str, measure: str = "actual", **amounts: str) -> list[str]:
    return [
        f"2024-06 {whole} {measure} {total} 万元",
        *(f"2024-06 {name}<{whole} {measure} {value} 万元" for name, value in amounts.items()),
    ]


@pytest.mark.parametrize("whole", ["财政总收入", "大口径财政收入", "一般公共预算总收入"])
@pytest.mark.parametrize("measure", ["actual", "budget", "prior_actual", "delta"])
def test_any_revenue_is_its_taxes_and_the_rest(find: Find, whole: str, measure: str) -> None:
    assert not find(*parts(whole, "1000", measure, 税收收入="600", 非税收入="400"))
    [found] = find(*parts(whole, "1000", measure, 税收收入="600", 非税收入="300"))
    assert (found.severity, found.expected, found.found) == ("error", "900万元", "1000万元")
    assert found.rule.startswith(whole)
    assert found.rule.endswith("＝税收收入＋非税收入")


def test_taxes_and_the_rest_may_be_off_by_rounding(find: Find) -> None:
    [found] = find(*parts("财政总收入", "1001", 税收收入="600", 非税收入="400"))
    assert (found.severity, found.cause) == ("notice", "尾差：各数四舍五入所致")


def test_a_total_of_all_budgets_is_more_than_taxes(find: Find) -> None:
    listed = {"税收收入": "600", "非税收入": "300", "政府性基金收入": "100"}
    assert not find(*parts("财政总收入", "1000", **listed))


def test_beside_what_is_shared_upward_the_two_may_be_the_local_part(find: Find) -> None:
    listed = {"税收收入": "500", "非税收入": "200", "上划中央收入": "300"}
    assert not find(*parts("财政总收入", "1000", **listed))
    # Or of all of it: then what is shared upward is another breakdown.
    assert not find(*parts("财政总收入", "700", **listed))
    [found] = find(*parts("财政总收入", "900", **listed))
    assert (found.severity, found.expected) == ("error", "700万元")


def test_one_of_several_breakdowns_is_enough(find: Find) -> None:
    # By kind 600 + 400, by collector 900 + 100: together twice the whole, and nothing is said.
    both = {"某甲": "600", "某乙": "400", "某丙": "900", "某丁": "100"}
    assert not find(*parts("某项合计", "1000", **both))


def test_three_parts_that_all_but_add_up_are_noticed(find: Find) -> None:
    listed = {"货物类": "500", "工程类": "300", "服务类": "190"}
    [found] = find(*parts("政府采购", "1000", **listed))
    assert (found.severity, found.rule) == ("notice", "政府采购＝所列3项合计")
    assert (found.expected, found.found) == ("990万元", "1000万元")
    assert found.cause == "相差1.00%：有未列的项，或数据有误，请核实"


@pytest.mark.parametrize(
    "listed",
    [
        # Rounding: half a digit of four amounts.
        {"货物类": "500", "工程类": "300", "服务类": "198"},
        # Three of many, as in 其中.
        {"货物类": "500", "工程类": "300", "服务类": "100"},
        # Two that come near may be two of three.
        {"货物类": "500", "工程类": "495"},
    ],
)
def test_and_nothing_else_is(find: Find, listed: dict[str, str]) -> None:
    assert not find(*parts("政府采购", "1000", **listed))


def test_what_adds_up_in_one_column_must_in_the_next(find: Find) -> None:
    rightly = parts("政府采购", "1000", "budget", 货物类="500", 工程类="300", 服务类="200")
    wrongly = parts("政府采购", "900", 货物类="400", 工程类="300", 服务类="100")
    [found] = find(*rightly, *wrongly)
    assert (found.severity, found.rule) == ("warning", "政府采购＝所列3项合计")
    assert (found.expected, found.found) == ("800万元", "900万元")
    assert found.cause == (
        "同表年初预算的各项合计等于总数，这一栏不等：差额正是服务类：合计多加了它一次，或漏列了同样大的一项"
    )
    # With another part in that column nothing follows from the first.
    more = "2024-06 其他类<政府采购 actual 10 万元"
    assert not find(*rightly, *wrongly, more)


def test_classes_beside_their_total_in_a_table_without_indents(find: Find, tmp_path: Path) -> None:
    lines = [
        "2024-06 一般公共预算支出 actual 1000 万元",
        "2024-06 教育支出 actual 500 万元",
        "2024-06 卫生健康支出 actual 300 万元",
        "2024-06 农林水支出 actual 200 万元",
    ]
    assert not find(*lines)
    assert applied(tmp_path, *lines).startswith("勾稽关系适用1条（等式1条")
    [found] = find(*lines[:3], "2024-06 农林水支出 actual 190 万元")
    assert (found.severity, found.expected) == ("notice", "990万元")


def test_too_much_of_the_chart_is_said_once(find: Find) -> None:
    rightly = parts("非税收入", "1000", 专项收入="500", 罚没收入="300", 其他收入="200")
    budget = parts("非税收入", "900", "budget", 专项收入="500", 罚没收入="300", 其他收入="150")
    [found] = find(*rightly, *budget)
    assert (found.severity, found.rule) == ("error", "非税收入（年初预算）≥所列3个科目合计")


def applied(tmp_path: Path, *lines: str) -> str:
    path = tmp_path / "observations.csv"
    path.write_text("\n".join([HEADER, *map(line, lines)]) + "\n", encoding="utf-8")
    return examine_all(open_dataset(path)).tally.text


def test_silence_is_not_a_pass(tmp_path: Path) -> None:
    alone = "2024-06 税收收入 actual 600 万元"
    assert applied(tmp_path, alone) == "无可核对的关系"
    # 税收＋非税＝一般, and each no more than it.
    held = parts("一般公共预算收入", "1000", 税收收入="600", 非税收入="400")
    said = applied(tmp_path, *held)
    assert said == "勾稽关系适用3条（等式1条，大小关系2条），不符0条"
    wrong = parts("一般公共预算收入", "900", 税收收入="600", 非税收入="400")
    assert applied(tmp_path, *wrong).endswith("不符1条")
    rounded = parts("一般公共预算收入", "1001", 税收收入="600", 非税收入="400")
    assert applied(tmp_path, *rounded).endswith("不符0条")


def test_a_page_says_how_many_applied() -> None:
    page = build("临洮县", "2024-02").findings_table._repr_html_()
    assert "<h2>数据核对</h2>\n<p>勾稽关系适用" in page
    # Eight amounts of a yearbook, none the sum of others.
    assert "<p>无可核对的关系。</p>" in build("万州区", "2020-12").findings_table._repr_html_()
