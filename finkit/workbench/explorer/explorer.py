"""The explorer in JupyterLab: what is chosen, and what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import ipywidgets as w

from finkit.counties import told_apart
from finkit.errors import FinkitError, UsageError
from finkit.figures.declaration import Indicator, ItemIndicator
from finkit.workbench import asked
from finkit.workbench.bench import Workbench
from finkit.workbench.explorer import finder
from finkit.workbench.explorer.code import View, opening, shown
from finkit.workbench.explorer.picker import Picker
from finkit.workbench.explorer.ways import Chosen, among, over_time

_TIME, _AMONG = "随时间", "与省内各县区比"
_MOST_VIEWS = 6
_HINTS = ("县名、代码、拼音首字母、地市", "项目名、科目代码、拼音首字母")


class Explorer:
    """Widgets over a data set. What they show is told as code below, to be copied."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        held = told_apart(bench.ledger.counties)
        self._declared = _of_items(bench.data.declared())
        self._names = {county.code: name for name, county in held.items()}
        self.county = Picker("县区", _HINTS[0], lambda typed: bench.county(typed).code)
        self.item = Picker("项目", _HINTS[1], self._item_meant)
        self.indicator = w.Dropdown(
            description="指标", options=[(one.label, key) for key, one in self._declared.items()]
        )
        self.way = w.ToggleButtons(options=[_TIME, _AMONG])
        self.period = w.Dropdown(description="期间", layout=w.Layout(display="none"))
        self.shown = w.Output()
        self.code = w.Textarea(
            description="代码", rows=8, layout=w.Layout(width="100%", display="none")
        )
        self.county.offer(finder.counties(held.values()))
        self.county.on_change(self._offer)
        self.item.on_change(self.show)
        for one in (self.indicator, self.way, self.period):
            one.observe(lambda _: self.show(), "value")
        below = w.HBox([self.indicator, self.way, self.period])
        rows = [self.county.box, self.item.box, below, self.shown, self.code]
        self.box = w.VBox(rows)

    def __repr__(self) -> str:
        return f"Explorer({len(self._names)}个县区)"

    def _repr_mimebundle_(self, **asked: Any) -> Any:
        return self.box._repr_mimebundle_(**asked)

    def _item_meant(self, typed: str) -> str:
        """The item of a name that is none of those shown: another name of one, or an error."""
        if not self.county.taken:
            raise UsageError("请先选县区")
        book = self._bench.ledger.county(self.county.taken[0])
        return asked.series_of(book, typed)[0].key.item

    def _offer(self) -> None:
        """The items and periods of the counties that are chosen now."""
        books = [self._bench.ledger.county(code) for code in self.county.taken]
        items = {one.label: one for book in books for one in finder.items(book)}
        self.item.offer([*items.values()])
        periods = sorted({str(at) for book in books for at in book.periods}, reverse=True)
        self.period.options = periods
        self.period.value = periods[0] if periods else None
        self.show()

    def show(self) -> None:
        """Shows what is chosen now, or says why that cannot be shown."""
        self.period.layout.display = "" if self.way.value == _AMONG else "none"
        try:
            codes = list(self._codes())
            views = [shown(code, self._bench) for code in codes[:_MOST_VIEWS]]
        except FinkitError as error:
            self._put([_as_html(f"<p>{escape(str(error))}</p>")], "")
        else:
            html = [html for view in views for html in (view.chart._repr_html_(), _table(view))]
            html += [f"<p>{said}</p>" for said in self._left_out(len(codes))]
            told = [opening(self._bench), *(view.code for view in views)]
            self._put(map(_as_html, html), "\n\n".join(told) if views else "")

    def _codes(self) -> Iterable[str]:
        counties = [self._names[code] for code in self.county.taken]
        if not counties or not self.item.taken:
            return ()
        chosen = Chosen(counties, self.item.taken, self._declared[self.indicator.value])
        if self.way.value == _AMONG:
            return among(self._bench, chosen, self.period.value)
        return over_time(self._bench, chosen)

    def _left_out(self, charts: int) -> Iterable[str]:
        """What was chosen and is not shown."""
        if charts > _MOST_VIEWS:
            yield f"共{charts}张图，只画前{_MOST_VIEWS}张；少选几个县区或项目可看其余的。"
        if charts and self.way.value == _AMONG and len(self.county.taken) > 1:
            yield f"与省内各县区比时只看第一个县区：{self._names[self.county.taken[0]]}。"

    def _put(self, outputs: Iterable[dict[str, object]], code: str) -> None:
        self.shown.outputs = tuple(outputs)
        self.code.value = code
        self.code.layout.display = "" if code else "none"


def _table(view: View) -> str:
    return str(view.table._repr_html_())  # type: ignore[operator]


def _as_html(html: str) -> dict[str, object]:
    """As a cell shows it: JupyterLab draws it as it draws any output."""
    return {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}


def _of_items(declared: Iterable[Indicator]) -> dict[str, Indicator]:
    """The indicators of items, each once: of those that share a key, the first."""
    found: dict[str, Indicator] = {}
    for one in declared:
        if isinstance(one, ItemIndicator):
            found.setdefault(one.key, one)
    return found
