"""A real browser, headless; without one these tests are skipped, but not on CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from finkit.cli import main

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PARAMS = """
reports:
  - {county: 临洮县, period: 2024-02}
  - {county: 示例县, period: 2021-10, options: {kind: work_report}}
  - {county: 渝北区, period: 2020-12}
  - {county: 大姚县, period: 2024-05}
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: CI is to install one")
        pytest.skip("这台机器没有 Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small batch: a bulletin, a work report, a county among peers, one that lacks data; two areas."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "p.yaml").write_text(PARAMS, encoding="utf-8")
    out = str(folder / "out")
    assert main(["batch", str(folder / "p.yaml"), "--out", out]) == 1
    for area in ("重庆市", "成都市"):
        assert main(["rollup", area, "--period", "2020-12", "--reports", out, "--out", out]) == 0
    return folder / "out"
