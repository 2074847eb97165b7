"""`last_issue.json`: what stood when a batch began, kept until one has ended whole.

A batch that is interrupted leaves some reports as they are now and others as they were: what has
changed since the last issue is then told by whatever completes it, however often it is begun.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import NamedTuple

from finkit.batch import manifest
from finkit.batch.manifest import Entry, Key
from finkit.batch.one import Outcome
from finkit.report.standing import COLUMNS

LAST_ISSUE = "last_issue.json"


class Stood(NamedTuple):
    """The reports that were whole, and what the manifest listed."""

    sealed: Mapping[Key, Outcome]
    listed: list[Entry]

    def as_json(self) -> str:
        """The record."""
        told = {
            "sealed": [json.loads(one.as_json()) for one in self.sealed.values()],
            "listed": [asdict(entry) for entry in self.listed],
        }
        return json.dumps(told, ensure_ascii=False) + "\n"


def of_the_last_issue(text: str, now: Stood) -> Stood:
    """What stood when the last whole batch had ended: by the record of an interrupted one, else as
    it stands now. A report that the interrupted one did not plan stands as it stood."""
    try:
        told = json.loads(text)
        listed = manifest.parsed(json.dumps(told["listed"]))
        outcomes = [Outcome.from_json(json.dumps(one)) for one in told["sealed"]]
        sound = len(listed) == len(told["listed"]) and all(map(_is_one, outcomes))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return now
    if not sound:
        return now
    known = {entry.key for entry in listed}
    others = {key: one for key, one in now.sealed.items() if key in known}
    return Stood({**others, **{one.entry.key: one for one in outcomes}}, listed)


def _is_one(outcome: Outcome) -> bool:
    """Whether it is of a report: the file may have been written by anybody."""
    standing = outcome.summary.get("standing", {})
    shown = (
        [standing.get(one.key, ["", ""]) for one in COLUMNS] if isinstance(standing, dict) else [""]
    )
    text = json.dumps([asdict(outcome.entry)])
    return bool(manifest.parsed(text)) and all(
        isinstance(cell, list) and len(cell) == 2 and isinstance(cell[1], str) for cell in shown
    )
