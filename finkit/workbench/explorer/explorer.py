"""The explorer in JupyterLab: what is chosen, and what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

import ipywidgets as w
from IPython.display import display

from finkit import indicators
from finkit.counties import told_apart
from finkit.errors import FinkitError, UsageError
from finkit.figures.declaration import Indicator
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
        self._names = {county.code: name for name, county in held.items()}
        self.county = Picker("县区", _HINTS[0], lambda typed: bench.county(typed).code)
        self.item = Picker("项目", _HINTS[1], self._item_meant)
        self.indicator = w.Dropdown(description="指标", options=_indicators())
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
        self.show()

    def show(self) -> None:
        """Shows what is chosen now, or says what is still to be chosen."""
        self.period.layout.display = "" if self.way.value == _AMONG else "none"
        self.shown.clear_output(wait=True)
        with self.shown:
            try:
                self._show(list(islice(self._views(), _MOST_VIEWS)))
            except FinkitError as error:
                self._show(())
                print(error)

    def _views(self) -> Iterable[View]:
        counties = [self._names[code] for code in self.county.taken]
        if not counties or not self.item.taken:
            return
        declared: Indicator = self.indicator.value
        chosen = Chosen(counties, self.item.taken, declared)
        codes = over_time(self._bench, chosen)
        if self.way.value == _AMONG:
            codes = among(self._bench, chosen, self.period.value)
        for code in codes:
            yield shown(code, self._bench)

    def _show(self, views: Iterable[View]) -> None:
        for view in views:
            display(view.chart, view.table)  # type: ignore[no-untyped-call]
        code = "\n\n".join([opening(self._bench), *(view.code for view in views)])
        self.code.value = code if views else ""
        self.code.layout.display = "" if views else "none"


def _indicators() -> list[tuple[str, Indicator]]:
    """Those of items, each once, by what it is called."""
    found = {one.key: one for one in reversed(indicators.ITEM_INDICATORS)}
    return [(one.label, one) for one in reversed(found.values())]
