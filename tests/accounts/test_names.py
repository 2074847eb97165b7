"""One name, however a table prints it."""

from __future__ import annotations

import pytest

from finkit.accounts.aliases import standard
from finkit.accounts.chart import accounts
from finkit.accounts.local_names import local_names
from finkit.accounts.spelling import clean, leading_code, plain_name
from finkit.dataset import open_dataset
from finkit.report import build
from tests.conftest import Write


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


# --- Names of a place and a time ------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "county", "period", "is_general"),
    [
        ("330502", "吴兴区", "2013-12", True),
        ("330502", "吴兴区", "2016-12", False),
        ("621124", "临洮县", "2013-12", False),
    ],
)
def test_a_name_means_what_its_place_and_time_make_of_it(
    write: Write, code: str, county: str, period: str, is_general: bool
) -> None:
    rows = [
        f"{code},{county},{period},cumulative,{item},{above},actual,{amount}.00,万元,表"
        for item, above, amount in (
            ("地方财政收入", "", 100),
            ("税收收入", "地方财政收入", 70),
            ("非税收入", "地方财政收入", 30),
        )
    ]
    report = build(code, period, open_dataset(write(*rows)))
    # Said by the name it was printed with, wherever it stands.
    assert report.narrative.text.splitlines()[2] == (
        f"{period[:4]}年，{county}地方财政收入完成100万元。"
        "从构成看，税收收入70万元，占比70.0%；非税收入30万元，占比30.0%。"
    )
    (share,) = report.figures.named("tax_share")
    assert (share.value is not None) == is_general


def test_every_local_name_has_its_source_and_means_a_standard_name() -> None:
    for rows in local_names().values():
        for row in rows:
            assert row.source, row
            assert row.standard in accounts(), row
            assert row.region or row.since or row.until, row


@pytest.mark.parametrize(
    ("printed", "means", "scope"),
    [
        ("一般公共财政收入", "一般公共预算收入", ""),
        ("公共财政预算总收入", "一般公共预算总收入", ""),
        ("县级一般预算收入", "一般公共预算收入", "县本级"),
        ("全县一般预算支出", "一般公共预算支出", "全县"),
        ("一般预算支出合计", "一般公共预算支出", ""),
        ("收入总量", "收入总计", ""),
        ("支出总量", "支出总计", ""),
        ("地方级公共财政预算收入", "一般公共预算收入", ""),
        ("财政收入", "财政收入", ""),
    ],
)
def test_older_and_local_names(printed: str, means: str, scope: str) -> None:
    assert standard(printed) == (means, scope)
