"""The reference, made of the declarations: `make docs` writes it to `docs/reference.md`.

What an indicator is, when a claim stands, which charts, kinds of report, calibers and formats there
are: whoever adds one finds it here without writing it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from inspect import getdoc
from pathlib import Path
from typing import get_type_hints

from finkit import indicators
from finkit.accounts.calibers import calibers
from finkit.charts.catalogue import CHARTS
from finkit.claims import table
from finkit.claims.declaration import Claim, Problem
from finkit.claims.thresholds import defaults
from finkit.contract import BASES
from finkit.figures.declaration import Indicator
from finkit.narrative import kinds
from finkit.narrative.item_words import ItemWords
from finkit.readers import formats as observations
from finkit.wording import Phrase
from finkit.workbooks.files import formats as workbooks

PLACE = Path("docs/reference.md")
_HEAD = """# 参考

由程序中的声明生成（`make docs`），不要手改。用法见 [README](../README.zh-CN.md)。
"""


_INDICATOR = ("名称", "key", "单位", "口径", "算式", "定义", "出处")


def reference() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_parts()])


def _parts() -> Iterator[str]:
    yield "## 指标\n"
    for title, family in (
        ("每个项目都有的", indicators.ITEM_INDICATORS),
        ("与同省县区比较的", indicators.PEER_INDICATORS),
        ("县区的", indicators.COUNTY_INDICATORS),
        ("发布单位印出、金额算不出的", indicators.printed.INDICATORS),
    ):
        yield f"### {title}\n"
        yield _table(
            ("名称", "key", "单位", "口径", "算式", "定义", "出处"), map(_indicator, family)
        )
    yield "## 论断\n\n成立才写；缺数据不能判断的列为待核。\n"
    yield "### 问题，和下一步计划里的措施\n"
    problems = [one for one in table.CLAIMS if isinstance(one, Problem)]
    head = ("名称", "key", "条件", "依据", "归入", "措施")
    yield _table(head, map(_problem, sorted(problems, key=lambda one: -one.severity)))
    yield "### 正面的论断\n"
    standing = [one for one in table.CLAIMS if not isinstance(one, Problem)]
    yield _table(("名称", "key", "条件", "依据"), map(_claim, standing))
    yield "### 阈值\n"
    lines = ((one.key, str(one), one.meaning, one.source) for one in defaults().values())
    yield _table(("key", "阈值", "含义", "出处"), lines)
    yield "## 图\n"
    yield _table(("名称", "key"), ((title, f"`{key}`") for key, (title, _) in CHARTS.items()))
    yield "## 报告种类\n"
    yield _table(("名称", "key", "标题"), ((k.label, f"`{k.key}`", k.title) for k in kinds.KINDS))
    yield '## 模板里项目的短语\n\n`item("税收收入").compared` 等；没有可说的为空。\n'
    yield _table(("短语", "如"), ((f"`.{name}`", said) for name, said in phrases().items()))
    yield "## 项目的口径\n"
    rows = ((c.item, c.region or "各地", c.terms, c.source) for c in calibers())
    yield _table(("项目", "适用", "构成", "出处"), rows)
    yield "## 文件格式\n"
    yield f"观测表：{'、'.join(f'`{suffix}`' for suffix in observations.FORMATS)}。\n"
    yield _table(("后缀", "能否读入", "怎么办"), map(_format, workbooks.FORMATS))


def _indicator(one: Indicator) -> Sequence[str]:
    basis = BASES["month"] if one.basis == "month" else "同项目"
    unit = one.unit or "同数额"
    return one.label, f"`{one.key}`", unit, basis, one.formula, one.definition, one.source


def phrases() -> dict[str, str]:
    """What a template may say of an item, each with an example."""
    found = {}
    for name, member in vars(ItemWords).items():
        if name.startswith("_"):
            continue
        told = getdoc(member) or ""
        if isinstance(member, property) and get_type_hints(member.fget)["return"] is Phrase:
            found[name] = told.partition(":")[0].splitlines()[0].rstrip(".")
    return found


def _claim(one: Claim) -> Sequence[str]:
    return one.label, f"`{one.key}`", one.condition, one.source


def _problem(one: Problem) -> Sequence[str]:
    return *_claim(one), one.group.title, one.answer.title


def _format(one: workbooks.Format) -> Sequence[str]:
    suffixes = " ".join(f"`{suffix}`" for suffix in one.suffixes) or "（按内容识别）"
    return suffixes, "不能" if one.refused else "能", f"{one.refused}；{one.advice}".strip("；")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    cells = ([cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


if __name__ == "__main__":
    PLACE.write_text(reference(), encoding="utf-8")
