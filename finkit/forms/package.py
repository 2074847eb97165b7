"""A workbook as bytes that are the same for the same contents: no clock gets in."""

from __future__ import annotations

import io
import shutil
from datetime import datetime
from pathlib import Path
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


class _Undated(ZipFile):
    """An archive whose members all bear one date."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *rest: Any, **more: Any) -> None:
        super().writestr(self._info(zinfo_or_arcname), data, *rest, **more)

    def write(self, filename: Any, arcname: Any = None, *rest: Any, **more: Any) -> None:
        info = self._info(str(arcname or filename))
        info.file_size = Path(filename).stat().st_size
        with Path(filename).open("rb") as file, self.open(info, "w") as target:
            shutil.copyfileobj(file, target, _CHUNK)

    def _info(self, name: Any) -> ZipInfo:
        info = ZipInfo(getattr(name, "filename", name).lstrip("/"), _DAY)
        info.compress_type, info.external_attr = ZIP_DEFLATED, _READABLE
        # Unix, on Windows too.
        info.create_system = 3
        return info
