"""A papermill engine that runs the notebook in this process: no kernel to start, none to stop.

`papermill --engine finkit` uses it too. Cells see what a kernel would give them and their outputs
are recorded as a kernel's are; what needs a kernel's event loop (widgets, comms, input) does not
work here, nor does what a kernel alone has: charts of pyplot, magics of its display, outputs that
are updated or cleared, the output of other programs. So finkit runs by it only its own notebook: an
analyst's edited copy has a kernel (`finkit.batch.one`). A notebook starts with an empty namespace,
whatever ran before it in the process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import TextIOBase
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_output
from traitlets.config import Config

_LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": ".".join(map(str, sys.version_info[:3])),
}


class Outputs(list[Any]):
    """The outputs of one cell, in order; text written in a row is one output."""

    def write(self, name: str, text: str) -> None:
        """Text on a stream."""
        # Pieces are kept apart: to join them at every line takes minutes for thousands of lines.
        if self and self[-1].output_type == "stream" and self[-1].name == name:
            self[-1].text.append(text)
        else:
            self.append(new_output("stream", name=name, text=[text]))

    def fail(self, error: BaseException | None) -> None:
        """Names the error that ended the cell, however IPython printed it.

        It prints those of its magics as mere text, and another in the place of one that it cannot.
        """
        name, said = type(error).__name__, _said(error)
        if self and self[-1].output_type == "error":
            self[-1].update(ename=name, evalue=said)
        else:
            line = f"{name}: {said}"
            self.append(new_output("error", ename=name, evalue=said, traceback=[line]))

    def finished(self) -> list[Any]:
        """The outputs as a notebook holds them."""
        for output in self:
            if output.output_type == "stream":
                output.text = "".join(output.text)
        return list(self)


class _Publisher(DisplayPublisher):
    """What `display()` shows."""

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        source: Any = None,
        *,
        transient: Any = None,
        update: Any = False,
        **kwargs: Any,
    ) -> None:
        shown = new_output("display_data", data=data, metadata=metadata or {})
        _Shell.instance().outputs.append(shown)


class _Hook(DisplayHook):
    """What a cell's last expression gives."""

    def __call__(self, result: Any = None) -> None:
        if result is None or self.quiet():
            return
        shell = _Shell.instance()
        data, metadata = self.compute_format_data(result)
        self.update_user_ns(result)
        shell.outputs.append(
            new_output(
                "execute_result",
                data=data,
                metadata=metadata,
                execution_count=shell.cell_count,
            )
        )


class _Shell(InteractiveShell):
    """IPython as a kernel has it; what a cell puts out goes to `outputs`."""

    outputs: Outputs
    cell_count = 0

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        lines = [str(line) for line in stb]
        self.outputs.append(
            new_output("error", ename=etype.__name__, evalue=_said(evalue), traceback=lines)
        )


class _Stream(TextIOBase):
    def __init__(self, name: str, outputs: Outputs) -> None:
        self._name, self._outputs = name, outputs

    def write(self, text: str) -> int:
        if text:
            self._outputs.write(self._name, text)
        return len(text)


class InProcessEngine:
    """What papermill asks of an engine.

    Not derived from papermill's own: papermill loads this class while it is itself being imported,
    so nothing of it may be needed before an engine is called.
    """

    @classmethod
    def execute_notebook(
        cls,
        nb: Any,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: Any = True,
        log_output: bool = False,
        autosave_cell_every: int = 30,
        ipython_dir: str = "",
        **_: Any,
    ) -> Any:
        """Runs the notebook's cells one after another, to the first that fails.

        `ipython_dir` is where IPython may put what it wants to keep ("": where it always does).
        """
        from papermill.engines import NotebookExecutionManager

        manager = NotebookExecutionManager(
            nb,
            output_path=output_path,
            progress_bar=progress_bar,
            log_output=log_output,
            autosave_cell_every=autosave_cell_every,
        )
        manager.notebook_start()
        try:
            _run_cells(manager, ipython_dir)
        finally:
            manager.cleanup_pbar()
            manager.notebook_complete()
        return manager.nb

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """The kernel that the notebook names: recorded, though none is started."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """The language that the notebook names."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))


def _run_cells(manager: Any, ipython_dir: str) -> None:
    shell = _shell(ipython_dir)
    for index, cell in enumerate(manager.nb.cells):
        try:
            manager.cell_start(cell, index)
            if cell.cell_type == "code" and cell.source.strip() and not _run(shell, cell):
                manager.cell_exception(cell, cell_index=index)
                break
        finally:
            manager.cell_complete(cell, cell_index=index)
    manager.nb.metadata["language_info"] = _LANGUAGE


def _shell(ipython_dir: str) -> _Shell:
    """A new shell with an empty namespace; nothing of an earlier notebook remains."""
    _Shell.clear_instance()
    # No history is kept: thousands of reports would all write to one file.
    config = Config({"HistoryManager": {"enabled": False}})
    # Where its home cannot be written, IPython would leave a folder behind for each.
    place = {"ipython_dir": ipython_dir} if ipython_dir else {}
    shell: _Shell = _Shell.instance(
        config=config,
        display_pub_class=_Publisher,
        displayhook_class=_Hook,
        colors="nocolor",
        **place,
    )
    return shell


def _run(shell: _Shell, cell: Any) -> bool:
    """Runs one cell and records its outputs; whether it did not fail."""
    outputs = shell.outputs = Outputs()
    # The shell's own count may be the next cell's already when a result is shown.
    cell.execution_count = shell.cell_count = shell.execution_count
    started = _now()
    with _streams(outputs):
        result = shell.run_cell(cell.source, store_history=True)
    if isinstance(result.error_in_exec, KeyboardInterrupt):
        # The shell takes it for the cell's; it is for whoever runs the notebook.
        raise result.error_in_exec
    if not result.success:
        outputs.fail(result.error_before_exec or result.error_in_exec)
    cell.outputs = outputs.finished()
    cell.metadata["execution"] = {
        "iopub.execute_input": started,
        "iopub.status.busy": started,
        "iopub.status.idle": (ended := _now()),
        "shell.execute_reply": ended,
    }
    return bool(result.success)


def _said(error: BaseException | None) -> str:
    try:
        return str(error)
    except Exception as failure:  # a class of errors may do anything to say what it is
        return f"（错误说明无法显示：{type(failure).__name__}）"


@contextmanager
def _streams(outputs: Outputs) -> Iterator[None]:
    with redirect_stdout(_Stream("stdout", outputs)), redirect_stderr(_Stream("stderr", outputs)):
        yield


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
