"""Where an extension's code lies: a file or folder that is named, a module, what is installed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from finkit.errors import UsageError, quoted
from finkit.gate.characters import is_text

GROUP = "finkit.extensions"
_INIT = "__init__.py"
_MOST_BYTES = 16 << 20
_ADVICE = "写 .py 文件、带 __init__.py 的文件夹，或能导入的模块名"


class Place(NamedTuple):
    """An extension's code: a file or a folder; `module` is what it is imported as, "" by path."""

    path: Path
    module: str = ""

    @property
    def name(self) -> str:
        """What it is called: the file's, the folder's or the module's name."""
        return self.module or self.path.name

    @property
    def start(self) -> Path:
        """The file that is run."""
        return self.path / _INIT if self.path.is_dir() else self.path

    def said(self, file: str, line: int) -> str:
        """A line of its code as users are told it: my_bureau/taxes.py:12."""
        try:
            return f"{Path(file).relative_to(self.path.parent).as_posix()}:{line}"
        except ValueError:
            return f"{Path(file).name}:{line}"

    def holds(self, file: str) -> bool:
        """Whether a file is of its code."""
        return Path(file) == self.path or self.path in Path(file).parents

    def files(self) -> Iterator[Path]:
        """All its files, in order; nothing that Python or the system puts there."""
        if not self.path.is_dir():
            yield self.path
            return
        for path in sorted(self.path.rglob("*")):
            inner = path.relative_to(self.path).parts
            if path.is_file() and not any(p == "__pycache__" or p[0] == "." for p in inner):
                yield path

    def digest(self) -> str:
        """The SHA-256 of all its files with their names. Raises `UsageError` for one too large."""
        found = hashlib.sha256()
        for path in self.files():
            if path.stat().st_size > _MOST_BYTES:
                what = f"大于 {_MOST_BYTES >> 20} MB，不是扩展的代码"
                raise UsageError(what, where=self.said(str(path), 1).rpartition(":")[0])
            name = path.relative_to(self.path.parent).as_posix().encode()
            content = path.read_bytes()
            found.update(b"%d:%s%d:" % (len(name), name, len(content)))
            found.update(content)
        return found.hexdigest()


def settled(name: str, base: Path) -> str:
    """An extension's name as it holds in any working directory: a path, or a module's name."""
    path = base / name
    is_there = is_text(name) and "\0" not in name and path.exists()
    return str(path.resolve()) if is_there and name.strip() else name


def located(name: str) -> Place:
    """Where the extension of that name lies. Raises `UsageError` where there is none."""
    path = Path(name)
    if "://" in name:
        raise UsageError("扩展只能在本机，不能是地址", where=name, advice=_ADVICE)
    if name.strip() and is_text(name) and "\0" not in name and path.exists():
        place = Place(path.resolve())
        if place.start.suffix != ".py" or not place.start.is_file():
            what = f"扩展文件夹里没有 {_INIT}" if path.is_dir() else "扩展应为 .py 文件"
            raise UsageError(what, where=name, advice=_ADVICE)
        return place
    if all(part.isidentifier() for part in name.split(".")):
        return _module(name)
    raise UsageError(f"没有这个扩展{quoted(name)}", advice=_ADVICE)


def _module(name: str) -> Place:
    try:
        spec = find_spec(name)
    except (ImportError, ValueError, AttributeError):
        spec = None
    except Exception as error:  # finding a module within a package runs the package
        what = f"找扩展{quoted(name)}时出错（{type(error).__name__}：{error}）"
        raise UsageError(what, advice=_ADVICE) from error
    if spec is None or not spec.origin or not Path(spec.origin).is_file():
        raise UsageError(f"没有这个扩展{quoted(name)}", advice=_ADVICE)
    file = Path(spec.origin).resolve()
    return Place(file.parent if file.name == _INIT else file, name)


@cache
def installed() -> tuple[Place, ...]:
    """The extensions that installed distributions name in the group `finkit.extensions`."""
    found = sorted(entry_points(group=GROUP), key=lambda one: one.name)
    return tuple(_module(one.module) for one in found)
