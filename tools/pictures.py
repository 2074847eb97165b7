"""The pictures of the README, made of the sample with a headless Chromium: `make pictures`.

A report and the index of the sample batch, into `docs/`. The pictures are of what `make report`
makes: whoever changes the page makes them anew.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from finkit.cli import main as finkit

PLACE = Path("docs")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PICTURES = (
    ("2021-10/DEMO01/report.html", "report.png", 1280, 1180),
    ("index.html", "index.png", 1280, 620),
)
_COLOURS = 128
"""Enough for a drawing of few colours; a picture then takes a third of the bytes."""


def main() -> int:
    """Makes the pictures; 2 with one line where there is no browser for it."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print(
            f"make pictures：没有找到 Chromium（{'、'.join(BROWSERS)}），先安装其一",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory() as folder:
        made = finkit(["batch", "params/demo.yaml", "--out", folder])
        if made == 0:
            _take(browser, Path(folder))
    return made


def _take(browser: str, made: Path) -> None:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for page_name, name, width, height in PICTURES:
            page = opened.new_page(viewport={"width": width, "height": height})
            page.goto((made / page_name).as_uri())
            _save(page.screenshot(), PLACE / name)
        opened.close()


def _save(screenshot: bytes, path: Path) -> None:
    """As a PNG of few colours."""
    Image.open(BytesIO(screenshot)).convert("RGB").quantize(_COLOURS).save(path, optimize=True)
    print(f"{path} {path.stat().st_size // 1000}KB")


if __name__ == "__main__":
    sys.exit(main())
