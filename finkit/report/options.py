"""What a report may be asked to do differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from finkit.checks.finding import Accepted
from finkit.claims.thresholds import Threshold, thresholds
from finkit.errors import UsageError, did_you_mean, quoted
from finkit.extensions import Extensions, extensions_of
from finkit.narrative import kinds
from finkit.narrative.templates import check_folder
from finkit.report.notebook import check_notebook
from finkit.wording import Style
from finkit.wording.digits import MONEY

MODES = ("draft", "final")
_MOST_DECIMALS = 4
_PATHS = {"template": check_folder, "notebook": check_notebook}


@dataclass(frozen=True, slots=True)
class Options:
    """How one report differs from the usual.

    `kind`: the key of one of `narrative.kinds`. `mode`: draft marks what is missing and what is
    in doubt; final refuses it: what is missing unless `allow_missing`, which leaves those
    sentences out and lists them; what is in doubt unless its finding stands in `accept`, the
    reason by the id. `template`: a folder of edited wording. `notebook`: an edited copy of the
    notebook. `thresholds` of claims. `internal`: whether the text says what is kept for the
    bureau itself (财政自给率, 收支缺口). `forecast`: whether the page has estimates (全年估计).
    `rate_decimals` of rates and points; `amount_decimals` of amounts (None: by their unit).
    `unit` of the amounts in the text, 万元 or 亿元 ("": as the data allow without a digit gained).
    `extensions`: files, folders or modules with indicators, claims, sentences, charts of one's own.
    """

    kind: str = kinds.USUAL
    mode: str = "draft"
    allow_missing: bool = False
    accept: Accepted = field(default_factory=dict)
    template: str = ""
    notebook: str = ""
    thresholds: Mapping[str, Any] = field(default_factory=dict)
    internal: bool = False
    forecast: bool = False
    rate_decimals: int = 1
    amount_decimals: int | None = None
    unit: str = ""
    extensions: Sequence[str] = ()

    @classmethod
    def parse(cls, given: Mapping[str, Any] | None) -> Options:
        """The options of a parameters file. Raises `UsageError` on an unknown name or value."""
        known = [one.name for one in fields(cls)]
        for name, value in (given or {}).items():
            if name not in known:
                advice = did_you_mean(str(name), known) or f"可用：{'、'.join(known)}"
                raise UsageError(f"不认识的选项{quoted(str(name))}", advice=advice)
            _check(name, value)
        return cls(**(given or {}))

    @property
    def own(self) -> Extensions:
        """What is declared beside the package: by the extensions named, and by those installed."""
        return extensions_of(self.extensions)

    @property
    def style(self) -> Style:
        """How figures print."""
        return Style(self.rate_decimals, self.amount_decimals)

    @property
    def lines(self) -> dict[str, Threshold]:
        """The thresholds of claims."""
        return thresholds(self.thresholds)


def _check(name: str, value: Any) -> None:
    choices = {"kind": kinds.known(), "mode": MODES, "unit": ("", *MONEY)}
    if name in choices:
        _one_of(name, value, choices[name])
    elif name in ("allow_missing", "internal", "forecast"):
        if not isinstance(value, bool):
            raise UsageError(f"选项 {name} 应为 true 或 false")
    elif name in _CHECKS:
        _CHECKS[name](value)
    elif name in _PATHS:
        if not isinstance(value, str):
            raise UsageError(f"选项 {name} 应为路径")
        if value:
            _PATHS[name](value)
    elif name == "thresholds":
        if not isinstance(value, Mapping):
            raise UsageError(f"选项 {name} 应为键值")
        thresholds(value)
    else:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not 0 <= value <= _MOST_DECIMALS:
            raise UsageError(f"选项 {name} 应为 0 至 {_MOST_DECIMALS} 的整数")


def check_accepted(given: Any) -> None:
    """Raises `UsageError` where a finding is let stand without a reason."""
    if not isinstance(given, Mapping):
        raise UsageError("选项 accept 应为键值：编号: 理由")
    for finding, reason in given.items():
        if not isinstance(finding, str):
            raise UsageError(f"选项 accept 的编号应为文字，不是{quoted(str(finding))}")
        if not isinstance(reason, str) or not reason.strip():
            raise UsageError(f"认可{quoted(finding)}没有写理由", advice="写明为什么这个数可以照用")


def check_extensions(given: Any) -> None:
    """Raises `UsageError` for what is no list of extensions, and for one that does not run."""
    if not isinstance(given, list | tuple) or not all(isinstance(one, str) for one in given):
        raise UsageError("extensions 应为列表，一项一个扩展的文件、文件夹或模块名")
    extensions_of(given)


_CHECKS: dict[str, Callable[[Any], None]] = {
    "accept": check_accepted,
    "extensions": check_extensions,
}


def _one_of(name: str, value: Any, known: tuple[str, ...]) -> None:
    if value not in known:
        advice = did_you_mean(str(value), known) or f"可用：{'、'.join(known)}"
        raise UsageError(f"选项 {name} 不能是{quoted(str(value))}", advice=advice)
