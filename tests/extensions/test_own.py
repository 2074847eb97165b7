"""An extension in a folder outside the package: its number, words and chart reach every page."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from subprocess import run

import openpyxl
import papermill
import pytest

from finkit.batch.workers import can_fork
from finkit.cli import main
from finkit.report import build
from finkit.report.notebook import notebook_path
from tests.conftest import Open, Write, row
from tests.extensions.conftest import DOCS, LINES

SENTENCE = "按人口计，人均税收25元/人。"
CLAIM = "人均税收25元/人，税源基础薄弱。"
ALT = "人均财力：人均一般公共预算收入约50元/人；人均税收25元/人。"


@pytest.fixture
def data(write: Write) -> Path:
    return write(*map(row, LINES))


def report(data: Path, out: Path, *more: object) -> Path:
    given = ["report", "--county", "临洮县", "--period", "2024-02", "--data", data, "--out", out]
    assert main([*map(str, given), *map(str, more)]) == 0
    return out / "2024-02/621124/report.html"


PER_ITEM = """
from finkit.extensions import Column, ItemIndicator, Speech, derived, observed

def a_month(series, period):
    cell = series.own(period, "actual")
    if cell is None or series.key.basis != "cumulative":
        return None
    return derived(lambda whole: whole / period.month, cell.unit, observed(cell))

INDICATORS = (
    ItemIndicator(
        key="a_month", label="月均", unit="", basis="item", speech=Speech.LEVEL, source="本局",
        formula="累计数÷月数", definition="每月平均", column=Column("月均"), compute=a_month,
    ),
)
"""


# --- Its parts ------------------------------------------------------------------------------


def test_its_number_is_arithmetic_over_the_data(county: Open, bureau: Path) -> None:
    asked = {"extensions": [str(bureau)]}
    figures = build("临洮县", "2024-02", county(*LINES).data, options=asked).figures
    (figure,) = figures.named("tax_per_head")
    assert figure.value == 50 * 10_000 / (2 * 10_000)
    assert (figure.unit, figure.of_item) == ("元/人", "常住人口（2024-02）")
    assert [cell.item for cell in figure.inputs] == ["税收收入", "常住人口"]


def test_it_is_listed_with_its_source(
    data: Path, bureau: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["indicators", "--data", str(data), "--extension", str(bureau)]
    assert main([*given, "--format", "csv"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    (own,) = [one for one in rows if one["indicator"] == "tax_per_head"]
    assert (own["value"], own["formula"]) == ("25", "税收收入÷所列人口（自定，my_bureau.py）")
    assert main(given) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [one.split()[-1] for one in lines if "人均税收" in one] == ["自定（my_bureau.py）"]


def test_without_it_nothing_of_it_is_there(county: Open, bureau: Path) -> None:
    data = county(*LINES).data
    asked = {"extensions": [str(bureau)]}
    assert "per-head" in [
        one.name for one in build("临洮县", "2024-02", data, "", asked).charts.drawn
    ]
    plain = build("临洮县", "2024-02", data)
    assert list(plain.figures.named("tax_per_head")) == []
    assert "自定" not in plain.narrative.markdown("") + plain.provenance.html
    assert "per-head" not in [one.name for one in plain.charts.drawn]


def test_a_work_report_tells_its_problem_and_the_measure(county: Open, bureau: Path) -> None:
    asked = {"extensions": [str(bureau)], "kind": "work_report"}
    text = build("临洮县", "2024-02", county(*LINES).data, options=asked).narrative.text
    assert (
        text.index("财政持续增收压力较大")
        < text.index(CLAIM)
        < text.index("培植税源。围绕主导产业")
    )


def test_what_its_problem_lacks_is_left_open_by_its_own_label(county: Open, bureau: Path) -> None:
    asked = {"extensions": [str(bureau)], "kind": "work_report"}
    told = build("临洮县", "2024-02", county(*LINES[:1]).data, options=asked).narrative
    assert "人均税收偏低（人均税收低于2000元）：缺" in told.markdown("")
    assert SENTENCE[:6] not in told.text


def test_edited_wording_may_call_its_chart_and_its_phrase(
    county: Open, bureau: Path, tmp_path: Path
) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "bulletin.j2").write_text(
        '# 人均\n人均税收{{ level("tax_per_head") }}。\n{{ charts("per-head") }}\n', "utf-8"
    )
    asked = {"extensions": [str(bureau)], "template": str(words)}
    told = build("临洮县", "2024-02", county(*LINES).data, options=asked)
    assert "人均税收25元/人。" in told.narrative.text
    assert 'id="chart-per-head"' in told.body.html


def test_an_indicator_of_every_item_has_its_column(county: Open, tmp_path: Path) -> None:
    own = tmp_path / "per_item.py"
    own.write_text(PER_ITEM, encoding="utf-8")
    asked = {"extensions": [str(own)]}
    told = build("临洮县", "2024-02", county(*LINES).data, options=asked)
    assert [f.value for f in told.figures.named("a_month")] == [100 / 2, 50 / 2]
    assert ">月均" in told.indicator_table.html
    assert ">月均" not in build("临洮县", "2024-02", county(*LINES).data).indicator_table.html


# --- Its way to the page --------------------------------------------------------------------


def shown(page: Path) -> None:
    """That the number, the sentence, the chart and the source stand on a page."""
    html = page.read_text(encoding="utf-8")
    assert SENTENCE in (page.parent / "report.md").read_text(encoding="utf-8")
    assert f'aria-label="{ALT}"' in html
    assert '<figure class="chart" id="chart-per-head">' in html
    assert "自定图（my_bureau.py）" in html
    assert "税收收入÷所列人口（自定，my_bureau.py）" in html
    assert "自定内容（my_bureau.py，指纹" in html
    figures = json.loads((page.parent / "figures.json").read_text(encoding="utf-8"))
    assert [f["value"] for f in figures if f.get("indicator") == "tax_per_head"] == [25]


@pytest.mark.parametrize("engine", ["finkit", "stock"])
def test_a_report_by_either_engine(data: Path, bureau: Path, tmp_path: Path, engine: str) -> None:
    shown(report(data, tmp_path / "out", "--extension", bureau, "--engine", engine))


def test_plain_papermill_runs_it(data: Path, bureau: Path, tmp_path: Path) -> None:
    given = {"county": "临洮县", "period": "2024-02", "data": str(data)}
    asked = given | {"options": {"extensions": [str(bureau)]}}
    done = papermill.execute_notebook(
        notebook_path(), tmp_path / "done.ipynb", parameters=asked, progress_bar=False
    )
    assert "人均税收" in json.dumps(done, ensure_ascii=False)
    assert "自定图（my_bureau.py）" in json.dumps(done, ensure_ascii=False)


def params(data: Path, bureau: Path) -> Path:
    """A parameters file beside the folder of the extension: its path is seen from there."""
    path = bureau.parent / "参数.yaml"
    path.write_text(
        f"data: {data}\nextensions: [{bureau.name}]\n"
        "reports:\n  - {county: 临洮县, period: 2024-02}\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.skipif(not can_fork(), reason="这个平台不能 fork")
def test_a_batch_carries_it_and_makes_anew_what_it_changes(
    data: Path, bureau: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    given = ["batch", str(params(data, bureau)), "--out", str(out)]
    page = out / "2024-02/621124/report.html"
    assert main(given) == 0
    shown(page)
    made = page.stat().st_mtime_ns
    assert main(given) == 0
    assert page.stat().st_mtime_ns == made
    bureau.write_text(
        bureau.read_text(encoding="utf-8").replace("按人口计，", "按常住人口，"), "utf-8"
    )
    assert main(given) == 0
    assert page.stat().st_mtime_ns > made
    assert "按常住人口，人均税收25元/人。" in (page.parent / "report.md").read_text("utf-8")
    verified = ["verify", str(out), "--data", str(data), "--anew", "all"]
    capsys.readouterr()
    assert main(verified) == 2
    assert "用了自定扩展 my_bureau.py，手头没有" in capsys.readouterr().err
    assert main([*verified, "--extension", str(bureau)]) == 0


def test_verify_runs_what_is_named_and_says_where_its_code_changed(
    data: Path, bureau: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = report(data, tmp_path / "out", "--extension", bureau)
    given = ["verify", str(page), "--data", str(data)]
    assert main([*given, "--extension", str(bureau)]) == 0
    assert "逐字相符" in capsys.readouterr().out
    assert main(given) == 2
    assert "用了自定扩展 my_bureau.py，手头没有；用 --extension" in capsys.readouterr().err
    bureau.write_text(bureau.read_text(encoding="utf-8") + "# 改\n", encoding="utf-8")
    assert main([*given, "--extension", str(bureau)]) == 2
    assert "自定扩展 my_bureau.py 的代码改过" in capsys.readouterr().err
    plain = report(data, tmp_path / "plain")
    assert main(["verify", str(plain), "--data", str(data), "--extension", str(bureau)]) == 2
    assert "生成时没有用扩展 my_bureau.py" in capsys.readouterr().err


# --- Where it may lie -----------------------------------------------------------------------


def test_a_folder_is_a_package_of_its_own(county: Open, bureau: Path) -> None:
    folder = bureau.parent / "own"
    folder.mkdir()
    bureau.rename(folder / "heads.py")
    init = "from .heads import CHARTS, CLAIMS, INDICATORS, SENTENCES\n"
    (folder / "__init__.py").write_text(init, encoding="utf-8")
    asked = {"extensions": [str(folder)]}
    told = build("临洮县", "2024-02", county(*LINES).data, options=asked)
    assert SENTENCE in told.narrative.text
    before = told.options.own.digests
    (folder / "rates.csv").write_text("甲,1\n", encoding="utf-8")
    assert told.options.own.digests != before
    assert not list(folder.rglob("*.pyc"))


INSTALLED = """
import sys
from finkit.cli import main
assert "my_bureau" not in sys.modules
sys.exit(main(sys.argv[1:]))
"""


def test_an_installed_one_is_used_unnamed_and_help_does_not_load_it(
    data: Path, bureau: Path
) -> None:
    known = bureau.parent / "my_bureau-1.0.dist-info"
    known.mkdir()
    (known / "METADATA").write_text("Metadata-Version: 2.1\nName: my_bureau\nVersion: 1.0\n")
    (known / "entry_points.txt").write_text("[finkit.extensions]\nours = my_bureau\n")

    def said(*given: str) -> str:
        code = f"import sys\nsys.path.insert(0, {str(bureau.parent)!r})\n{INSTALLED}"
        done = run([sys.executable, "-c", code, *given], capture_output=True, text=True, check=True)
        return done.stdout

    assert "25元/人" in said("indicators", "--data", str(data))
    bureau.write_text("raise SystemExit(1)\n", encoding="utf-8")
    assert "命令" in said("--help")
    assert "临洮县" in said("list", "--data", str(data))


def test_the_page_shows_the_commands_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    text = DOCS.read_text(encoding="utf-8")
    for name in ("indicators", "report", "verify"):
        assert f"finkit {name}" in text
        with pytest.raises(SystemExit):
            main([name, "--help"])
        assert "--extension" in capsys.readouterr().out


def test_it_has_its_sheet_in_a_workbook(data: Path, bureau: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    assert main(["export", "--data", str(data), "--out", str(out), "--extension", str(bureau)]) == 0
    head, row = openpyxl.load_workbook(out)["自定指标"].iter_rows(values_only=True)
    assert dict(zip(head, row, strict=True))["人均税收（元/人）"] == 25
