"""What an import did, as one line a machine reads: a province watches its uploads by it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from finkit.imports.outcome import Outcome
from finkit.workbooks.reading.found import Table

_QUOTED = re.compile(r"「[^」]*」")


def kinds_of_asides(tables: Iterable[Table]) -> Counter[str]:
    """How many cells were left aside, by the reason without what it names."""
    return Counter(_QUOTED.sub("「」", one.reason) for table in tables for one in table.asides)


def kinds_of_questions(tables: Iterable[Table]) -> Counter[str]:
    """How many questions there are, by kind."""
    return Counter(question.kind for table in tables for question in table.questions)


def statistics(outcomes: Sequence[Outcome]) -> str:
    """One line of JSON: files by what came of them, cells taken, aside by kind, questions, tables
    that were left, each with its why."""
    content: dict[str, Any] = {
        "files": len(outcomes),
        **Counter(outcome.status for outcome in outcomes),
        "new": sum(outcome.merged.new for outcome in outcomes),
        "same": sum(outcome.merged.same for outcome in outcomes),
        "revised": sum(len(outcome.merged.revisions) for outcome in outcomes),
        "taken": sum(outcome.taken for outcome in outcomes),
        "aside": dict(sum((outcome.aside_kinds for outcome in outcomes), Counter())),
        "questions": dict(sum((outcome.question_kinds for outcome in outcomes), Counter())),
        "left": [
            {"file": outcome.found.label, "sheet": left.sheet, "why": left.reason}
            for outcome in outcomes
            for left in outcome.left_tables
        ],
        "refusals": [
            {"file": outcome.found.label, "why": outcome.reason}
            for outcome in outcomes
            if outcome.reason
        ],
    }
    return json.dumps(content, ensure_ascii=False)
