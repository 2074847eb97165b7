"""A nation's forms, one workbook a county, imported into an empty ledger."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

from benchmarks.case import Case, Cost
from benchmarks.process import cost_of, program
from finkit.counties import register

NAME = "import, one form a county"
_SHOWN = "DEMO01"
_AMOUNT = re.compile(rb'(<c r="[C-G]\d+"[^>]* t="n"[^>]*><v>)([\d.]+)')
_FACTS = "填写".encode()


def cases(folder: Path, counties: int) -> list[Case]:
    """The full form of the synthetic county, once for each of so many counties of the register."""
    return [Case(NAME, lambda: _imported(folder / "forms", counties))]


def _imported(folder: Path, counties: int) -> Cost:
    if not folder.is_dir():
        _write_forms(folder, counties)
    ledger = folder.parent / "ledger"
    shutil.rmtree(ledger, ignore_errors=True)
    cost = cost_of([program("finkit"), "import", str(folder), "--into", str(ledger)])
    if not (ledger / "observations.parquet").is_file():
        raise RuntimeError("finkit import wrote no ledger")
    return cost


def _write_forms(folder: Path, counties: int) -> None:
    """Forms as `finkit form` writes them; the amounts are multiples of the synthetic county's."""
    folder.mkdir(parents=True)
    one = folder / "form.xlsx"
    given = ["--county", _SHOWN, "--period", "2021-10", "--out", str(one)]
    cost_of([program("finkit"), "form", *given])
    content = one.read_bytes()
    one.unlink()
    for number, county in enumerate(list(register().values())[:counties], 1):
        renamed = _renamed(content, county.code, county.name, number)
        (folder / f"{county.code}.xlsx").write_bytes(renamed)


def _renamed(workbook: bytes, code: str, name: str, factor: int) -> bytes:
    """The same workbook of another county; every amount so many times as large."""

    def larger(found: re.Match[bytes]) -> bytes:
        return found[1] + f"{Decimal(found[2].decode()) * factor:f}".encode()

    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.namelist():
            text = old.read(part)
            if part.endswith(".xml"):
                text = text.replace(_SHOWN.encode(), code.encode())
                text = text.replace("示例县".encode(), name.encode())
                text = text if _FACTS in text else _AMOUNT.sub(larger, text)
            new.writestr(part, text)
    return written.getvalue()


def summary(counties: int, cost: Cost) -> str:
    """What the import of so many forms took.

    >>> summary(100, Cost(4.0, 250.0))
    'import: 100 forms, 25.0 forms/s'
    """
    return f"import: {counties} forms, {counties / cost.seconds:.1f} forms/s"
