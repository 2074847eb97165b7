"""jsonschema without the grammars of `rfc3987_syntax` until one is asked for.

nbformat and papermill validate notebooks by jsonschema, which imports `rfc3987_syntax` where it is
installed (JupyterLab brings it), which builds 38 grammars: half of the time of a single report, for
two formats (`iri`, `iri-reference`) that no notebook's schema names.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

_GRAMMARS = "rfc3987_syntax"


def import_jsonschema() -> None:
    """Imports jsonschema; the grammars are built when a schema first asks for an `iri`.

    Nothing is changed where jsonschema is imported already or no grammars are installed, and
    whoever imports the grammars afterwards gets the real ones.

    >>> import_jsonschema()
    >>> "jsonschema" in sys.modules
    True
    """
    if "jsonschema" in sys.modules or _GRAMMARS in sys.modules or find_spec(_GRAMMARS) is None:
        import_module("jsonschema")
        return
    stand_in = ModuleType(_GRAMMARS)
    stand_in.is_valid_syntax = _is_valid_syntax  # type: ignore[attr-defined]
    sys.modules[_GRAMMARS] = stand_in
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[_GRAMMARS]


def _is_valid_syntax(term: str, syntax: str) -> bool:
    return bool(import_module(_GRAMMARS).is_valid_syntax(term, syntax))
