"""A direction word, an amount, a rate or a unit is a figure's to say, however it is typed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import DictLoader

from finkit.accounts.nature import Nature
from finkit.errors import UsageError
from finkit.narrative.declared import DECLARED, exported
from finkit.narrative.literals import check_literals
from finkit.narrative.sandbox import Sandbox
from finkit.narrative.templates import export, packaged
from finkit.wording.rates import grown
from finkit.wording.speaker import direction

ENVIRONMENT = Sandbox(DictLoader({}))

TYPED = [
    "增长{{ rate }}",
    "同比 增长 了 {{ rate }}",
    "同比增\n长{{ rate }}",
    "增{# 注 #}长{{ rate }}",
    "增{#- 注 -#}\n长{{ rate }}",
    "{{ '增长' }}{{ rate }}",
    "{{ '增' }}{{ '长' }}{{ rate }}",
    "{{ '增' ~ '长' ~ rate }}",
    "{{ '下降' if rate else '增长' }}{{ rate }}",
    "{% set w = '增长' %}{{ w }}{{ rate }}",
    "{% set a, b = '增', '长' %}{{ a }}{{ b }}{{ rate }}",
    "{% with w = '下降' %}{{ w }}{{ rate }}{% endwith %}",
    "{% macro m() %}增长{% endmacro %}{{ m() }}{{ rate }}",
    "{% macro m(w='增长') %}{{ w }}{% endmacro %}{{ m() }}{{ rate }}",
    "{% if rate %}下降{% endif %}{{ rate }}",
    "增长{% if rate %}{{ rate }}{% endif %}",
    "{% for w in ['增长'] %}{{ w }}{{ rate }}{% endfor %}",
    "{{ ['增', '长']|join }}{{ rate }}",
    "{{ '长增'|reverse }}{{ rate }}",
    "{{ '%s长'|format('增') }}{{ rate }}",
    "{{ '%s长' % '增' }}{{ rate }}",
    "{{ '{}长'.format('增') }}{{ rate }}",
    "{{ '增x长'|replace('x', '') }}{{ rate }}",
    "{{ word|replace('下降', '增长') }}{{ rate }}",
    "{{ word|default('增长') }}{{ rate }}",
    "{{ '增长下降'[:2] }}{{ rate }}",
    "{% filter replace('减', '加') %}减{{ rate }}{% endfilter %}",
    "{% include 'a.j2' %}增长{% include 'b.j2' %}",
    "{% call m() %}增长{% endcall %}{{ rate }}",
    "增\u200b长{{ rate }}",
    "落后{{ gap }}",
    "收入完成12亿元。",
    "收入完成 1,234.5 万 元。",
    "增幅为 3.5 %。",
    "增幅为３．５％。",
    "增幅{{ '3.5%' }}。",
    "增幅为百分之三。",
    "增幅比上年高两个百分点。",
    "是上年的三倍。",
    "{{ value }}万元",
    "{{ value }} %",
    "{{ value }}{{ '亿' }}{{ '元' }}",
    "{{ value }}{% if value %}个百分点{% endif %}",
    "{% set unit = '万元' %}{{ value }}{{ unit }}",
]
FREE = [
    "{{ year }}年，财政部门认真落实“十四五”规划。",
    "根据《中华人民共和国预算法》第六十九条和2018年修正的规定，",
    "第一，抓收入；第二，保支出；3项工作。",
    "坚持以收定支，努力增收节支，压减一般性支出。",
    "增长点培育成效明显，{{ item.compared }}。",
    "{{ item.level }}，{{ item.grown }}。",
    "{% if month > 9 %}正在编制{{ year + 1 }}年预算{% endif %}",
    "{% set shown = items|selectattr('is_long')|list %}{{ shown|length }}",
    "{% if word == '增长' %}持续向好{% endif %}",
    "实现零增长{% if x %}。{% endif %}",
    "2024年1—2月，",
]


@pytest.mark.parametrize("text", TYPED)
def test_what_only_a_figure_may_say_is_refused_by_file_and_line(text: str) -> None:
    with pytest.raises(UsageError) as error:
        check_literals(f"第一行\n{text}", "own.j2", ENVIRONMENT)
    assert str(error.value).startswith("own.j2:")


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("nature", Nature)
def test_no_word_that_a_sign_chooses_may_be_typed(nature: Nature, sign: int) -> None:
    for word in (direction(nature, sign), grown(Decimal(sign))):
        with pytest.raises(UsageError, match=f"“{word}”写死在数字前"):
            check_literals(f"{word}{{{{ rate }}}}", "own.j2", ENVIRONMENT)


@pytest.mark.parametrize("text", FREE)
def test_words_that_say_no_figure_are_free(text: str) -> None:
    check_literals(text, "own.j2", ENVIRONMENT)


def test_our_own_wording_keeps_the_rule_and_may_be_handed_out(tmp_path: Path) -> None:
    for path in packaged().glob("*.j2"):
        check_literals(path.read_text(encoding="utf-8"), path.name, ENVIRONMENT)
    for name in DECLARED:
        check_literals(exported(name), name, ENVIRONMENT)
    assert len(export(tmp_path / "own")) > len(DECLARED)
