"""Short names of autonomous counties and banners, customary ones, and what stands beside counties."""

from __future__ import annotations

import pytest

from finkit.counties import resolve
from finkit.counties.areas import settled
from finkit.counties.beside import beside
from finkit.counties.registered import County, register
from finkit.counties.shortening import in_use, nicknames, short
from finkit.counties.titles import within

AUTONOMOUS = [c for c in register().values() if c.name.endswith(("自治县", "自治旗"))]


def above(county: County) -> str:
    return f"{county.code[:4]}00" if county.prefecture else f"{county.code[:2]}0000"


def test_there_are_120() -> None:
    assert len(AUTONOMOUS) == 120


@pytest.mark.parametrize("county", AUTONOMOUS, ids=lambda county: county.name)
def test_an_autonomous_county_goes_by_its_short_name_in_its_city(county: County) -> None:
    (name,) = in_use(county.name)
    assert name[-1] == county.name[-1] and "族" not in name and "自治" not in name
    others = [c for c in register().values() if c.code[:4] == county.code[:4] and c != county][:5]
    rows = settled([*(other.name for other in others), name], near=above(county))
    assert rows[name] == county
    assert within(f"{county.prefecture or county.province}{name}2024年收支情况", 2024) == county
    assert resolve(f"{county.province}{name}", list(register().values())) == county


@pytest.mark.parametrize(("name", "codes"), nicknames().items())
def test_a_customary_name_is_of_its_city(name: str, codes: tuple[str, ...]) -> None:
    for code in codes:
        if code in register():
            county = register()[code]
            assert settled([name], near=above(county))[name] == county


def test_a_short_name_says_not_which_city_it_is_of() -> None:
    # 左旗 is of 赤峰 and of 阿拉善.
    assert settled(["左旗"]) == {}
    assert settled(["左旗"], near="150400")["左旗"].name == "巴林左旗"


def test_a_city_whose_code_ends_in_naughts_is_that_city() -> None:
    # 威海 is 371000: its counties begin with 3710, not with 371.
    assert settled(["环翠区", "市中区"], near="371000").keys() == {"环翠区"}


@pytest.mark.parametrize("title", ["河南县级财力情况", "通道县域经济", "2024年某市本级收支情况"])
def test_a_short_name_within_a_word_is_none(title: str) -> None:
    found = within(title)
    assert found is None or found.code.endswith("00")


@pytest.mark.parametrize(
    "name",
    [
        *("高新区", "经开区", "开发区", "示范区", "新区", "综保区", "保税区", "旅游度假区", "兵团"),
        *("东部新城", "高新技术产业开发区", "经济技术开发区", "工业园区", "风景名胜区", "管委会"),
        *("城乡一体化示范区", "空港经济区", "循环经济产业园", "国营农场", "高新区（含托管）"),
    ],
)
def test_a_zone_is_no_county_but_an_area_of_its_own(name: str) -> None:
    city = County("370100", "济南市", "山东省")
    found = beside(name, city)
    assert found is not None
    assert found.area.code.startswith("area:370100:") and found.area.province == "山东省"
    assert beside(f"济南市{name}", city) == beside(f"{short('济南市')}{name}", city) == found


@pytest.mark.parametrize(
    ("name", "of", "scope"),
    [
        ("市本级", "370100", "市本级"),
        ("济南市本级", "370100", "市本级"),
        ("济南市市本级", "370100", "市本级"),
        ("本级", "370100", "本级"),
        ("市直", "370100", "市本级"),
        ("市级", "370100", "市本级"),
        ("省级", "370100", "省本级"),
        ("定西市本级", "621100", "市本级"),
        ("临洮县本级", "621124", "县本级"),
        ("甘肃省本级", "620000", "省本级"),
        ("锡林郭勒盟本级", "152500", "本级"),
        ("自治区本级", "370100", "本级"),
    ],
)
def test_a_level_of_its_own_is_the_area_with_its_scope(name: str, of: str, scope: str) -> None:
    found = beside(name, County("370100", "济南市", "山东省"))
    assert found is not None
    assert (found.area.code, found.scope) == (of, scope)
