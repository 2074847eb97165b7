"""What stands beside what in a rollup: one scope, one status of data, and enough of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from finkit.rollup import AreaRollup, rollup, sums, workbook
from finkit.rollup.charts import charts
from finkit.rollup.columns import GROWTH, REVENUE
from finkit.rollup.page import page
from finkit.rollup.said import headline, sentences, whole_text
from finkit.rollup.tables import as_object
from tests.rollup.conftest import AREA, COUNTIES, Made, Scoped, row, rows
from tests.rollup.test_outputs import ALL, SIX
from tests.rollup.test_rollup import CODES, SEVEN, total


def test_the_own_figure_of_a_part_of_the_area_is_called_by_that_part(scoped: Scoped) -> None:
    own = row(AREA[0], "2021-10", "9.90000000"), row(AREA[0], "2020-10", "9.00000000")
    found = scoped([*rows(SEVEN), *own], {AREA[0]: "市本级"})
    assert "；全市公布的市本级收入9.90亿元，增长10.0%。" in whole_text(found)
    assert "全市公布的收入" not in page(found)
    assert "全市公布的市本级收入增长10.0%" in page(found)
    assert next(sums.rows(found))[-1] == "收入：公布数只是市本级的，不列；支出：缺" + "、".join(
        COUNTIES.values()
    )


def test_an_own_figure_of_another_status_is_held_against_no_sum(scoped: Scoped) -> None:
    lines = [*rows(SEVEN), row(AREA[0], "2021-10", "35.00000000")]
    status = dict.fromkeys(CODES, "快报")
    alike = scoped(lines, {**status, AREA[0]: "快报"}, "data_status")
    assert "；全市公布的收入35.00亿元，比县区合计多5.25亿元。" in whole_text(alike)
    found = scoped(lines, {**status, AREA[0]: "决算"}, "data_status")
    assert found.totals["revenue"].beside is None
    told = "公布数为决算、县区的为快报，不相比"
    assert f"；全市公布的收入35.00亿元，{told}。" in whole_text(found)
    assert next(sums.rows(found))[-1].startswith(f"收入：{told}；")
    unstated = scoped(lines, status, "data_status")
    assert "公布数为未注明、县区的为快报，不相比" in whole_text(unstated)


@pytest.mark.parametrize(
    ("others", "told"), [("决算", "决算4个、快报3个"), ("", "快报3个、未注明4个")]
)
def test_amounts_of_different_statuses_are_neither_added_nor_ranked_together(
    scoped: Scoped, others: str, told: str
) -> None:
    status = {code: "快报" if n < 3 else others for n, code in enumerate(CODES)}
    found = scoped(rows(SEVEN), status, "data_status")
    assert total(found) is None
    assert f"收入各县区数据状态不一（{told}），不合计。" in whole_text(found)
    assert {one.county.code for one in found.compared(GROWTH)} == {*CODES[3:]}
    # Four compare: too few for a median.
    assert found.middle(GROWTH) is None


def test_those_of_another_scope_are_named_and_not_counted(scoped: Scoped) -> None:
    found = scoped(rows(SEVEN), dict.fromkeys(CODES[:2], "县本级"))
    # All seven have a growth; five of them compare, 岷县 falls.
    assert headline(found)[1] == "收入口径相同的5个中，增长的4个、下降的1个"
    told = "收入、收入增幅口径不同、不与别的县区比的2个：安定区、通渭县（县本级）。"
    assert told in sentences(found)
    without = {**SEVEN, "621125": (SEVEN["621125"][0], None)}
    found = scoped(rows(without), {CODES[0]: "县本级"})
    assert headline(found)[1] == "收入有增幅且口径相同的5个中，增长的4个、下降的1个"


def test_a_place_and_a_median_take_five(made: Made) -> None:
    five = made(*rows({code: SEVEN[code] for code in CODES[:5]}))
    assert five.middle(REVENUE) == Decimal("3.3")
    assert [five.rank(one, REVENUE) for one in five.filed] == [5, 4, 3, 2, 1]
    four = made(*rows({code: SEVEN[code] for code in CODES[:4]}))
    assert four.middle(REVENUE) is None
    assert {four.rank(one, REVENUE) for one in four.filed} == {None}
    assert "同数同位" in page(five)
    assert "同数同位" not in page(four)


def extremes(made: Made, *percents: str) -> str:
    """What is said of the highest and the lowest of counties that grew by so much."""
    amounts = {
        code: (f"{100 + Decimal(one):.8f}", "100.00000000")
        for code, one in zip(CODES, percents, strict=True)
    }
    found = [one for one in sentences(made(*rows(amounts))) if one.startswith("收入增速")]
    return next((one for one in found if "的是" in one), "")


def test_a_superlative_is_of_few_and_shows(made: Made) -> None:
    # All print as 基本持平.
    assert extremes(made, "0.03", "0.03", "0.03", "0.03", "-0.03", "-0.03", "-0.03") == ""
    # The lowest are six of seven.
    one = extremes(made, "20", "1", "1", "1", "1", "1", "1")
    assert one == "收入增速最高的是安定区（增长20.0%）。"
    assert extremes(made, "-5", "1", "1", "1", "1", "1", "1") == (
        "收入增速最低的是安定区（下降5.0%）。"
    )
    # Those that print alike are named together.
    two = extremes(made, "20.01", "19.99", "3", "2", "1", "0.5", "-4")
    assert two == "收入增速最高的是安定区、通渭县（增长20.0%），最低的是岷县（下降4.0%）。"


def test_how_tiles_are_read_says_only_what_is_there(made: Made) -> None:
    html = page(made(*rows(ALL)))
    assert '<p class="how">由高到低；底色深的升降在10%以上。</p>' in html
    assert "待核" not in html
    assert "底色深的升降在10%以上；虚线框为未报。" in page(made(*rows(SIX)))
    found = made(*rows(ALL))
    lines = tuple(replace(one, address=f"{one.county.code}.html") for one in found.lines)
    assert "；点县名打开报告。" in page(replace(found, lines=lines))
    one = replace(found, lines=(*lines[:1], *found.lines[1:]))
    assert "；点县名打开报告（有报告的）。" in page(one)
    province = page(made(*rows(ALL), area="甘肃省"))
    assert "按地市排列，同一地市内由高到低；" in province


def test_what_lies_at_a_median_is_not_above_it() -> None:
    chart = next(one for one in charts(rollup("成都市", "2019-12")) if one.name == "quadrants")
    # Of 20 counties ten are above the median.
    assert str(chart.finding).startswith("收入规模高于中位数的10个县区中，增速也高于中位数的")
    assert "不高于为小、低" in chart.measure


def test_generated_figures_are_told_by_their_county_wherever_a_rollup_is_shown(
    made: Made, tmp_path: Path
) -> None:
    generated = [
        one.replace(",月报", ",synthetic-demo") if one.startswith("621126") else one
        for one in rows(ALL)
    ]
    found = made(*generated)
    note = "演示数据：其中岷县的数由程序生成，不是任何真实县的情况。"
    shown = AreaRollup(found)
    workbook.write(found, tmp_path / "a.xlsx")
    notes = [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx")["说明"]["A"]]
    said = as_object(found)
    texts = (page(found), whole_text(found), str(shown), shown._repr_html_())
    assert [text.count(note) for text in texts] == [1, 1, 1, 1]
    assert notes[-1] == said["findings"][-1] == note
    assert said["synthetic"] == ["岷县"]
    assert "由程序生成" not in page(made(*rows(ALL)))


def test_a_sum_of_coarse_amounts_says_no_growth_rather_than_none(made: Made) -> None:
    # 4.30 against 4.13: 4.1%, but rounding of fourteen amounts moves it by more than a point.
    now = ("0.53", "0.56", "0.59", "0.61", "0.64", "0.67", "0.70")
    then = ("0.50", "0.53", "0.56", "0.59", "0.62", "0.65", "0.68")
    found = made(*rows(dict(zip(CODES, zip(now, then, strict=True), strict=True))))
    assert "县区收入合计4.3亿元。" in whole_text(found)
    assert found.totals["revenue"].growth.reason.startswith("所据的数过粗")


def test_a_small_gap_is_not_zero_in_the_table_of_sums(made: Made) -> None:
    # 29.75 and 0.0012.
    found = made(*rows(SEVEN), row(AREA[0], "2021-10", "29.75120000"))
    assert next(sums.rows(found))[4:6] == ["29.75", "0.0012"]
