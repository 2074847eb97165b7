"""The HTML exporter: nbconvert's, without its pass over the finished page."""

from __future__ import annotations

from typing import Any

from nbconvert import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter


class PageExporter(HTMLExporter):
    """nbconvert's HTML exporter for our own template.

    Its own last step parses the whole page again to give images an alternative text and Lab's
    cells a tab stop. Ours has neither: every chart has its text, and there are no Lab cells.
    """

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of a notebook, and nbconvert's resources."""
        own = self._init_resources(resources)
        # The base template names both, though pages without code or widgets call neither.
        self.register_filter("highlight_code", Highlight2HTML(parent=self))
        self.register_filter(
            "filter_data_type",
            WidgetsDataTypeFilter(notebook_metadata={}, parent=self, resources=own),
        )
        page, given = TemplateExporter.from_notebook_node(self, nb, own, **options)
        return str(page), given
