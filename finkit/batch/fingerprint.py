"""Fingerprints: what a report depends on, hashed, so that only what changed is made again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from finkit.batch.plan import Request
from finkit.dataset import Dataset
from finkit.facts import Fact, FactIndex
from finkit.report.notebook import notebook_path

_LIBRARIES = ("ipython", "jinja2", "matplotlib", "nbconvert", "nbformat", "papermill")
_CODE = {".py", ".j2", ".css", ".csv", ".js", ".json"}


class Fingerprints:
    """The fingerprints of one batch: what all reports share is hashed once."""

    def __init__(self, data: Dataset, given: Iterable[Fact]) -> None:
        self.data, self.given = data, FactIndex(given)
        shared = (data.sources, data.calibers)
        self._shared = _hash(_code(), repr(shared))
        self._provinces: dict[str, str] = {}

    def of(self, request: Request) -> str:
        """The fingerprint of a report: code, data of county and peers, facts, options."""
        code, period = request.county.code, request.period
        return _hash(
            self._shared,
            code,
            str(period),
            self.data.ledger.digest(code),
            self._province(request.county.province),
            repr(self.data.facts_of(request.county, period)),
            repr(self.given.of(request.county, period)),
            repr(self.data.printed_at(code, period)),
            json.dumps(request.options, sort_keys=True, ensure_ascii=False),
            _folder(str(request.options.get("template", ""))),
            _file(str(request.options.get("notebook", ""))),
        )

    def _province(self, name: str) -> str:
        """All counties of a province: ranks and medians depend on every one of them."""
        if name not in self._provinces:
            codes = self.data.ledger.provinces.get(name, [])
            self._provinces[name] = _hash(*map(self.data.ledger.digest, codes))
        return self._provinces[name]


def _hash(*parts: str) -> str:
    # Lengths keep apart what would otherwise run together.
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()


@cache
def _code() -> str:
    """The package, the notebook and the libraries that make the page."""
    package = Path(str(files("finkit")))
    sources = sorted(p for p in package.rglob("*") if p.suffix in _CODE and _is_code(p, package))
    texts = [path.read_text(encoding="utf-8") for path in (*sources, notebook_path())]
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return _hash(sys.version, *libraries, *texts)


def _is_code(path: Path, package: Path) -> bool:
    # The sample is data: it is hashed county by county, as any data are.
    return path.relative_to(package).parts[0] != "samples"


@cache
def _folder(path: str) -> str:
    if not path:
        return ""
    return _hash(*(p.read_text(encoding="utf-8") for p in sorted(Path(path).glob("*.j2"))))


def _file(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if path else ""
