"""Addresses (`s3://bucket/prefix`): where data may lie and reports may go besides this disk.

They are read and written by fsspec, which the base install goes without.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from finkit.credentials import bare, remembered, whole
from finkit.disk import temporary
from finkit.errors import UsageError, one_line, quoted
from finkit.store_answers import is_file, reached

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
_S3 = ("s3", "s3a")
_AT_ONCE = 200
_LONGEST, _NAME = 4096, 255
_MOST_BYTES = 4 << 30
_SECONDS = 300.0
"""So much, and so long, may one file take to come: more than a nation's table needs."""

_CONNECT, _SILENT = 20.0, 60.0
_TRIES = 2
"""So often does each of the two layers of an object store's client ask: by themselves they would
ask 25 times, and be silent for minutes."""


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

    Raises `UsageError` for what can be no path.

    >>> plain("file:///data/a%20b"), plain("s3://bucket")
    ('/data/a b', 's3://bucket')
    """
    try:
        place = url2pathname(urlsplit(text).path) if text.startswith("file://") else text
        path = b"" if is_address(place) else os.fsencode(place)
    except ValueError as error:
        raise UsageError(
            "地址写法不对", where=quoted(bare(text)), advice="如 /data/a.csv"
        ) from error
    if "\0" in place or len(path) > _LONGEST or any(len(n) > _NAME for n in path.split(b"/")):
        raise UsageError("路径里有不能用的字符，或太长", where=quoted(bare(place)))
    return place


def opened(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises `UsageError` if what it needs is not installed, or there is no such kind of address.
    """
    kind = address.split("://", maxsplit=1)[0].lower()
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(whole(address), **_patience(kind))
    except ImportError as error:
        raise UsageError(
            f"读写 {kind}:// 要另装程序库", where=bare(address), advice=_to_install(kind, error)
        ) from error
    except ValueError as error:
        raise UsageError(
            f"不认识的地址{quoted(bare(address))}", advice="如 s3://桶/文件夹"
        ) from error
    if kind in _S3:
        system.retries = _TRIES
    # Whatever was listed before may have changed since.
    system.invalidate_cache()
    return system, str(path).rstrip("/")


def _patience(kind: str) -> dict[str, Any]:
    """How long a server is waited for: one may take the call and never say a word."""
    if kind in _S3:
        times = _TRIES * _TRIES
        config = {
            "connect_timeout": _CONNECT / times,
            "read_timeout": _SILENT / times,
            "retries": {"mode": "standard", "total_max_attempts": _TRIES},
        }
        return {"config_kwargs": config}
    if kind not in ("http", "https"):
        return {}
    from aiohttp import ClientTimeout

    waited = ClientTimeout(total=_SECONDS, sock_connect=_CONNECT, sock_read=_SILENT)
    return {"client_kwargs": {"timeout": waited}}


def _to_install(kind: str, error: ImportError) -> str:
    if kind in _S3:
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
def copied(address: str, names: Iterable[str]) -> Iterator[Path]:
    """A copy of a file, or of the named files of a folder, on this disk; gone at the end.

    Raises `UsageError` for an address that holds nothing, or cannot be read.
    """
    address = remembered(address)
    system, path = opened(address)
    with temporary("finkit-data-") as folder:
        with reached(address, "读"):
            wanted = [path] if is_file(system, path) else _held(system, path, names)
            if not wanted:
                system.info(path)  # a store that bars the way says so here
                raise UsageError(f"没有这个文件或文件夹：{quoted(address)}")
            copies = [folder / _file_name(one) for one in wanted]
            for one, copy in zip(wanted, copies, strict=True):
                system.get_file(one, str(copy), callback=_watch(address))
        yield copies[0] if wanted == [path] else folder


def _watch(address: str) -> Any:
    """Looks on while a file comes, and ends what has no end."""
    from fsspec.callbacks import Callback

    class Watch(Callback):  # type: ignore[misc]
        until = time.monotonic() + _SECONDS

        def set_size(self, size: int | None) -> None:
            self._check(size or 0)

        def relative_update(self, inc: int = 1) -> None:
            self.value += inc
            self._check(self.value)

        def absolute_update(self, value: int) -> None:
            self._check(value)

        def _check(self, size: int) -> None:
            if size > _MOST_BYTES:
                what = f"文件大于 {_MOST_BYTES >> 20} MB，不读"
                raise UsageError(what, where=bare(address), advice="看地址写对没有")
            if time.monotonic() > self.until:
                raise TimeoutError

    return Watch()


def _held(system: Any, folder: str, names: Iterable[str]) -> list[str]:
    place, mark, query = folder.partition("?")
    paths = (f"{place.rstrip('/')}/{name}{mark}{query}" for name in names)
    return [path for path in paths if is_file(system, path)]


def _file_name(path: str) -> str:
    return path.partition("?")[0].rsplit("/", 1)[-1]


def in_blocks(paths: list[str]) -> Iterator[list[str]]:
    """Many paths, some at a time: as many requests are under way at once."""
    yield from (paths[i : i + _AT_ONCE] for i in range(0, len(paths), _AT_ONCE))
