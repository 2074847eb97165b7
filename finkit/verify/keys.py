"""Keys to sign with (Ed25519), as PEM files: the private one stays, the public one is given out.

Of all rooms this file alone needs `cryptography` (`finkit[sign]`): it is imported when used.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from finkit.disk import writable
from finkit.errors import DataError, UsageError

PUBLIC = ".pub"
_MOST = 64 << 10
_KIND = "密钥应为 Ed25519 的 PEM 文件，由 finkit seal --new-key 生成"


@dataclass(frozen=True)
class Signer:
    """A private key at hand: its public key (32 bytes), and what signs."""

    key: bytes
    sign: Callable[[bytes], bytes]


def new_pair(path: Path) -> bytes:
    """Makes a pair: the private key at the path, the public one beside it; gives the public key.

    Raises `UsageError` where either file is there already: a key is never overwritten.
    """
    if not path.name:
        raise UsageError("没有写密钥的文件名")
    public = path.with_suffix(PUBLIC)
    if path == public:
        raise UsageError(f"私钥不能叫 *{PUBLIC}：公钥要用这个名字", where=str(path))
    for one in (path, public):
        if os.path.lexists(one):
            raise UsageError("已有这个文件，不覆盖", where=str(one), advice="换一个文件名")
    private = Ed25519PrivateKey.generate()
    secret = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    known = private.public_key()
    given_out = known.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with writable(path.parent):
        _make(path, secret, 0o600)
        _make(public, given_out, 0o644)
    return known.public_bytes_raw()


def private_key(path: Path) -> Signer:
    """The key to sign with. Raises `UsageError` for no file, `DataError` for no such key."""
    content = _content(path)
    if b"PUBLIC KEY" in content:
        raise DataError("这是公钥，签名要用私钥", where=str(path))
    try:
        key = load_pem_private_key(content, None)
    except TypeError as error:
        raise DataError("私钥有口令，读不了", where=str(path), advice=_KIND) from error
    except Exception as error:
        raise DataError("读不出私钥", where=str(path), advice=_KIND) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise DataError("不是 Ed25519 的私钥", where=str(path), advice=_KIND)
    return Signer(key.public_key().public_bytes_raw(), key.sign)


def public_key(path: Path) -> bytes:
    """The key to verify with. Raises `UsageError` for no file, `DataError` for no such key."""
    content = _content(path)
    if b"PRIVATE KEY" in content:
        advice = f"公钥是和它一起生成的 *{PUBLIC}"
        raise DataError("这是私钥，核对要用公钥", where=str(path), advice=advice)
    try:
        key = load_pem_public_key(content)
    except Exception as error:
        raise DataError("读不出公钥", where=str(path), advice=_KIND) from error
    if not isinstance(key, Ed25519PublicKey):
        raise DataError("不是 Ed25519 的公钥", where=str(path), advice=_KIND)
    return key.public_bytes_raw()


def is_signed(key: bytes, mark: bytes, content: bytes) -> bool:
    """Whether the mark is the signature of the content by the owner of the (public) key."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(mark, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: bytes) -> str:
    """By what people tell a public key from another: 16 digits to read out.

    >>> fingerprint(bytes(32))
    '66687aadf862bd77'
    """
    return hashlib.sha256(key).hexdigest()[:16]


def _make(path: Path, content: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST + 1)
    except (OSError, ValueError) as error:
        raise UsageError("没有这个密钥文件，或读不了", where=str(path)) from error
    if len(content) > _MOST:
        raise DataError(f"大于 {_MOST >> 10} KB，不是密钥", where=str(path), advice=_KIND)
    return content
