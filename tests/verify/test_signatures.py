"""Signed by the key, by another, by nobody, or changed since: each said, by the public key alone."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, x25519
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from finkit.batch.sealed import SEAL_JSON
from finkit.batch.signature import BATCH_SIGNATURE, SIZE, Signature, signature_of, unsigned
from finkit.cli import main
from finkit.verify.keys import public_key
from finkit.verify.signatures import judged_page

PARAMS = "reports:\n  - {county: 临洮县, period: 2024-02}\n  - {county: 大姚县, period: 2024-04}\n"
BATCHES = ("2024-02/621124", "2024-04/532326")
PAGE = "report.html"
BY_THIS, CHANGED = "签名，签名之后没有改动", "签名之后改动过，或签名是伪造、挪用的"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch, and two pairs of keys beside it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "params.yaml").write_text(PARAMS, encoding="utf-8")
    assert main(["batch", str(folder / "params.yaml"), "--out", str(folder / "out")]) == 0
    for name in ("a.pem", "b.pem"):
        assert main(["seal", "--new-key", str(folder / name)]) == 0
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture
def signed(home: Path) -> Path:
    assert main(["seal", "--key", str(home / "a.pem"), str(home / "out")]) == 0
    return home


def verified(
    place: Path, key: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["verify", "--key", str(key), str(place), *more])
    said = capsys.readouterr()
    return code, said.out + said.err


# --- Signed, and what signing leaves as it was ---------------------------------------------------


def test_a_page_handed_on_alone_is_verified_by_the_public_key(
    signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "收到的.html"
    shutil.copy(signed / "out" / BATCHES[0] / PAGE, page)
    code, said = verified(page, signed / "a.pub", capsys)
    assert (code, said.count("\n")) == (0, 1)
    assert said.startswith("收到的.html：由这把密钥（指纹 ")
    assert said.endswith(f"{BY_THIS}\n")


def test_signing_changes_nothing_that_was_sealed(
    home: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = home / "out" / BATCHES[0] / PAGE
    assert main(["seal", "--key", str(home / "a.pem"), str(page)]) == 0
    before = (made / "out" / BATCHES[0] / PAGE).read_bytes()
    assert unsigned(page.read_bytes()) == before
    assert len(page.read_bytes()) == len(before) + SIZE
    capsys.readouterr()
    assert main(["verify", str(page)]) == 0
    assert capsys.readouterr().out.endswith("；网页上的签名没有核对（--key）\n")
    # The batch takes it for what it made, and leaves it signed.
    assert main(["batch", str(home / "params.yaml"), "--out", str(home / "out"), "--check"]) == 0
    assert verified(page, home / "a.pub", capsys)[0] == 0


def test_a_batch_has_one_signature_and_one_in_each_page(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = verified(signed / "out", signed / "a.pub", capsys)
    assert code == 0
    assert said.startswith("2份报告和整批：由这把密钥")
    assert main(["verify", str(signed / "out"), "--anew", "1"]) == 0
    assert verified(signed / "out", signed / "a.pub", capsys, "--anew", "1")[0] == 0


def test_signed_again_by_the_same_key_it_stays_as_it_is_and_by_another_it_is_refused(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = signed / "out" / BATCHES[0] / PAGE
    before = page.read_bytes(), page.stat().st_ino
    assert main(["seal", "--key", str(signed / "a.pem"), str(signed / "out")]) == 0
    assert (page.read_bytes(), page.stat().st_ino) == before
    capsys.readouterr()
    assert main(["seal", "--key", str(signed / "b.pem"), str(signed / "out")]) == 2
    assert "已由另一把密钥（指纹 " in capsys.readouterr().err
    assert page.read_bytes() == before[0]


# --- What does not hold ---------------------------------------------------------------------------


def test_not_signed_and_signed_by_another_are_two_things(
    signed: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = verified(made / "out" / BATCHES[0] / PAGE, made / "a.pub", capsys)
    assert (code, said) == (1, "report.html：没有签名\n")
    code, said = verified(signed / "out" / BATCHES[0] / PAGE, signed / "b.pub", capsys)
    assert code == 1
    assert said.startswith("report.html：由另一把密钥（指纹 ")
    code, said = verified(made / "out", made / "a.pub", capsys)
    assert code == 1
    assert said.count("没有签名") == 3
    code, said = verified(signed / "out", signed / "b.pub", capsys)
    assert (code, said.count("由另一把密钥")) == (1, 3)


def test_no_flipped_bit_of_a_signed_page_is_passed(signed: Path) -> None:
    page, key = signed / "out" / BATCHES[0] / PAGE, public_key(signed / "a.pub")
    content, draw = page.read_bytes(), random.Random(25519)
    of_page = [draw.randrange(8 * (len(content) - SIZE)) for _ in range(100)]
    of_signature = range(8 * (len(content) - SIZE), 8 * len(content))
    for bit in (*of_page, *of_signature):
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        page.write_bytes(changed)
        assert not judged_page(page, key).holds, bit


def test_a_changed_page_is_said_to_be_changed_whoever_signed_it(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = signed / "out" / BATCHES[0] / PAGE
    page.write_bytes(page.read_bytes().replace("增长".encode(), "下降".encode(), 1))
    for key in ("a.pub", "b.pub"):
        assert verified(page, signed / key, capsys) == (1, f"report.html：{CHANGED}\n")


class At(NamedTuple):
    """What a forger has at hand."""

    page: bytes
    mark: bytes
    marks_of_others: dict[str, bytes]
    key: bytes


UNREADABLE = "签名改动过，认不出"
FORGED: dict[str, tuple[Callable[[At], bytes], str]] = {
    "the signature of another page": (lambda a: a.page + a.marks_of_others["page"], CHANGED),
    "the signature of the batch": (lambda a: a.page + a.marks_of_others["batch"], CHANGED),
    "the key's name over another's signature": (
        lambda a: a.page + bytes(Signature(a.key, Ed25519PrivateKey.generate().sign(a.page))),
        CHANGED,
    ),
    "a signature of zeros": (lambda a: a.page + bytes(Signature(a.key, bytes(64))), CHANGED),
    # Zeros as a key are a point of small order: some messages it has "signed", if not for us.
    "a key of zeros": (lambda a: a.page + bytes(Signature(bytes(32), bytes(64))), "签名"),
    "two signatures": (lambda a: a.page + a.mark + a.mark, CHANGED),
    "something after it": (lambda a: a.page + a.mark + "<p>附言</p>".encode(), UNREADABLE),
    "an empty line after it": (lambda a: a.page + a.mark + b"\n", UNREADABLE),
    "cut short": (lambda a: a.page + a.mark[:-20], UNREADABLE),
    "in capitals": (lambda a: a.page + a.mark.replace(b"ed25519", b"ED25519"), UNREADABLE),
    "taken away": (lambda a: a.page, "没有签名"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_signature_is_named(
    signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    first, second = ((signed / "out" / place / PAGE).read_bytes() for place in BATCHES)
    others = {
        "page": second[-SIZE:],
        "batch": (signed / "out" / BATCH_SIGNATURE).read_bytes(),
    }
    forge, word = FORGED[what]
    page = tmp_path / "forged.html"
    at_hand = At(unsigned(first), first[-SIZE:], others, public_key(signed / "a.pub"))
    page.write_bytes(forge(at_hand))
    code, said = verified(page, signed / "a.pub", capsys)
    assert code == 1
    assert word in said


@pytest.mark.parametrize("name", ["figures.json", "report.md", "report.ipynb", SEAL_JSON])
def test_a_changed_file_of_a_signed_batch_is_named(
    signed: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = signed / "out" / BATCHES[0] / name
    path.write_bytes(path.read_bytes() + b"\n")
    code, said = verified(signed / "out", signed / "a.pub", capsys)
    assert code == 1
    assert f"{BATCHES[0]} {name}：与封存记录不符" in said
    # Who forges its seal as well changes what was signed.
    assert (CHANGED in said) == (name == SEAL_JSON)


@pytest.mark.parametrize("name", ["index.html", "manifest.json", "changes.json"])
def test_a_changed_overview_of_a_signed_batch_is_named(
    signed: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = signed / "out" / name
    # A folder that was issued once has no record of changes yet: who puts one there is named too.
    path.write_bytes((path.read_bytes() if path.exists() else b"{}") + b"\n")
    code, said = verified(signed / "out", signed / "a.pub", capsys)
    assert (code, said) == (1, f"不符：{BATCH_SIGNATURE}：{CHANGED}\n")


# --- What is not signed ---------------------------------------------------------------------------


def test_what_is_not_as_it_was_sealed_is_not_signed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = home / "out" / BATCHES[0] / PAGE
    page.write_bytes(page.read_bytes().replace("增长".encode(), "下降".encode(), 1))
    for place in (page, home / "out"):
        assert main(["seal", "--key", str(home / "a.pem"), str(place)]) == 2
        said = capsys.readouterr().err
        assert "与封存记录不符（" in said
        assert said.count("\n") == 1
    assert signature_of(page.read_bytes()) is None
    assert not (home / "out" / BATCH_SIGNATURE).exists()


def test_of_several_reports_all_are_signed_or_none(home: Path) -> None:
    first, second = (home / "out" / place / PAGE for place in BATCHES)
    (second.parent / SEAL_JSON).unlink()
    assert main(["seal", "--key", str(home / "a.pem"), str(first), str(second)]) == 2
    assert signature_of(first.read_bytes()) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "写其中一个"),
        (["--key", "a.pem"], "没有写明要签名的报告"),
        (["--key", "a.pem", "--new-key", "c.pem"], "写其中一个"),
        (["--new-key", "c.pem", "out"], "--new-key 只生成密钥"),
        (["--key", "none.pem", "out"], "没有这个密钥文件"),
        (["--key", "a.pub", "out"], "这是公钥，签名要用私钥"),
        (["--key", "a.pem", "none.html"], "没有这个文件"),
        (["--key", "a.pem", "params.yaml"], "不是 finkit 生成的报告"),
        (["--key", "a.pem", "."], "不是一批报告的文件夹"),
        (["--new-key", "a.pem"], "已有这个文件，不覆盖"),
        (["--new-key", "c.pub"], "私钥不能叫 *.pub"),
        (["--new-key", "."], "没有写密钥的文件名"),
        (["--new-key", "none/c.pem"], "输出文件夹写不了"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(home)
    assert main(["seal", *given]) == 2
    found = capsys.readouterr().err
    assert said in found
    assert found.count("\n") == 1


# --- Keys -----------------------------------------------------------------------------------------


def test_a_new_key_is_its_owners_alone_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = os.umask(0)
    try:
        assert main(["seal", "--new-key", str(tmp_path / "k.pem")]) == 0
    finally:
        os.umask(old)
    assert (tmp_path / "k.pem").stat().st_mode & 0o777 == 0o600
    assert capsys.readouterr().out.count("\n") == 1
    (tmp_path / "k.pem").unlink()
    known = (tmp_path / "k.pub").read_bytes()
    assert main(["seal", "--new-key", str(tmp_path / "k.pem")]) == 2
    assert (tmp_path / "k.pub").read_bytes() == known
    assert not (tmp_path / "k.pem").exists()


def pem(key: Any) -> tuple[bytes, bytes]:
    """A pair as files: private, public."""
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), public


def with_password() -> bytes:
    form = Encoding.PEM, PrivateFormat.PKCS8
    return Ed25519PrivateKey.generate().private_bytes(*form, BestAvailableEncryption(b"x"))


USELESS: dict[str, Callable[[], tuple[bytes, bytes]]] = {
    "another kind": lambda: pem(ec.generate_private_key(ec.SECP256R1())),
    "of exchange": lambda: pem(x25519.X25519PrivateKey.generate()),
    "with a password, or cut": lambda: (with_password(), pem(Ed25519PrivateKey.generate())[1][:60]),
    "garbage": lambda: (b"\xff\x00" * 40,) * 2,
    "nothing": lambda: (b"", b""),
    "an empty frame": lambda: (
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
    ),
    "endless": lambda: (b"A" * 200_000,) * 2,
}


@pytest.mark.parametrize("what", USELESS)
def test_a_file_that_is_no_key_of_ours_is_refused_in_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    private, public = USELESS[what]()
    (home / "x.pem").write_bytes(private)
    (home / "x.pub").write_bytes(public)
    page = str(home / "out" / BATCHES[0] / PAGE)
    for given in (["seal", "--key", str(home / "x.pem")], ["verify", "--key", str(home / "x.pub")]):
        assert main([*given, page]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "密钥应为 Ed25519 的 PEM 文件" in said
    assert main(["verify", "--key", str(home / "a.pem"), page]) == 2
    assert "这是私钥，核对要用公钥" in capsys.readouterr().err


def test_without_the_library_it_is_said_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    assert main(["verify", "--key", str(home / "a.pub"), str(home / "out")]) == 2
    assert capsys.readouterr().err.endswith("pip install 'finkit[sign]'\n")


def test_the_library_is_loaded_only_when_used() -> None:
    code = (
        "import sys, finkit.cli\n"
        "try: finkit.cli.main(['verify', '--help'])\n"
        "except SystemExit: pass\n"
        "assert 'cryptography' not in sys.modules\n"
        "import finkit.verify.reports, finkit.batch.run\n"
        "assert 'cryptography' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
