"""Batches that are killed, run out of room, meet each other: nothing is lost, nothing half-made.

`FINKIT_FAULT_ROUNDS` says how many times the batch is disturbed (10; CI: 50).
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import psutil
import pytest

from finkit.batch import maker, one
from finkit.batch.places import locked
from finkit.batch.sealed import SEAL_JSON
from finkit.batch.workers import can_fork
from finkit.cli import main
from finkit.counties import register
from finkit.dataset import open_dataset
from finkit.disk import WORK, abandoned, own_folder, write_whole
from finkit.errors import UsageError
from finkit.periods import Period
from finkit.verify.claimed import claimed_by
from tests.conftest import HEADER
from tests.page_figures import Page

forks = pytest.mark.skipif(not can_fork(), reason="这个平台不能 fork，逐份生成")
FILES = ("figures.json", "report.html", "report.md")
ROUNDS = int(os.environ.get("FINKIT_FAULT_ROUNDS", "10"))
PARAMS = "reports:\n  - {counties: all, period: 2024-02}\n"


def given(folder: Path, counties: int, out: str = "out") -> list[str]:
    """A batch of the register's first counties, every amount a different one."""
    rows = [HEADER]
    for number, county in enumerate(list(register().values())[:counties]):
        for item, amount in (("一般公共预算收入", 1000), ("一般公共预算支出", 5000)):
            cell = f"{county.code},{county.name},2024-02,cumulative,{item},"
            rows.append(f"{cell},actual,{amount + 7 * number},万元,表一")
            rows.append(f"{cell},prior_actual,{amount + 3 * number - 50},万元,表一")
    (folder / "observations.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "p.yaml").write_text(PARAMS, encoding="utf-8")
    data = str(folder / "observations.csv")
    return ["batch", str(folder / "p.yaml"), "--data", data, "--out", str(folder / out)]


def contents(out: Path) -> dict[str, bytes]:
    return {
        f"{path.parent.name}/{path.name}": path.read_bytes()
        for path in out.rglob("*")
        if path.name in FILES
    }


def statuses(out: Path) -> set[str]:
    entries = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return {entry["status"] for entry in entries}


def leftovers(out: Path) -> list[str]:
    return [path.name for path in out.iterdir() if path.name.startswith(".finkit")]


# --- Killed, and run again ------------------------------------------------------------------


def _kill_a_worker(batch: subprocess.Popen[bytes], dice: random.Random) -> None:
    with contextlib.suppress(psutil.NoSuchProcess, IndexError):
        dice.choice(psutil.Process(batch.pid).children()).kill()


def _no_one_left(group: int) -> None:
    """No process of the killed batch remains."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("a process of the batch is still there")


@forks
def test_disturbed_at_any_moment_the_next_run_finishes_the_rest(tmp_path: Path) -> None:
    asked = given(tmp_path, 16)
    assert main(asked) == 0
    whole = contents(tmp_path / "out")
    assert len(whole) == 16 * len(FILES)
    out = tmp_path / "again"
    command = [*given(tmp_path, 16, "again"), "--force"]
    dice = random.Random(7)
    for number in range(ROUNDS):
        batch = subprocess.Popen(
            [sys.executable, "-m", "finkit.cli", *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            batch.wait(1 + 3 * dice.random())
        how = (signal.SIGKILL, signal.SIGINT, None, signal.SIGTERM)[number % 4]
        if how is None:
            _kill_a_worker(batch, dice)
        else:
            batch.send_signal(how)
        # Interrupted before the command begins or after it has ended, Python itself ends with -2.
        assert batch.wait(60) in (0, 1, -2, -9, -15, 130)
        _no_one_left(batch.pid)
        for folder in (path.parent for path in out.glob("2024-02/*/report.html")):
            if (folder / SEAL_JSON).is_file():
                for name in FILES:
                    key = f"{folder.name}/{name}"
                    assert (folder / name).read_bytes() == whole[key], key
    assert main(given(tmp_path, 16, "again")) == 0
    assert contents(out) == whole
    assert statuses(out) == {"ok"}
    assert leftovers(out) == []


def test_a_report_being_replaced_when_the_batch_was_killed_is_put_back(tmp_path: Path) -> None:
    old = tmp_path / ".finkit-work-a" / "3" / "2024-02" / "old-621124"
    old.mkdir(parents=True)
    (old / "report.html").write_text("page", encoding="utf-8")
    (tmp_path / "2024-02").mkdir()
    with locked(tmp_path):
        pass
    assert (tmp_path / "2024-02" / "621124" / "report.html").read_text(encoding="utf-8") == "page"
    assert leftovers(tmp_path) == []


def test_a_folder_that_a_process_has_just_made_is_not_taken_from_it(tmp_path: Path) -> None:
    new, old = tmp_path / "finkit-x-new", tmp_path / "finkit-x-old"
    new.mkdir()
    old.mkdir()
    os.utime(old, (0, 0))
    assert list(abandoned("finkit-x-", tmp_path)) == [old]


def test_what_a_killed_batch_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".finkit-work-old" / "1").mkdir(parents=True)
    (tmp_path / ".finkit-work-file").touch()
    with locked(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_report_at_work_beside_a_batch_keeps_its_workspace_until_it_ends(tmp_path: Path) -> None:
    code = "\n".join(
        (
            "from pathlib import Path",
            "from finkit.disk import WORK, own_folder",
            f"with own_folder(WORK, Path({str(tmp_path)!r})) as work:",
            "    print(work, flush=True)",
            "    input()",
        )
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    at_work = Path(other.stdout.readline().rstrip("\n"))
    try:
        with locked(tmp_path):
            pass
        assert at_work.is_dir()
    finally:
        other.kill()
        other.communicate()
    assert at_work.is_dir()
    with locked(tmp_path):
        pass
    assert not at_work.exists()


@forks
def test_a_disk_that_is_full_before_a_process_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mkdir = Path.mkdir

    def full(path: Path, *given: object, **named: object) -> None:
        if path.name == "2":
            raise OSError(errno.ENOSPC, "No space left on device")
        mkdir(path, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", full)
    assert main(given(tmp_path, 4)) == 2
    assert capsys.readouterr().err.endswith("输出文件夹写不了（磁盘已满）\n")


# --- Many at once ---------------------------------------------------------------------------


@forks
def test_each_of_two_hundred_pages_is_its_own_countys(tmp_path: Path) -> None:
    assert main([*given(tmp_path, 200), "--jobs", "4"]) == 0
    data = open_dataset(tmp_path / "observations.csv")
    for county in data.ledger.counties:
        folder = tmp_path / "out" / "2024-02" / county.code
        claimed, page = claimed_by(folder / "report.html"), Page()
        page.feed(claimed.text)
        assert claimed.county_code == county.code
        title = f"<title>{county.name}2024年1—2月财政收支执行情况</title>"
        assert title in claimed.text
        assert claimed.period == "2024-02"
        assert claimed.data_digest == data.ledger.digest(county.code, Period(2024, 2))
        values = {f.id: f.value for f in data.figures(county.code, Period(2024, 2))}
        assert page.figures
        for shown in page.figures:
            value = values[shown.figure]
            assert value is not None
            assert Decimal(shown.value) == pytest.approx(value, rel=Decimal("1e-9"))
        written = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
        drawn = {one["id"] for one in written if one["status"] in ("series", "schema")}
        assert {one["id"] for one in written} - drawn == set(values)


def test_without_fork_the_same_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(given(tmp_path, 3)) == 0
    monkeypatch.setattr(maker, "can_fork", lambda: False)
    assert main(given(tmp_path, 3, "unforked")) == 0
    assert contents(tmp_path / "unforked") == contents(tmp_path / "out")


# --- Folders, disks, data -------------------------------------------------------------------


def test_two_batches_on_one_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with locked(out), pytest.raises(UsageError, match="另一批报告正写在这里"), locked(out):
        pass
    assert leftovers(tmp_path / "out") == []


def test_a_folder_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(given(tmp_path, 2, "file/out")) == 2
    said = capsys.readouterr().err
    assert said == f"finkit: {tmp_path}/file/out：输出文件夹写不了（路径中有文件）\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for a few reports."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", place], check=False, capture_output=True
    ) if sys.platform == "linux" else None  # fmt: skip
    if made is None or made.returncode:
        pytest.skip("这台机器不能挂载一个小磁盘")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk(small_disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = given(tmp_path, 12, "disk/out")
    assert main(asked) == 1
    said = capsys.readouterr().err
    assert "磁盘已满" in said
    assert "Traceback" not in said
    out = small_disk / "out"
    assert leftovers(out) == []
    for seal in out.rglob(SEAL_JSON):
        assert {path.name for path in seal.parent.iterdir()} >= {*FILES, "report.ipynb"}
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    assert main(asked) == 0
    assert statuses(out) == {"ok"}
    assert len(contents(out)) == 12 * len(FILES)


def test_a_report_is_put_back_though_its_month_was_deleted(tmp_path: Path) -> None:
    old = tmp_path / ".finkit-work-a" / "3" / "2024-02" / "old-621124"
    old.mkdir(parents=True)
    (old / "report.html").write_text("page", encoding="utf-8")
    with locked(tmp_path):
        pass
    assert (tmp_path / "2024-02" / "621124" / "report.html").read_text(encoding="utf-8") == "page"


def test_a_lock_that_cannot_be_removed_while_held_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows removes no file that is open."""

    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "unlink", refused)
    with locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


@forks
@pytest.mark.parametrize(
    ("owner", "what", "number", "message"),
    [
        (Path, "mkdir", errno.ENOSPC, "输出文件夹写不了（磁盘已满）"),
        (
            ForkProcess,
            "start",
            errno.EAGAIN,
            "开不了新进程（Resource temporarily unavailable）；用 --jobs",
        ),
    ],
)
def test_no_room_for_another_process_is_one_line_and_what_was_made_is_in_the_manifest(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    owner: type,
    what: str,
    number: int,
    message: str,
) -> None:
    usual, times = getattr(owner, what), itertools.count(1)

    def failing(one: Any, *given: Any, **more: Any) -> None:
        is_ours = owner is not Path or one.parent.name.startswith(WORK)
        if is_ours and next(times) == 3:
            raise OSError(number, os.strerror(number))
        usual(one, *given, **more)

    monkeypatch.setattr(owner, what, failing)
    assert main([*given(tmp_path, 6), "--jobs", "1"]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert statuses(tmp_path / "out") == {"ok"}
    assert leftovers(tmp_path / "out") == []


def test_data_changed_during_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours reads the data once; a kernel reads them again, and a changed county is refused."""
    asked = given(tmp_path, 1)
    render = one.render

    def changing(*parameters: object) -> object:
        path = tmp_path / "observations.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(",1000,", ",2000,"), "utf-8")
        return render(*parameters)  # type: ignore[arg-type]

    monkeypatch.setattr(one, "render", changing)
    assert main([*asked, "--engine", "stock"]) == 1
    (entry,) = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert entry["status"] == "failed"
    assert entry["reason"].endswith("数据在运行中变了；请再运行一次")
    if can_fork():
        assert main([*given(tmp_path, 1, "ours")]) == 0
        page = (tmp_path / "ours" / "2024-02" / "110101" / "report.html").read_text("utf-8")
        assert "1000万元" in page
        assert "2000万元" not in page


def test_a_folder_spelled_through_a_link_and_back_is_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a" / "b")
    folder = tmp_path / "link" / ".." / "c"
    (tmp_path / "a" / "c").mkdir()
    write_whole(folder / "x.txt", b"x")
    with own_folder(WORK, folder) as own:
        assert own.is_dir()
    assert [path.name for path in (tmp_path / "a" / "c").iterdir()] == ["x.txt"]
