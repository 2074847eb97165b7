"""The whole way on real input: notebook, page, figures, batch."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from finkit.batch.places import folder_name
from finkit.cli import main
from finkit.contract import MEASURES
from finkit.report import build
from finkit.report.notebook import notebook_path
from tests.conftest import Write
from tests.page_figures import read_page
from tests.test_narrative import check_figures

FILES = ["figures.json", "report.html", "report.ipynb", "report.md", "seal.json"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("outputs")
    code = main(["report", "--county", "临洮县", "--period", "2024-02", "--out", str(out)])
    assert code == 0
    return out / "2024-02" / "621124"


def test_its_files_and_nothing_else(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == FILES
    assert [path.name for path in made.parent.parent.iterdir()] == ["2024-02"]


def test_the_page_stands_alone(made: Path) -> None:
    page = (made / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="zh-CN">' in page
    assert "default-src 'none'" in page
    assert not re.search(r"<(link|iframe|object|embed|img)\b", page)
    assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//", page)
    assert not re.search(r"url\((?!#)|@import|cdn", page)
    assert "report = build" not in page
    assert "<title>临洮县2024年1—2月财政收支执行情况</title>" in page


def test_the_one_script_is_the_one_that_the_policy_names(made: Path) -> None:
    page = (made / "report.html").read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


def test_every_figure_leads_to_its_data(made: Path) -> None:
    page = (made / "report.html").read_text(encoding="utf-8")
    targets = set(re.findall(r'<a href="#(f-[0-9a-f]{8})"><data', page))
    places = re.findall(r'<tr id="(f-[0-9a-f]{8})"', page)
    assert targets == set(places)
    assert len(places) == len(set(places))


def test_every_marked_figure_is_that_of_figures_json(made: Path) -> None:
    page = read_page(made / "report.html")
    figures = {f["id"]: f for f in json.loads((made / "figures.json").read_text(encoding="utf-8"))}
    assert len(page.figures) > 100
    for one in page.figures:
        assert float(one.value) == pytest.approx(float(figures[one.figure]["value"]), rel=1e-9)
        assert figures[one.figure]["status"] == "ok"
    change = figures["621124/2024-02/month/大口径财政收入//yoy_amount/"]
    assert change["value"] == -1816
    assert change["inputs"][0]["source"] == "lintao-2024-02"


def test_figures_json_holds_what_the_indicators_command_lists(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["indicators", "--county", "621124", "--period", "2024-02", "--format", "json"]) == 0
    )
    listed = json.loads(capsys.readouterr().out)
    said = json.loads((made / "figures.json").read_text(encoding="utf-8"))
    said = [one for one in said if one["status"] not in ("series", "schema")]
    assert [one["id"] for one in listed] == [one["id"] for one in said]
    other = [(one, two) for one, two in zip(listed, said, strict=True) if one != two]
    assert {two["unit"] for _, two in other} <= {"%", "个百分点"}
    # What is not said as computed is said as printed, or not at all, with the reason.
    for computed, two in other:
        printed = two["inputs"][0]["measure"] not in MEASURES
        assert printed or (two["status"], computed["status"]) == ("absent", "ok")
        assert printed or "不作表述" in two["reason"]


def test_all_views_mark_their_figures() -> None:
    report = build("示例县", "2021-10")
    for view in (report.masthead, report.headline, report.main_table, report.indicator_table):
        assert check_figures(view.html, report)


def test_the_synthetic_county_is_marked_wherever_it_shows() -> None:
    report = build("示例县", "2021-10")
    assert report.is_synthetic
    assert ">演示数据</b>" in report.masthead.html
    assert not build("临洮县", "2024-02").is_synthetic


def test_plain_papermill_and_nbconvert(tmp_path: Path) -> None:
    bin_folder = Path(sys.executable).parent
    subprocess.run(
        [bin_folder / "papermill", notebook_path(), "out.ipynb", "-p", "county", "610729",
         "-p", "period", "2024-05", "--no-progress-bar"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    executed = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    html = "".join(
        output["data"].get("text/html", "")
        for cell in executed.cells if cell.cell_type == "code"
        for output in cell.outputs
    )  # fmt: skip
    assert "留坝县财政总收入" in html


def test_a_batch_goes_on_past_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    params = tmp_path / "params.yaml"
    params.write_text(
        "reports:\n  - {county: 大姚县, periods: [2024-04, 2024-05]}\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    assert main(["batch", str(params), "--out", str(out)]) == 1
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert [(e["county_code"], e["period"], e["status"], e["path"]) for e in manifest] == [
        ("532326", "2024-04", "ok", "2024-04/532326/report.html"),
        ("532326", "2024-05", "missing_data", ""),
    ]
    assert list(manifest[0]) == [
        "county_code", "county", "period", "status", "reason", "path", "seconds",
    ]  # fmt: skip
    index = (out / "index.html").read_text(encoding="utf-8")
    assert '<a href="2024-04/532326/report.html">大姚县</a>' in index
    assert "数据中没有大姚县（532326）2024-05 的数；有：2024-04" in index
    assert "大姚县（532326）2024-05" in capsys.readouterr().err
    assert sorted(p.name for p in out.iterdir()) == ["2024-04", "index.html", "manifest.json"]


def test_a_hostile_code_is_never_a_path(write: Write, tmp_path: Path) -> None:
    path = write(
        "../../x,<script>alert(1)</script>,2024-02,cumulative,税收收入,,actual,1,万元,<b>表</b>"
    )
    out = tmp_path / "out"
    given = ["report", "--county", "../../x", "--period", "2024-02", "--data", str(path)]
    assert main([*given, "--out", str(out)]) == 0
    (folder,) = (out / "2024-02").iterdir()
    assert folder.name == folder_name("../../x")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.count("<script") == 1  # the page's own
    assert "<script>alert" not in page
    assert "&lt;b&gt;表&lt;/b&gt;" in page
