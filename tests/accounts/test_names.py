"""One name, however a table prints it."""

from __future__ import annotations

import pytest

from finkit.accounts.aliases import standard
from finkit.accounts.spelling import clean, leading_code, plain_name


@pytest.mark.parametrize(
    "printed",
    [
        *("增值税", "10101增值税", "10101 增值税", "10101-增值税", "１０１０１增值税"),
        *("一.增值税", "一、增值税", "（一）、增值税", "Ⅰ、增值税", "01增值税", "①增值税"),
        *(
            "其中：①增值税",
            "增值税①",
            "增值税*",
            "增值税 ※",
            "增值税[1]",
            "增值税【注】",
            "增值税注1",
        ),
        *("增值税（注）", "增值税（见注2）", "增值税¹", "增值税（含改征增值税）"),
    ],
)
def test_codes_numbering_and_footnotes_are_no_part_of_a_name(printed: str) -> None:
    assert standard(printed).name == "增值税"


@pytest.mark.parametrize(
    "name", ["2024年收入", "05年收入", "101个项目", "205万元以上", "211所学校", "备注", "增值税(1)"]
)
def test_digits_that_belong_to_a_name_stay(name: str) -> None:
    assert clean(name) == name
    assert leading_code(name) == ""


def test_readers_see_a_name_without_its_code_and_footnote() -> None:
    assert plain_name("2010101 行政运行①") == "行政运行"
    assert plain_name("10106个人所得税（注）") == "个人所得税"
    assert plain_name("Ⅱ、非税收入*") == "非税收入"
