"""Wording that would never end, or fill the memory, is refused where it stands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from finkit.errors import UsageError
from finkit.narrative import bounds
from finkit.narrative.templates import render

DEEPER = "".join(f"{{% for a{n} in [1, 2] %}}" for n in range(40))
THIRTY = {f"n{n}": f'{{% include "n{n + 1}.j2" %}}' * 2 for n in range(30)} | {"n30": "甲"}


def rendered(folder: Path, text: str, **more: str) -> str:
    for name, content in {"t": text, **more}.items():
        (folder / f"{name}.j2").write_text(content, encoding="utf-8")
    return str(render("t", {"word": "甲" * 100, "amount": 1_200_000_000}, str(folder)))


def refusal(folder: Path, text: str, **more: str) -> str:
    started = time.thread_time()
    with pytest.raises(UsageError) as refused:
        rendered(folder, text, **more)
    assert time.thread_time() - started < 3
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.fixture(autouse=True)
def _shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0.5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for a in range(999999999999) %}{% endfor %}", "range 超过100000步"),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            "还没算完",
        ),
        ("{% for a in range(99999) %}{{ range(99999) | sum }}{% endfor %}", "还没算完"),
        ("{% macro m(n) %}{{ m(n - 1) }}{{ m(n - 1) if n else '' }}{% endmacro %}{{ m(9) }}", "深"),
        ("{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
         "还没算完"),
        ("{% include 't.j2' %}", "套得太深"),
        ("{{ word * 2000000000 }}", "超过200000字"),
        ("{{ ([1] * 2000000000) | length }}", "超过200000字"),
        ("{{ [word * 1000] * 1000 }}", "超过200000字"),
        ("{% set n = namespace(a=word) %}{% for a in range(40) %}{% set n.a = n.a ~ n.a %}"
         "{% endfor %}", "超过200000字"),
        ("{% set n = namespace(a=word) %}{% for a in range(40) %}{% set n.a = n.a + n.a %}"
         "{% endfor %}", "超过200000字"),
        ("{% set n = namespace(a=[]) %}{% set n.a = n %}{{ n }}", "namespace 不能整个写出来"),
        ("{% for a in range(90000) %}{{ word }}{% endfor %}", "超过200000字"),
        ("{{ 9 ** 9 ** 9 ** 9 ** 9 }}", "算出的数太大"),
        ("{{ (amount ** 99999) % 2 }}", "算出的数太大"),
        ("{{ word.center(2000000000) }}", "超过200000字"),
        ("{{ word.replace('', word * 100) }}", "写死的文字|超过200000字"),
        ("{{ word | center(2000000000) }}", "超过200000字"),
        ("{{ word | replace(word, word * 1999) | replace(word, word * 99) }}", "超过200000字"),
        ("{{ range(9000) | join(word) }}", "超过200000字"),
        ("{{ word.join(range(9000) | map('string') | list) }}", "超过200000字"),
        ("{{ [1] | batch(2000000000, 0) | list | length }}", "超过200000字"),
        ("{{ [1] | slice(2000000000) | list | length }}", "超过200000字"),
        ("{{ lipsum(n=100000) }}", "没有的名字"),
        ("{{ " + "[" * 90 + "1" + "]" * 90 + " }}", "套得太深"),
        ("{% if a %}" * 500 + "{% endif %}" * 500, "套得太深"),
        (DEEPER + "{% endfor %}" * 40, "套得太深"),
        ("{# " + "甲" * 200_000 + " #}", "大于 200 KB"),
    ],
)  # fmt: skip
def test_what_never_ends(tmp_path: Path, text: str, said: str) -> None:
    assert any(one in refusal(tmp_path, text) for one in said.split("|"))


def test_two_includes_in_each_of_thirty_files(tmp_path: Path) -> None:
    assert "还没算完" in refusal(tmp_path, '{% include "n0.j2" %}', **THIRTY)


@pytest.mark.parametrize("typed", ["一", "百", "9", "增", "万", "1."])
def test_a_very_long_line_is_looked_at_once(tmp_path: Path, typed: str) -> None:
    """What may not be typed is sought in time of the length, not of its square."""
    started = time.thread_time()
    try:
        rendered(tmp_path, typed * (60_000 // len(typed)))
    except UsageError as error:
        assert "\n" not in str(error)
    assert time.thread_time() - started < 3


def test_a_width_beyond_all_reason() -> None:
    for text in ("%2000000000d", "%*d", "{:>2000000000}", "{:{}}"):
        with pytest.raises(bounds.TooMuchError, match="宽度"):
            bounds.check_format(text, [1])


def test_what_wording_does(tmp_path: Path) -> None:
    """Loops with all that they know, filters, numbers however large, text put together."""
    text = (
        "{% for a in [1, 2, 3] if a > 1 %}{{ loop.index }}/{{ loop.length }}"
        "{% if not loop.last %}、{% endif %}{% else %}空{% endfor %}。"
        "{{ [word, word] | join(amount) | length }}。{{ amount * 2 + 1 }}。{{ amount | round | int }}。"
        "{% set n = word ~ amount %}{{ n | length }}。{{ [3, 1] | sort | first }}"
    )
    assert rendered(tmp_path, text) == "1/2、2/2。210。2400000001。1200000000。110。1"
