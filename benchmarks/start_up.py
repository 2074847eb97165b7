"""How soon the command line answers."""

from __future__ import annotations

from benchmarks.case import Case
from benchmarks.process import cost_of, program


def cases() -> list[Case]:
    """`finkit --help`."""
    return [Case("finkit --help", lambda: cost_of([program("finkit"), "--help"]), goal=0.3)]
