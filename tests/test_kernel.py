"""How finkit speaks to an analyst's kernel: not by ports, of which two kernels may be given one."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import papermill
import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook

from finkit.render.kernel import connection

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sockets in files")


@unix
def test_a_kernel_answers_on_sockets_of_its_own_and_leaves_none_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "from ipykernel.connect import get_connection_info as of\nof(unpack=True)['transport']"
    write(new_notebook(cells=[new_code_cell(asked)]), tmp_path / "asks.ipynb")
    before = set(Path(tempfile.gettempdir()).glob("finkit-*"))
    with connection() as config:
        answered = papermill.execute_notebook(
            str(tmp_path / "asks.ipynb"),
            None,
            kernel_name="python3",
            progress_bar=False,
            config=config,
        )
        folder = Path(config.KernelManager.ip).parent
        assert folder not in before
    assert answered.cells[0].outputs[-1]["data"]["text/plain"] == "'ipc'"
    assert not folder.exists()


@unix
def test_where_a_sockets_path_would_be_too_long_there_are_ports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("深" * 40)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with connection() as config:
        assert config.KernelManager.transport == "tcp"
    assert not list(deep.iterdir())
