"""A batch: planned whole, made apart, kept when unchanged, finished after any end."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from finkit.batch import workers
from finkit.batch.fingerprint import Fingerprints
from finkit.batch.one import Outcome, Settings, entry_of
from finkit.batch.params import read_params
from finkit.batch.plan import Request, plan
from finkit.batch.progress import Progress
from finkit.batch.sealed import SEAL_JSON
from finkit.batch.workers import Job, Limits, Pool, can_fork
from finkit.cli import main
from finkit.counties import County
from finkit.dataset import open_dataset
from finkit.periods import Period
from finkit.report.notebook import notebook_path
from tests.conftest import HEADER

forks = pytest.mark.skipif(not can_fork(), reason="这个平台不能 fork，逐份生成")
FILES = ("report.html", "figures.json", "report.md")
CODES = ("621124", "532326", "210681", "610729")


def table(folder: Path, **changed: int) -> Path:
    """Four counties of four provinces, one month; `changed` amounts by code."""
    rows = [HEADER]
    for number, code in enumerate(CODES):
        amount = changed.get(f"c{code}", 1000 + number)
        for item in ("一般公共预算收入", "一般公共预算支出"):
            rows.append(f"{code},县{number},2024-02,cumulative,{item},,actual,{amount},万元,表一")
            rows.append(f"{code},县{number},2024-02,cumulative,{item},,prior_actual,900,万元,表一")
    path = folder / "observations.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def params(folder: Path, text: str = "") -> Path:
    path = folder / "p.yaml"
    path.write_text(text or "reports:\n  - {counties: all, period: 2024-02}\n", encoding="utf-8")
    return path


def batch(folder: Path, *more: str) -> int:
    given = [str(params(folder)), "--data", str(table(folder)), "--out", str(folder / "out")]
    return main(["batch", *given, *more])


def contents(out: Path) -> dict[str, bytes]:
    return {
        f"{path.parent.name}/{path.name}": path.read_bytes()
        for path in out.rglob("*")
        if path.name in FILES
    }


def leftovers(out: Path) -> list[str]:
    return [path.name for path in out.iterdir() if path.name.startswith(".finkit")]


def times(out: Path) -> dict[str, int]:
    return {path.parent.name: path.stat().st_mtime_ns for path in out.rglob("report.html")}


# --- The plan -------------------------------------------------------------------------------


def planned(folder: Path, text: str) -> list[tuple[str, str, dict[str, Any]]]:
    data = open_dataset(table(folder))
    return [
        (r.county.code, str(r.period), r.options)
        for r in plan(read_params(params(folder, text)), data)
    ]


def test_all_and_a_province_and_a_name_of_their_own(tmp_path: Path) -> None:
    text = """
options: {rate_decimals: 2}
reports:
  - {counties: all, period: 2024-02}
  - {county: "621124", period: 2024-02, options: {kind: work_report}}
"""
    found = planned(tmp_path, text)
    assert [code for code, _, _ in found] == ["621124", "210681", "532326", "610729"]
    assert found[0][2] == {"rate_decimals": 2, "kind": "work_report"}
    assert found[1][2] == {"rate_decimals": 2}
    province = "reports:\n  - {counties: [甘肃省, 云南省], period: 2024-02}\n"
    assert [code for code, _, _ in planned(tmp_path, province)] == ["621124", "532326"]


def test_what_the_data_lack_is_known_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table(tmp_path)
    text = 'reports:\n  - {county: "621124", periods: [2024-02, 2024-03]}\n'
    given = [str(params(tmp_path, text)), "--data", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main(["batch", *given, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "数据中没有县0（621124）2024-03 的数；有：2024-02" in said
    assert said.splitlines()[-1] == "共2份，可生成1份"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reports: []\nreports:\n  - {county: 临洮县, period: 2024-02}\n", "p.yaml 第2行：键「reports」写了两次"),
        ("reports:\n  - county: 临洮县\n    county: 大姚县\n    period: 2024-02\n", "p.yaml 第3行：键「county」写了两次"),
        ("options: {template: nowhere}\nreports:\n  - {county: 临洮县, period: 2024-02}\n", "没有这个模板文件夹"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    assert main(["batch", str(params(tmp_path, text)), "--dry-run"]) == 2
    message = capsys.readouterr().err
    assert said in message
    assert message.count("\n") == 1


# --- Unchanged reports are kept -------------------------------------------------------------


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    assert batch(tmp_path) == 0
    out = tmp_path / "out"
    before = times(out)
    assert batch(tmp_path) == 0
    assert times(out) == before
    given = [str(params(tmp_path)), "--data", str(table(tmp_path, c532326=1)), "--out", str(out)]
    assert main(["batch", *given]) == 0
    assert {code for code, when in times(out).items() if when != before[code]} == {"532326"}
    assert main(["batch", *given, "--force"]) == 0
    assert {code for code, when in times(out).items() if when == before[code]} == set()


def test_a_fingerprint_depends_on_peers_and_options_not_on_others(tmp_path: Path) -> None:
    county = County("621124", "县0", "甘肃省")
    here = Request(county, Period(2024, 2))
    data = open_dataset(table(tmp_path))
    first = Fingerprints(data, []).of(here)
    changed = open_dataset(table(tmp_path, c210681=5))
    assert Fingerprints(changed, []).of(here) == first
    own = open_dataset(table(tmp_path, c621124=5))
    assert Fingerprints(own, []).of(here) != first
    other = Request(county, Period(2024, 2), {"kind": "work_report"})
    assert Fingerprints(data, []).of(other) != first


# --- Failure apart --------------------------------------------------------------------------


def pool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behave: Any, limits: Limits, together: int
) -> list[Outcome]:
    """Outcomes of four jobs whose making is replaced, for the second, by something bad."""
    monkeypatch.setattr(workers, "_size", lambda jobs, at_once: together)
    out, work = tmp_path / "out", tmp_path / "out" / ".finkit-work-x"
    work.mkdir(parents=True)

    def make(request: Request, settings: Settings, out: Path, own: Path, mark: str) -> Outcome:
        if request.county.code == CODES[1]:
            behave()
        return Outcome(entry_of(request, out, "ok", ""), {})

    monkeypatch.setattr(workers, "make", make)
    jobs = [Job(Request(County(code, "县"), Period(2024, 2)), "") for code in CODES]
    found = Pool(Settings(), out, work, limits).run(jobs, lambda job: None)
    return sorted(found, key=lambda outcome: CODES.index(outcome.entry.county_code))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _hang() -> None:
    time.sleep(60)


def _eat() -> None:
    held = bytearray(300 * 2**20)
    held[::4096] = b"x" * len(held[::4096])
    time.sleep(60)


@forks
@pytest.mark.parametrize("together", [1, 2, 4], ids="{} a process".format)
@pytest.mark.parametrize(
    ("behave", "limits", "status", "reason"),
    [
        (_die, Limits(2, 0, 0), "failed", "报告进程意外结束（被信号 9 终止）"),
        (_hang, Limits(2, 0.5, 0), "timeout", "超过0.5秒未完成，已停止"),
        (_eat, Limits(2, 0, 200), "failed", "占用内存超过200MB，已停止"),
    ],
)
def test_one_bad_report_leaves_the_others_unharmed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    behave: Any,
    limits: Limits,
    status: str,
    reason: str,
    together: int,
) -> None:
    found = pool(tmp_path, monkeypatch, behave, limits, together)
    assert [outcome.entry.status for outcome in found] == ["ok", status, "ok", "ok"]
    assert found[1].entry.reason == reason
    page = (tmp_path / "out" / found[1].entry.path).read_text(encoding="utf-8")
    assert "报告没有生成" in page
    assert reason in page
    assert "Traceback" not in page


def test_a_cell_that_fails_is_one_line_and_its_traceback_in_the_notebook(tmp_path: Path) -> None:
    table(tmp_path)
    text = 'reports:\n  - {county: "621124", period: 2024-02, options: {mode: final, kind: work_report}}\n'
    given = [str(params(tmp_path, text)), "--data", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main(["batch", *given]) == 1
    (entry,) = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert entry["status"] == "missing_data"
    assert entry["reason"].startswith("NotHeldError：定稿还缺")
    folder = tmp_path / "out" / "2024-02" / "621124"
    assert sorted(path.name for path in folder.iterdir()) == ["report.html", "report.ipynb"]
    assert "Traceback" in (folder / "report.ipynb").read_text(encoding="utf-8")


def test_an_older_page_stays_and_is_called_stale(tmp_path: Path) -> None:
    assert batch(tmp_path) == 0
    page = tmp_path / "out" / "2024-02" / "621124" / "report.html"
    before = page.read_bytes()
    text = 'reports:\n  - {county: "621124", period: 2024-02, options: {kind: work_report, mode: final}}\n'
    given = [str(params(tmp_path, text)), "--data", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main(["batch", *given]) == 1
    (entry,) = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert (entry["status"], entry["path"]) == ("stale", "2024-02/621124/report.html")
    assert page.read_bytes() == before


def test_what_fails_where_the_page_was_deleted_has_a_page_that_says_so(tmp_path: Path) -> None:
    assert batch(tmp_path) == 0
    page = tmp_path / "out" / "2024-02" / "621124" / "report.html"
    page.unlink()
    text = 'reports:\n  - {county: "621124", period: 2024-02, options: {kind: work_report, mode: final}}\n'
    given = [str(params(tmp_path, text)), "--data", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main(["batch", *given]) == 1
    assert "报告没有生成" in page.read_text(encoding="utf-8")


# --- Telling --------------------------------------------------------------------------------


def test_the_line_of_progress() -> None:
    progress = Progress(2843)
    progress.done, progress.bad = 31, 1
    here = Request(County("621124", "临洮县"), Period(2024, 2))
    assert progress.line(10.0, [here]) == "31/2843 未成1 3.1份/秒 剩余约16分 临洮县 2024-02"


def test_the_rate_is_of_what_is_made_not_of_what_was_kept() -> None:
    """2000 kept at once, then 100 made in 10 s: 10 a second, 743 to go."""
    progress, here = Progress(2843), Request(County("621124", "临洮县"), Period(2024, 2))
    outcome = Outcome(entry_of(here, Path("out"), "ok", ""), {})
    for _ in range(2000):
        progress.tell(outcome, [])
    for _ in range(100):
        progress.tell(outcome, [here])
    assert progress.line(10.0, [here]) == "2100/2843 10.0份/秒 剩余约2分 临洮县 2024-02"


def test_only_what_failed_or_lacked_data_is_tried_again(tmp_path: Path) -> None:
    text = "reports:\n  - {counties: all, periods: [2024-02, 2024-03]}\n"
    given = [str(params(tmp_path, text)), "--data", str(table(tmp_path)), "--out", str(tmp_path)]
    assert main(["batch", *given]) == 1
    path = table(tmp_path, c532326=7)
    rows = path.read_text(encoding="utf-8")
    march = [line.replace("2024-02", "2024-03") for line in rows.splitlines() if CODES[0] in line]
    path.write_text(rows + "\n".join(march) + "\n", encoding="utf-8")
    before = times(tmp_path / "2024-02")
    assert main(["batch", *given, "--retry-failed"]) == 1
    assert times(tmp_path / "2024-02") == before, "one changed, but did not fail"
    assert (tmp_path / "2024-03" / CODES[0] / "report.html").is_file()


def test_the_log_has_a_line_for_each_report(tmp_path: Path) -> None:
    assert batch(tmp_path, "--log", str(tmp_path / "log.jsonl")) == 0
    lines = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["county_code"] for line in lines} == set(CODES)


class Gone(io.StringIO):
    """A terminal that was closed."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_a_closed_terminal_ends_no_batch() -> None:
    here = Request(County("621124", "临洮县"), Period(2024, 2))
    progress = Progress(1, stream=Gone())
    progress.tell(Outcome(entry_of(here, Path("out"), "failed", "坏了"), {}), [])
    progress.close()
    assert (progress.done, progress.bad) == (1, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="这个平台没有 /dev/full")
def test_a_log_that_is_full_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(tmp_path, "--log", "/dev/full") == 0
    assert capsys.readouterr().err == (
        "finkit: /dev/full：日志写不了（No space left on device），不再写\n"
    )
    assert (tmp_path / "out" / "index.html").is_file()


# --- Both engines give the same -------------------------------------------------------------


def _timeless(path: Path) -> Any:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"].pop("papermill")
    for cell in notebook["cells"]:
        cell["metadata"].pop("papermill", None)
        cell["metadata"].pop("execution", None)
        if "injected-parameters" in cell["metadata"].get("tags", ()):
            cell.pop("id")  # papermill draws it anew each time
    return notebook


def test_in_this_process_as_in_a_kernel(tmp_path: Path) -> None:
    for engine in ("finkit", "stock"):
        given = ["--county", "示例县", "--period", "2021-10", "--out", str(tmp_path / engine)]
        assert main(["report", *given, "--engine", engine]) == 0
    ours, stock = (tmp_path / engine / "2021-10" / "DEMO01" for engine in ("finkit", "stock"))
    for name in FILES:
        assert (ours / name).read_bytes() == (stock / name).read_bytes()
    assert _timeless(ours / "report.ipynb") == _timeless(stock / "report.ipynb")


@pytest.mark.parametrize("name", ["report.html", "report.ipynb", "figures.json", "report.md"])
@pytest.mark.parametrize("done", ["lost", "longer", "of its size"])
def test_a_report_that_lacks_a_file_or_has_another_in_its_place_is_made_again(
    tmp_path: Path, name: str, done: str
) -> None:
    assert batch(tmp_path) == 0
    whole = contents(tmp_path / "out")
    path = tmp_path / "out" / "2024-02" / CODES[0] / name
    if done == "lost":
        path.unlink()
    else:
        text = path.read_bytes() if done == "longer" else path.read_bytes()[:-1]
        path.write_bytes(text + b"x")
    before = (tmp_path / "out" / "2024-02" / CODES[1] / "report.html").stat().st_mtime_ns
    assert batch(tmp_path) == 0
    assert contents(tmp_path / "out") == whole
    assert path.is_file()
    assert not path.read_bytes().endswith(b"x")
    other = tmp_path / "out" / "2024-02" / CODES[1] / "report.html"
    assert other.stat().st_mtime_ns == before


def test_a_file_changed_behind_the_clock_is_found_when_every_file_is_read(tmp_path: Path) -> None:
    """Nothing of it tells that it was touched: only its content does, and that is read on demand."""
    assert batch(tmp_path) == 0
    whole = contents(tmp_path / "out")
    folder = tmp_path / "out" / "2024-02" / CODES[0]
    page, seal = folder / "report.html", folder / SEAL_JSON
    page.write_bytes(page.read_bytes()[:-1] + b"x")
    seal.write_bytes(seal.read_bytes())
    assert batch(tmp_path) == 0
    assert page.read_bytes().endswith(b"x")
    assert batch(tmp_path, "--check") == 0
    assert contents(tmp_path / "out") == whole


def test_reports_copied_to_another_folder_are_kept(tmp_path: Path) -> None:
    assert batch(tmp_path) == 0
    before = times(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "moved")
    shutil.copytree(tmp_path / "moved", tmp_path / "out")
    assert batch(tmp_path) == 0
    assert times(tmp_path / "out") == before


def test_papermills_own_command_runs_the_notebook_from_any_folder(tmp_path: Path) -> None:
    given = ["--engine", "finkit", str(notebook_path()), "out.ipynb"]
    asked = ["-p", "county", "621124", "-p", "period", "2024-02"]
    command = [sys.executable, "-m", "papermill", *given, *asked]
    found = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert found.returncode == 0, found.stderr
    assert "临洮县2024年1—2月财政收支执行情况" in (tmp_path / "out.ipynb").read_text("utf-8")


# --- An analyst's own notebook --------------------------------------------------------------


def own_notebook(folder: Path, source: str) -> Path:
    """The project's notebook with a cell of the analyst's own after the text."""
    notebook = json.loads(notebook_path().read_text(encoding="utf-8"))
    names = [cell["id"] for cell in notebook["cells"]]
    own = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": []}
    own |= {"execution_count": None, "source": [source]}
    notebook["cells"].insert(names.index("body") + 1, own)
    path = folder / "mine.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


@pytest.mark.parametrize("engine", ["finkit", "stock"])
def test_an_analysts_cells_are_in_the_page(tmp_path: Path, engine: str) -> None:
    own_notebook(tmp_path, 'f"{report.county.name}：{6 * 7}"')
    table(tmp_path)
    text = f'options: {{notebook: {tmp_path}/mine.ipynb}}\nreports:\n  - {{county: "621124", period: 2024-02}}\n'
    given = [str(params(tmp_path, text)), "--data", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main(["batch", *given, "--engine", engine]) == 0
    page = tmp_path / "out" / "2024-02" / "621124" / "report.html"
    assert "县0：42" in page.read_text(encoding="utf-8")
    asked = [str(page), "--data", str(tmp_path)]
    assert main(["verify", *asked, "--notebook", str(tmp_path / "mine.ipynb")]) == 0
    assert main(["verify", *asked]) == 2
    assert main(["batch", *given, "--engine", engine]) == 0
    made = page.stat().st_mtime_ns
    own_notebook(tmp_path, '"另一格"')
    assert main(["batch", *given, "--engine", engine]) == 0
    assert page.stat().st_mtime_ns > made


@forks
@pytest.mark.parametrize(
    ("source", "status"),
    [("import os; os._exit(7)", "failed"), ("import time; time.sleep(600)", "timeout")],
)
def test_the_first_report_may_end_its_process_or_hang_like_any_other(
    tmp_path: Path, source: str, status: str
) -> None:
    own_notebook(tmp_path, source)
    text = (
        "reports:\n"
        f'  - {{county: "{CODES[0]}", period: 2024-02, options: {{notebook: {tmp_path}/mine.ipynb}}}}\n'
        f"  - {{counties: all, period: 2024-02}}\n"
    )
    given = [str(params(tmp_path, text)), "--data", str(table(tmp_path)), "--timeout", "8"]
    assert main(["batch", *given, "--out", str(tmp_path / "out")]) == 1
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert {entry["county_code"]: entry["status"] for entry in listed} == {
        CODES[0]: status,
        **dict.fromkeys(CODES[1:], "ok"),
    }


@forks
def test_what_the_first_notebook_changes_is_its_own_affair(tmp_path: Path) -> None:
    assert batch(tmp_path) == 0
    others = {key: text for key, text in contents(tmp_path / "out").items() if CODES[0] not in key}
    own_notebook(tmp_path, "import decimal; decimal.getcontext().prec = 5")
    text = (
        "reports:\n"
        f'  - {{county: "{CODES[0]}", period: 2024-02, options: {{notebook: {tmp_path}/mine.ipynb}}}}\n'
        f"  - {{counties: all, period: 2024-02}}\n"
    )
    given = [str(params(tmp_path, text)), "--data", str(table(tmp_path))]
    assert main(["batch", *given, "--out", str(tmp_path / "again")]) == 0
    again = contents(tmp_path / "again")
    assert {key: text for key, text in again.items() if CODES[0] not in key} == others


def test_an_interrupt_while_a_cell_runs_is_for_whoever_runs_the_notebook(tmp_path: Path) -> None:
    source, done = tmp_path / "in.ipynb", tmp_path / "out.ipynb"
    cells = [nbformat.v4.new_code_cell("raise KeyboardInterrupt")]
    metadata = {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), source)
    with pytest.raises(KeyboardInterrupt):
        papermill.execute_notebook(source, done, engine_name="finkit", progress_bar=False)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"parameters"', '"other"', "笔记本没有标签为 parameters 的单元格，收不到县区和期间"),
        ("report.seal", "report", "笔记本没有 report.seal，无从知道是谁的报告"),
        ('"cells"', '"cell"', "不是笔记本（.ipynb）"),
    ],
)
def test_a_notebook_that_cannot_report_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    path = tmp_path / "mine.ipynb"
    path.write_text(notebook_path().read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    asked = ["--county", "临洮县", "--period", "2024-02", "--out", str(tmp_path / "out")]
    assert main(["report", *asked, "--notebook", str(path)]) == 2
    assert capsys.readouterr().err == f"finkit: mine.ipynb：{said}\n"
    assert not (tmp_path / "out").exists()


def test_reports_that_share_a_process() -> None:
    """A few at once, as many as leave all workers some; an analyst's own notebook stands alone."""
    plain = [Job(Request(County(str(n), "县"), Period(2024, 2)), "") for n in range(64)]
    own = Job(Request(County("x", "县"), Period(2024, 2), {"notebook": "mine.ipynb"}), "")
    assert [len(group) for group in workers._groups(plain, 2)] == [8] * 8
    assert [len(group) for group in workers._groups(plain[:8], 2)] == [1] * 8
    assert [len(g) for g in workers._groups([*plain[:9], own, *plain[9:]], 2)] == [
        8,
        1,
        1,
        *[8] * 6,
        7,
    ]
