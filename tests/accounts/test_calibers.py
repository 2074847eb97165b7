"""Calibers: what an aggregate consists of, as rows; where each holds and what it is good for."""

from __future__ import annotations

import pytest

from finkit.accounts.aliases import standard
from finkit.accounts.calibers import (
    FORMULA,
    ROLES,
    UNPUBLISHED,
    Caliber,
    calibers,
    closest,
    parse_caliber,
)
from finkit.accounts.names import RESOURCES, THREE_BUDGETS
from finkit.checks import check_all
from finkit.errors import DataError
from finkit.report import build
from tests.conftest import Open, Write, row


def test_every_part_of_a_caliber_is_a_standard_name() -> None:
    for caliber in calibers():
        for name in caliber.parts:
            assert standard(name).name == name, f"{caliber.item}: {name}"


def test_every_caliber_is_of_a_standard_name_but_for_what_a_formula_puts_together() -> None:
    for caliber in calibers():
        assert caliber.role == FORMULA or standard(caliber.item).name == caliber.item


def test_every_role_is_in_use() -> None:
    # What a bureau does not publish only its own data can say.
    assert {caliber.role for caliber in calibers()} == set(ROLES) - {UNPUBLISHED}


def test_what_formulas_put_together() -> None:
    anywhere = closest(calibers(), "", "")
    assert anywhere[RESOURCES].terms == "一般公共预算收入＋上级补助收入＋政府性基金收入"
    assert anywhere[RESOURCES].role == anywhere[THREE_BUDGETS].role == FORMULA


def test_a_county_goes_by_the_caliber_of_its_province_before_that_of_anywhere() -> None:
    item = "一般公共预算收入"
    assert closest(calibers(), "陕西省", "610729")[item].terms == "税务部门征收＋财政部门征收"
    assert closest(calibers(), "甘肃省", "621124")[item].terms == "税收收入＋非税收入"


def test_parts_are_added_or_taken_off() -> None:
    signed = parse_caliber({"item": "丁", "region": "", "components": "甲+乙-丙", "source": "一"})
    assert signed == Caliber("丁", "", ((1, "甲"), (1, "乙"), (-1, "丙")), "一")
    assert (signed.terms, signed.spoken) == ("甲＋乙−丙", "甲＋乙−丙")


@pytest.mark.parametrize(
    "cells", [{"components": ""}, {"components": "-甲"}, {"components": "甲", "role": "定义"}]
)
def test_a_row_that_means_nothing_is_refused(cells: dict[str, str]) -> None:
    with pytest.raises(DataError, match="口径「丁」的写法不对"):
        parse_caliber({"item": "丁", "region": "", "source": "一", **cells})


RESOURCES_AND_PARTS = (
    "2021-12 cumulative 综合财力 actual 25000 万元",
    "2021-12 cumulative 一般公共预算收入 actual 5189 万元",
    "2021-12 cumulative 上级补助收入 actual 18000 万元",
    "2021-12 cumulative 政府性基金收入 actual 900 万元",
)


def test_a_published_amount_is_not_held_to_an_estimate(county: Open) -> None:
    """综合财力 has no public formula: what a formula puts together in its stead defines nothing."""
    opened = county(*RESOURCES_AND_PARTS)
    assert [f.rule for f in check_all(opened.data) if "综合财力" in f.rule] == []
    assert build("临洮县", "2021-12", opened.data).narrative.notes == ()


def test_the_notes_say_what_an_item_is_by_definition(county: Open, write: Write) -> None:
    """Of the county's own calibers, too; not what tables keep anyway (三公经费)."""
    write(
        "刚性支出,,三保支出+债务还本付息,本县口径",
        name="calibers.csv",
        header="item,region,components,source",
    )
    lines = [
        f"2021-12 cumulative {name} actual {value} 万元"
        for name, value in [
            *(("刚性支出", 90), ("三保支出", 60), ("债务还本付息", 30), ("三公经费", 6)),
            *(("因公出国(境)费", 1), ("公务用车购置及运行维护费", 2), ("公务接待费", 3)),
        ]
    ]
    asked = {"kind": "work_report"}  # which speaks of 刚性支出
    data = build("临洮县", "2021-12", write(*map(row, lines)).parent, options=asked)
    assert data.narrative.notes == ("口径说明：刚性支出＝三保支出＋债务还本付息〔本县口径〕。",)
