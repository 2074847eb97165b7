"""The example of `docs/extensions.md`, as a user has it: in a folder outside the package."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from finkit.cli import main

DOCS = Path(__file__).parents[2] / "docs/extensions.md"
EXAMPLE = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[0]

LINES = (
    "2024-02 cumulative 一般公共预算收入 actual 100 万元",
    "2024-02 cumulative 税收收入<一般公共预算收入 actual 50 万元",
    "2024-02 balance 常住人口 actual 2.0 万人",
)
"""50万元 over 2万人 are 25元/人, 100万元 are 50元/人."""

Refused = Callable[..., str]


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """The example as a file."""
    path = tmp_path / "bureau/my_bureau.py"
    path.parent.mkdir()
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Refused:
    """What is said of an extension of this text: one line, with exit code 2."""

    def said(text: str, name: str = "own.py") -> str:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return command(path if path.name != "__init__.py" else path.parent)

    def command(path: Path) -> str:
        capsys.readouterr()
        assert main(["indicators", "--extension", str(path)]) == 2
        out, err = capsys.readouterr()
        assert not out
        assert err.count("\n") == 1
        return err.removeprefix("finkit: ").rstrip("\n")

    return said


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """No module of an extension is left to the next test."""
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith("finkit_extension_"):
            del sys.modules[name]
