"""A picker of the explorer: what is typed is taken, offered, or said to be nothing."""

from __future__ import annotations

import pytest

from finkit.errors import NotHeldError
from finkit.workbench.explorer.finder import Choice
from finkit.workbench.explorer.picker import Picker


def refused(typed: str) -> str:
    raise NotHeldError(f"没有县区「{typed}」")


@pytest.fixture
def picker() -> Picker:
    made = Picker("县区", "名称、代码、拼音首字母或地市", refused)
    made.offer(
        [
            Choice("621124", "临洮县 621124", ("621124", "临洮县", "ltx", "定西市")),
            Choice("621121", "通渭县 621121", ("621121", "通渭县", "twx", "定西市")),
        ]
    )
    return made


def test_one_that_is_found_is_taken(picker: Picker) -> None:
    picker.typed.value = "ltx"
    assert picker.taken == ["621124"]
    assert (picker.typed.value, picker.said.value) == ("", "")


def test_of_several_none_is_taken_unasked(picker: Picker) -> None:
    picker.typed.value = "定西"
    assert picker.taken == []
    assert picker.said.value == "「定西」有2个，请选："
    assert [label for label, _ in picker.offered.options] == ["临洮县 621124", "通渭县 621121"]
    picker.offered.value = ("621121",)
    assert picker.taken == ["621121"]


def test_nothing_found_is_said(picker: Picker) -> None:
    picker.typed.value = "临桃<b>"
    assert picker.taken == []
    assert picker.said.value == "没有县区「临桃&lt;b&gt;」"


def test_what_is_taken_is_taken_once_and_can_be_put_away(picker: Picker) -> None:
    told: list[list[str]] = []
    picker.on_change(lambda: told.append(picker.taken))
    picker.typed.value = "ltx"
    picker.typed.value = "临洮县"
    picker.tags.value = []
    assert told == [["621124"], []]


def test_what_is_no_longer_offered_is_put_away(picker: Picker) -> None:
    picker.typed.value = "ltx"
    picker.offer([Choice("621121", "通渭县 621121", ("通渭县",))])
    assert picker.taken == []
