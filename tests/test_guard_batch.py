"""A batch with wrong amounts: what is refused is counted apart, and made once it is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from finkit.cli import main
from tests.conftest import HEADER

COUNTIES = {"621124": "临洮县", "532326": "大姚县"}


def table(folder: Path, tax: int) -> Path:
    """Two counties; 临洮县's taxes as given, of a revenue of 1000."""
    rows = [HEADER]
    for code, name in COUNTIES.items():
        amount = tax if code == "621124" else 600
        for item, parent, value in (
            ("一般公共预算收入", "", 1000),
            ("国有资源有偿使用收入", "一般公共预算收入", amount),
        ):
            rows.append(
                f"{code},{name},2024-02,cumulative,{item},{parent},actual,{value},万元,表一"
            )
    path = folder / "observations.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def batch(folder: Path, tax: int, accept: str = "{}", *more: str) -> int:
    params = folder / "p.yaml"
    params.write_text(
        f"options: {{mode: final, allow_missing: true, accept: {accept}}}\n"
        "reports:\n  - {counties: all, period: 2024-02}\n",
        encoding="utf-8",
    )
    given = [str(params), "--data", str(table(folder, tax)), "--out", str(folder / "out")]
    return main(["batch", *given, *more])


def manifest(folder: Path) -> dict[str, Any]:
    text = (folder / "out" / "manifest.json").read_text(encoding="utf-8")
    return {entry["county_code"]: entry for entry in json.loads(text)}


def test_a_refused_report_is_counted_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(tmp_path, 6000) == 1
    entry = manifest(tmp_path)["621124"]
    assert entry["status"] == "refused"
    assert entry["reason"].startswith("定稿所用的数有1处错误：621124-2024-02-")
    assert "应不大于1000万元，实为6000万元（表一）" in entry["reason"]
    assert manifest(tmp_path)["532326"]["status"] == "ok"
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "共2份：已生成1份，有错未出1份。" in index
    row = index[index.index('data-f="621124') :]
    assert '<span class="bad">有错未出</span>' in row[: row.index("</tr>")]
    assert "finkit: 临洮县（621124）2024-02：定稿所用的数有1处错误：" in capsys.readouterr().err
    folder = tmp_path / "out" / "2024-02" / "621124"
    assert "report.md" not in {path.name for path in folder.iterdir()}

    assert batch(tmp_path, 600, "{}", "--retry-failed") == 0
    assert {entry["status"] for entry in manifest(tmp_path).values()} == {"ok"}

    # Wrong again, the older page stays; it is refused, not merely old.
    page = (folder / "report.html").read_bytes()
    assert batch(tmp_path, 6000) == 1
    again = manifest(tmp_path)["621124"]
    assert (again["status"], again["path"]) == ("refused", "2024-02/621124/report.html")
    assert (folder / "report.html").read_bytes() == page

    # What all reports let stand is of the county that its id names.
    known = again["reason"].split("：")[1].split(" ")[0]
    assert batch(tmp_path, 6000, f"{{{known}: 上年结转一次入库}}") == 0
    said = (folder / "report.html").read_text(encoding="utf-8")
    assert "经认可照用：上年结转一次入库" in said
    capsys.readouterr()

    assert batch(tmp_path, 6000, "{621125-2024-02-3f9a2c1b: 已核实}") == 2
    assert capsys.readouterr().err == (
        "finkit: p.yaml：认可的「621125-2024-02-3f9a2c1b」不是这批报告的核对发现；"
        "编号以县区代码和期间开头，见初稿的数据核对，或 finkit check\n"
    )
    assert batch(tmp_path, 6000, f"{{{known}: ''}}") == 2
    assert f"认可「{known}」没有写理由" in capsys.readouterr().err
