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
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError

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
    options.append("--LabApp.expose_app_in_browser=True")
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


_READY = """() => {
    const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
    return Boolean(context?.isReady && context.session?.kernel?.status === "idle");
}"""
_RUN_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"


def _run_all(page: Page) -> None:
    """What the menu Run > Run All Cells does, once the notebook has a kernel to run in."""
    # A dialog of Lab's own (which kernel?) may come meanwhile: its answer is right.
    accept = page.locator(".jp-Dialog .jp-mod-accept").first
    for _ in range(120):
        if page.evaluate(_READY):
            break
        if accept.is_visible():
            with suppress(TimeoutError):  # gone by itself
                accept.click(timeout=1000)
        page.wait_for_timeout(500)
    page.evaluate(_RUN_ALL)
    begun = page.locator(".jp-InputPrompt", has_text=re.compile(r"\[(\*|1)\]"))
    begun.first.wait_for(state="attached", timeout=_MINUTE)


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
    page.goto(f"{lab}/tree/{name}.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=_MINUTE)
    _run_all(page)
    page.wait_for_selector(shown, state="attached", timeout=2 * _MINUTE)
    assert page.locator(".jp-OutputArea [data-mime-type$='error']").count() == 0
    context.close()


def test_a_county_is_found_by_typing_in_the_explorer(browser: Browser, lab: str) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.goto(f"{lab}/tree/explore.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=_MINUTE)
    _run_all(page)
    county = page.get_by_placeholder("县名、代码、拼音首字母、地市")
    county.wait_for(timeout=2 * _MINUTE)
    county.fill("没有的县")
    county.press("Enter")
    page.get_by_text("没有叫「没有的县」的县区").wait_for(timeout=_MINUTE)
    county.fill("ybq")
    county.press("Enter")
    page.locator(".jupyter-widget-tag", has_text="渝北区").wait_for(timeout=_MINUTE)
    # 示例县 has months: they lie over last year's; 渝北区 has years alone.
    page.get_by_text("示例县一般公共预算收入：各月累计").wait_for(timeout=_MINUTE)
    page.get_by_text("渝北区一般公共预算收入：本期数").wait_for(timeout=_MINUTE)
    code = page.locator("textarea").filter(visible=True).last
    assert "data.county" in code.input_value()
    if picture := os.environ.get("FINKIT_LAB_PICTURE"):
        page.screenshot(path=picture)
    context.close()
