"""Names of counties against the register: no fault where a name is the county's after all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from finkit.checks import Finding

Find = Callable[..., list[Finding]]


def named(code: str, name: str, province: str, value: str = "100") -> str:
    return (
        f"2024-06 税收收入 actual {value} 万元 county_code={code} county={name} province={province}"
    )


@pytest.mark.parametrize(
    ("code", "name", "province"),
    [
        # A 城区 with its city's name, whole and short.
        ("140502", "晋城市城区", "山西省"),
        ("441502", "汕尾城区", "广东省"),
        ("140502", "山西省晋城市城区", "山西省"),
        # A district whose namesakes lie in other cities.
        ("320106", "南京市鼓楼区", "江苏省"),
        ("320302", "徐州鼓楼区", "江苏省"),
        ("500112", "重庆市渝北区", "重庆市"),
        ("500112", "渝北", "重庆市"),
        # An autonomous county in short.
        ("500240", "石柱县", "重庆市"),
        ("500240", "石柱", "重庆市"),
    ],
)
def test_a_name_that_is_the_countys(find: Find, code: str, name: str, province: str) -> None:
    assert not find(named(code, name, province), rule="名称")


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("320106", "徐州市鼓楼区", "南京市鼓楼区"),
        ("140502", "长治市城区", "晋城市城区"),
        ("621124", "渭源县", "临洮县"),
    ],
)
def test_a_name_that_is_not(find: Find, code: str, name: str, expected: str) -> None:
    [found] = find(named(code, name, ""), rule="名称")
    assert (found.severity, found.expected, found.found) == ("warning", expected, name)


def test_namesakes_of_two_cities_are_two(find: Find) -> None:
    # 长治 had a 城区 under a code that the register of today lacks.
    lines = [named("140502", "城区", "山西省"), named("140402", "城区", "山西省", "200")]
    assert not find(*lines, rule="一个县区只有一个代码")
    # In one city they are one.
    lines[1] = named("140599", "城区", "山西省", "200")
    assert len(find(*lines, rule="一个县区只有一个代码")) == 1
