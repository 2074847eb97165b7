"""A rollup as a page, a workbook, tables; its links; the day on which a county's amounts came."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from finkit.cli import main
from finkit.rollup import rollup, workbook
from finkit.rollup.links import linked
from finkit.rollup.page import page
from finkit.rollup.rollup import called_whole
from finkit.rollup.tables import FIELDS
from tests.ledger.conftest import take, write_report
from tests.rollup.conftest import COUNTIES, Made, row, rows, write

Said = pytest.CaptureFixture[str]
ALL = {code: (f"{n}.50000000", f"{n}.00000000") for n, code in enumerate(COUNTIES, 1)}
SIX = {code: pair for code, pair in ALL.items() if code != "621126"}


# --- The page -------------------------------------------------------------------------------


def test_the_page_names_every_county_and_says_who_is_missing(made: Made) -> None:
    html = page(made(*rows(SIX)))
    for name in COUNTIES.values():
        assert name in html
    assert '<li class="missing">岷县<b>未报</b></li>' in html
    assert "全市7个县区已报6个" in html


def test_counties_directly_below_their_province_are_found_by_it(made: Made) -> None:
    html = page(made(row("429004", "2021-10", "3", name="仙桃市"), area="湖北省"))
    assert "省直管 <small>4个已报1个</small>" in html
    assert "<option>湖北省</option>" in html
    assert "<option></option>" not in html


def test_the_page_runs_its_one_script_and_fetches_nothing(made: Made) -> None:
    html = page(made(*rows(ALL)))
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html
    assert "default-src 'none'" in html
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_a_name_from_the_data_is_never_markup(made: Made) -> None:
    zone = row("621171", "2021-10", "9", name="<img src=x onerror=alert(1)>")
    html = page(made(*rows(ALL), zone))
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_charts_say_what_they_show_to_those_who_do_not_see_them() -> None:
    html = page(rollup("重庆市", "2020-12"))
    alts = re.findall(r'aria-label="([^"]*中位数[^"]*)"', html)
    assert alts
    assert any("万州区25.8%" in alt and "永川区−43.4%" in alt for alt in alts)


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("湖南省", "全省"),
        ("重庆市", "全市"),
        ("广西壮族自治区", "全区"),
        ("大兴安岭地区", "全地区"),
    ],
)
def test_the_whole_of_an_area_goes_by_its_kind(name: str, whole: str) -> None:
    assert called_whole(name) == whole


# --- The workbook, the tables ---------------------------------------------------------------


def test_the_workbook_has_numbers_for_numbers(made: Made, tmp_path: Path) -> None:
    workbook.write(made(*rows(SIX)), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["县区一览"]
    heads = [cell.value for cell in sheet[1]]
    largest = dict(zip(heads, [cell.value for cell in sheet[2]], strict=True))
    assert largest["县区"] == "漳县"
    assert largest["收入（亿元）"] == 6.5
    assert round(largest["收入增幅（%）"], 4) == 8.3333
    assert largest["收入位次"] == 1
    last = dict(zip(heads, [cell.value for cell in sheet[8]], strict=True))
    assert (last["县区"], last["状态"], last["收入（亿元）"]) == ("岷县", "未报", None)
    assert sheet.freeze_panes == "C2"
    sums = dict(
        zip(*([cell.value for cell in row] for row in book["合计"].iter_rows(1, 2)), strict=True)
    )
    assert sums["收入合计（亿元）"] is None
    assert sums["未合计或未比的原因"] == "收入：缺岷县；支出：缺" + "、".join(COUNTIES.values())


def test_a_text_of_the_workbook_is_no_formula(made: Made, tmp_path: Path) -> None:
    zone = row("621171", "2021-10", "9", name="=1+1")
    workbook.write(made(*rows(ALL), zone), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "f" not in kinds


def test_the_tables_for_programs_agree(tmp_path: Path, capsys: Said) -> None:
    data = str(write(tmp_path / "o.csv", rows(SIX)))
    command = ["rollup", "定西市", "--period", "2021-10", "--data", data, "--format"]
    assert main([*command, "csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [*table[0]] == [*FIELDS]
    assert main([*command, "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["county_code"] for one in said["rows"]] == [one["county_code"] for one in table]
    assert (said["filed"], said["counties"], said["missing"]) == (6, 7, ["岷县"])
    assert said["totals"][0]["total"] is None
    assert main([*command, "text"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("全市7个县区已报6个")


def test_the_command_writes_the_page_and_the_workbook_beside_it(
    tmp_path: Path, capsys: Said
) -> None:
    data, out = write(tmp_path / "o.csv", rows(ALL)), tmp_path / "出"
    command = ["rollup", "621100", "--period", "2021-10", "--data", str(data), "--out", str(out)]
    assert main(command) == 0
    names = ["rollup-621100-2021-10.html", "rollup-621100-2021-10.xlsx"]
    assert capsys.readouterr().out.split() == [str(out / name) for name in names]
    assert sorted(path.name for path in out.iterdir()) == names


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["临洮县", "--period", "2021-10"], "「临洮县」是县级"),
        (["吉林", "--period", "2021-10"], "220200（吉林市）"),
        (["定西市", "--period", "2021-10"], "没有一个县区有2021-10的数"),
        (["重庆市", "--period", "2020-12", "--reports", "没有"], "不是一批报告的文件夹"),
        (["重庆市", "--period", "2020-13"], "2020-13"),
    ],
)
def test_what_cannot_be_is_said_on_one_line(given: list[str], said: str, capsys: Said) -> None:
    assert main(["rollup", *given]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


# --- Links ----------------------------------------------------------------------------------


def batch(folder: Path, *paths: str, status: str = "ok") -> Path:
    """A batch folder whose manifest tells of reports at these paths."""
    entries = [
        {
            "county_code": "621124",
            "county": "临洮县",
            "period": "2021-10",
            "status": status,
            "reason": "",
            "path": path,
            "seconds": 1.0,
        }
        for path in paths
    ]
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(entries), encoding="utf-8")
    return folder


def address_in(made: Made, folder: Path, out: Path) -> str:
    found = linked(made(*rows(ALL)), folder, out)
    return next(one.address for one in found.lines if one.county.code == "621124")


def test_a_county_leads_to_its_report_wherever_the_page_lies(made: Made, tmp_path: Path) -> None:
    folder = batch(tmp_path / "报告 1", "2021-10/621124/report.html")
    (folder / "2021-10/621124").mkdir(parents=True)
    (folder / "2021-10/621124/report.html").write_text("", encoding="utf-8")
    assert address_in(made, folder, folder) == "2021-10/621124/report.html"
    seen = address_in(made, folder, tmp_path / "页")
    assert seen == "../%E6%8A%A5%E5%91%8A%201/2021-10/621124/report.html"


@pytest.mark.parametrize(
    "path", ["../别处.html", "/etc/passwd", "javascript:alert(1)", "没有.html"]
)
def test_nothing_but_a_report_within_is_linked(made: Made, tmp_path: Path, path: str) -> None:
    (tmp_path / "别处.html").write_text("", encoding="utf-8")
    assert address_in(made, batch(tmp_path / "b", path), tmp_path) == ""


@pytest.mark.parametrize("status", ["failed", "stale", "refused"])
def test_a_report_that_was_not_made_is_not_linked(made: Made, tmp_path: Path, status: str) -> None:
    folder = batch(tmp_path / "b", "2021-10/621124/report.html", status=status)
    (folder / "2021-10/621124").mkdir(parents=True)
    (folder / "2021-10/621124/report.html").write_text("没有生成", encoding="utf-8")
    assert address_in(made, folder, folder) == ""


# --- The day --------------------------------------------------------------------------------


def days(place: Path) -> dict[str, str]:
    found = rollup("甘肃省", "2024-02", place)
    return {one.county.name: one.day for one in found.filed}


def dated(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setattr("finkit.ledger.history.writer._now", lambda: f"{day}T09:00:00+08:00")


def test_the_day_is_that_of_the_import_that_brought_the_amounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    place, sent = tmp_path / "l.csv", tmp_path / "报送"
    sent.mkdir()
    dated(monkeypatch, "2024-03-05")
    assert take(place, write_report(sent, "621124", 4900)) == 0
    assert days(place) == {"临洮县": "2024-03-05"}
    # A revision and another county's amounts do not make it a later day; nor does what is undone.
    dated(monkeypatch, "2024-03-09")
    assert take(place, write_report(sent, "621124", 4950), write_report(sent, "532326", 70)) == 0
    assert days(place) == {"临洮县": "2024-03-05"}
    dated(monkeypatch, "2024-03-12")
    assert main(["ledger", "undo", str(place)]) == 0
    assert days(place) == {"临洮县": "2024-03-05"}
    dated(monkeypatch, "2024-03-15")
    assert main(["ledger", "undo", str(place)]) == 0
    assert take(place, write_report(sent, "621124", 4900, "再报.csv")) == 0
    assert days(place) == {"临洮县": "2024-03-15"}
    capsys.readouterr()


def test_no_day_is_invented(tmp_path: Path, made: Made) -> None:
    assert {one.day for one in made(*rows(ALL)).lines} == {""}
    html = page(made(*rows(ALL)))
    assert "入台账" not in html


def test_the_days_are_told_where_they_are_known(made: Made, tmp_path: Path) -> None:
    found = made(*rows(SIX))
    when = {code: f"2021-11-0{n}" for n, code in enumerate(SIX, 1)}
    lines = tuple(replace(one, day=when.get(one.county.code, "")) for one in found.lines)
    dated_ = replace(found, lines=lines)
    html = page(dated_)
    assert "最早的2021-11-01入台账，最晚的2021-11-06。" in html
    assert '<th scope="col" data-key="day">入台账</th>' in html
    workbook.write(dated_, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["县区一览"]
    heads, first = ([c.value for c in row] for row in sheet.iter_rows(1, 2))
    assert dict(zip(heads, first, strict=True))["入台账日"].date() == date(2021, 11, 6)
