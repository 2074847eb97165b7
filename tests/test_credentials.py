"""No password, token or key of an address stands in anything that a run leaves or says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit import cli, credentials
from finkit.credentials import KEPT, bare, is_secret, masked
from finkit.readers.address import settled
from finkit.samples import folders

PASSWORD, TOKEN, KEY = "Pa55-of-Lintao", "tok3n.of.Lintao", "f00dcafe8badf00dcafe8badf00d"
SECRETS = (PASSWORD, TOKEN, KEY)


class _Answers(BaseHTTPRequestHandler):
    """The sample's bulletins for whoever has the token; an answer that repeats it to others."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        file = folders()[0] / path.strip("/")
        is_there = f"token={TOKEN}" in query and file.is_file()
        body = file.read_bytes() if is_there else f"no {self.path}".encode()
        code = 200 if is_there else 403 if "secret" in path else 404
        self.send_response(code, f"no {self.path}" if code != 200 else None)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """A command in a process of its own, and everything that it said or left."""
    logs = folder / "tmp"
    logs.mkdir()
    made = subprocess.run(
        [sys.executable, "-m", "finkit.cli", *arguments],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "TMPDIR": str(logs)},
        check=False,
    )
    left = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    everything = b"\n".join([made.stdout, made.stderr, *left]).decode("utf-8", "replace")
    return made.returncode, everything


def tells(everything: str) -> list[str]:
    return [secret for secret in SECRETS if secret in everything]


@pytest.mark.parametrize("engine", ["finkit", "stock"])
def test_a_report_tells_no_secret_of_its_datas_address(
    tmp_path: Path, host: str, engine: str
) -> None:
    data = f"http://bureau:{PASSWORD}@{host}/observations.csv?token={TOKEN}&v={KEY}"
    asked = ["--county", "临洮县", "--period", "2024-02", "--engine", engine, "--out", "out"]
    code, everything = run(tmp_path, "report", *asked, "--data", data)
    assert code == 0, everything[-600:]
    assert f"http://bureau@{host}/observations.csv" in everything
    assert tells(everything) == []


def test_a_batch_and_its_log_tell_none(tmp_path: Path, host: str) -> None:
    data = f"http://bureau:{PASSWORD}@{host}/observations.csv?token={TOKEN}&v={KEY}"
    params = "reports: [{county: 临洮县, period: 2024-02}, {county: 临洮县, period: 2031-02}]\n"
    (tmp_path / "params.yaml").write_text(params, encoding="utf-8")
    asked = ["params.yaml", "--data", data, "--out", "out", "--log", "log.jsonl"]
    code, everything = run(tmp_path, "batch", *asked)
    assert code == 1
    assert "2031-02" in everything
    assert tells(everything) == []


@pytest.mark.parametrize("path", ["secret.csv", "nothing.csv", "caliber.csv"])
@pytest.mark.parametrize("command", ["list", "check"])
def test_what_a_server_refuses_is_said_without_them(
    tmp_path: Path, host: str, path: str, command: str
) -> None:
    data = f"http://bureau:{PASSWORD}@{host}/{path}?token={TOKEN}x&apikey={KEY}"
    code, everything = run(tmp_path, command, "--data", data)
    assert code == 2
    assert len(everything.strip().splitlines()) == 1
    assert tells(everything) == []


@pytest.mark.parametrize(
    "address",
    [
        f"s3://AKIA0:{PASSWORD}@bucket/x?token={TOKEN}",
        f"foo://bureau:{PASSWORD}@host/x?sig={KEY}",
        f"sftp://bureau:{PASSWORD}@127.0.0.1:1/x?token={TOKEN}",
        f"postgresql://bureau:{PASSWORD}@127.0.0.1:1/db?password={TOKEN}",
        f"postgresql://bureau@127.0.0.1:1/db?access_token={TOKEN}",
    ],
)
def test_addresses_of_every_kind(tmp_path: Path, address: str) -> None:
    asked = ["--county", "临洮县", "--period", "2024-02"]
    code, everything = run(tmp_path, "report", *asked, "--data", address)
    assert code == 2
    assert tells(everything) == []


def test_a_fault_of_our_own_leaves_a_log_without_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv(KEPT, json.dumps({}))
    credentials.remembered(f"https://bureau:{PASSWORD}@host/?token={TOKEN}")

    def broken(_: object) -> int:
        raise RuntimeError(f"401 for {PASSWORD} and {TOKEN}")

    monkeypatch.setattr(cli, "_run", broken)
    assert cli.main(["list"]) == 70
    (log,) = tmp_path.glob("finkit-*.log")
    assert tells(capsys.readouterr().err + log.read_text(encoding="utf-8")) == []


def test_a_database_takes_no_key_that_it_would_show() -> None:
    with pytest.raises(Exception, match="像密钥"):
        settled("postgresql://bureau@host/db?access_token=abc")


plain_names = st.sampled_from(["year", "id", "page", "docid", "keepalives", "monkey", "design"])


@given(plain_names, st.integers(0, 10**6))
def test_what_is_no_secret_stays(name: str, value: int) -> None:
    address = f"https://a.gov.cn/x?{name}={value}"
    assert bare(address) == address


@given(
    st.sampled_from(["token", "access_token", "X-Amz-Signature", "apiKey", "sig", "AUTH", "pwd"]),
    st.from_regex(r"\A[A-Za-z0-9]{6,40}\Z"),
)
def test_what_is_named_as_one_goes(name: str, value: str) -> None:
    assert is_secret(name)
    assert bare(f"https://a.gov.cn/x?id=1&{name}={value}") == "https://a.gov.cn/x?id=1"
    assert masked("a") == "a"
