"""Local revenue is the base, whatever is printed as 一般公共预算收入: a table in, arithmetic out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from finkit.dataset import open_dataset
from tests.conftest import Open, Opened, Write, row

PRINTED = "2021-12 cumulative 一般公共预算收入 actual 64000 万元"
LOCAL = "2021-12 cumulative 地方一般公共预算收入<一般公共预算收入 actual 40000 万元"
SHARED = "2021-12 cumulative 上划收入<一般公共预算收入 actual 24000 万元"
CENTRE = "2021-12 cumulative 上划中央收入<一般公共预算收入 actual 19000 万元"
PROVINCE = "2021-12 cumulative 上划省级收入<一般公共预算收入 actual 5000 万元"
SPENDING = "2021-12 cumulative 一般公共预算支出 actual 200000 万元"

SHAPES = {
    "local revenue below": (PRINTED, LOCAL),
    "both below": (PRINTED, LOCAL, SHARED),
    "only what is shared": (PRINTED, SHARED),
    "shared by level": (PRINTED, CENTRE, PROVINCE),
    "shared, and by level": (PRINTED, SHARED, CENTRE, PROVINCE),
    "a tax of what is shared": (
        PRINTED,
        CENTRE,
        PROVINCE,
        "2021-12 cumulative 上划中央增值税<一般公共预算收入 actual 12000 万元",
    ),
    "called 地方级收入": (PRINTED, LOCAL.replace("地方一般公共预算收入", "地方级收入")),
    "numbered": (
        PRINTED.replace("一般", "一、一般"),
        LOCAL.replace("地方", "（一）地方").replace("<", "<一、"),
        SHARED.replace("上划", "（二）上划").replace("<", "<一、"),
    ),
    "rows beside": (
        PRINTED.replace("一般", "一、一般"),
        "2021-12 cumulative 二、地方一般公共预算收入 actual 40000 万元",
        "2021-12 cumulative 三、上划收入 actual 24000 万元",
    ),
    "an older name": tuple(
        line.replace("一般公共预算收入", "公共财政预算收入") for line in (PRINTED, SHARED)
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_64000_of_which_40000_local_against_200000_spent(county: Open, shape: str) -> None:
    """20.0% and a gap of 160000, not 32.0% and 136000."""
    opened = county(*SHAPES[shape], SPENDING)
    rate = opened.figure("self_sufficiency_rate", "2021-12")
    gap = opened.figure("fiscal_gap", "2021-12")
    assert (rate.value, gap.value) == (20, 160000)
    assert gap.of_item == "地方一般公共预算收入"
    assert opened.figure("transfer_dependence", "2021-12", of_item="收支缺口").value == 80


def test_what_is_not_held_as_such_names_all_it_is_made_of(county: Open) -> None:
    figure = county(PRINTED, CENTRE, PROVINCE, SPENDING).figure("self_sufficiency_rate", "2021-12")
    assert figure.item == "地方一般公共预算收入"
    assert [cell.value for cell in figure.inputs] == [64000, 19000, 5000, 200000]


def test_land_people_and_gdp_are_compared_with_local_revenue(county: Open) -> None:
    opened = county(
        PRINTED,
        LOCAL,
        "2021-12 cumulative 政府性基金收入 actual 50000 万元",
        "2021-12 cumulative 国有土地使用权出让收入<政府性基金收入 actual 48000 万元",
        "2021-12 cumulative 国有资本经营预算收入 actual 6000 万元",
        "2021-12 balance 常住人口 actual 10 万人",
        "2020-12 cumulative 一般公共预算收入 actual 60000 万元",
        "2020-12 cumulative 地方一般公共预算收入<一般公共预算收入 actual 32000 万元",
        "2021-12 cumulative 地区生产总值 actual 1100000 万元",
        "2020-12 cumulative 地区生产总值 actual 1000000 万元",
    )
    by = {f.of_item: f.value for f in opened.figures("2021-12").named("land_dependence")}
    assert by == {
        "一般公共预算、政府性基金、国有资本经营收入合计": 50,
        "地方一般公共预算收入": 120,
    }
    assert opened.figure("revenue_per_capita", "2021-12").value == 4000
    assert opened.figure("revenue_elasticity", "2021-12").value == Decimal("2.5")


def test_the_debt_ratio_stands_on_local_revenue(county: Open) -> None:
    opened = county(
        PRINTED,
        SHARED,
        "2021-12 balance 地方政府债务余额 actual 120000 万元",
        "2021-12 cumulative 上级补助收入 actual 50000 万元",
        "2021-12 cumulative 政府性基金收入 actual 10000 万元",
    )
    assert opened.figure("debt_ratio_estimate", "2021-12").value == 120


def test_where_nothing_says_otherwise_it_is_local(county: Open) -> None:
    opened = county(PRINTED, SPENDING)
    assert opened.figure("self_sufficiency_rate", "2021-12").value == 32
    assert opened.figure("fiscal_gap", "2021-12").of_item == "一般公共预算收入"


def test_two_names_of_one_amount_are_one_amount(county: Open) -> None:
    same = LOCAL.replace("40000", "64000")
    assert county(PRINTED, same, SPENDING).figure("self_sufficiency_rate", "2021-12").value == 32


def test_a_month_whose_table_shows_the_printed_amount_alone_has_no_base(county: Open) -> None:
    """What one month's table tells of the name holds for the next one's, too."""
    opened = county(
        *(PRINTED, LOCAL, SPENDING),
        "2022-12 cumulative 一般公共预算收入 actual 66000 万元",
        "2022-12 cumulative 一般公共预算支出 actual 210000 万元",
    )
    figure = opened.figure("self_sufficiency_rate", "2022-12")
    assert figure.value is None
    assert figure.reason == "一般公共预算收入含上划收入，缺地方一般公共预算收入本期数"


def test_local_revenue_beside_what_is_printed_is_no_base_of_its_growth(county: Open) -> None:
    opened = county(
        "2021-12 cumulative 一般公共预算收入 actual 64000 万元",
        "2021-12 cumulative 地方一般公共预算收入 actual 40000 万元",
        "2020-12 cumulative 地方一般公共预算收入 actual 32000 万元",
    )
    rates = {f.item: f.value for f in opened.figures("2021-12").named("yoy_rate")}
    assert rates == {"一般公共预算收入": None, "地方一般公共预算收入": 25}


def test_revenue_less_what_is_shared_grows_as_local_revenue_does(county: Open) -> None:
    opened = county(
        *(PRINTED, SHARED),
        "2020-12 cumulative 一般公共预算收入 actual 60000 万元",
        "2020-12 cumulative 上划收入<一般公共预算收入 actual 28000 万元",
        "2021-12 cumulative 地区生产总值 actual 1100000 万元",
        "2020-12 cumulative 地区生产总值 actual 1000000 万元",
    )
    assert opened.figure("revenue_elasticity", "2021-12").value == Decimal("2.5")


WIDE_TAX = "2021-12 cumulative 税收收入<一般公共预算收入 actual 54400 万元"
WIDE_REST = "2021-12 cumulative 非税收入<一般公共预算收入 actual 9600 万元"


def test_taxes_under_the_printed_amount_are_a_share_of_it_by_name(county: Open) -> None:
    opened = county(PRINTED, LOCAL, WIDE_TAX, WIDE_REST)
    share = opened.figure("tax_share", "2021-12")
    assert (share.value, share.of_item) == (85, "一般公共预算收入（含上划）")
    assert opened.figure("nontax_share", "2021-12").value == 15


def test_taxes_under_local_revenue_are_a_share_of_that(county: Open) -> None:
    opened = county(
        *(PRINTED, LOCAL, WIDE_TAX, WIDE_REST),
        "2021-12 cumulative 税收收入<地方一般公共预算收入 actual 30400 万元",
        "2021-12 cumulative 非税收入<地方一般公共预算收入 actual 9600 万元",
    )
    share = opened.figure("tax_share", "2021-12")
    assert (share.value, share.of_item) == (76, "地方一般公共预算收入")


def test_taxes_that_add_up_to_local_revenue_are_parts_of_it_wherever_they_stand(
    county: Open,
) -> None:
    opened = county(
        *(PRINTED, LOCAL, "2021-12 cumulative 税收收入<一般公共预算收入 actual 30400 万元"),
        WIDE_REST,
    )
    share = opened.figure("tax_share", "2021-12")
    assert (share.value, share.of_item) == (76, "地方一般公共预算收入")
    within = opened.figure("share_of", "2021-12", "税收收入")
    assert within.value is None
    assert within.reason == "税收收入是地方收入，一般公共预算收入含上划，口径不同"


def test_taxes_of_a_wider_revenue_are_no_share_of_local_revenue(county: Open) -> None:
    opened = county(
        "2021-12 cumulative 全口径财政收入 actual 90000 万元",
        "2021-12 cumulative 税收收入<全口径财政收入 actual 60000 万元",
        "2021-12 cumulative 地方一般公共预算收入<全口径财政收入 actual 40000 万元",
    )
    share = opened.figure("tax_share", "2021-12")
    assert share.value is None
    assert share.reason == "税收收入列在全口径财政收入之下，与一般公共预算收入口径不同，不作比较"


def test_the_tax_burden_is_of_local_taxes(county: Open) -> None:
    gdp = "2021-12 cumulative 地区生产总值 actual 1000000 万元"
    burden = county(PRINTED, LOCAL, WIDE_TAX, WIDE_REST, gdp).figure("tax_burden", "2021-12")
    assert burden.reason == "税收收入列在含上划的一般公共预算收入之下，缺地方口径的税收收入本期数"


DECLARED = "item,region,components,source,from,to"
SAYS = "一般公共预算收入,{region},地方一般公共预算收入+上划收入,本省口径,{since},{until}"


def declared(write: Write, *calibers: str) -> Opened:
    write(*calibers, name="calibers.csv", header=DECLARED)
    return Opened(open_dataset(write(row(PRINTED), row(SPENDING)).parent))


def test_a_caliber_declares_what_the_table_does_not_tell(write: Write) -> None:
    opened = declared(write, SAYS.format(region="甘肃省", since="", until=""))
    figure = opened.figure("self_sufficiency_rate", "2021-12")
    assert figure.reason == "一般公共预算收入含上划收入，缺地方一般公共预算收入本期数"
    assert opened.figure("amount", "2021-12", "一般公共预算收入").value == 64000


@pytest.mark.parametrize(
    ("region", "since", "until"),
    [("湖南省", "", ""), ("甘肃省", "2022-01", ""), ("甘肃省", "", "2014-12")],
)
def test_elsewhere_and_at_other_times_it_declares_nothing(
    write: Write, region: str, since: str, until: str
) -> None:
    opened = declared(write, SAYS.format(region=region, since=since, until=until))
    assert opened.figure("self_sufficiency_rate", "2021-12").value == 32


def test_what_the_county_declares_comes_before_what_its_province_does(write: Write) -> None:
    opened = declared(
        write,
        SAYS.format(region="甘肃省", since="", until=""),
        "一般公共预算收入,621124,地方一般公共预算收入,本县口径,,",
    )
    assert opened.figure("self_sufficiency_rate", "2021-12").value == 32


def test_with_what_is_shared_beside_it_the_declared_amount_gives_local_revenue(
    write: Write,
) -> None:
    says = SAYS.format(region="621124", since="", until="")
    write(says, name="calibers.csv", header=DECLARED)
    shared = "2021-12 cumulative 上划收入 actual 24000 万元"
    opened = Opened(open_dataset(write(*map(row, (PRINTED, shared, SPENDING))).parent))
    assert opened.figure("self_sufficiency_rate", "2021-12").value == 20


@pytest.mark.parametrize(
    "name", ["公共财政预算总收入", "财政总收入", "一般公共预算总收入", "组织财政收入"]
)
def test_totals_that_contain_more_are_never_local_revenue(county: Open, name: str) -> None:
    opened = county(
        f"2013-12 cumulative {name} actual 64000 万元", SPENDING.replace("2021", "2013")
    )
    figure = opened.figure("self_sufficiency_rate", "2013-12")
    assert (figure.value, figure.reason) == (None, "缺一般公共预算收入本期数")


def test_a_name_of_open_meaning_is_no_base(county: Open) -> None:
    opened = county(
        "2013-12 cumulative 地方财政收入 actual 40000 万元", SPENDING.replace("2021", "2013")
    )
    assert opened.figure("self_sufficiency_rate", "2013-12").reason == (
        "缺一般公共预算收入本期数（地方财政收入是否含政府性基金收入未说明）"
    )


@pytest.mark.parametrize("name", ["公共财政预算收入", "一般预算收入", "地方一般公共预算收入"])
def test_older_names_of_local_revenue(county: Open, name: str) -> None:
    opened = county(
        f"2013-12 cumulative {name} actual 40000 万元", SPENDING.replace("2021", "2013")
    )
    assert opened.figure("self_sufficiency_rate", "2013-12").value == 20
