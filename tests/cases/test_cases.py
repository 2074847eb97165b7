"""What people reported of programs of this kind: right value, or right refusal.

The cases are read where they are at hand, as other reference data are.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from tests.cases.case import faults, read, run

_DATA = os.environ.get("FINKIT_REFERENCE_DATA", "")
FOLDER = Path(_DATA, "cases")
pytestmark = pytest.mark.skipif(not _DATA, reason="FINKIT_REFERENCE_DATA names no folder")

OTHER_WORK = "wb"
"""How the cases begin that belong to another work."""

# Names a file, date.yaml, that its folder does not hold.
NOT_YET_MENDED = frozenset({"14b-plain-parameters"})


def _named() -> list[str]:
    names = sorted(path.parent.name for path in FOLDER.glob("*/case.toml")) if _DATA else []
    return [name for name in names if not name.startswith(OTHER_WORK)]


def _cases() -> list[object]:
    later = pytest.mark.xfail(strict=True, reason="not yet mended")
    return [pytest.param(name, marks=later if name in NOT_YET_MENDED else ()) for name in _named()]


@pytest.mark.parametrize("name", _cases())
def test_a_case_is_read_right_or_refused(name: str, tmp_path: Path) -> None:
    case = FOLDER / name
    for module in read(case).get("needs", ()):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"needs {module}")
    assert faults(case, run(case, tmp_path)) == []


def test_what_is_not_yet_mended_is_a_case() -> None:
    assert set(_named()) >= NOT_YET_MENDED
