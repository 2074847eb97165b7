"""What came of one file of an import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from finkit.forms.marking import Fault
from finkit.imports.acting import Left
from finkit.imports.books import LeftTable
from finkit.imports.checking import Form
from finkit.imports.contract.beside import Beside
from finkit.imports.contract.tables import ContractTable
from finkit.imports.gathering import Found
from finkit.imports.merging import Merged
from finkit.imports.rows import Row
from finkit.imports.unknown import Unknown
from finkit.workbooks.reading.found import Question, Table

Status = Literal["imported", "unchanged", "asked", "refused", "empty"]


@dataclass
class Outcome:
    """What came of one file."""

    found: Found
    status: Status
    reason: str = ""
    tables: list[Table] = field(default_factory=list)
    merged: Merged = field(default_factory=Merged)
    gone: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    asides: int = 0
    left: Left = field(default_factory=Left)
    layouts: frozenset[str] = frozenset()
    form: Form | None = None
    unknown: list[Unknown] = field(default_factory=list)
    lost: list[Unknown] = field(default_factory=list)
    left_tables: list[LeftTable] = field(default_factory=list)
    taken: int = 0
    aside_kinds: Counter[str] = field(default_factory=Counter)
    question_kinds: Counter[str] = field(default_factory=Counter)
    own: ContractTable | None = None
    """The table, of a file that is one by the contract."""
    beside: Beside = field(default_factory=Beside)
    brought: int = 0
    """How many sources and calibers of it are new to the ledger."""
    told: list[str] = field(default_factory=list)
    """What of them was left aside."""

    @property
    def questions(self) -> list[Question]:
        """What its tables leave open."""
        return [question for table in self.tables for question in table.questions]

    def forget(self) -> None:
        """Lets go of tables that are in the ledger: a nation's would fill the memory."""
        if self.status in ("imported", "unchanged"):
            self.own = None
            self.tables = [left.table for left in self.left_tables]
