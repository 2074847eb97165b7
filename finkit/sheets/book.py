"""A workbook in the making: XlsxWriter in its constant memory, so that rows go to the disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from finkit.disk import made_whole, temporary

HEAD, TEXT, QUOTED = "head", "text", "quoted"
_PREFIX = "finkit-sheets-"
_DAY = datetime(2024, 1, 1)
_AUTHOR = "finkit"
_FONT, _SIZE, _HEAD_COLOUR = "等线", 11, "#D9E5F1"
# A text is a text whatever it looks like.
_AS_IT_IS = dict.fromkeys(("strings_to_formulas", "strings_to_numbers", "strings_to_urls"), False)


class Book:
    """A workbook to be written to `place`; what is passing lies in `folder`."""

    def __init__(self, place: Path, folder: Path) -> None:
        options = {"constant_memory": True, "tmpdir": str(folder), **_AS_IT_IS}
        self._workbook = Workbook(str(place), options)
        self._workbook.use_zip64()
        # No clock gets in: the same contents are the same bytes.
        self._workbook.set_properties({"author": _AUTHOR, "created": _DAY})
        self._looks: dict[tuple[str, bool], Any] = {}

    def begin(self, title: str) -> Any:
        """A new sheet."""
        return self._workbook.add_worksheet(title)

    def look(self, name: str, *, wrapped: bool) -> Any:
        """How heads, texts, texts to be marked, or numbers of a format look."""
        found = self._looks.get((name, wrapped))
        if found is None:
            found = self._looks[name, wrapped] = self._workbook.add_format(_look(name, wrapped))
        return found

    def put_in_order(self, titles: Sequence[str]) -> None:
        """Sheets are made as their rows come; here they are put as they are to be read."""
        sheets = self._workbook.worksheets_objs
        sheets.sort(key=lambda sheet: titles.index(sheet.name))
        for number, sheet in enumerate(sheets):
            # The name of its filter says the sheet by number.
            sheet.index = number

    def close(self) -> None:
        """Writes the file."""
        try:
            self._workbook.close()
        except FileCreateError as error:
            raise error.args[0] from None

    def release(self) -> None:
        """Lets go of the files of its rows; XlsxWriter does so only of a workbook it wrote."""
        for sheet in self._workbook.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()


@contextmanager
def book_at(place: Path) -> Iterator[Book]:
    """A workbook that is at its place, whole, when the block ends.

    Raises `UsageError` for a fault of the disk, leaving nothing.
    """
    with temporary(_PREFIX) as folder, made_whole(place) as ready:
        book = Book(ready, folder)
        try:
            yield book
            book.close()
        finally:
            book.release()


def _look(name: str, wrapped: bool) -> dict[str, Any]:
    font = {"font_name": _FONT, "font_size": _SIZE, "valign": "top"}
    if name == HEAD:
        return {**font, "bold": True, "bg_color": _HEAD_COLOUR, "text_wrap": True}
    kind = {"num_format": name} if name not in (TEXT, QUOTED) else {}
    return {**font, **kind, "text_wrap": wrapped, "quote_prefix": name == QUOTED}
