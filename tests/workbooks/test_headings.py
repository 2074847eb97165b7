"""Headings as bureaus word them, and what each says its column holds."""

from __future__ import annotations

import pytest

from finkit.workbooks.words.headings import heading, meaning


@pytest.mark.parametrize(
    ("printed", "role", "measure", "basis"),
    [
        ("预算科目", "item", "", ""),
        ("收入项目", "item", "", ""),
        ("指标名称", "item", "", ""),
        ("县（市、区）", "area", "", ""),
        ("单位名称", "area", "", ""),
        ("科目编码", "code", "", ""),
        ("序号", "ordinal", "", ""),
        ("增减原因", "note", "", ""),
        ("年初预算数", "amount", "budget", ""),
        ("2024年预算（万元）", "amount", "budget", ""),
        ("全年任务", "amount", "budget", ""),
        ("调整预算数", "amount", "adjusted_budget", ""),
        ("变动预算", "amount", "adjusted_budget", ""),
        ("本月完成", "amount", "actual", "month"),
        ("当月数", "amount", "actual", "month"),
        ("本年累计", "amount", "actual", "cumulative"),
        ("1-9月累计", "amount", "actual", "cumulative"),
        ("决算数", "amount", "actual", "cumulative"),
        ("年末余额", "amount", "actual", "balance"),
        ("年初余额", "amount", "actual", "opening"),
        ("上年同期", "amount", "prior_actual", ""),
        ("去年同期累计数", "amount", "prior_actual", ""),
        ("上年同月", "amount", "prior_actual", "month"),
        ("2023年决算数", "amount", "actual", "cumulative"),
        ("比上年增减额", "delta", "delta", ""),
        ("增收额", "delta", "delta", ""),
        ("增减（%）", "growth", "", ""),
        ("同比增长率", "growth", "", ""),
        ("比上年同期±%", "growth", "", ""),
        ("增幅", "growth", "", ""),
        ("占预算%", "completion", "", ""),
        ("完成年初预算的%", "completion", "", ""),
        ("预算执行率", "completion", "", ""),
        ("比上年增减", "either", "", ""),
        ("占一般公共预算收入比重", "aside", "", ""),
        ("县（市）区", "area", "", ""),
        ("县市（区）", "area", "", ""),
        ("地区（单位）", "area", "", ""),
        ("月份", "month", "", ""),
        ("功能分类科目编码", "code", "", ""),
        ("增幅排名", "ordinal", "", ""),
        ("占预算比例", "completion", "", ""),
        ("占年初预算比例", "completion", "", ""),
        ("快报数", "amount", "actual", "cumulative"),
        ("累计入库", "amount", "actual", "cumulative"),
        ("本月入库", "amount", "actual", "month"),
        ("上年同期入库", "amount", "prior_actual", ""),
        ("本月余额", "amount", "actual", "balance"),
        ("绝对值", "amount", "actual", "cumulative"),
        ("比上年绝对额", "delta", "delta", ""),
        ("上年同期绝对值", "", "", ""),
        ("超序时进度", "aside", "", ""),
        ("教育支出", "", "", ""),
        ("税收收入", "", "", ""),
        ("神秘栏", "", "", ""),
    ],
)
def test_a_heading(printed: str, role: str, measure: str, basis: str) -> None:
    found = meaning(heading(printed).text)
    assert (found.role, found.measure, found.basis) == (role, measure, basis)
