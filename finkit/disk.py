"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, prefix: str = ".finkit-") -> None:
    """Writes a file beside its place and renames it there. Raises `OSError`, leaving nothing."""
    handle, name = tempfile.mkstemp(prefix=prefix, dir=path.parent)
    ready = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # A temporary file is private to its owner; what is written is for everyone.
        ready.chmod(0o666 & ~_umask())
        ready.replace(path)
    except BaseException:
        ready.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
