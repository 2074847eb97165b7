"""Work spread over processes: in order, and one that dies takes nothing with it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from finkit.imports.processes import spread


def _halved(numbers: Sequence[int]) -> list[str]:
    if 13 in numbers:
        os._exit(9)
    return [str(number // 2) for number in numbers]


def test_in_the_order_of_the_items() -> None:
    found = spread(_halved, list(range(14, 64)), lambda number: f"{number} crashed")
    assert list(found) == [str(number // 2) for number in range(14, 64)]


def test_an_item_that_takes_its_process_down_is_named_and_the_others_are_done() -> None:
    found = list(spread(_halved, list(range(40)), lambda number: f"{number} crashed"))
    assert found[13] == "13 crashed"
    assert [one for one in found if "crashed" in one] == ["13 crashed"]
    assert found[12:15:2] == ["6", "7"]
