"""How a batch is getting on: a line on the terminal, and a log for machines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from finkit.batch.manifest import STATUSES, Entry
from finkit.batch.one import Outcome
from finkit.batch.plan import Request
from finkit.errors import UsageError, one_line

_MOST_NAMED = 3
_MINUTE = 60
_UPDATE_EVERY = 0.2


class Progress:
    """Tells of each outcome: failures always, the rest only to someone who watches."""

    def __init__(self, total: int, log: str = "", stream: TextIO | None = None) -> None:
        self.total, self.done, self.bad, self.refused = total, 0, 0, 0
        # What was kept from an earlier run is done at once: it says nothing of the rate.
        self.kept = 0
        self.stream = stream or sys.stderr
        self.watched = self.stream is not None and self.stream.isatty()
        self._started, self._shown = time.monotonic(), 0.0
        self._log = _opened(log)

    def tell(self, outcome: Outcome, running: Sequence[Request]) -> None:
        """One more report is made, or was not."""
        entry = outcome.entry
        if running and self.done == self.kept:
            self._started = time.monotonic()
        self.done += 1
        if not running and self.done == self.kept + 1:
            self.kept = self.done
        if entry.status != "ok":
            self.refused += entry.status == "refused"
            self.bad += entry.status != "refused"
            where = f"{entry.county}（{entry.county_code}）{entry.period}"
            self._clear()
            self._say(f"finkit: {one_line(f'{where}：{entry.reason}')}\n")
        if self._log:
            self._note(entry)
        now = time.monotonic()
        if self.watched and (now - self._shown > _UPDATE_EVERY or self.done == self.total):
            self._shown = now
            self._clear()
            self._say(self.line(now - self._started, running))

    def _note(self, entry: Entry) -> None:
        """A line of the log; what cannot be written any more is said once, and ends no batch."""
        line = {"time": datetime.now(UTC).isoformat(timespec="seconds"), **asdict(entry)}
        assert self._log is not None
        try:
            self._log.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._log.flush()
        except OSError as error:
            self._clear()
            self._say(f"finkit: {self._log.name}：日志写不了（{error.strerror}），不再写\n")
            self._shut()

    def _shut(self) -> None:
        if self._log:
            with suppress(OSError):
                self._log.close()
        self._log = None

    def line(self, seconds: float, running: Sequence[Request]) -> str:
        """12/2843 失败1 3.1份/秒 剩余约15分 临洮县 2024-02…"""
        rate = (self.done - self.kept) / seconds if seconds > 0 else 0.0
        left = (self.total - self.done) / rate if rate else 0.0
        parts = [f"{self.done}/{self.total}"]
        if self.bad:
            parts.append(f"未成{self.bad}")
        if self.refused:
            parts.append(f"{STATUSES['refused']}{self.refused}")
        if rate:
            parts.append(f"{rate:.1f}份/秒")
            parts.append(f"剩余约{_spelled(left)}")
        parts.append("、".join(f"{r.county.name} {r.period}" for r in running[:_MOST_NAMED]))
        return " ".join(parts).rstrip()

    def close(self) -> None:
        """Leaves the terminal as it was."""
        self._clear()
        self._shut()

    def _clear(self) -> None:
        if self.watched:
            self._say("\r\x1b[K")

    def _say(self, text: str) -> None:
        # Whoever listened may have gone (head, a closed terminal): reports are made all the same.
        if self.stream is not None:
            with suppress(OSError, ValueError):
                self.stream.write(text)
                self.stream.flush()


def _spelled(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole}秒" if whole < _MINUTE else f"{-(-whole // _MINUTE)}分"


def _opened(log: str) -> TextIO | None:
    if not log:
        return None
    try:
        return Path(log).open("a", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"日志写不了（{error.strerror}）", where=log) from error
