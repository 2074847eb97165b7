"""What a seal says is never run: code is named by whoever verifies."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from finkit.batch.sealed import SEAL_JSON, Sealed, marks_of
from finkit.cli import main

ROOT = Path(__file__).parents[2]


def test_a_notebook_that_a_seal_names_is_not_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "params.yaml").write_text(
        'data: ""\nreports: [{county: 临洮县, period: 2024-02}]\n'
    )
    out = tmp_path / "out"
    assert main(["batch", str(tmp_path / "params.yaml"), "--out", str(out)]) == 0
    ran = tmp_path / "ran"
    notebook = json.loads((ROOT / "notebooks/county_report.ipynb").read_text(encoding="utf-8"))
    notebook["cells"][-1]["source"] = [f"open({str(ran)!r}, 'w')"]
    theirs = tmp_path / "theirs.ipynb"
    theirs.write_text(json.dumps(notebook), encoding="utf-8")
    report = out / "2024-02" / "621124"
    sealed = Sealed.parsed((report / SEAL_JSON).read_text(encoding="utf-8"))
    forged = replace(sealed, options={"notebook": str(theirs)}, files=marks_of(report))
    (report / SEAL_JSON).write_text(forged.as_json(), encoding="utf-8")
    main(["verify", str(out), "--anew", "all"])
    assert not ran.exists()
    # Named by whoever verifies, it is not what the page was made with.
    assert main(["verify", str(out), "--anew", "all", "--notebook", str(theirs)]) == 2
    assert "用了改过的笔记本，手头没有" in capsys.readouterr().err
    assert not ran.exists()
