"""A workbook as bytes that are the same for the same contents: no clock gets in."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_DAY = (2024, 1, 1, 0, 0, 0)
_AUTHOR = "finkit"
# Deflate's own default is hardly smaller and takes twice the time.
_COMPRESSION = 3
_READABLE = 0o644 << 16
_CHUNK = 1 << 20
_DATA = b"<sheetData>"


def packed(workbook: Workbook) -> bytes:
    """The bytes of a workbook made anew: author and dates are fixed."""
    workbook.properties.creator = _AUTHOR
    workbook.properties.created = workbook.properties.modified = datetime(*_DAY)
    return zipped(workbook)


def zipped(workbook: Workbook) -> bytes:
    """The bytes of a workbook, its properties as they are: `Workbook.save` would set the time."""
    target = io.BytesIO()
    ExcelWriter(workbook, _Undated(target, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION)).save()
    return target.getvalue()


def save(workbook: Workbook, path: Path, rows: Mapping[str, Path]) -> None:
    """Writes a workbook made anew to a file, as `packed` would; nothing of it is held whole.

    `rows` are files with the rows of its sheets, by their titles, as they stand between the marks
    of a sheet's data.
    """
    workbook.properties.creator = _AUTHOR
    workbook.properties.created = workbook.properties.modified = datetime(*_DAY)
    with _Undated(path, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        # The order that openpyxl numbers the sheets by.
        archive.rows = {
            f"xl/worksheets/sheet{number}.xml": rows[sheet.title]
            for number, sheet in enumerate(workbook.worksheets, 1)
        }
        ExcelWriter(workbook, archive).save()


class _Undated(ZipFile):
    """An archive whose members all bear one date; `rows` are put into the sheets of their names."""

    rows: Mapping[str, Path] = MappingProxyType({})

    def writestr(self, zinfo_or_arcname: Any, data: Any, *rest: Any, **more: Any) -> None:
        super().writestr(self._info(zinfo_or_arcname), data, *rest, **more)

    def write(self, filename: Any, arcname: Any = None, *rest: Any, **more: Any) -> None:
        info, path = self._info(str(arcname or filename)), Path(filename)
        if (rows := self.rows.get(info.filename)) is None:
            self._copy(info, path)
            return
        head, found, tail = path.read_bytes().partition(_DATA)
        assert found, "a sheet without rows of its own"
        begun = head + _DATA
        info.file_size = len(begun) + rows.stat().st_size + len(tail)
        with rows.open("rb") as file, self.open(info, "w") as target:
            target.write(begun)
            shutil.copyfileobj(file, target, _CHUNK)
            target.write(tail)

    def _copy(self, info: ZipInfo, path: Path) -> None:
        info.file_size = path.stat().st_size
        with path.open("rb") as file, self.open(info, "w") as target:
            shutil.copyfileobj(file, target, _CHUNK)

    def _info(self, name: Any) -> ZipInfo:
        info = ZipInfo(getattr(name, "filename", name).lstrip("/"), _DAY)
        info.compress_type, info.external_attr = ZIP_DEFLATED, _READABLE
        # Unix, on Windows too.
        info.create_system = 3
        return info
