"""Which edition of the program makes a page: the package, the notebook, the libraries, Python."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from finkit.report.notebook import notebook_path

_LIBRARIES = ("ipython", "jinja2", "matplotlib", "nbconvert", "nbformat", "papermill")
_CODE = {".py", ".j2", ".css", ".csv", ".js", ".json"}
_SHOWN = 16


@cache
def edition() -> str:
    """The version, and the beginning of the hash of everything that makes a page.

    Two editions may print the same page; that they do is known only where they are one.

    >>> edition().startswith(version("finkit") + " ")
    True
    """
    return f"{version('finkit')} {code_digest()[:_SHOWN]}"


@cache
def code_digest() -> str:
    """The hash of the package, the notebook and the libraries that make the page."""
    package = Path(str(files("finkit")))
    sources = sorted(p for p in package.rglob("*") if p.suffix in _CODE and _is_code(p, package))
    texts = [path.read_text(encoding="utf-8") for path in (*sources, notebook_path())]
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return joint_hash(sys.version, *libraries, *texts)


def folder_digest(path: str) -> str:
    """The hash of a folder of edited wording, "" for none."""
    if not path:
        return ""
    return joint_hash(*(p.read_text(encoding="utf-8") for p in sorted(Path(path).glob("*.j2"))))


def joint_hash(*parts: str) -> str:
    """SHA-256 of several texts, in their order.

    >>> joint_hash("ab", "c") == joint_hash("a", "bc")
    False
    """
    # Lengths keep apart what would otherwise run together.
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()


def _is_code(path: Path, package: Path) -> bool:
    # The sample is data: it is hashed county by county, as any data are.
    return path.relative_to(package).parts[0] != "samples"
