"""How a kernel is spoken to: by files of its own where the system has them, not by ports.

A kernel's ports are chosen before it opens them, so of many kernels that start at once two may be
given the same, and one never answers. Sockets in a folder of one's own cannot be taken by another,
nor be spoken to by another user of the machine.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from traitlets.config import Config

# The length of a socket's path is limited by the system: 104 bytes on macOS, 108 on Linux.
_LONGEST = 100


@contextmanager
def connection() -> Iterator[Config]:
    """What a kernel manager is configured with, valid until the block ends.

    >>> with connection() as config:
    ...     config.KernelManager.transport in ("ipc", "tcp")
    True
    """
    if sys.platform == "win32":
        yield Config({"KernelManager": {"transport": "tcp"}})
        return
    with tempfile.TemporaryDirectory(prefix="finkit-", ignore_cleanup_errors=True) as folder:
        socket = str(Path(folder) / "k")
        if len(socket.encode()) > _LONGEST:
            yield Config({"KernelManager": {"transport": "tcp"}})
        else:
            yield Config({"KernelManager": {"transport": "ipc", "ip": socket}})
