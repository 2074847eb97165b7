"""Validation that refers to other sheets: Excel keeps it as an extension, which openpyxl drops.

It is taken from the sheets of the original and put back into those of the copy.
"""

from __future__ import annotations

import io
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

from finkit.workbooks.files.package import sheet_parts

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_VALIDATIONS = "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"
_END = b"</worksheet>"


def with_extensions(copy: bytes, original: bytes) -> bytes:
    """The copy, with the validation that its sheets had in the original."""
    with ZipFile(io.BytesIO(original)) as archive:
        validation = {name: _validation(archive, part) for name, part in sheet_parts(archive)}
    lost = {name: extension for name, extension in validation.items() if extension}
    if not lost:
        return copy
    target = io.BytesIO()
    with ZipFile(io.BytesIO(copy)) as made, ZipFile(target, "w", ZIP_DEFLATED) as mended:
        parts = {part: lost[name] for name, part in sheet_parts(made) if name in lost}
        for info in made.infolist():
            content = made.read(info)
            if extension := parts.get(info.filename):
                content = content.replace(_END, extension + _END)
            mended.writestr(info, content)
    return target.getvalue()


def _validation(archive: ZipFile, part: str) -> bytes:
    """The extension of a sheet that holds validation; nothing if it has none."""
    content = archive.read(part)
    if _VALIDATIONS.encode().lower() not in content.lower():
        return b""
    kept = ElementTree.Element(f"{_MAIN}extLst")
    for extension in ElementTree.fromstring(content).findall(f"{_MAIN}extLst/{_MAIN}ext"):
        if extension.get("uri", "").upper() == _VALIDATIONS:
            kept.append(extension)
    return ElementTree.tostring(kept) if len(kept) else b""
