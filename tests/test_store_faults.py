"""An object store that refuses, breaks off or is silent: told in a line and in time; what was being
sent is whole or not there, wherever it was cut.
"""

from __future__ import annotations

import http.client
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from finkit import addresses
from finkit.addresses import opened
from finkit.batch.one import Outcome
from finkit.batch.sealed import SEAL_JSON, Sealed
from finkit.batch.stores.remote import RemoteStore
from finkit.cli import main
from finkit.errors import UsageError
from tests.test_batch import CODES, FILES, batch, contents, params, table

s3fs = pytest.importorskip("s3fs", reason="要装 finkit[s3]")

SILENT = 0.4
Fault = Callable[[int, str], str]
"""What becomes of a request by its number and method: "" passes, "403" is the answer, "reset" and
"silent" are none, "slow" is one of drops."""

STRESS = bool(os.environ.get("FINKIT_STRESS"))


class _Between(BaseHTTPRequestHandler):
    """Passes requests on to the store, but for those that the fault names."""

    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        server: Any = self.server
        body = self._body()
        with server.counting:
            number, server.count = server.count, server.count + 1
        fault = server.fault(number, self.command)
        if fault == "reset":
            self.close_connection = True
            return
        if fault == "silent":
            time.sleep(8 * SILENT)
            self.close_connection = True
            return
        if fault == "slow":
            self._drops()
            return
        status, headers, answer = (int(fault), [], b"") if fault else self._passed(body)
        self.send_response_only(status)
        for name, said in headers:
            self.send_header(name, said)
        if not any(name.lower() == "content-length" for name, _ in headers):
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)

    def _drops(self) -> None:
        self.send_response_only(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.close_connection = True
        try:
            for _ in range(200):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(SILENT / 8)
        except OSError:
            pass

    def _body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _passed(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        server: Any = self.server
        store = http.client.HTTPConnection(server.store, timeout=30)
        headers = {n: s for n, s in self.headers.items() if n.lower() != "transfer-encoding"}
        store.request(self.command, self.path, body, headers | {"Content-Length": str(len(body))})
        answer = store.getresponse()
        content = answer.read()
        kept = [(n, s) for n, s in answer.getheaders() if n.lower() not in _OF_THE_WAY]
        store.close()
        return answer.status, kept, content

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _any  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


_OF_THE_WAY = ("connection", "transfer-encoding", "server", "date")


class Way:
    """The way to the store, whole or with a fault."""

    def __init__(self, address: str, server: Any) -> None:
        self.address, self._server = address, server
        self.mend()

    def breaks(self, fault: Fault) -> None:
        self._server.fault, self._server.count = fault, 0

    def mend(self) -> None:
        self.breaks(lambda *_: "")

    @property
    def count(self) -> int:
        """How many requests came since it was last set."""
        return int(self._server.count)


@pytest.fixture
def way(s3: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Way]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Between)
    server.daemon_threads = True
    server.store = urlsplit(os.environ["AWS_ENDPOINT_URL"]).netloc
    server.counting = threading.Lock()
    found = Way(f"{s3}/{uuid.uuid4().hex}", server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr(addresses, "_SILENT", 4 * SILENT)
    monkeypatch.setattr(addresses, "_CONNECT", 4.0)
    s3fs.S3FileSystem.clear_instance_cache()
    yield found
    s3fs.S3FileSystem.clear_instance_cache()
    server.shutdown()
    server.server_close()


def send(folder: Path, address: str, *more: str) -> int:
    given = [str(params(folder)), "--data", str(table(folder)), "--out", address]
    return main(["batch", *given, "--jobs", "1", *more])


FAULTS = {
    "403": "没有权限",
    "500": "对方回答 500",
    "503": "对方回答 503",
    "reset": "连不上，或连接断了",
    "silent": "超时",
}


@pytest.mark.parametrize("what", ["--data", "--out"])
@pytest.mark.parametrize("fault", [*FAULTS, "404"])
def test_what_a_store_answers_is_told_in_one_line_and_in_time(
    way: Way, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str, what: str
) -> None:
    given = ["batch", str(params(tmp_path)), "--data", str(table(tmp_path))]
    given += ["--out", str(tmp_path / "out"), what, f"{way.address}/x"]
    way.breaks(lambda *_: fault)
    begun = time.monotonic()
    assert main(given) == 2
    assert time.monotonic() - begun < 20
    said = capsys.readouterr().err
    assert said.count("\n") == 1, said
    assert FAULTS.get(fault, "没有这个") in said
    assert way.count < 30


def test_a_file_that_comes_in_drops_is_given_up(
    way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system, root = opened(way.address)
    system.pipe_file(f"{root}/observations.csv", table(tmp_path).read_bytes())
    monkeypatch.setattr(addresses, "_SECONDS", 1.0)
    way.breaks(lambda _, method: "slow" if method == "GET" else "")
    begun = time.monotonic()
    assert main(["list", "--data", f"{way.address}/observations.csv"]) == 2
    assert time.monotonic() - begun < 20
    assert "超时" in capsys.readouterr().err


def test_an_upload_cut_at_each_request_leaves_each_report_whole_or_not_made(
    way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(addresses, "_TRIES", 1)
    s3fs.S3FileSystem.clear_instance_cache()
    assert batch(tmp_path) == 0
    out = tmp_path / "out"
    whole = contents(out)
    sealed = [Sealed.parsed(path.read_text("utf-8")) for path in sorted(out.rglob(SEAL_JSON))]
    made = [Outcome(one.entry, one.summary) for one in sealed]
    way.mend()
    RemoteStore(f"{way.address}/all").take(made, out)
    requests, there = way.count, 0
    assert requests > len(CODES) * 5
    # Each request in a stress run; else every third, the first and the last among them.
    cuts = sorted({*range(0, requests, 1 if STRESS else 3), requests - 1})
    for cut in cuts:
        store = RemoteStore(f"{way.address}/{cut}")
        way.breaks(lambda number, _, cut=cut: "reset" if number >= cut else "")  # type: ignore[misc]
        with pytest.raises(UsageError, match="写不了（连不上，或连接断了）"):
            store.take(made, out)
        way.mend()
        there += whole_or_not_made(store.address, whole)
        store.take(made, out)
        assert whole_or_not_made(store.address, whole) == len(CODES)
    with capsys.disabled():
        print(
            f"\nan upload cut at {len(cuts)} of {requests} requests: {there} reports there, none half"
        )


def test_a_batch_cut_off_is_told_in_a_line_and_run_again(
    way: Way, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(tmp_path) == 0
    way.breaks(lambda number, _: "reset" if number >= 12 else "")
    assert send(tmp_path, way.address) == 2
    said = capsys.readouterr().err
    assert said.endswith("写不了（连不上，或连接断了）；看网络和地址，稍后再试\n")
    way.mend()
    assert send(tmp_path, way.address, "--unlock") == 0
    assert whole_or_not_made(way.address, contents(tmp_path / "out")) == len(CODES)


def whole_or_not_made(address: str, whole: dict[str, bytes]) -> int:
    """How many reports have their seal; each of these is whole."""
    system, root = opened(address)
    seals = [path for path in system.find(root) if path.endswith(f"/{SEAL_JSON}")]
    for path in seals:
        Sealed.parsed(system.cat_file(path).decode())
        folder = path.removesuffix(f"/{SEAL_JSON}")
        code = folder.rsplit("/", 1)[-1]
        assert {n: system.cat_file(f"{folder}/{n}") for n in FILES} == {
            n: whole[f"{code}/{n}"] for n in FILES
        }
    return len(seals)
