"""The notebooks in JupyterLab itself, as an analyst opens and runs them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"
_MINUTE = 60_000


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A JupyterLab of its own, on loopback, over copies of the notebooks."""
    folder = tmp_path_factory.mktemp("lab")
    for notebook in NOTEBOOKS.glob("*.ipynb"):
        shutil.copy(notebook, folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    options = ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.token=", f"--notebook-dir={folder}"]
    # Every cell is drawn, also those that no one has scrolled to yet.
    settings = tmp_path_factory.mktemp("settings")
    tracker = settings / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    tracker.parent.mkdir(parents=True)
    tracker.write_text('{"windowingMode": "none"}')
    server = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(settings)},
    )
    address = f"http://127.0.0.1:{port}/lab"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError("JupyterLab does not answer")


def _run_all(page: Page) -> None:
    """Run > Run All Cells: again, where the page was not yet ready to hear it."""
    begun = page.locator(".jp-InputPrompt", has_text=re.compile(r"\[(\*|1)\]"))
    for _ in range(6):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.wait_for_timeout(500)
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_timeout(3000)
        if begun.count():
            return
    raise AssertionError("the cells do not run")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("county_report", "section.provenance"),
        ("explore", "section#charts"),
    ],
)
def test_run_all_cells(browser: Browser, lab: str, name: str, shown: str) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    # A dialog of Lab's own (which kernel?) may come at any moment, and one after another: its
    # answer is right.
    accept = page.locator(".jp-Dialog .jp-mod-accept").first
    page.add_locator_handler(
        page.locator(".jp-Dialog"), lambda _: accept.click(), no_wait_after=True
    )
    page.goto(f"{lab}/tree/{name}.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=_MINUTE)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=_MINUTE)
    _run_all(page)
    page.wait_for_selector(shown, state="attached", timeout=2 * _MINUTE)
    assert page.locator(".jp-OutputArea [data-mime-type$='error']").count() == 0
    context.close()
