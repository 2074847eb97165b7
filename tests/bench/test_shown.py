"""What an analyst holds shows itself, says what it can do, and has its types."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import finkit
from finkit import workbench
from finkit.checks import Findings
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.ledger.ledger import Ledger
from finkit.report import CountyReport
from finkit.workbench import Workbench

ROOT = Path(__file__).parent.parent.parent
HELD = (FigureSet, Findings, Ledger, *(one for name in workbench.__all__ if inspect.isclass(one := getattr(workbench, name))))  # fmt: skip


@pytest.fixture(scope="module")
def held() -> dict[str, object]:
    data = finkit.open()
    county = data.county("示例县")
    figures = county.figures("2021-10")
    return {
        "Workbench": data,
        "CountyBench": county,
        "Ledger": data.ledger,
        "CountyReport": county.report("2021-10"),
        "FigureSet": figures,
        "Figure": next(iter(figures)),
        "Findings": county.check("2021-10"),
        "Forecast": finkit.forecast("示例县", "2021-06"),
        "Changes": finkit.diff("", ""),
        "AreaRollup": data.rollup("重庆市", "2020-12"),
        "Derivation": county.derive("税收收入", "yoy_rate", "2021-10"),
    }


def test_each_shows_itself_in_a_line_in_words_and_as_a_page(held: dict[str, object]) -> None:
    for name, one in held.items():
        assert repr(one).startswith(f"{name}("), name
        assert "\n" not in repr(one), name
        assert str(one), name
        page = one._repr_html_()  # type: ignore[attr-defined]
        assert page.startswith('<div class="tex2jax_ignore">'), name
        # JupyterLab gives the colours of its theme.
        assert "color" not in page.split("<svg")[0], name


def test_words_say_more_than_the_line(held: dict[str, object]) -> None:
    told = {name for name, one in held.items() if str(one) != repr(one)}
    assert {"CountyReport", "Figure", "Findings", "Forecast", "Changes", "Derivation"} <= told
    assert "AreaRollup" in told


def test_no_text_is_taken_for_a_formula_or_a_tag() -> None:
    own = {"county_code": ["A1"], "county": ["$a_b$ <b>"], "value": [1], "unit": ["万元"]}
    frame = pd.DataFrame(own).assign(item="**税收** <i>", period="2023-12")
    data = finkit.open(frame)
    table = data.compare("A1", "**税收** <i>")
    for one in (data, data.ledger, data.county("A1"), data.county("A1").figures("2023-12"), table):
        page = one._repr_html_()
        assert page.startswith('<div class="tex2jax_ignore">')
        assert "<b>" not in page
        assert "<i>" not in page


def test_what_can_be_chosen_is_what_is_meant(held: dict[str, object]) -> None:
    assert dir(finkit) == sorted(finkit.__all__)
    offered = {name for name in dir(held["Workbench"]) if not name.startswith("_")}
    assert offered == {
        "check",
        "compare",
        "counties",
        "county",
        "data",
        "export",
        "extensions",
        "ledger",
        "panel",
        "rollup",
        "place",
    }
    offered = {name for name in dir(held["CountyBench"]) if not name.startswith("_")}
    assert offered == {
        "by_month", "check", "code", "derive", "figures", "items", "name", "periods", "report", "series", "table"
    }  # fmt: skip


def public(kind: type) -> Iterator[tuple[str, object]]:
    yield kind.__name__, kind
    for name, member in vars(kind).items():
        if not name.startswith("_") and (
            inspect.isfunction(member) or isinstance(member, property)
        ):
            yield f"{kind.__name__}.{name}", member


def test_every_public_name_has_an_example() -> None:
    named = [(name, getattr(finkit, name)) for name in finkit.__all__ if name != "charts"]
    named += [(name, getattr(finkit.charts, name)) for name in finkit.charts.__all__]
    # What a figure set and a ledger are asked by other rooms has its tests there.
    shown = (Findings, *(one for one in HELD if one.__module__.startswith("finkit.workbench")))
    named += [pair for kind in shown for pair in public(kind)]
    charts = (name for name in finkit.charts.__all__ if name != "Chart")
    named += [(name, getattr(finkit.charts, name)) for name in charts]
    named += [
        ("save", finkit.charts.Chart.save),
        ("to_frame", FigureSet.to_frame),
        ("to_frame", Ledger.to_frame),
    ]
    lacking = [name for name, one in named if ">>> " not in (inspect.getdoc(one) or "")]
    assert lacking == []


def test_figures_as_a_frame(held: dict[str, object]) -> None:
    figures = held["FigureSet"]
    assert isinstance(figures, FigureSet)
    frame, chinese = figures.to_frame(), figures.to_frame(chinese=True)
    assert len(frame) == len(figures)
    assert frame.shape == chinese.shape
    for row, one in zip(frame.itertuples(index=False), figures, strict=True):
        assert isinstance(one, Figure)
        assert (row.id, row.unit, row.reason) == (one.id, one.unit, one.reason)
        assert (row.value == float(one.value)) if one.value is not None else row.value != row.value
    assert "编号" in chinese and "同比增长率" in set(chinese.指标)


def test_findings_as_a_frame(held: dict[str, object]) -> None:
    report = held["CountyReport"]
    assert isinstance(report, CountyReport)
    assert isinstance(report.findings, Findings)
    assert report.findings.to_frame(chinese=True).shape == (len(report.findings), 10)


SCRIPT = """
import pandas as pd
import polars as pl
import finkit

data = finkit.open(pl.DataFrame({"a": [1]}), columns={"a": ("税收收入", "万元")}, basis="累计")
finkit.open(pd.DataFrame()), finkit.open("observations.csv")
county = data.county("临洮县")
reveal_type(data)
reveal_type(county.table("税收收入").units)
reveal_type(county.series("税收收入"))
reveal_type(data.panel(items="税收收入", wide=True).reasons)
reveal_type(county.report("2024-02").findings)
reveal_type(county.figures("2024-02").to_frame())
reveal_type([one.value for one in county.figures("2024-02")])
"""
TYPES = (
    "finkit.workbench.bench.Workbench",
    "dict[Any, str]",
    "Series[",
    'DataFrame"',
    "finkit.checks.findings.Findings",
    "list[decimal.Decimal | None]",
)


def test_a_users_own_file_is_typed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.py"
    mine.write_text(SCRIPT, encoding="utf-8")
    cache = ROOT / ".mypy_cache"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache}", str(mine)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    for kind in TYPES:
        assert kind in done.stdout
    assert '"Any"' not in done.stdout


def test_a_bench_is_a_workbench() -> None:
    assert isinstance(finkit.open(), Workbench)
