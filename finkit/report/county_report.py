"""A county's report: its content, and the parts of the page that show it."""

from __future__ import annotations

from functools import cached_property

from finkit.checks import Finding
from finkit.html_table import titled_table
from finkit.report import views
from finkit.report.cards import Card, cards
from finkit.report.content import Content
from finkit.report.seal import Seal, seal
from finkit.report.views.view import View


class CountyReport(Content):
    """One county and period as a page shows it; each part is made when first shown, and once."""

    def __repr__(self) -> str:
        return f"CountyReport({self.title}，{len(self.figures)}个数，{len(self.findings)}条发现)"

    def __str__(self) -> str:
        return self.narrative.text

    def _repr_html_(self) -> str:
        rows = [
            (str(one.name), str(one.level), str(one.compared), str(one.against_budget))
            for one in self.cards
        ]
        held = f"{len(self.figures)}个数，{len(self.findings)}条发现"
        after = f"{held}；.narrative、.charts、.figures、.findings、.main_table"
        heads = ("主要数", "数值", "比上年", "预算")
        return titled_table(self.title, heads, rows, after=after)

    @cached_property
    def masthead(self) -> View:
        """Title, county, period and status of the data."""
        return views.masthead(self)

    @cached_property
    def headline(self) -> View:
        """The key figures, a card each."""
        return views.headline(self, self.cards)

    @cached_property
    def body(self) -> View:
        """正文: the text with its charts."""
        return views.body(self)

    @cached_property
    def other_charts(self) -> View:
        """The charts that stand beside no text."""
        return views.other_charts(self)

    @cached_property
    def indicator_table(self) -> View:
        """County indicators, and every item with its change, budget and share."""
        return views.item_table(self._items)

    @cached_property
    def _items(self) -> views.Items:
        shown = (figure for view in self._read for figure in view.figures)
        return views.items(self, shown)

    @cached_property
    def main_table(self) -> View:
        """Totals with their largest parts: level, change, budget, month; estimates if asked for."""
        table = views.main_table(self)
        if self.forecast is None:
            return table
        return View(table.html + views.forecast(self.forecast), table.figures)

    @cached_property
    def appendix(self) -> View:
        """What is looked up: every indicator and item, the checks, formulas and sources."""
        return views.appendix((self.indicator_table, self.findings_table, self.provenance))

    @cached_property
    def _read(self) -> tuple[View, ...]:
        """The parts that are read rather than looked up."""
        return (self.masthead, self.headline, self.other_charts, self.body, self.main_table)

    @property
    def views(self) -> tuple[View, ...]:
        """The parts that show figures, but the appendix of what they rest on."""
        return (*self._read, self.indicator_table)

    @cached_property
    def shown_errors(self) -> tuple[Finding, ...]:
        """The errors that touch what the report says or draws, those accepted among them."""
        text = self.narrative
        # What is left out for want of a value is listed in an appendix.
        figures = [*text.figures, *text.figures_left_out]
        figures += (one for view in self.views for one in view.figures)
        said = (cell for figure in figures for cell in figure.inputs)
        drawn = [one.cells for one in self.charts.drawn]
        drawn.append(tuple(cell for one in self.cards for cell in one.cells))
        if self.forecast:
            drawn += [one.cells for one in self.forecast.outlooks if not one.reason]
        touching = [*self.doubts.about(dict.fromkeys(said))]
        touching += (one for cells in drawn for one in self.doubts.about(cells, drawn=True))
        return tuple({one.id: one for one in touching}.values())

    @cached_property
    def told_findings(self) -> tuple[Finding, ...]:
        """The period's findings, then the errors of earlier periods that touch what is shown."""
        here = str(self.period)
        return (*self.findings, *(one for one in self.shown_errors if one.period != here))

    @cached_property
    def findings_table(self) -> View:
        """What the checks found, what was let stand and why, and what the data lack."""
        return views.findings_table(self, self.told_findings)

    @cached_property
    def provenance(self) -> View:
        """For each figure shown its formula, inputs and sources."""
        return views.provenance(self, self._items)

    @cached_property
    def seal(self) -> Seal:
        """Whose report this is, and its figures, for machines."""
        return seal(self, self.told_findings, self.shown_errors)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The main figures in words."""
        return cards(self)
