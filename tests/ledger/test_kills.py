"""Imports killed at any moment, two at once by different spellings: nothing lost, doubled, mixed.

`FINKIT_STRESS=1`: two hundred kills.
"""

from __future__ import annotations

import contextlib
import csv
import multiprocessing
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from finkit.dataset import open_dataset
from tests.ledger.conftest import Report, all_of, take, taxes

KILLS = 200 if os.environ.get("FINKIT_STRESS") else 10
forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked")


def _begun(place: Path, path: Path) -> Any:
    """An import in a process of its own."""
    process = multiprocessing.get_context("fork").Process(target=_import, args=(place, path))
    process.start()
    return process


def _import(place: Path, path: Path) -> None:
    os.setsid()  # whoever reads for it goes with it
    for number in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    os._exit(take(place, path))


def _kill(process: Any) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.join()


def revisions(place: Path) -> list[tuple[str, str]]:
    """The revisions of taxes: code and new amount."""
    path = place.with_suffix(".revisions.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    return [(row["county_code"], row["new"]) for row in rows]


@forks
def test_a_killed_import_is_done_or_not_and_the_next_brings_the_rest(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, dice = tmp_path / "l.csv", random.Random(11)
    begun = time.monotonic()
    assert take(place, report("621124", 1000)) == 0
    longest, counted = time.monotonic() - begun, {"old": 0, "new": 0}
    for number in range(1001, 1001 + KILLS):
        path, old = report("621124", number, "月报.csv"), all_of(place)
        process = _begun(place, path)
        time.sleep(dice.random() * longest)
        _kill(process)
        was, held = all_of(place), taxes(place)["621124"]
        assert held in (str(number - 1), str(number))
        counted["old" if was == old else "new"] += 1
        assert (was == old) == (held == str(number - 1)), "mixed"
        assert _done(place, path) == 0
        assert taxes(place) == {"621124": str(number)}
        longest *= 1.1 if was == old else 0.9  # so that about half of them are done
    assert revisions(place) == [("621124", f"{n}万元") for n in range(1001, 1001 + KILLS)]
    history = tmp_path / ".l.csv.history"
    assert not [path for path in history.iterdir() if path.name.startswith(".finkit")]
    with capsys.disabled():
        print(f"\n{KILLS} imports killed: {counted['old']} not done, {counted['new']} done")


def _done(place: Path, path: Path) -> int:
    """Imports as soon as a killed one has let go."""
    for _ in range(100):
        if (code := take(place, path)) != 2:
            return code
        time.sleep(0.05)
    return 2


@forks
def test_two_writers_that_spell_one_ledger_differently_lose_nothing(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, dice = tmp_path / "台账", random.Random(12)
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    (tmp_path / "l.csv").symlink_to(folder / "l.csv")
    spelled = [
        folder / "l.csv",
        tmp_path / "link/l.csv",
        tmp_path / "l.csv",
        tmp_path / "link/../台账/./l.csv",
    ]
    codes = ("621124", "532326")
    assert take(spelled[0], report(codes[0], 1000), report(codes[1], 1000)) == 0
    refused = 0
    for number in range(1001, 1001 + KILLS // 2):
        paths = [report(code, number, f"{code}.csv") for code in codes]
        places = dice.sample(spelled, 2)
        waiting = list(zip(places, paths, strict=True))
        if dice.random() < 0.5:  # one of them is killed, and done again
            process = _begun(*waiting[0])
            other = _begun(*waiting[1])
            time.sleep(dice.random() * 0.1)
            _kill(process)
            other.join()
        while waiting:
            processes = [_begun(*one) for one in waiting]
            for process in processes:
                process.join()
            codes_given = [process.exitcode for process in processes]
            refused += codes_given.count(2)
            assert set(codes_given) <= {0, 2}
            waiting = [w for w, code in zip(waiting, codes_given, strict=True) if code]
        assert taxes(spelled[0]) == dict.fromkeys(codes, str(number))
    wanted = {(code, f"{n}万元") for code in codes for n in range(1001, 1001 + KILLS // 2)}
    found = revisions(spelled[0])
    assert set(found) == wanted
    assert len(found) == len(wanted), "none twice"
    with capsys.disabled():
        print(f"\n{KILLS // 2} times two at once: {refused} told to wait, none lost, none doubled")


@forks
def test_a_reader_during_imports_sees_whole_versions(report: Report, tmp_path: Path) -> None:
    place = tmp_path / "l.parquet"
    codes = ("621124", "532326")
    assert take(place, *(report(code, 1000, f"{code}.csv") for code in codes)) == 0
    for number in range(1001, 1001 + KILLS // 2):
        folder = report(codes[0], number, f"{codes[0]}.csv").parent
        report(codes[1], number, f"{codes[1]}.csv")
        process = _begun(place, folder)
        while process.is_alive():
            assert len(set(taxes_read(place))) == 1, "of one version"
        process.join()
        assert process.exitcode == 0
        assert set(taxes_read(place)) == {str(number)}


def taxes_read(place: Path) -> list[str]:
    """The taxes that a reader finds, each by itself."""
    data = open_dataset(place)
    return [
        str(cell.value)
        for county in data.ledger.counties
        for series in data.ledger.county(county.code)
        for cell in series.cells.values()
        if series.label == "税收收入" and cell.measure == "actual"
    ]
