"""What a web server answers, told by its name; one that never ends is left."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from finkit import addresses
from finkit.dataset import open_dataset
from finkit.errors import UsageError
from tests.conftest import HEADER

ROW = "621124,临洮县,2024-02,cumulative,一般公共预算收入,,actual,4900,万元,表一"
TABLE = f"{HEADER}\n{ROW}\n".encode()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.strip("/").partition(".")[0]
        if name.isdecimal():
            self.send_error(int(name))
            return
        self.send_response(200)
        if name == "huge":
            self.send_header("Content-Length", str(1 << 40))
        self.end_headers()
        if self.command == "GET":
            self._body(name)

    def _body(self, name: str) -> None:
        try:
            if name == "silent":
                time.sleep(3)
            elif name in ("endless", "slow", "huge"):
                for _ in range(300):
                    self.wfile.write(b"x" * (100_000 if name == "endless" else 1))
                    self.wfile.flush()
                    time.sleep(0 if name == "endless" else 0.02)
            else:
                self.wfile.write(TABLE)
        except OSError:
            pass  # whoever asked has gone

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "_SECONDS", 1.0)
    monkeypatch.setattr(addresses, "_MOST_BYTES", 1_000_000)


def test_a_table_from_a_server(host: str) -> None:
    assert open_dataset(f"{host}/whole.csv").ledger.counties[0].code == "621124"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("401.csv", "没有权限"),
        ("403.csv", "没有权限"),
        ("404.csv", "没有这个"),
        ("500.csv", "对方回答 500"),
        ("503.csv", "对方回答 503"),
        ("silent.csv", "超时"),
        ("slow.csv", "超时"),
        ("endless.csv", "大于|超时"),
        ("huge.csv", "大于"),
    ],
)
def test_what_went_wrong(host: str, path: str, said: str) -> None:
    started = time.monotonic()
    with pytest.raises(UsageError) as refused:
        open_dataset(f"{host}/{path}")
    assert any(one in str(refused.value) for one in said.split("|")), str(refused.value)
    assert path in str(refused.value)
    assert "\n" not in str(refused.value)
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(
    "data",
    ["a\0b", "a" * 300, "a/" * 3000, "\ud800", "file://[a", "file:///a%00b", "nowhere://x", "x://"],
)
def test_what_is_no_place(data: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_dataset(data)
    assert "\n" not in str(refused.value)
