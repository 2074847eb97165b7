"""What an import did, as one line a machine reads: a province watches its uploads by it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from finkit.imports.importing import Outcome


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
            for left in outcome.tables_left
        ],
        "refusals": [
            {"file": outcome.found.label, "why": outcome.reason}
            for outcome in outcomes
            if outcome.reason
        ],
    }
    return json.dumps(content, ensure_ascii=False)
