"""A nation's month: `finkit batch` over many counties of a synthetic nation of 2,843 x 60 months.

The first few of the same reports are also made the plain way, to prove that the pages are equal.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from bs4 import BeautifulSoup

from benchmarks import nation
from benchmarks.case import Case, Cost
from benchmarks.process import cost_of, program
from benchmarks.unique_memory import UniqueMemory
from finkit.counties import register

PERIOD = "2023-10"
NAME = "nation, finkit batch"
_PROVEN = 2
_NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "county_report.ipynb"


def cases(folder: Path, counties: int) -> list[Case]:
    """The batch over so many counties. Raises `ValueError` for more than there are."""
    codes = sorted(register())
    if not _PROVEN <= counties <= len(codes):
        raise ValueError(f"{_PROVEN} to {len(codes)} counties can be asked for, not {counties}")
    data = folder / "nation.parquet"
    nation.write(data)
    return [Case(NAME, lambda: _batch(data, codes[:counties], folder / "nation"))]


def _batch(data: Path, codes: list[str], folder: Path) -> Cost:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    params = folder / "params.yaml"
    asked = {"data": str(data), "reports": [{"counties": codes, "period": PERIOD}]}
    params.write_text(yaml.safe_dump(asked, allow_unicode=True), encoding="utf-8")
    out = folder / "outputs"
    with UniqueMemory() as memory:
        cost = cost_of([program("finkit"), "batch", str(params), "--out", str(out)])
    made = len(list(out.rglob("figures.json")))
    if made != len(codes):
        raise RuntimeError(f"finkit batch made {made} of {len(codes)} reports")
    for code in codes[:_PROVEN]:
        _prove(data, code, out / PERIOD / code / "report.html", folder)
    return Cost(cost.seconds, memory.peak)


def _prove(data: Path, code: str, page: Path, folder: Path) -> None:
    """Raises unless the plain way gives the same page."""
    executed = folder / f"{code}.ipynb"
    parameters = ["-r", "county", code, "-r", "period", PERIOD, "-r", "data", str(data)]
    cost_of([program("papermill"), str(_NOTEBOOK), str(executed), *parameters])
    to_html = ["nbconvert", "--to", "html", "--template", "finkit", "--no-input"]
    cost_of([program("jupyter"), *to_html, str(executed)])
    plain, ours = (p.read_text(encoding="utf-8") for p in (executed.with_suffix(".html"), page))
    # The plain way's last step parses the page and writes it out again: so is ours here.
    if plain != str(BeautifulSoup(ours, features="html.parser")):
        raise RuntimeError(f"{code}: the plain way gives another page")


def summary(counties: int, cost: Cost) -> str:
    """What the nation's whole month would take at this pace."""
    rate = counties / cost.seconds
    whole = len(register()) / rate / 60
    return (
        f"nation: {counties} reports, {rate:.1f} reports/s with reading the data "
        f"({len(register())} counties in {whole:.1f} min at this pace); "
        f"{_PROVEN} of them proven equal to the plain way's"
    )
