"""An analyst's own notebook: printed as JupyterLab prints it, and gone when it is done."""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import psutil
import pytest

from finkit.batch.agreement import assigning, require_asked, require_same_data
from finkit.batch.plan import Request
from finkit.batch.workers import can_fork
from finkit.cli import main
from finkit.counties import County
from finkit.errors import DataError, UsageError
from finkit.periods import Period
from finkit.render.engine import InProcessEngine
from finkit.render.rendering import prepare, render
from tests.test_batch import own_notebook, params, table

forks = pytest.mark.skipif(not can_fork(), reason="这个平台不能 fork，逐份生成")
CELL = """%matplotlib inline
import logging, os, subprocess
import pandas as pd, matplotlib.pyplot as plt
from IPython.display import clear_output, display
print("抹去的"); clear_output()
shown = display("旧", display_id=True); shown.update("新")
os.system("echo 系统命令")
display(pd.DataFrame([[0] * 50]))
plt.plot([1, 2, 3]);
"""
BEGIN = """import os, subprocess
begun = subprocess.Popen(["sleep", "600"], start_new_session=True).pid
if (forked := os.fork()) == 0:
    os.execvp("sleep", ["sleep", "600"])
open({path!r}, "w").write(f"{{os.getpid()}} {{begun}} {{forked}}")
"""


def made(folder: Path, cell: str, *more: str, out: str = "out") -> tuple[int, Path]:
    own_notebook(folder, cell)
    table(folder)
    text = f'options: {{notebook: {folder}/mine.ipynb}}\nreports:\n  - {{county: "621124", period: 2024-02}}\n'
    given = [str(params(folder, text)), "--data", str(folder), "--out", str(folder / out)]
    return main(["batch", *given, *more]), folder / out / "2024-02" / "621124" / "report.html"


def is_gone(pid: int) -> bool:
    for _ in range(50):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


def test_a_batch_prints_what_a_kernel_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a test of its own, as ipykernel takes this for, it leaves alone what other programs print.
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    code, page = made(tmp_path, CELL)
    assert code == 0
    text = page.read_text(encoding="utf-8")
    assert text.count("data:image/png;base64,") == 1
    assert "系统命令" in text
    assert "抹去的" not in text
    code, stock = made(tmp_path, CELL, "--engine", "stock", out="stock")
    assert code == 0
    assert stock.read_text(encoding="utf-8") == text


@forks
def test_what_it_begins_ends_with_it(tmp_path: Path) -> None:
    noted = tmp_path / "pids"
    code, _ = made(tmp_path, BEGIN.format(path=str(noted)))
    assert code == 0
    assert all(map(is_gone, map(int, noted.read_text().split())))


@forks
def test_what_it_begins_ends_with_its_time(tmp_path: Path) -> None:
    noted = tmp_path / "pids"
    cell = BEGIN.format(path=str(noted)) + "import time; time.sleep(600)"
    code, _ = made(tmp_path, cell, "--timeout", "8")
    assert code == 1
    (entry,) = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert entry["status"] == "timeout"
    assert all(map(is_gone, map(int, noted.read_text().split())))


@forks
def test_the_memory_of_its_kernel_counts(tmp_path: Path) -> None:
    code, _ = made(
        tmp_path, "x = b'x' * 500_000_000; import time; time.sleep(60)", "--memory", "400"
    )
    assert code == 1
    (entry,) = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert entry["reason"] == "占用内存超过400MB，已停止"


# --- The engine in this process -------------------------------------------------------------


def ran(source: str) -> nbformat.NotebookNode:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    notebook.cells[0].metadata["papermill"] = {}
    notebook.metadata["papermill"] = {}
    done = InProcessEngine.execute_notebook(notebook, "python3", progress_bar=False)
    return done.cells[0]


def test_many_lines_take_no_longer_each() -> None:
    prepare()
    started = time.perf_counter()
    cell = ran("for number in range(40_000):\n    print(number)")
    assert time.perf_counter() - started < 10
    assert cell.outputs[0].text.splitlines() == [str(number) for number in range(40_000)]


def test_an_error_that_cannot_be_printed_is_one_still() -> None:
    cell = ran(
        "class Odd(Exception):\n    def __str__(self):\n        raise ValueError(6)\nraise Odd"
    )
    error = cell.outputs[-1]
    assert error.output_type == "error"
    # IPython fails to print it: that failure is what it gives as the cell's.
    assert (error.ename, error.evalue) == ("ValueError", "6")


def test_an_error_that_is_printed_as_text_is_named() -> None:
    error = ran("%no_such_magic").outputs[-1]
    assert error.output_type == "error"
    assert error.ename == "UsageError"
    assert "no_such_magic" in error.evalue


@pytest.fixture
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "file").touch()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    yield tmp_path / "tmp"


def test_nothing_is_left_where_the_home_cannot_be_written(no_home: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    asked = {"county": "临洮县", "period": "2024-02", "data": "", "facts": "", "options": {}}
    render(asked, work, "finkit")
    assert not list(no_home.iterdir())


def test_characters_that_a_chart_lacks_are_told_on_the_page(tmp_path: Path) -> None:
    cell = """%matplotlib inline
import matplotlib.pyplot as plt
plt.rcParams["font.sans-serif"] = ["DejaVu Sans"]
plt.plot([1, 2]); plt.title("支出");
"""
    code, page = made(tmp_path, cell)
    assert code == 0
    text = page.read_text(encoding="utf-8")
    assert re.search(r"这一格的图有 \d+ 个字没有字形，成了方框；.*finkit\.use_fonts\(\)", text)


def notebook(folder: Path, *sources: str) -> str:
    """A notebook of a parameters cell and these."""
    kinds = [{"tags": ["parameters"]}, *({} for _ in sources)]
    cells = [
        {"cell_type": "code", "metadata": kind, "source": [source]}
        for kind, source in zip(kinds, ('county = "621124"', *sources), strict=True)
    ]
    path = folder / "mine.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("source", "names", "cells"),
    [
        ('county = "500112"', ["county"], [2]),
        ('if True:\n    county, period = "500112", "2020-12"', ["period"], [2]),
        ("for county in names:\n    pass", ["county"], [2]),
        ("print(county)\nother = county", ["county"], []),
        ("%matplotlib inline\n?x", ["county"], []),
        ('data = "x.csv"', ["county", "period"], []),
    ],
)
def test_the_cells_that_set_parameters_again(
    tmp_path: Path, source: str, names: list[str], cells: list[int]
) -> None:
    assert assigning(notebook(tmp_path, source), names) == cells


def test_a_notebook_that_sets_its_parameters_itself_is_told_so(tmp_path: Path) -> None:
    own = notebook(tmp_path, 'period = "2020-12"', 'data = "x.csv"')
    request = Request(County("621124", "临洮县"), Period(2024, 2), {"notebook": own})
    seal = {"county_code": "621124", "county": "临洮县", "period": "2024-02", "data_digest": "一"}
    require_asked(seal, request)
    with pytest.raises(UsageError, match=r"第2格又给 period 赋了值.*--period 2020-12"):
        require_asked({**seal, "period": "2020-12"}, request)
    require_same_data(seal, "一", request, "")
    with pytest.raises(UsageError, match="第3格又给 data 赋了值"):
        require_same_data(seal, "二", request, "")
    plain = replace(request, options={"notebook": notebook(tmp_path)})
    with pytest.raises(DataError, match="数据在运行中变了；请再运行一次"):
        require_same_data(seal, "二", plain, "")
