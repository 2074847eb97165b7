"""A gallery of the forms of charts: each with the example of its docstring, run."""

from __future__ import annotations

import doctest
import inspect
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from finkit import charts
from finkit.charts import Chart

NAME = "gallery.html"
FORMS: tuple[Callable[..., Chart], ...] = tuple(
    getattr(charts, name) for name in charts.__all__ if inspect.isfunction(getattr(charts, name))
)
_CODE = re.compile(r"`([^`]+)`")
_PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>finkit.charts：图样</title>
<style>
body{{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem;color:#1b2733}}
section{{border-top:1px solid #cfd6dd;padding:1rem 0}}h2{{font-size:1.1rem;margin:0}}
pre{{background:#f3f5f7;padding:.6rem;overflow-x:auto}}figure{{margin:0;max-width:34rem}}
figcaption b,figcaption span{{display:block}}svg{{width:100%;height:auto}}
</style>
<h1>图样</h1>
<p>每种图一个例子，代码原样运行。画 pandas 的表、序列、{{名称: 数}} 或报告里的数；
<code>图.save("图.png")</code> 存为 .svg、.png 或 .pdf。
各参数见<a href="finkit/charts.html">说明</a>。</p>
{sections}
</html>
"""


def write(folder: Path) -> Path:
    """Writes the gallery into a folder; where it is."""
    path = folder / NAME
    path.write_text(_PAGE.format(sections="\n".join(map(_section, FORMS))), encoding="utf-8")
    return path


def example(form: Callable[..., Chart]) -> tuple[str, Chart]:
    """The code of a form's example, and the chart that its last line gives."""
    held = doctest.DocTestParser().get_examples(inspect.getdoc(form) or "")
    *lines, last = [one.source for one in held]
    names: dict[str, Any] = {}
    exec("".join(lines), names)
    return "".join((*lines, last)).strip(), eval(last, names)


def _section(form: Callable[..., Chart]) -> str:
    code, chart = example(form)
    name, (first, *_) = form.__name__, (inspect.getdoc(form) or "").split("\n\n")
    what = _CODE.sub(r"<code>\1</code>", escape(first))
    return (
        f'<section id="{name}"><h2>{name}</h2><p>{what}</p>'
        f"<pre>{escape(code)}</pre>{chart._repr_html_()}</section>"
    )
