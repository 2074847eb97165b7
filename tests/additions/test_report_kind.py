"""To add a kind of report: its row in `finkit/narrative/kinds.py`, and its text in
`finkit/narrative/sections/`.

Here 上半年财政运行分析, of June alone.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from finkit.batch.sealed import Sealed
from finkit.claims.declaration import Problem
from finkit.claims.groups import PRESSURE, QUALITY
from finkit.cli import main
from finkit.errors import EXIT_NOTHING_DONE, EXIT_OK, UsageError
from finkit.narrative import kinds, templates
from finkit.narrative.kinds import Kind
from finkit.report import CountyReport, build
from finkit.workbench import CountyBench
from tests.conftest import Open

ROOT = Path(__file__).parents[2]

# --- The addition: a row of KINDS, and sections/half_year.j2 ---------------------------------

ROW = Kind(
    key="half_year",
    label="上半年分析",
    title="{county}{year}年上半年财政运行分析",
    months=(6,),
    judges=(PRESSURE, QUALITY),
)
TEXT = """# 财政收支情况
{% include "execution.j2" %}

{% include "problems.j2" %}
"""


@pytest.fixture
def row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, ROW))


@pytest.fixture
def added(row: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    sections = tmp_path / "sections"
    shutil.copytree(templates.packaged(), sections)
    (sections / "half_year.j2").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(templates, "packaged", lambda: sections)
    templates._environment.cache_clear()
    yield
    templates._environment.cache_clear()


def half_year(period: str = "2021-06") -> CountyReport:
    return build("示例县", period, options={"kind": "half_year"})


def params(folder: Path, *entries: str) -> str:
    path = folder / "p.yaml"
    lines = [f"  - {{county: 示例县, {entry}}}" for entry in entries]
    path.write_text("\n".join(["reports:", *lines]) + "\n", encoding="utf-8")
    return str(path)


# --- What a reader sees of it --------------------------------------------------------------


@pytest.mark.usefixtures("added")
def test_it_has_its_title_and_its_sections() -> None:
    report = half_year()
    assert report.title == "示例县2021年上半年财政运行分析"
    titles = [title for _, title in report.narrative.sections]
    assert titles == ["一、财政收支情况", "二、存在的问题"]


@pytest.mark.usefixtures("added")
def test_it_judges_its_own_groups_alone(county: Open) -> None:
    lines = (
        "2024-06 cumulative 一般公共预算收入 actual 90 万元",
        "2024-06 cumulative 一般公共预算收入 prior_actual 100 万元",
        "2024-06 balance 地方政府债务余额 actual 60 万元",
        "2023-12 cumulative 地区生产总值 actual 100 万元",
    )
    data = county(*lines).data
    told = build("临洮县", "2024-06", data, options={"kind": "half_year"}).narrative
    assert PRESSURE.title in told.text
    assert "负债率" not in "".join((told.text, *told.notes))
    unjudged = [v.claim for v in told.unjudged if isinstance(v.claim, Problem)]
    assert {problem.group for problem in unjudged} == {PRESSURE, QUALITY}
    whole = build("临洮县", "2024-06", data, options={"kind": "work_report"}).narrative
    assert "负债率为60.0%，高于参考线。" in whole.text
    assert any(note.startswith("参考线60%") for note in whole.notes)


@pytest.mark.usefixtures("added")
def test_the_command_line_makes_it_and_verifies_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["report", "--county", "示例县", "--kind", "half_year", "--out", str(tmp_path / "out")]
    assert main([*asked, "--period", "2021-06"]) == EXIT_OK
    page = Path(capsys.readouterr().out.strip())
    assert "<title>示例县2021年上半年财政运行分析" in page.read_text(encoding="utf-8")
    assert main(["verify", str(page)]) == EXIT_OK


@pytest.mark.usefixtures("row")
def test_help_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "--help"])
    said = "".join(capsys.readouterr().out.split())
    assert "--kind{bulletin,work_report,half_year}" in said
    assert "half_year上半年分析（只用于6月）" in said


@pytest.mark.usefixtures("row")
def test_the_near_miss_is_named() -> None:
    with pytest.raises(UsageError, match="选项 kind 不能是「half_yaer」；是否想写 half_year"):
        build("示例县", "2021-06", options={"kind": "half_yaer"})


@pytest.mark.usefixtures("added")
def test_a_period_it_does_not_suit_is_refused_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError, match=r"^上半年分析只用于6月，不用于2021-10$"):
        half_year("2021-10")
    asked = ["report", "--county", "示例县", "--kind", "half_year", "--out", str(tmp_path / "out")]
    assert main([*asked, "--period", "2021-10"]) == EXIT_NOTHING_DONE
    assert capsys.readouterr().err == "finkit: 上半年分析只用于6月，不用于2021-10\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("added")
def test_a_batch_makes_it(tmp_path: Path) -> None:
    given = params(tmp_path, "period: 2021-06, options: {kind: half_year}", "period: 2021-10")
    assert main(["batch", given, "--out", str(tmp_path / "out")]) == EXIT_OK
    seals = (tmp_path / "out").rglob("seal.json")
    titles = {Sealed.parsed(path.read_text(encoding="utf-8")).summary["title"] for path in seals}
    assert titles == {"示例县2021年上半年财政运行分析", "示例县2021年1—10月财政收支执行情况"}


@pytest.mark.usefixtures("added")
def test_a_batch_refuses_it_of_another_period_and_names_the_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "periods: [2021-06, 2021-12], options: {kind: half_year}"
    given = params(tmp_path, "period: 2021-10", wrong)
    assert main(["batch", given, "--out", str(tmp_path / "out")]) == EXIT_NOTHING_DONE
    said = "p.yaml reports 第2项：上半年分析只用于6月，不用于2021-12"
    assert capsys.readouterr().err == f"finkit: {said}\n"
    assert not (tmp_path / "out").exists()


# --- Half an addition ----------------------------------------------------------------------


@pytest.mark.usefixtures("row")
def test_a_row_without_its_text_makes_no_report() -> None:
    with pytest.raises(UsageError, match=r"half_year\.j2"):
        _ = half_year().narrative


def without_text(folder: Path) -> list[str]:
    return [key for key in kinds.known() if not (folder / f"{key}.j2").is_file()]


def test_every_kind_has_its_text(request: pytest.FixtureRequest) -> None:
    assert without_text(templates.packaged()) == []
    request.getfixturevalue("row")
    assert without_text(templates.packaged()) == ["half_year"]


def test_keys_are_unique() -> None:
    assert len(set(kinds.known())) == len(kinds.KINDS)


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.key)
def test_every_kind_is_named_where_users_read(kind: Kind) -> None:
    title = kind.title.rpartition("}")[2]
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert kind.key in text, name
        assert title in text, name
    assert kind.key in (CountyBench.report.__doc__ or "")
    notebook = json.loads((ROOT / "notebooks/county_report.ipynb").read_text(encoding="utf-8"))
    assert str(kind) in "".join("".join(cell["source"]) for cell in notebook["cells"])
