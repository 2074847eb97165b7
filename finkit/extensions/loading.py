"""Running an extension's code, once for what it is now; what is wrong in it, by file and line."""

from __future__ import annotations

import importlib
import re
import sys
import traceback
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any

from finkit.errors import FinkitError, UsageError, one_line
from finkit.extensions.extension import Extension
from finkit.extensions.places import Place
from finkit.extensions.reading import declared_in

_MISSING = re.compile(r"missing \d+ required (?:keyword-only|positional) arguments?: (.+)")
_QUOTED = re.compile(r"'([^']+)'")
_UNKNOWN = re.compile(r"got an unexpected keyword argument '([^']*)'")
_ADVICE = "改好扩展再运行；写法见 docs/extensions.md"
_MOST_SAID = 200

_LOADED: dict[Place, Extension] = {}


def loaded(place: Place) -> Extension:
    """What the extension declares as its code is now; run again only where that has changed.

    A module that is imported by name is run once, as any module is: its digest is of that time.
    """
    known = _LOADED.get(place)
    if known is not None and place.module:
        return known
    try:
        digest = place.digest()
    except OSError as error:
        raise UsageError(f"扩展读不了（{error.strerror}）", where=place.name) from error
    if known is None or known.digest != digest:
        known = _LOADED[place] = declared_in(_run(place, digest), place, digest)
    return known


def _run(place: Place, digest: str) -> ModuleType:
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        return importlib.import_module(place.module) if place.module else _of_file(place, digest)
    except FinkitError as error:
        raise UsageError(error.what, where=_where(error, place), advice=error.advice) from error
    except (Exception, SystemExit) as error:
        raise UsageError(_said(error), where=_where(error, place), advice=_ADVICE) from error
    finally:
        sys.dont_write_bytecode = kept


class _Loader(SourceFileLoader):
    """Reads the source itself: compiled code of before may be of another text."""

    def path_stats(self, path: Any) -> Any:
        raise OSError


def _of_file(place: Place, digest: str) -> ModuleType:
    # A name of its own: whatever else is called so, and the code of before, are other modules.
    name = f"finkit_extension_{place.path.stem}_{digest[:16]}"
    inner = [str(place.path)] if place.path.is_dir() else None
    loader = _Loader(name, str(place.start))
    spec = spec_from_file_location(
        name, place.start, loader=loader, submodule_search_locations=inner
    )
    assert spec is not None
    module = module_from_spec(spec)
    importlib.invalidate_caches()
    sys.modules[name] = module
    try:
        loader.exec_module(module)
    except BaseException:
        for one in [one for one in sys.modules if one == name or one.startswith(f"{name}.")]:
            with suppress(KeyError):
                del sys.modules[one]
        raise
    return module


def _where(error: BaseException, place: Place) -> str:
    if isinstance(error, SyntaxError) and error.filename and place.holds(error.filename):
        return place.said(error.filename, error.lineno or 1)
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if place.holds(one.filename)]
    return place.said(own[-1].filename, own[-1].lineno or 1) if own else place.name


def _said(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return f"扩展有语法错误（{error.msg}）"
    text = one_line(str(error))[:_MOST_SAID]
    if isinstance(error, TypeError) and (found := _MISSING.search(text)):
        return f"声明不全，缺 {'、'.join(_QUOTED.findall(found[1]))}"
    if isinstance(error, TypeError) and (found := _UNKNOWN.search(text)):
        return f"声明里没有 {found[1]} 这一项"
    return f"扩展载入时出错（{type(error).__name__}：{text}）"
