"""The analyst's questions of docs/questions.md, each run, its output compared."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parent.parent.parent / "docs" / "questions.md").read_text(encoding="utf-8")
ASKED = re.findall(r"^## .*？$", PAGE, re.M)


def test_every_answer_is_what_the_page_says() -> None:
    shown = re.sub(r"^```.*$", "", PAGE, flags=re.M)
    found = doctest.DocTestParser().get_doctest(shown, {}, "questions.md", "questions.md", 0)
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    result = runner.run(found, out=told.append)
    assert result.failed == 0, "".join(told)
    assert result.attempted >= len(ASKED)


def test_ten_questions_and_more() -> None:
    assert len(ASKED) >= 10


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", PAGE, re.S))
def test_each_in_at_most_three_lines(block: str) -> None:
    lines = [line for line in block.splitlines() if line.startswith((">>>", "..."))]
    assert 1 <= len(lines) <= 3
    # A semicolon would be a fourth.
    assert not any(";" in line for line in lines)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_examples_of_the_readme_run(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Some save a picture where they are.
    monkeypatch.chdir(tmp_path)
    page = (Path(__file__).parent.parent.parent / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.S)
    assert blocks
    monkeypatch.chdir(tmp_path)  # what they save
    held: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, name, "exec"), held)
