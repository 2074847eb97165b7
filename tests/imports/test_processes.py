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


def _together(numbers: Sequence[int]) -> list[int]:
    """For each number, how many are done together."""
    if 13 in numbers:
        os._exit(9)
    return [len(numbers)] * len(numbers)


def test_after_a_crash_only_its_chunk_is_done_item_by_item() -> None:
    found = list(spread(_together, list(range(64)), lambda _: 0))
    assert found == [1] * 13 + [0] + [1] * 2 + [16] * 48


def test_several_crashes_are_each_named() -> None:
    numbers = [*range(14, 24), 13, *range(14, 44), 13, *range(14, 34)]
    found = list(spread(_halved, numbers, lambda number: f"{number} crashed"))
    assert found == ["13 crashed" if n == 13 else str(n // 2) for n in numbers]
