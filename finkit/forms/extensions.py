"""Validation that refers to other sheets: Excel keeps it as an extension, which openpyxl drops.

It is taken from the sheets of the original and put back into those of the copy.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_VALIDATIONS = "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"
_END = b"</worksheet>"


def with_extensions(copy: bytes, original: Path) -> bytes:
    """The copy, with the validation that its sheets had in the original."""
    with ZipFile(original) as archive:
        lost = {name: found for name, part in _sheets(archive) if (found := _lost(archive, part))}
    if not lost:
        return copy
    target = io.BytesIO()
    with ZipFile(io.BytesIO(copy)) as made, ZipFile(target, "w", ZIP_DEFLATED) as mended:
        parts = {part: lost[name] for name, part in _sheets(made) if name in lost}
        for info in made.infolist():
            content = made.read(info)
            if extension := parts.get(info.filename):
                content = content.replace(_END, extension + _END)
            mended.writestr(info, content)
    return target.getvalue()


def _sheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets of a workbook: their names, and where they lie in the archive."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        yield sheet.get("name", ""), normpath(join("/xl", target)).lstrip("/")


def _lost(archive: ZipFile, part: str) -> bytes:
    """The extension of a sheet that holds validation; nothing if it has none."""
    content = archive.read(part)
    if _VALIDATIONS.encode().lower() not in content.lower():
        return b""
    kept = ElementTree.Element(f"{_MAIN}extLst")
    for extension in ElementTree.fromstring(content).findall(f"{_MAIN}extLst/{_MAIN}ext"):
        if extension.get("uri", "").upper() == _VALIDATIONS:
            kept.append(extension)
    return ElementTree.tostring(kept) if len(kept) else b""
