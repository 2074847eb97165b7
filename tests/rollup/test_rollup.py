"""A rollup: who has filed, what the counties come to, and never a sum over fewer than there are."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit.errors import NotHeldError, UsageError
from finkit.rollup import Rollup, rollup, sums
from finkit.rollup.columns import GROWTH, REVENUE
from finkit.rollup.page import page
from finkit.rollup.said import headline, sentences, whole_text
from finkit.rollup.tables import as_object
from tests.rollup.conftest import AREA, COUNTIES, SPENDING, Made, Scoped, row, rows, write

CODES = tuple(COUNTIES)
HANGZHOU = {"江干区": "330104", "西湖区": "330106", "钱塘区": "330114"}
# 1 to 7 last year; this year 10% more, but 岷县 5% less.
SEVEN = {
    code: (f"{n * (Decimal('0.95') if n == 7 else Decimal('1.1')):.8f}", f"{n}.00000000")
    for n, code in enumerate(CODES, 1)
}
THIS_YEAR = sum(Decimal(now) for now, _ in SEVEN.values())


def total(one: object) -> Decimal | None:
    return one.totals["revenue"].amount.value  # type: ignore[attr-defined, no-any-return]


def test_all_counties_add_up(made: Made) -> None:
    found = made(*rows(SEVEN))
    assert len(found.lines) == len(found.filed) == 7
    # 1.1 × (1 + … + 6) + 0.95 × 7 = 29.75, against 28: 6.25%.
    assert total(found) == THIS_YEAR == Decimal("29.75")
    assert found.totals["revenue"].growth.value == Decimal("6.25")
    assert "".join(headline(found)) == "全市7个县区已报7个，收入增长的6个、下降的1个"
    assert "县区收入合计29.75亿元，增长6.3%。" in sentences(found)


@pytest.mark.parametrize("dropped", CODES)
def test_a_county_that_is_missing_takes_the_sum_with_it_and_is_named(
    made: Made, dropped: str
) -> None:
    found = made(*rows({code: pair for code, pair in SEVEN.items() if code != dropped}))
    assert total(found) is None
    assert found.totals["revenue"].lacking == (COUNTIES[dropped],)
    said = whole_text(found)
    assert f"未报的1个：{COUNTIES[dropped]}。" in said
    assert "收入、支出" not in said
    assert "收入只有已报的6个有数，不合计。" in said
    assert "合计2" not in said


def test_who_filed_without_the_amount_is_told_apart_from_who_did_not(made: Made) -> None:
    lines = rows({code: pair for code, pair in SEVEN.items() if code != "621126"})
    found = made(*lines, row("621126", "2021-10", "3.10000000", SPENDING))
    assert len(found.filed) == 7
    assert "收入7个县区中6个有数，缺岷县，不合计。" in sentences(found)


def test_a_budget_alone_files_nothing(made: Made) -> None:
    budget = row("621126", "2021-10", "9").replace(",actual,", ",budget,")
    found = made(*rows({"621124": SEVEN["621124"]}), budget)
    assert [one.county.name for one in found.filed] == ["临洮县"]


def test_the_latest_period_of_one_that_has_not_filed_is_told(made: Made) -> None:
    found = made(*rows({"621124": SEVEN["621124"]}), row("621126", "2021-08", "9"))
    assert {one.county.name: one.last for one in found.missing}["岷县"] == "2021-08"


def test_the_own_figure_of_the_area_stands_beside_with_the_difference(made: Made) -> None:
    own = (row(AREA[0], "2021-10", "35.00000000"), row(AREA[0], "2020-10", "32.00000000"))
    found = made(*rows(SEVEN), *own)
    beside = found.totals["revenue"].beside
    assert beside is not None
    assert beside.value == Decimal("5.25")
    said = whole_text(found)
    # 3 ÷ 32 = 9.375%.
    assert "全市公布的收入35.00亿元，增长9.4%，比县区合计多5.25亿元。" in said


def test_a_province_sums_its_prefectures_each_by_itself(made: Made) -> None:
    # 金昌市 has two counties: one of them is missing.
    jinchang = rows({"620302": ("2.00000000", "1.00000000")})
    own = row(AREA[0], "2021-10", "35.00000000")
    found = made(*rows(SEVEN), *jinchang, own, area="甘肃省")
    assert total(found) is None
    parts = {part.area.name: part.totals["revenue"] for part in found.parts}
    assert parts["定西市"].amount.value == THIS_YEAR
    assert parts["定西市"].beside is not None
    assert parts["定西市"].beside.value == Decimal("5.25")
    assert parts["金昌市"].amount.value is None
    assert parts["金昌市"].lacking == ("永昌县",)
    table = {line[0]: line for line in sums.rows(found)}
    assert table["定西市"][:6] == ["定西市", "7/7、0/7", "29.75", "6.3", "35.00", "5.25"]
    assert table["金昌市"][-1] == "收入：缺永昌县；支出：缺金川区、永昌县"
    assert sum(len(part.lines) for part in found.parts) == len(found.lines) == 86


def test_the_own_figure_of_the_city_level_alone_is_held_against_no_sum(scoped: Scoped) -> None:
    own = row(AREA[0], "2021-10", "35.00000000")
    found = scoped([*rows(SEVEN), own], {AREA[0]: "市本级"})
    assert found.totals["revenue"].own is not None
    assert found.totals["revenue"].beside is None
    assert scoped([*rows(SEVEN), own], {AREA[0]: "全市"}).totals["revenue"].beside is not None


def test_amounts_of_different_scopes_are_neither_added_nor_ranked_together(scoped: Scoped) -> None:
    found = scoped(rows(SEVEN), {"621126": "县本级"})
    assert total(found) is None
    assert "收入各县区口径不一（全域6个、县本级1个），不合计。" in whole_text(found)
    assert "岷县" not in [one.county.name for one in found.compared(GROWTH)]
    assert len(found.compared(GROWTH)) == 6


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


def test_places_are_shared_by_equals(made: Made) -> None:
    same = dict.fromkeys(CODES[:5], ("2.00000000", "1.00000000"))
    found = made(*rows({**SEVEN, **same}))
    ranks = {one.county.code: found.rank(one, REVENUE) for one in found.lines}
    # 6.65 and 6.6 lead; five share the third place.
    assert [ranks[code] for code in CODES] == [3, 3, 3, 3, 3, 2, 1]


def test_what_is_no_county_of_the_register_is_told_and_not_counted(made: Made) -> None:
    found = made(*rows(SEVEN), row("621171", "2021-10", "9.00000000", name="定西经开区"))
    assert total(found) == THIS_YEAR
    assert [one.county.name for one in found.others] == ["定西经开区"]


def test_the_register_is_that_of_the_year(made: Made) -> None:
    # 江干区 ended in 2021: its amounts of March are those of a county of then.
    then = made(row("330104", "2021-03", "5", name="江干区"), area="杭州市", period="2021-03")
    assert [one.county.name for one in then.filed] == ["江干区"]
    after = made(row("330114", "2022-03", "5", name="钱塘区"), area="杭州市", period="2022-03")
    names = [one.county.name for one in after.lines]
    assert "钱塘区" in names
    assert "江干区" not in names


def of_hangzhou(made: Made, filed: str, period: str) -> Rollup:
    """The rollup of 杭州市 of counties that filed: 江干区2021-03、钱塘区2021-12."""
    told = (re.fullmatch(r"(.+)(\d{4}-\d{2})", one) for one in filed.split("、"))
    found = [(one[1], one[2]) for one in told if one]
    lines = (row(HANGZHOU[name], when, "5", name=name) for name, when in found)
    return made(*lines, area="杭州市", period=period)


@pytest.mark.parametrize(
    ("filed", "period", "counted", "aside"),
    [
        # The old ones filed in former years, the new ones now.
        ("江干区2020-12、钱塘区2021-12", "2021-12", "钱塘区", ""),
        # The old ones filed until March, the new ones from April on.
        ("江干区2021-03、钱塘区2021-12", "2021-12", "钱塘区", ""),
        ("江干区2021-03、钱塘区2021-12", "2021-03", "江干区", ""),
        # Neither filed in March: who filed in February is still to come.
        ("江干区2021-02、西湖区2021-03", "2021-03", "西湖区", ""),
        ("江干区2021-12、钱塘区2021-12", "2021-12", "江干区", "钱塘区"),
    ],
)
def test_in_the_year_of_a_change_those_that_file_are_the_counties(
    made: Made, filed: str, period: str, counted: str, aside: str
) -> None:
    found = of_hangzhou(made, filed, period)
    assert "、".join(one.county.name for one in found.filed) == counted
    assert "、".join(one.county.name for one in found.others) == aside
    of_then = {one.county.name for one in found.lines}
    is_old = "江干区" in counted or "江干区2021-02" in filed
    # 临平区 is of 余杭区, that goes on: it is there when the other new ones are.
    there = [name in of_then for name in ("江干区", "钱塘区", "临平区")]
    assert there == [is_old, not is_old, not is_old]
    assert len(of_then) == 13


def test_what_an_error_touches_is_marked_wherever_it_is_named(made: Made) -> None:
    parts = [
        row("621124", "2021-10", value, item).replace(f",{item},,", f",{item},一般公共预算收入,")
        for item, value in (("税收收入", "9.00000000"), ("非税收入", "9.00000000"))
    ]
    found = made(*rows({**SEVEN, "621124": ("50.00000000", "5.00000000")}), *parts)
    line = next(one for one in found.lines if one.county.code == "621124")
    assert line.marked(GROWTH).endswith("*")
    assert "最高的是临洮县（增长900.0%，待核）" in whole_text(found)


def test_no_superlative_of_equals_nor_of_few(made: Made) -> None:
    even = made(*rows(dict.fromkeys(CODES, ("1.10000000", "1.00000000"))))
    assert "最高" not in whole_text(even)
    few = made(*rows({code: SEVEN[code] for code in CODES[:4]}))
    assert "最高" not in whole_text(few)
    assert "中位数" not in whole_text(few)


@pytest.mark.parametrize("asked", ["临洮县", "全国", "东莞市", "胡南省", "吉林", "999999"])
def test_what_is_no_province_or_prefecture_is_refused(asked: str) -> None:
    with pytest.raises((UsageError, NotHeldError)) as error:
        rollup(asked, "2021-10")
    assert "\n" not in str(error.value)


def test_an_area_without_anything_at_the_period_is_refused_with_the_latest(made: Made) -> None:
    with pytest.raises(
        NotHeldError, match="定西市没有一个县区有2021-10的数；这之前最近的是2021-08"
    ):
        made(row("621126", "2021-08", "9"))


# --- Laws -----------------------------------------------------------------------------------

AMOUNT = st.decimals(Decimal(1), Decimal(90), places=8)
PAIRS = st.dictionaries(
    st.sampled_from(CODES), st.tuples(AMOUNT, st.none() | AMOUNT), min_size=1, max_size=7
)


def _of(folder: pytest.TempPathFactory, lines: list[str]) -> object:
    return rollup("定西市", "2021-10", write(folder.mktemp("l") / "observations.csv", lines))


@given(amounts=PAIRS, data=st.data())
def test_the_order_of_rows_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    amounts: dict[str, tuple[Decimal, Decimal | None]],
    data: st.DataObject,
) -> None:
    lines = rows(amounts)
    shuffled = data.draw(st.permutations(lines))
    first, second = (as_object(_of(tmp_path_factory, one)) for one in (lines, shuffled))  # type: ignore[arg-type]
    assert first == second


@given(amounts=PAIRS)
def test_a_sum_is_of_all_counties_or_is_none(
    tmp_path_factory: pytest.TempPathFactory, amounts: dict[str, tuple[Decimal, Decimal | None]]
) -> None:
    found = _of(tmp_path_factory, rows(amounts))
    if len(amounts) == 7:
        assert total(found) == sum(now for now, _ in amounts.values())
    else:
        assert total(found) is None
        assert "合计" not in whole_text(found).replace("不合计", "")  # type: ignore[arg-type]
        lacking = found.totals["revenue"].lacking  # type: ignore[attr-defined]
        assert {*lacking} == {COUNTIES[code] for code in CODES if code not in amounts}


@given(amounts=PAIRS)
def test_what_is_said_agrees_with_the_figures(
    tmp_path_factory: pytest.TempPathFactory, amounts: dict[str, tuple[Decimal, Decimal | None]]
) -> None:
    found = _of(tmp_path_factory, rows(amounts))
    said = "".join(headline(found))  # type: ignore[arg-type]
    rates = [100 * (now - then) / then for now, then in amounts.values() if then]
    assert f"已报{len(amounts)}个" in said
    if len(rates) < 5:
        assert "增长" not in said
        return
    rises = sum(rate >= Decimal("0.05") for rate in rates)
    falls = sum(rate <= Decimal("-0.05") for rate in rates)
    assert (f"增长的{rises}个" in said) == bool(rises)
    assert (f"下降的{falls}个" in said) == bool(falls)
