"""Addresses (`s3://bucket/prefix`): where data may lie and reports may go besides this disk.

They are read and written by fsspec, which the base install goes without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from finkit.credentials import bare, masked, remembered, whole
from finkit.disk import temporary
from finkit.errors import FinkitError, UsageError, one_line, quoted

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_STORES = frozenset(
    [
        "s3",
        "s3a",
        "oss",
        "cos",
        "obs",
        "gs",
        "gcs",
        "az",
        "abfs",
        "abfss",
        "adl",
        "hdfs",
        "webhdfs",
        "http",
        "https",
        "ftp",
        "sftp",
        "smb",
        "memory",
    ]
)
_AT_ONCE = 200


def is_address(text: str) -> bool:
    """Whether this is an address and not a path of this machine.

    >>> is_address("s3://bucket/data"), is_address("C:/data"), is_address("data")
    (True, False, False)
    """
    return bool(_ADDRESS.match(text))


def is_store(text: str) -> bool:
    """Whether this is an address of files; other addresses (`postgresql://`) are of databases.

    >>> is_store("s3://bucket/data"), is_store("postgresql://bureau@host/db")
    (True, False)
    """
    return is_address(text) and text.split(":", maxsplit=1)[0].lower() in _STORES


def plain(text: str) -> str:
    """A path as it is meant: `file:///data` is the path `/data`, other addresses stay.

    >>> plain("file:///data/a%20b"), plain("s3://bucket")
    ('/data/a b', 's3://bucket')
    """
    return url2pathname(urlsplit(text).path) if text.startswith("file://") else text


def opened(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises `UsageError` if what it needs is not installed, or there is no such kind of address.
    """
    kind = address.split("://", maxsplit=1)[0].lower()
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(whole(address))
    except ImportError as error:
        raise UsageError(
            f"读写 {kind}:// 要另装程序库", where=bare(address), advice=_to_install(kind, error)
        ) from error
    except ValueError as error:
        raise UsageError(
            f"不认识的地址{quoted(bare(address))}", advice="如 s3://桶/文件夹"
        ) from error
    # Whatever was listed before may have changed since.
    system.invalidate_cache()
    return system, str(path).rstrip("/")


def _to_install(kind: str, error: ImportError) -> str:
    if kind in ("s3", "s3a"):
        return "pip install 'finkit[s3]'"
    if not _is_installed("fsspec"):
        return "pip install 'finkit[cluster]'"
    return one_line(str(error))  # fsspec knows which library it is


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # barred by whoever runs us
        return False


@contextmanager
def reached(address: str, doing: str) -> Iterator[None]:
    """Turns whatever a store answers into one line; `doing` is 读 or 写."""
    try:
        yield
    except FinkitError:
        raise
    except FileNotFoundError as error:
        raise UsageError(f"{doing}不了（没有这个桶、文件夹或文件）", where=bare(address)) from error
    except PermissionError as error:
        advice = "看密钥和权限"
        raise UsageError(f"{doing}不了（没有权限）", where=bare(address), advice=advice) from error
    except Exception as error:  # each kind of store has errors of its own
        reason = masked(one_line(str(error))) or type(error).__name__
        if type(error).__name__ == "NoCredentialsError":
            reason = "没有密钥，如环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY"
        # Not from the error itself, whose words may repeat a key.
        raise UsageError(f"{doing}不了（{reason}）", where=bare(address)) from None


@contextmanager
def copied(address: str, names: Iterable[str]) -> Iterator[Path]:
    """A copy of a file, or of the named files of a folder, on this disk; gone at the end.

    Raises `UsageError` for an address that holds nothing, or cannot be read.
    """
    address = remembered(address)
    system, path = opened(address)
    with temporary("finkit-data-") as folder:
        with reached(address, "读"):
            wanted = [path] if system.isfile(path) else _held(system, path, names)
            if not wanted:
                raise UsageError(f"没有这个文件或文件夹：{quoted(address)}")
            copies = [folder / _file_name(one) for one in wanted]
            for one, copy in zip(wanted, copies, strict=True):
                system.get_file(one, str(copy))
        yield copies[0] if wanted == [path] else folder


def _held(system: Any, folder: str, names: Iterable[str]) -> list[str]:
    place, mark, query = folder.partition("?")
    paths = (f"{place.rstrip('/')}/{name}{mark}{query}" for name in names)
    return [path for path in paths if system.isfile(path)]


def _file_name(path: str) -> str:
    return path.partition("?")[0].rsplit("/", 1)[-1]


def in_blocks(paths: list[str]) -> Iterator[list[str]]:
    """Many paths, some at a time: as many requests are under way at once."""
    yield from (paths[i : i + _AT_ONCE] for i in range(0, len(paths), _AT_ONCE))
