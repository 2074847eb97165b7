"""The command: how much, from which seed; a table by reader, and each input that broke through."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator

from tools.fuzz.readers import READERS
from tools.fuzz.trial import Input, Trial, content_of, trials

_BATCH = 40
_SHOWN = 20
_LAST = 1500


def main() -> int:
    """Feeds the readers in turn; 1 where an exception escaped or a limit was passed."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, help="so many in all")
    parser.add_argument("--seconds", type=float, default=0, help="no longer than this (0: no end)")
    parser.add_argument("--seed", default="1", help="other inputs, the same each time")
    parser.add_argument("--reader", choices=sorted(READERS), help="this one alone")
    parser.add_argument("--show", action="store_true", help="write out the first input")
    given = parser.parse_args()
    readers = [given.reader] if given.reader else list(READERS)
    if given.show:
        sys.stdout.buffer.write(content_of(Input(readers[0], given.seed)))
        return 0
    started = time.monotonic()
    found = list(_all(readers, given.inputs, given.seed, started + (given.seconds or 1e9)))
    print(table(found))
    bad = [one for one in found if one.verdict in ("escaped", "over")]
    for one in bad[:_SHOWN]:
        print(f"\n{one.input.reader!r} --seed {one.input.seed}: {one.verdict}\n{one.said[-_LAST:]}")
    print(f"{len(found)} inputs, {time.monotonic() - started:.0f} s, {len(bad)} bad")
    return 1 if bad else 0


def _all(readers: list[str], inputs: int, seed: str, until: float) -> Iterator[Trial]:
    """The readers in turn, some inputs of each at a time; one input alone by its whole seed."""
    if "/" in seed or inputs == 1:
        yield from trials([Input(reader, seed) for reader in readers])
        return
    done = 0
    while done < inputs and time.monotonic() < until:
        for reader in readers:
            count = min(_BATCH, inputs - done)
            start = done
            done += count
            yield from trials([Input(reader, f"{seed}/{start + n}") for n in range(count)])


def table(found: list[Trial]) -> str:
    """How many of each reader ended how; the longest and the largest."""
    of = defaultdict[str, list[Trial]](list)
    for one in found:
        of[one.input.reader].append(one)
    names = ("read", "refused", "escaped", "over")
    lines = [f"{'reader':22}" + "".join(f"{name:>9}" for name in (*names, "most s", "most MB"))]
    for reader, ones in of.items():
        counts = Counter(one.verdict for one in ones)
        most = max(one.seconds for one in ones), max(one.megabytes for one in ones)
        cells = "".join(f"{counts[name]:>9}" for name in names)
        lines.append(f"{reader:22}{cells}{most[0]:>9.2f}{most[1]:>9}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
