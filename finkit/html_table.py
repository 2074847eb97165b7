"""A plain table of texts, as what an analyst holds shows itself in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def html_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Heads and rows as HTML, every text escaped.

    >>> html_table(["项目"], [["<税>"]])
    '<table><thead><tr><th>项目</th></tr></thead><tbody><tr><td>&lt;税&gt;</td></tr></tbody></table>'
    """
    body = "".join(_row("td", row) for row in rows)
    return f"<table><thead>{_row('th', heads)}</thead><tbody>{body}</tbody></table>"


def titled_table(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], count: int = 0, after: str = ""
) -> str:
    """A table under its title, as one object shows itself; MathJax leaves it alone ($ is a text).

    `count`: how many rows there would be, where only the first are shown. `after` stands below.

    >>> titled_table("两行", ["项目"], [["甲"]], 2).endswith("</table><p>……共2行</p></div>")
    True
    """
    more = f"<p>……共{count}行</p>" if count > len(rows) else ""
    below = f"<p>{escape(after)}</p>" if after else ""
    table = html_table(heads, rows) if rows else ""
    head = f"<p><strong>{escape(title)}</strong></p>"
    return f'<div class="tex2jax_ignore">{head}{table}{more}{below}</div>'


def _row(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
