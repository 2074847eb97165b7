"""An indicator of one's own on the analyst's bench: in tables, panels, figures and reports."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import finkit
from finkit.errors import UsageError
from finkit.workbench import Workbench
from finkit.workbench.explorer import Explorer
from finkit.workbench.explorer.code import opening
from tests.conftest import Write, row
from tests.extensions.conftest import LINES
from tests.extensions.test_own import CLAIM, PER_ITEM, SENTENCE


@pytest.fixture
def data(write: Write) -> Path:
    return write(*map(row, LINES))


@pytest.fixture
def bench(data: Path, bureau: Path) -> Workbench:
    return finkit.open(data, extensions=[bureau])


def test_it_is_in_tables_panels_and_figures(bench: Workbench) -> None:
    county = bench.county("临洮县")
    assert county.table(indicator="tax_per_head").loc["2024-02"].to_list() == [25]
    assert county.series(indicator="tax_per_head").attrs["units"]
    assert bench.compare("临洮县", indicators="tax_per_head").loc["2024-02", "临洮县"] == 25
    (told,) = bench.panel("临洮县", indicators="tax_per_head").itertuples()
    assert (told.value, told.unit, told.of_item) == (25, "元/人", "常住人口（2024-02）")
    (figure,) = county.figures("2024-02").named("tax_per_head")
    assert figure.value == 25
    derived = county.derive("税收收入", "tax_per_head", "2024-02")
    assert "算式：税收收入÷所列人口（自定，my_bureau.py）" in derived.lines


def test_its_sentence_and_claim_are_in_the_report(bench: Workbench, data: Path) -> None:
    work = bench.county("临洮县").report("2024-02", kind="work_report")
    assert SENTENCE in work.narrative.text
    assert CLAIM in work.narrative.text
    bare = bench.county("临洮县").report("2024-02", kind="work_report", extensions=[])
    assert SENTENCE not in bare.narrative.text


def test_it_has_its_sheet_in_an_export(bench: Workbench, tmp_path: Path) -> None:
    (out,) = bench.export(tmp_path / "a.xlsx")
    assert "自定指标" in openpyxl.load_workbook(out).sheetnames


def test_one_of_items_is_in_tables_and_in_the_explorer(data: Path, tmp_path: Path) -> None:
    (tmp_path / "per_item.py").write_text(PER_ITEM, encoding="utf-8")
    bench = finkit.open(data, extensions=[str(tmp_path / "per_item.py")])
    table = bench.compare("临洮县", ["税收收入", "一般公共预算收入"], "a_month")
    assert table.iloc[0].to_list() == [25, 50]
    explorer = Explorer(bench)
    assert ("月均", "a_month") in explorer.indicator.options
    assert f"extensions={bench.extensions!r}" in opening(bench)


def test_a_data_set_opened_without_it_has_it_not(bench: Workbench, data: Path) -> None:
    with pytest.raises(UsageError, match="没有指标「tax_per_head」"):
        finkit.open(data).county("临洮县").table(indicator="tax_per_head")


def test_its_path_holds_wherever_one_goes(
    data: Path, bureau: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bureau.parent)
    bench = finkit.open(data, extensions=["my_bureau.py"])
    monkeypatch.chdir(tmp_path)
    assert bench.extensions == [str(bureau.resolve())]
    assert SENTENCE in bench.county("临洮县").report("2024-02").narrative.text


def test_a_frame_takes_it_too(bench: Workbench, bureau: Path) -> None:
    again = finkit.open(bench.ledger.to_frame(), extensions=[bureau])
    assert again.county("临洮县").table(indicator="tax_per_head").iloc[0, 0] == 25


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("my_bureau.py", r"extensions 应为列表，一项一个扩展；请写如 \['my_bureau.py'\]"),
        (3, "extensions 应为列表"),
        ([3], "extensions 应为文字"),
        (["none.py"], "没有这个扩展「none.py」"),
    ],
)
def test_what_is_no_extension_is_refused(data: Path, given: object, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        finkit.open(data, extensions=given)  # type: ignore[arg-type]


def test_a_mistake_in_it_is_told_by_file_and_line(data: Path, bureau: Path) -> None:
    bureau.write_text("INDICATORS = (\n\n1 +)\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"my_bureau\.py:3"):
        finkit.open(data, extensions=[bureau])
