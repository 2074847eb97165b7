"""Outputs and data at an address: the same reports, whole or not made, one batch at a time."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from finkit.addresses import opened
from finkit.batch import chunks
from finkit.batch.one import Settings
from finkit.batch.sealed import SEAL_JSON
from finkit.batch.station import Order
from finkit.batch.stores import store_at
from finkit.batch.stores.remote import RemoteStore
from finkit.batch.workers import Limits
from finkit.cli import main
from tests.test_batch import CODES, FILES, batch, contents, params, table

pytest.importorskip("fsspec", reason="要装 finkit[cluster]")


@pytest.fixture(params=["memory", "s3"])
def address(request: pytest.FixtureRequest) -> str:
    """An empty place to send reports to."""
    if request.param == "s3":
        return f"{request.getfixturevalue('s3')}/月报"
    return f"memory://{uuid.uuid4().hex}/月报"


def send(folder: Path, address: str, *more: str, **changed: int) -> int:
    given = [str(params(folder)), "--data", str(table(folder, **changed)), "--out", address]
    return main(["batch", *given, *more])


def there(address: str) -> dict[str, bytes]:
    """What stands at the address, by its path under it."""
    system, root = opened(address)
    return {path.removeprefix(f"{root}/"): system.cat_file(path) for path in system.find(root)}


def pages(address: str) -> dict[str, bytes]:
    """As `contents` gives them of a folder."""
    return {
        "/".join(path.split("/")[-2:]): text
        for path, text in there(address).items()
        if path.rsplit("/", 1)[-1] in FILES
    }


def nobody_makes_any(monkeypatch: pytest.MonkeyPatch) -> None:
    def make_chunk(*_: Any) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(chunks, "make_chunk", make_chunk)


def test_the_same_reports_as_in_a_folder_and_kept_when_unchanged(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert batch(tmp_path) == 0
    assert send(tmp_path, address) == 0
    assert pages(address) == contents(tmp_path / "out")
    found = there(address)
    assert {name for name in found if "/" not in name} == {"manifest.json", "index.html"}
    assert found["index.html"] == (tmp_path / "out" / "index.html").read_bytes()
    assert len(found) == 2 + 5 * len(CODES)
    nobody_makes_any(monkeypatch)
    assert send(tmp_path, address) == 0
    assert there(address) == found


def test_only_what_is_not_whole_is_made_again(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send(tmp_path, address) == 0
    whole = pages(address)
    system, root = opened(address)
    system.rm_file(f"{root}/2024-02/{CODES[0]}/{SEAL_JSON}")
    system.pipe_file(f"{root}/2024-02/{CODES[1]}/report.html", b"<html>half")
    asked: list[str] = []
    make = chunks.make_chunk

    def make_chunk(order: Any, jobs: Any) -> Any:
        asked.extend(job.request.county.code for job in jobs)
        return make(order, jobs)

    monkeypatch.setattr(chunks, "make_chunk", make_chunk)
    assert send(tmp_path, address) == 0
    assert sorted(asked) == sorted(CODES[:2])
    assert pages(address) == whole


def test_what_is_being_sent_is_left_alone_by_another_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On one worker of a cluster, another batch begins while the first one's reports are sent."""
    take, begun = RemoteStore.take, []

    def slow(store: RemoteStore, outcomes: Any, folder: Path) -> Any:
        if not begun:
            begun.append("乙批")
            limits = Limits(1, 60, 0)
            assert chunks.make_chunk(Order("乙批", Settings(), store.address, "", limits), []) == []
        return take(store, outcomes, folder)

    monkeypatch.setattr(RemoteStore, "take", slow)
    address = f"memory://{uuid.uuid4().hex}"
    try:
        assert send(tmp_path, address) == 0
    finally:
        chunks.close("乙批")
    assert len(pages(address)) == len(CODES) * len(FILES)


def test_a_report_that_fails_leaves_the_older_one(tmp_path: Path, address: str) -> None:
    assert send(tmp_path, address) == 0
    whole = pages(address)
    text = 'reports:\n  - {county: "621124", period: 2024-02, options: {mode: final, kind: work_report}}\n'
    given = [str(params(tmp_path, text)), "--data", str(tmp_path), "--out", address]
    assert main(["batch", *given]) == 1
    (entry,) = json.loads(there(address)["manifest.json"])
    assert (entry["status"], entry["path"]) == ("stale", "2024-02/621124/report.html")
    assert pages(address) == whole


def test_a_report_that_fails_has_a_page_that_says_so(tmp_path: Path, address: str) -> None:
    table(tmp_path)
    text = 'reports:\n  - {county: "621124", period: 2024-02, options: {mode: final, kind: work_report}}\n'
    given = [str(params(tmp_path, text)), "--data", str(tmp_path), "--out", address]
    assert main(["batch", *given]) == 1
    found = there(address)
    assert "报告没有生成" in found["2024-02/621124/report.html"].decode()
    assert f"2024-02/621124/{SEAL_JSON}" not in found


def test_one_batch_at_a_time(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with store_at(address).locked():
        assert send(tmp_path, address) == 2
        said = capsys.readouterr().err
        assert f"finkit: {address}：另一批报告正写在这里（" in said
        assert said.endswith("若它是被终止的，加 --unlock 再运行\n")
        assert said.count("\n") == 1
    assert ".finkit-lock" not in there(address)


def test_a_single_report(tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--county", "621124", "--period", "2024-02", "--data", str(table(tmp_path))]
    assert main(["report", *given, "--out", address]) == 0
    assert capsys.readouterr().out == f"{address}/2024-02/621124/report.html\n"
    assert f"2024-02/621124/{SEAL_JSON}" in there(address)


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    assert send(tmp_path, f"{tmp_path.as_uri()}/here") == 0
    assert len(contents(tmp_path / "here")) == len(CODES) * len(FILES)


def test_data_at_an_address(tmp_path: Path, s3: str, capsys: pytest.CaptureFixture[str]) -> None:
    table(tmp_path)
    (tmp_path / "sources.csv").write_text("source,title,url\n表一,某县公报,\n", encoding="utf-8")
    here = ["batch", str(params(tmp_path)), "--data", str(tmp_path)]
    assert main([*here, "--out", str(tmp_path / "out")]) == 0
    system, _ = opened(s3)
    system.put([str(tmp_path / "observations.csv"), str(tmp_path / "sources.csv")], f"{s3}/data/")
    assert main(["batch", str(params(tmp_path)), "--data", f"{s3}/data", "--out", f"{s3}/out"]) == 0
    assert pages(f"{s3}/out") == contents(tmp_path / "out")
    assert "某县公报" in pages(f"{s3}/out")["621124/report.html"].decode()
    capsys.readouterr()
    assert main(["list", "--data", f"{s3}/data/observations.csv"]) == 0
    assert CODES[0] in capsys.readouterr().out


def test_a_browser_is_told_what_the_page_is(tmp_path: Path, s3: str) -> None:
    assert send(tmp_path, s3) == 0
    system, root = opened(s3)
    assert system.info(f"{root}/index.html")["ContentType"] == "text/html"


def test_killed_and_run_again(tmp_path: Path, s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert batch(tmp_path) == 0
    given = [str(params(tmp_path)), "--data", str(table(tmp_path)), "--out", s3, "--jobs", "1"]
    command = [sys.executable, "-m", "finkit.cli", "batch", *given]
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setenv("TMPDIR", str(passing))
    monkeypatch.setattr(tempfile, "tempdir", None)  # asked for anew
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    # The first page is there, its seal is not, or not long: others are still to be made.
    while not any(FILES[0] in path for path in there(s3)) and time.monotonic() < until:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait(30)
    assert send(tmp_path, s3) == 2
    assert list(passing.iterdir())
    assert send(tmp_path, s3, "--unlock") == 0
    assert pages(s3) == contents(tmp_path / "out")
    until = time.monotonic() + 10
    while (left := list(passing.iterdir())) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []


def test_reports_copied_there_by_hand_are_known_by_their_content(
    tmp_path: Path, address: str
) -> None:
    """Those that are as sealed are kept; one that was changed on the way is made again."""
    assert batch(tmp_path) == 0
    system, root = opened(address)
    for path in (tmp_path / "out").rglob("*.*"):
        if path.is_file():
            system.pipe_file(f"{root}/{path.relative_to(tmp_path / 'out')}", path.read_bytes())
    seals = {code: there(address)[f"2024-02/{code}/{SEAL_JSON}"] for code in CODES}
    changed = f"{root}/2024-02/{CODES[0]}/report.html"
    system.pipe_file(changed, system.cat_file(changed).replace(b"2024", b"2023"))
    assert send(tmp_path, address) == 0
    assert pages(address) == contents(tmp_path / "out")
    again = {code: there(address)[f"2024-02/{code}/{SEAL_JSON}"] for code in CODES}
    assert [code for code in CODES if again[code] != seals[code]] == [CODES[0]]


@pytest.mark.parametrize(
    ("what", "place", "message"),
    [
        ("--out", "foo://x", "不认识的地址「foo"),
        ("--data", "foo://x", "不认识的地址「foo"),
        ("--out", "s3://no-such-bucket/x", "不了（没有这个桶、文件夹或文件）"),
        ("--data", "s3://no-such-bucket/x", "不了（没有这个桶、文件夹或文件）"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_line(
    tmp_path: Path, s3: str, capsys: pytest.CaptureFixture[str], what: str, place: str, message: str
) -> None:
    given = ["batch", str(params(tmp_path)), "--data", str(table(tmp_path))]
    assert main([*given, "--out", str(tmp_path / "out"), what, place]) == 2
    said = capsys.readouterr().err
    assert said.startswith("finkit: ")
    assert said.count("\n") == 1
    assert message in said


@pytest.mark.parametrize(
    ("library", "given", "extra"),
    [
        ("s3fs", ["--out", "s3://x"], "s3"),
        ("fsspec", ["--out", "memory://x"], "cluster"),
        ("distributed", ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"], "cluster"),
    ],
)
def test_without_the_extra_it_says_how_to_install(
    tmp_path: Path, library: str, given: list[str], extra: str
) -> None:
    given = ["batch", str(params(tmp_path)), "--data", str(table(tmp_path)), *given]
    code = f"import sys; sys.modules[{library!r}] = None\nfrom finkit.cli import main; sys.exit(main({given!r}))"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert found.returncode == 2
    assert found.stderr.endswith(f"pip install 'finkit[{extra}]'\n")
    assert found.stderr.count("\n") == 1
