"""What a report may be asked to do differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from finkit.errors import UsageError, did_you_mean, quoted
from finkit.wording import Style

_MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Options:
    """`rate_decimals` of rates and points; `amount_decimals` of amounts (None: by their unit)."""

    rate_decimals: int = 1
    amount_decimals: int | None = None

    @classmethod
    def parse(cls, given: Mapping[str, Any] | None) -> Options:
        """The options of a parameters file. Raises `UsageError` on an unknown name or value."""
        known = [field.name for field in fields(cls)]
        for name, value in (given or {}).items():
            if name not in known:
                advice = did_you_mean(str(name), known) or f"可用：{'、'.join(known)}"
                raise UsageError(f"不认识的选项{quoted(str(name))}", advice=advice)
            whole = isinstance(value, int) and not isinstance(value, bool)
            if not whole or not 0 <= value <= _MOST_DECIMALS:
                raise UsageError(f"选项 {name} 应为 0 至 {_MOST_DECIMALS} 的整数")
        return cls(**(given or {}))

    @property
    def style(self) -> Style:
        """How figures print."""
        return Style(self.rate_decimals, self.amount_decimals)
