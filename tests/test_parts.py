"""Text is parts: whatever a template does with a phrase, its figures stay figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import DictLoader

from finkit.errors import UsageError
from finkit.narrative.compose import Composer
from finkit.narrative.sandbox import Sandbox
from finkit.narrative.templates import render
from finkit.wording import Phrase, Speaker, Style, phrase
from finkit.wording.parts import Charts, Mark, NotApplicable, Part, Pending, Words
from tests.test_wording import figure

FIGURE = figure(Decimal(5), "万元")
FIVE = phrase(Speaker(Style()).level(FIGURE))
MACROS = """
{%- macro of(x) %}税收{{ x }}{% endmacro %}
{%- macro framed() %}税收{{ caller() }}{% endmacro %}
"""


def made(text: str) -> str | Phrase:
    sandbox = Sandbox(DictLoader({"own": text, "macros": MACROS, "part": "税收{{ five }}"}))
    said: str | Phrase = sandbox.get_template("own").render(five=FIVE)
    return said


@pytest.mark.parametrize(
    "text",
    [
        "税收{{ five }}",
        "税收{{ five or '' }}{{ '，' if not five }}",
        '{% include "part" %}',
        '{% from "macros" import of %}{{ of(five) }}',
        '{% import "macros" as macros with context %}{{ macros["of"](five) }}',
        '{% from "macros" import framed %}{% call framed() %}{{ five }}{% endcall %}',
        "{{ '税收' ~ five }}",
        "{% set said %}税收{{ five }}{% endset %}{{ said }}",
        "{% block one %}税收{{ five }}{% endblock %}",
        "{% for one in [[five]] recursive %}税收{{ one[0] }}{{ loop([]) }}{% endfor %}",
        "{{ ['税', five]|join('收') }}",
        "{{ [['税收'], [five]]|join(attribute=0) }}",
        "{{ (' 税收' ~ five ~ ' ')|trim }}",
        "{{ ('税入收' ~ five)|replace('入', '') }}",
        "{{ '税收N'|replace('N', five) }}",
        "{{ ('税收' ~ five)|e|safe }}",
        "{% autoescape true %}{% set said %}税收{{ five }}{% endset %}{{ said }}{% endautoescape %}",
    ],
)
def test_a_figure_stays_a_figure(text: str) -> None:
    assert made(text) == phrase("税收", FIVE)


def test_plain_text_out_of_a_macro_is_plain_text() -> None:
    text = (
        "{% macro of(x) %}税{{ x }}{% endmacro %}{{ '同' if of('收') == '税收' }}{{ of(3)|length }}"
    )
    assert made(text) == "同2"


@pytest.mark.parametrize(
    "wrong",
    ["{{ x }}", "{{ '甲' ~ x }}", "{{ ['甲', x]|join }}", "{{ of(x) }}", "{{ x|trim }}"],
)
def test_a_name_that_nobody_gave_is_an_error_in_its_line(tmp_path: Path, wrong: str) -> None:
    text = f"{{% macro of(y) %}}{{{{ y }}}}{{% endmacro %}}\n\n{wrong}\n\n"
    (tmp_path / "own.j2").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"^own\.j2:[13]：模板用了没有的名字：'x' is undefined"):
        render("own", {}, str(tmp_path))


# --- Parts into blocks ----------------------------------------------------------------------


def blocks(*parts: Part | Phrase, drop_pending: bool = False) -> list[str]:
    composed = Composer(drop_pending).compose(phrase(*parts))
    return [" ".join(block.charts) or block.html for block in composed]


def test_plain_text_is_escaped_once() -> None:
    assert blocks("<b>甲&amp;</b>。") == ["&lt;b&gt;甲&amp;amp;&lt;/b&gt;。"]


@pytest.mark.parametrize("part", [Words("甲。乙"), Pending("甲。乙")])
def test_a_full_stop_inside_a_part_ends_no_sentence(part: Part) -> None:
    assert blocks("因", part, NotApplicable(), "。留。") == ["留。"]


def test_only_the_sentence_that_wants_something_goes() -> None:
    wanted = Pending("减税降费", "万元")
    text = ("完成", FIVE, "。减负", wanted, "。其余")
    assert blocks(*text, drop_pending=True) == [f"完成{FIVE.__html__()}。其余"]
    assert blocks(*text)[0].count("【待补：减税降费，万元】") == 1


def test_charts_stand_after_the_text_of_their_line() -> None:
    assert blocks("收入", Charts(("a", "b")), "增长。", Charts(("c",)), "\n支出。") == [
        "收入增长。",
        "a b c",
        "支出。",
    ]


def test_a_part_that_looks_like_a_heading_or_a_mark_is_none() -> None:
    assert blocks(Words("# 甲"), "\n乙") == ['<span class="fact"># 甲</span>', "乙"]


def test_a_point_keeps_its_figure_in_title_and_text() -> None:
    text = phrase(Mark.NEXT_POINT, "甲", FIVE, "。", Mark.TITLE_END, "乙", FIVE, "。")
    (block,) = Composer(False).compose(text)
    assert (block.text, block.figures) == ("甲5万元。乙5万元。", (FIGURE, FIGURE))
