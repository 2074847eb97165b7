"""One bit of any file of a ledger is another: it is refused by name, or what is read is the same.

`FINKIT_STRESS=1`: two thousand of them.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from finkit import readers
from finkit.cli import main
from finkit.errors import FinkitError
from tests.ledger.conftest import Report, all_of, take

FLIPS = 1000 if os.environ.get("FINKIT_STRESS") else 60


@pytest.fixture(params=["l.csv", "台账"])
def place(request: pytest.FixtureRequest, report: Report, tmp_path: Path) -> Path:
    """A ledger of two imports, one of them a revision; a CSV table, or a folder (Parquet)."""
    there: Path = tmp_path / "here" / request.param
    sources = there.with_suffix(".sources.csv") if there.suffix else there / "sources.csv"
    sources.parent.mkdir(parents=True)
    sources.write_text("source,title\n月报,某月报\n", encoding="utf-8")
    assert take(there, report("621124", 4900)) == 0
    assert take(there, report("621124", 4950), report("532326", 7000)) == 0
    return there


def test_no_flipped_bit_is_silent(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, dice = all_of(place), random.Random(3)
    files = [path for path in place.parent.rglob("*") if path.is_file() and path.stat().st_size]
    refused = same = 0
    for number in range(FLIPS):
        path = files[number % len(files)]
        content = path.read_bytes()
        at, bit = dice.randrange(len(content)), 1 << dice.randrange(8)
        path.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
        try:
            found = all_of(place)
        except FinkitError as error:
            assert error.where, "named"
            refused += 1
        else:
            assert found in (whole, "edited"), f"{path.name}, byte {at}, bit {bit}"
            refused, same = refused + (found == "edited"), same + (found == whole)
        assert main(["ledger", "check", str(place)]) == (1 if path.name != "settled" else 0)
        path.write_bytes(content)
    with capsys.disabled():
        print(f"\n{FLIPS} bits of {len(files)} files: {refused} refused, {same} changed nothing")
    assert refused
    assert all_of(place) == whole


def test_a_table_taken_elsewhere_without_its_history_is_checked_page_by_page(
    report: Report, tmp_path: Path
) -> None:
    place = tmp_path / "l.parquet"
    assert take(place, report("621124", 4900)) == 0
    copy = tmp_path / "elsewhere.parquet"
    copy.write_bytes(place.read_bytes())
    start = pq.ParquetFile(copy).metadata.row_group(0).column(6).data_page_offset
    content = bytearray(copy.read_bytes())
    content[start + 40] ^= 4
    copy.write_bytes(content)
    with pytest.raises(FinkitError, match=r"elsewhere\.parquet"):
        readers.read(copy)
