"""A batch on a dask cluster: the same reports as here, whatever happens to a worker."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from finkit.addresses import opened
from finkit.batch import chunks, cluster
from finkit.batch.one import Settings
from finkit.batch.plan import Request
from finkit.batch.sealed import SEAL_JSON
from finkit.batch.station import Order, Station, StationLostError
from finkit.batch.workers import Job, Limits, can_fork
from finkit.cli import main
from finkit.counties import County
from finkit.errors import DataError, UsageError
from finkit.periods import Period
from tests.conftest import HEADER
from tests.test_batch import FILES, contents, leftovers, params, table, times

pytest.importorskip("distributed", reason="要装 finkit[cluster]")
pytestmark = pytest.mark.skipif(not can_fork(), reason="这个平台不能 fork")

COUNTIES = 24
HERE = Request(County("621124", "县0", "甘肃省"), Period(2024, 2))


@dataclass(frozen=True)
class Cluster:
    """A scheduler and its worker processes, of this test alone."""

    scheduler: str
    nanny: psutil.Process

    def workers(self) -> list[psutil.Process]:
        """The worker processes that hold a station now."""
        stations = [p for p in self.nanny.children(recursive=True) if _is_station(p)]
        held = [station.parent() for station in stations]
        return [worker for worker in held if worker and worker != self.nanny]

    def stations(self) -> int:
        return sum(_is_station(p) for p in self.nanny.children(recursive=True))


def _is_station(process: psutil.Process) -> bool:
    try:
        command = process.cmdline()
        parent = process.parent()
        return "finkit.batch.serve" in command and not (
            parent and "finkit.batch.serve" in parent.cmdline()
        )
    except psutil.Error:
        return False


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Callable[[], Cluster]]:
    """Starts a scheduler and two workers on loopback, in processes of their own."""
    started: list[subprocess.Popen[bytes]] = []
    known = tmp_path / "scheduler.json"

    def run(*given: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *given, "--host", "127.0.0.1", "--no-dashboard"]
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        started.append(process)
        return process

    def start() -> Cluster:
        run("scheduler", "--port", "0", "--no-show", "--scheduler-file", str(known))
        # It is there before it is written.
        _until(lambda: known.is_file() and known.read_text(encoding="utf-8").rstrip().endswith("}"))
        address = json.loads(known.read_text(encoding="utf-8"))["address"]
        local = ["--local-directory", str(tmp_path / "dask")]
        workers = run("worker", address, "--nworkers", "2", "--nthreads", "1", *local)
        return Cluster(address, psutil.Process(workers.pid))

    yield start
    for process in reversed(started):
        for child in psutil.Process(process.pid).children(recursive=True):
            _end(child)
        process.kill()
        process.wait(30)


def _end(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.Error:
        return


def _until(happens: Callable[[], object], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def many(folder: Path) -> Path:
    """A table of so many counties that there is time to lose a worker."""
    rows = [HEADER]
    for number in range(COUNTIES):
        for item in ("一般公共预算收入", "一般公共预算支出"):
            start = f"区{number},区{number},2024-02,cumulative,{item},"
            rows += [
                f"{start},actual,{1000 + number},万元,表一",
                f"{start},prior_actual,900,万元,表一",
            ]
    path = folder / "many.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def here(folder: Path) -> tuple[list[str], dict[str, bytes]]:
    """How the batch is asked for, and what it gives on this machine."""
    given = ["batch", str(params(folder)), "--data", str(many(folder))]
    assert main([*given, "--out", str(folder / "here")]) == 0
    whole = contents(folder / "here")
    assert len(whole) == COUNTIES * len(FILES)
    return given, whole


def _some_made(out: Path) -> bool:
    try:
        return len(list(out.rglob(SEAL_JSON))) > 2
    except FileNotFoundError:  # a folder went away meanwhile
        return False


def begun(given: list[str], out: Path) -> subprocess.Popen[bytes]:
    """The batch as a process of its own, with some reports made."""
    command = [sys.executable, "-m", "finkit.cli", *given]
    running = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Where the tests run in the background, interrupts are ignored, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    _until(lambda: running.poll() is not None or _some_made(out))
    assert running.poll() is None
    return running


def test_the_same_reports_as_here_and_kept_when_unchanged(
    tmp_path: Path, dask: Callable[[], Cluster]
) -> None:
    given, whole = here(tmp_path)
    on = [*given, "--engine", "dask", "--scheduler", dask().scheduler]
    out = tmp_path / "out"
    assert main([*on, "--out", str(out)]) == 0
    assert contents(out) == whole
    assert (out / "index.html").read_bytes() == (tmp_path / "here" / "index.html").read_bytes()
    assert leftovers(out) == []
    before = times(out)
    assert main([*on, "--out", str(out)]) == 0
    assert times(out) == before


def test_a_worker_killed_loses_nothing(tmp_path: Path, dask: Callable[[], Cluster]) -> None:
    given, whole = here(tmp_path)
    running = dask()
    out = tmp_path / "out"
    on = [*given, "--engine", "dask", "--scheduler", running.scheduler, "--out", str(out)]
    batch = begun(on, out)
    worker = running.workers()[0]
    worker.kill()
    assert batch.wait(120) == 0
    assert contents(out) == whole
    assert {
        entry["status"] for entry in json.loads((out / "manifest.json").read_text("utf-8"))
    } == {"ok"}
    assert leftovers(out) == []
    _until(lambda: running.stations() == 0)


def test_interrupted_and_run_again(tmp_path: Path, dask: Callable[[], Cluster]) -> None:
    given, whole = here(tmp_path)
    running = dask()
    out = tmp_path / "out"
    on = [*given, "--engine", "dask", "--scheduler", running.scheduler, "--out", str(out)]
    for _ in range(5):
        batch = begun(on, out)
        batch.send_signal(signal.SIGINT)
        if batch.wait(60):
            break
        shutil.rmtree(out)  # it was done before it heard
    assert batch.returncode == 130
    _until(lambda: running.stations() == 0)
    assert leftovers(out) == []
    for seal in out.rglob(SEAL_JSON):
        assert {path.name for path in seal.parent.iterdir()} >= {*FILES, "report.ipynb"}
    assert main(on) == 0
    assert contents(out) == whole


def test_from_a_store_to_a_store(tmp_path: Path, s3: str, dask: Callable[[], Cluster]) -> None:
    _, whole = here(tmp_path)
    system, root = opened(s3)
    system.put_file(str(tmp_path / "many.csv"), f"{root}/many.csv")
    on = ["--engine", "dask", "--scheduler", dask().scheduler]
    asked = ["batch", str(params(tmp_path)), "--data", f"{s3}/many.csv", "--out", f"{s3}/out", *on]
    assert main(asked) == 0
    pages = {
        "/".join(path.split("/")[-2:]): system.cat_file(path)
        for path in system.find(f"{root}/out")
        if path.rsplit("/", 1)[-1] in FILES
    }
    assert pages == whole


# --- What stands in the way is one line ------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--engine", "dask"], "--engine dask 要写明调度器；如 --scheduler tcp://10.0.0.5:8786"),
        (["--engine", "dask", "--scheduler", "here"], "调度器地址「here」写法不对"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler 要与 --engine dask 同用"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"], "tcp://127.0.0.1:1：连不上调度器"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--out", "memory://x"], "memory:// 只在一个进程里"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: list[str],
    message: str,
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    asked = ["batch", str(params(tmp_path)), "--data", str(table(tmp_path))]
    assert main([*asked, "--out", str(tmp_path / "out"), *given]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out" / "manifest.json").exists()


def order(folder: Path, work: Path) -> Order:
    settings = Settings(str(table(folder)))
    return Order("一批", settings, str(folder / "out"), str(work), Limits(1, 60, 0))


def test_workers_must_see_the_folder_and_have_the_same_data(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="看不到输出文件夹"):
        Station(order(tmp_path, tmp_path / "nowhere"))
    station = Station(order(tmp_path, tmp_path))
    try:
        with pytest.raises(DataError, match="数据或程序与下达任务的机器不一致"):
            station.make([Job(HERE, "another fingerprint")])
        with pytest.raises(StationLostError):
            station.make([Job(HERE, "")])
    finally:
        station.close()
    assert not (tmp_path / "out").exists()


def test_a_station_that_was_killed_is_closed_without_complaint(tmp_path: Path) -> None:
    """What could not be sent to it stays in the pipe: closing must not hide why it is closed."""
    station = Station(order(tmp_path, tmp_path))
    station._process.kill()
    station._process.wait()
    assert station._process.stdin is not None
    station._process.stdin.write(b"not sent")
    station.close()
    assert not Path(station._own).exists()


def test_a_station_ends_with_its_holder(tmp_path: Path) -> None:
    given = replace(order(tmp_path, tmp_path), settings=Settings())
    code = "; ".join(
        (
            "import os",
            "from finkit.batch.one import Settings",
            "from finkit.batch.station import Order, Station",
            "from finkit.batch.workers import Limits",
            f"print(Station({given!r})._process.pid, flush=True)",
            "os.kill(os.getpid(), 9)",
        )
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert found.returncode == -signal.SIGKILL
    _until(lambda: _is_gone(int(found.stdout)), 10)


def test_batches_that_share_a_worker_leave_each_others_stations_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A station is ended for another batch's only when nobody has used it for a while."""
    first, second = (
        replace(order(tmp_path, tmp_path), batch=batch, settings=Settings())
        for batch in ("甲", "乙")
    )
    monkeypatch.setattr(chunks, "_STATIONS", {})
    try:
        with chunks._station(first) as one:
            monkeypatch.setattr(chunks, "_LEFT_AFTER", -1.0)
            with chunks._station(second) as other:
                assert one.is_alive
            assert other.is_alive
        with chunks._station(replace(first, batch="丙")):
            assert not one.is_alive
            assert not other.is_alive
    finally:
        for batch in list(chunks._STATIONS):
            chunks._STATIONS.pop(batch).close()


def _is_gone(pid: int) -> bool:
    try:
        # In a container nobody may ask how an orphan ended.
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
