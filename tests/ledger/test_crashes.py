"""Killed or without power at any moment, a ledger is what it was before or what it is after.

What is done to the files is recorded, every state that it may leave if it ends at any point is
built (`disk.py`), and each is opened. `FINKIT_STRESS=1` opens all, else a draw of them.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.dataset import open_dataset
from tests.ledger.conftest import Report, all_of, take
from tests.ledger.disk import State, lay_out, record, state_of, states

STRESS = bool(os.environ.get("FINKIT_STRESS"))
DRAWN, LAST = 20, 40
"""Of the states so many are drawn, and the last ones taken: there the old becomes the new."""

Do = Callable[[Path], object]


def nothing(folder: Path, report: Report) -> None:
    """No ledger yet."""


def one_import(folder: Path, report: Report) -> None:
    take(folder / "l.csv", report("621124", 4900))


def two_imports(folder: Path, report: Report) -> None:
    one_import(folder, report)
    take(folder / "l.csv", report("621124", 4950), report("532326", 7000))


def edited(folder: Path, report: Report) -> None:
    two_imports(folder, report)
    path = folder / "l.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("7000", "7100"), encoding="utf-8")


def of_earlier(folder: Path, report: Report) -> None:
    """A ledger as an earlier finkit left it, with tables that a bureau keeps itself."""
    two_imports(folder, report)
    for path in (folder / ".l.csv.history").iterdir():
        path.unlink()
    (folder / ".l.csv.history").rmdir()
    said = "county,period,key,value,unit,text,source\n621124,2024-02,采购平台,,,云平台,科室\n"
    (folder / "l.facts.csv").write_text(said, encoding="utf-8")
    (folder / "l.sources.csv").write_text("source,title\n月报,某月报\n", encoding="utf-8")


def corrected(folder: Path, report: Report) -> None:
    """Two counties of which one is revised, one new, in a ledger of one."""
    assert take(folder / "l.csv", report("621124", 5000), report("610729", 300)) == 0


def undone(folder: Path, _: Report) -> None:
    assert main(["ledger", "undo", str(folder / "l.csv")]) == 0


def taken(folder: Path, _: Report) -> None:
    assert main(["ledger", "take", str(folder / "l.csv")]) == 0


CASES = {
    "the first import": (nothing, corrected),
    "an import that revises": (two_imports, corrected),
    "an import into a ledger of an earlier finkit": (of_earlier, corrected),
    "an undo": (two_imports, undone),
    "an undo of the first import": (one_import, undone),
    "hand edits taken": (edited, taken),
}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="names of open files: Linux only")
@pytest.mark.parametrize("case", CASES)
def test_a_ledger_is_as_before_or_as_after(
    case: str,
    report: Report,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    prepare, do = CASES[case]
    folder = tmp_path / "台账"
    folder.mkdir()
    prepare(folder, report)
    before = state_of(folder)
    with monkeypatch.context() as patch:
        noted = record(folder, patch)
        do(folder, report)
    after = state_of(folder)
    found, last = states(before, noted, drawn=64 if STRESS else 8)
    assert last == after, "nothing was done to the disk that was not recorded"
    dice = random.Random(7)
    opened = (
        found
        if STRESS
        else [*dice.sample(found[:-LAST], min(DRAWN, len(found[:-LAST]))), *found[-LAST:]]
    )
    old, new = (_read(state, tmp_path / name) for state, name in ((before, "b"), (after, "a")))
    seen = [
        _which(state, tmp_path / f"s{n}", before, after, old, new) for n, state in enumerate(opened)
    ]
    again = dice.sample(opened, 8)
    if do is corrected:
        for number, state in enumerate(again):
            place = lay_out(state, tmp_path / f"r{number}")
            do(place, report)
            assert _read(state_of(place), tmp_path / f"t{number}") == new, "killed, and run again"
            assert _copies(state_of(place)) == _copies(after)
            assert set(map(_kind, state_of(place))) == set(map(_kind, after))
    with capsys.disabled():
        print(
            f"\n{case}: {len(noted.done)} operations, {len(found)} states, {len(opened)} opened: "
            f"{seen.count('old')} old, {seen.count('new')} new, none mixed"
        )
    assert {"old", "new"} <= set(seen)


def _read(state: State, folder: Path) -> object:
    return all_of(lay_out(state, folder) / "l.csv") if state else ""


def _which(
    state: State, folder: Path, before: State, after: State, old: object, new: object
) -> str:
    for name, content in _copies(state).items():
        assert content in (before.get(name), after.get(name)), f"{name} is neither"
    try:
        found = _read(state, folder)
    except Exception as error:
        raise AssertionError(f"{sorted(state)}") from error
    assert found in (old, new), "mixed"
    return "old" if found == old else "new"


def _copies(state: State) -> State:
    return {name: content for name, content in state.items() if "/" not in name}


def _kind(name: str) -> str:
    return name if "/" not in name else Path(name).suffix


def test_nothing_is_left_of_a_killed_import_but_not_while_another_is_at_work(
    report: Report, tmp_path: Path
) -> None:
    place = tmp_path / "l.csv"
    assert take(place, report("621124", 4900)) == 0
    history = tmp_path / ".l.csv.history"
    left = [history / ".finkit-work-killed", history / f"{'a' * 64}.copy", history / ("b" * 64)]
    for path in left:
        path.write_bytes(b"half")
    assert open_dataset(place).ledger.rows
    assert all(path.exists() for path in left), "a reader sweeps nothing"
    assert take(place, report("621124", 4900)) == 0
    assert not any(path.exists() for path in left)
