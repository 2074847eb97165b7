"""Batches killed at any moment, two at once by different spellings of one folder: no report lost,
doubled, or of two versions.

`FINKIT_STRESS=1`: sixty rounds, and a kill or two in each.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from finkit.batch.places import LOCK, locked
from finkit.cli import main
from finkit.disk import WORK
from tests.test_faults import FILES, contents, forks, given

COUNTIES = 6
ROUNDS = 60 if os.environ.get("FINKIT_STRESS") else 3
Command = list[str]


def begun(command: Command, said: Path) -> subprocess.Popen[bytes]:
    """A batch as a process of its own; what it says goes to a file."""
    with said.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "finkit.cli", *command],
            stdout=file,
            stderr=file,
            start_new_session=True,
        )


def versions(folder: Path) -> list[Path]:
    """Two versions of one table: every amount differs."""
    given(folder, COUNTIES)
    old = folder / "observations.csv"
    new = folder / "later.csv"
    new.write_text(old.read_text(encoding="utf-8").replace(",actual,", ",actual,9"), "utf-8")
    return [old, new]


def spellings(folder: Path) -> list[str]:
    """Ways to say one output folder."""
    (folder / "link").symlink_to(folder)
    (folder / "straight").symlink_to(folder / "out")
    ways = ("out", "link/out", "straight", "link/../" + folder.name + "/./out")
    return [f"{folder}/{way}" for way in ways]


def _at_work(out: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    """Waits until one of them has the folder to itself."""
    until = time.monotonic() + 60
    while not (out / LOCK).exists() and time.monotonic() < until:
        if all(process.poll() is not None for process in processes):
            return
        time.sleep(0.005)


def version_of(found: dict[str, bytes], code: str, whole: list[dict[str, bytes]]) -> int:
    """Which version all files of a report are of; fails where they are of none, or of two."""
    said = {name: found.get(f"{code}/{name}") for name in FILES}
    matching = [n for n, w in enumerate(whole) if said == {f: w[f"{code}/{f}"] for f in FILES}]
    assert len(matching) == 1, f"{code} is lost or mixed: {[n for n in said if said[n] is None]}"
    return matching[0]


@forks
def test_two_batches_by_different_spellings_lose_no_report_however_they_are_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, dice = tmp_path / "月报", random.Random(13)
    folder.mkdir()
    tables, ways, out = versions(folder), spellings(folder), folder / "out"

    def batch(version: int, way: str) -> Command:
        return ["batch", str(folder / "p.yaml"), "--data", str(tables[version]), "--out", way]

    whole = []
    for version in (1, 0):
        assert main(batch(version, ways[0])) == 0
        whole.insert(0, contents(out))
    codes = sorted({name.split("/")[0] for name in whole[0]})
    assert len(codes) == COUNTIES
    counted = {"killed": 0, "told to wait": 0, "old": 0, "new": 0}
    longest = 1.5
    for number in range(ROUNDS):
        version = (number + 1) % 2
        before = contents(out)
        said = [tmp_path / "first.txt", tmp_path / "second.txt"]
        chosen = zip(dice.sample(ways, 2), said, strict=True)
        processes = [begun(batch(version, way), file) for way, file in chosen]
        _at_work(out, processes)
        time.sleep(dice.random() * longest)
        for process in processes[: 2 if number % 3 == 0 else 1]:
            counted["killed"] += process.poll() is None
            process.send_signal(signal.SIGKILL)
        ended = [process.wait(120) for process in processes]
        counted["told to wait"] += ended.count(2)
        assert set(ended) <= {0, 2, -signal.SIGKILL}, [file.read_text("utf-8") for file in said]
        with locked(out):
            pass  # what a killed one was just replacing is put back
        found = contents(out)
        of_new = [version_of(found, code, whole) == version for code in codes]
        counted["new"] += sum(of_new)
        counted["old"] += len(codes) - sum(of_new)
        assert len(found) == len(before) == COUNTIES * len(FILES), "none twice"
        longest *= 0.95 if all(of_new) else 1.05
    assert main(batch(version, ways[1])) == 0
    assert contents(out) == whole[version]
    entries = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(entry["county_code"] for entry in entries) == codes
    assert [path for path in out.iterdir() if path.name.startswith(WORK)] == []
    with capsys.disabled():
        figures = ", ".join(f"{name} {count}" for name, count in counted.items())
        print(f"\n{ROUNDS} pairs of batches of {COUNTIES} reports: {figures}; none lost or mixed")
