"""The fuzz command, short: samples are sound, and broken ones are read or refused within limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from finkit.imports.processes import can_fork
from tools.fuzz.readers import READERS
from tools.fuzz.trial import Input, content_of, trials

REFUSED = {"docx", "pdf"}


@pytest.mark.parametrize("name", sorted(READERS.keys() - REFUSED))
def test_a_sample_is_read_as_it_is(name: str, tmp_path: Path) -> None:
    path = tmp_path / READERS[name].file
    path.write_bytes(READERS[name].sample())
    READERS[name].read(path)


def test_a_seed_gives_the_same_again() -> None:
    for name in READERS:
        assert content_of(Input(name, "1/7")) == content_of(Input(name, "1/7"))


@pytest.mark.skipif(not can_fork(), reason="这个平台不能 fork")
def test_whatever_comes_it_is_read_or_refused() -> None:
    inputs = [Input(name, f"test/{number}") for name in READERS for number in range(10)]
    found = list(trials(inputs))
    assert [one.input for one in found] == inputs
    assert [one for one in found if one.verdict not in ("read", "refused")] == []
    assert {one.verdict for one in found} == {"read", "refused"}
