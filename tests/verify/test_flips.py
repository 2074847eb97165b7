"""A flipped bit in any file of a batch is named, or its report is made again. None is silent.

A draw of them; `FINKIT_STRESS=1`: two thousand.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from finkit.batch.sealed import SEAL_JSON, Sealed, files_in
from finkit.cli import main
from finkit.errors import DataError
from finkit.verify.batches import verify_batch
from finkit.verify.reports import Given

FLIPS = 2000 if os.environ.get("FINKIT_STRESS") else 60
PARAMS = "reports:\n  - {county: 临洮县, period: 2024-02}\n  - {county: 大姚县, period: 2024-04}\n"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    (folder / "params.yaml").write_text(PARAMS, encoding="utf-8")
    assert main(["batch", str(folder / "params.yaml"), "--out", str(folder / "out")]) == 0
    return folder / "out"


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def holds(folder: Path) -> bool:
    """Whether a batch would take the report for what it was sealed as."""
    try:
        sealed = Sealed.parsed((folder / SEAL_JSON).read_text(encoding="utf-8"))
    except ValueError:
        return False
    return sealed.is_whole(*files_in(folder), every=False)


def test_no_flipped_bit_of_a_report_is_taken_for_the_report(out: Path) -> None:
    draw = random.Random(20)
    files = [path for path in sorted(out.glob("*/*/*")) if path.is_file()]
    assert len(files) == 10
    for _ in range(FLIPS):
        path = draw.choice(files)
        content = path.read_bytes()
        assert holds(path.parent)
        seal = path.parent / SEAL_JSON
        path.write_bytes(flipped(content, draw.randrange(8 * len(content))))
        assert not holds(path.parent), path
        path.write_bytes(content)
        seal.write_bytes(seal.read_bytes())  # the last to be written, as it was


@pytest.mark.parametrize("name", ["manifest.json", "index.html"])
def test_a_flipped_bit_of_the_overview_is_named(out: Path, name: str) -> None:
    draw = random.Random(name)
    path = out / name
    content = path.read_bytes()
    for _ in range(FLIPS // 20):
        path.write_bytes(flipped(content, draw.randrange(8 * len(content))))
        try:
            found = verify_batch(out, Given()).differences
        except DataError as error:
            assert "没有可读的 manifest.json" in str(error)
        else:
            assert found
    path.write_bytes(content)
    assert verify_batch(out, Given()).differences == ()
