"""What a store answers, by its name: refused, not there, silent, broken off; in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from finkit.credentials import bare, masked
from finkit.errors import FinkitError, UsageError, one_line

_FORBIDDEN, _MISSING = (401, 403, 407), (404, 410)
_ABSENT = (None, *_FORBIDDEN, *_MISSING)
_BROKEN = ("ConnectionError", "ConnectionClosedError", "DisconnectedError", "ConnectorError")
_MOST_SAID = 200


@contextmanager
def reached(address: str, doing: str) -> Iterator[None]:
    """Turns whatever a store answers into one line; `doing` is 读 or 写."""
    try:
        yield
    except FinkitError:
        raise
    except Exception as error:  # each kind of store has errors of its own
        reason, advice = _reason(error)
        # Not from the error itself, whose words may repeat a key.
        raise UsageError(f"{doing}不了（{reason}）", where=bare(address), advice=advice) from None


def _reason(error: BaseException) -> tuple[str, str]:
    """What a store's answer means, and what to do; what is behind it counts, not how it is told."""
    name, status = type(error).__name__, _status(error)
    if status in _MISSING or isinstance(error, FileNotFoundError):
        # Whatever a web server answers, fsspec may call a file that is not there.
        behind = error.__cause__
        is_told = isinstance(behind, TimeoutError) or getattr(behind, "status", None)
        return _reason(behind) if behind and is_told else ("没有这个桶、文件夹或文件", "")
    if status in _FORBIDDEN or isinstance(error, PermissionError):
        return "没有权限", "看密钥和权限"
    if isinstance(error, TimeoutError) or "Timeout" in name:
        return "超时", "看网络和地址，稍后再试"
    if name == "NoCredentialsError":
        return "没有密钥，如环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY", ""
    if status is not None:
        return f"对方回答 {status}", "稍后再试，或问管那个地址的人"
    return _unanswered(error)


def _unanswered(error: BaseException) -> tuple[str, str]:
    name = type(error).__name__
    if isinstance(error, ConnectionError) or name.endswith(_BROKEN):
        return "连不上，或连接断了", "看网络和地址，稍后再试"
    return masked(one_line(str(error)))[:_MOST_SAID] or name, ""


def _status(error: BaseException) -> int | None:
    """The number that a server answered; None where it answered none."""
    told = getattr(error.__cause__, "response", None)
    # An object store's client keeps it behind its own error.
    known = told.get("ResponseMetadata", {}) if isinstance(told, dict) else {}
    status = known.get("HTTPStatusCode", getattr(error, "status", None))
    return status if isinstance(status, int) else None


def is_file(system: Any, path: str) -> bool:
    """Whether there is such a file. Where the store cannot say, its error is raised: a table that
    could not be asked for is not one that is not there.

    A store that hides what it holds answers 403 for what it does not hold.
    """
    try:
        return bool(system.info(path)["type"] == "file")
    except (FileNotFoundError, PermissionError) as error:
        behind = error.__cause__
        if isinstance(behind, TimeoutError) or _status(behind or error) not in _ABSENT:
            raise
        return False
