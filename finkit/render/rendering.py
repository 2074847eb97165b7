"""From the notebook to a page: papermill runs it, nbconvert prints it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.render.grammars import import_jsonschema
from finkit.render.kernel import connection
from finkit.report.notebook import notebook_path
from finkit.report.seal import MIME

if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

REPORT_HTML, REPORT_NOTEBOOK, FIGURES_JSON = "report.html", "report.ipynb", "figures.json"
REPORT_MARKDOWN = "report.md"


class NotExecutedError(RuntimeError):
    """The notebook did not run to its end; the reason is one line, `kind` the error's class."""

    def __init__(self, reason: str, kind: str = "") -> None:
        super().__init__(reason)
        self.kind = kind


@dataclass(frozen=True)
class Rendered:
    """A report as files: the page, the executed notebook, and what the notebook says of itself."""

    html: str
    notebook: Path
    seal: dict[str, Any]

    @property
    def figures_json(self) -> str:
        """The figures as JSON text, one object a line."""
        return str(self.seal["figures"])


def render(parameters: dict[str, Any], work: Path, engine: str = "stock") -> Rendered:
    """One report: the notebook executed with these parameters, and its page.

    `engine` is `stock` (a kernel of its own) or `finkit` (in this process; not for an analyst's own
    notebook, whose cells may do anything to it).

    Writes the executed notebook into `work`. Raises `NotExecutedError` if a cell fails.
    """
    if engine != "stock" and parameters["options"].get("notebook"):
        raise NotExecutedError("自己的笔记本要在内核里运行：--engine stock")
    target = work / REPORT_NOTEBOOK
    notebook = _execute(parameters, target, engine)
    seal = _seal(notebook)
    html, _ = exporter().from_notebook_node(notebook)
    return Rendered(html, target, seal)


def _execute(parameters: dict[str, Any], target: Path, engine: str) -> NotebookNode:
    import_jsonschema()
    import papermill
    from papermill.exceptions import PapermillExecutionError

    try:
        with _engine_options(engine, target) as options:
            notebook: NotebookNode = papermill.execute_notebook(
                str(notebook_path(parameters["options"].get("notebook", ""))),
                str(target),
                parameters=parameters,
                kernel_name="python3",
                engine_name=_engine(engine),
                progress_bar=False,
                request_save_on_cell_execute=False,
                **options,
            )
    except PapermillExecutionError as error:
        reason = f"{error.ename}：{error.evalue}".splitlines()[0]
        raise NotExecutedError(reason, error.ename) from error
    return notebook


@contextmanager
def _engine_options(engine: str, target: Path) -> Iterator[dict[str, Any]]:
    if engine != "stock":
        yield {"ipython_dir": str(target.parent / ".ipython")}
        return
    with connection() as config:
        # What the kernel logs, even of its being stopped, is no business of who runs finkit.
        yield {"config": config, "extra_arguments": ["--log-level=50"]}


def prepare() -> None:
    """Imports what executing a notebook in this process needs, before processes are forked."""
    import_jsonschema()
    import papermill  # noqa: F401

    import finkit.report  # noqa: F401

    _engine("finkit")


def _engine(name: str) -> str | None:
    """papermill's name for an engine; ours is registered even where no entry point is."""
    if name == "stock":
        return None
    from papermill.engines import papermill_engines

    from finkit.render.engine import InProcessEngine

    papermill_engines.register(name, InProcessEngine)
    return name


def stylesheet() -> str:
    """The look of every page."""
    sheet = files("finkit.render").joinpath("template", "finkit.css")
    return sheet.read_text(encoding="utf-8")


def _seal(notebook: NotebookNode) -> dict[str, Any]:
    for cell in reversed(notebook.cells):
        for output in cell.get("outputs", ()):
            if content := output.get("data", {}).get(MIME):
                return dict(content)
    raise NotExecutedError("笔记本没有给出 report.seal，无从知道是谁的报告")


@cache
def exporter() -> HTMLExporter:
    """The HTML exporter with the project's template, reused from report to report."""
    from finkit.render.page import PageExporter

    return PageExporter(  # type: ignore[no-untyped-call]
        template_name="template",
        extra_template_basedirs=[str(files("finkit.render"))],
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        # The notebook is valid before it comes here, and is checked once more at the end.
        optimistic_validation=True,
    )
