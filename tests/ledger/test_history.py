"""The history of a ledger: told, shown, gone back in, checked; hand edits noticed; one identity."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.dataset import open_dataset
from finkit.errors import DataError, UsageError
from finkit.imports.book import Book
from finkit.ledger.history import writer
from finkit.ledger.history.home import home_of
from finkit.ledger.history.reading import current
from finkit.ledger.history.store import Store
from tests.ledger.conftest import Report, all_of, take, taxes
from tests.ledger.disk import state_of

Said = pytest.CaptureFixture[str]


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")


def ledger(*given: object) -> int:
    return main(["ledger", *map(str, given)])


@pytest.fixture
def place(report: Report, tmp_path: Path, capsys: Said) -> Path:
    """A ledger of two imports: 临洮县, then it revised and 大姚县."""
    there = tmp_path / "l.csv"
    assert take(there, report("621124", 4900, "月报.csv")) == 0
    assert take(there, report("621124", 4950, "更正.csv"), report("532326", 7000, "大姚.csv")) == 0
    capsys.readouterr()
    return there


# --- Told and shown -------------------------------------------------------------------------


def test_the_log_says_who_imported_what_when_and_what_came_of_it(place: Path, capsys: Said) -> None:
    assert ledger("log", place, "--format", "json") == 0
    last, first, begun = json.loads(capsys.readouterr().out)
    assert [one["version"] for one in (begun, first, last)] == [0, 1, 2]
    assert (first["what"], first["new"], first["revised"]) == ("导入", 8, 0)
    assert (last["new"], last["revised"]) == (8, 1)
    assert [one["file"] for one in last["files"]] == ["更正.csv", "大姚.csv"]
    assert len(last["files"][0]["sha256"]) == 64
    assert last["when"] >= first["when"]
    assert last["who"]
    assert ledger("log", place) == 0
    head, line, *_ = capsys.readouterr().out.splitlines()
    assert head.split() == ["版", "时间", "何人", "做了", "新增", "修订", "文件", "说明"]
    assert "更正.csv、大姚.csv" in line


def test_what_an_import_changed_is_shown_row_by_row(place: Path, capsys: Said) -> None:
    assert ledger("show", place, "--format", "csv") == 0
    shown = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    (changed,) = [row for row in shown if row["change"] == "改"]
    assert (changed["item"], changed["old"], changed["new"]) == (
        "一、税收收入",
        "4900万元",
        "4950万元",
    )
    assert changed["old_source"] == "月报.csv!表1!C4"
    assert {row["county"] for row in shown if row["change"] == "添"} == {"大姚县"}
    assert ledger("show", place, 1) == 0
    said = capsys.readouterr().out
    assert "月报.csv" in said
    assert "公布数" in said
    assert ledger("show", place, 9) == 2
    assert capsys.readouterr().err == "finkit: 没有第9版；finkit ledger log 列出各版\n"


def test_tables_without_history_are_said_to_be_that(tmp_path: Path, capsys: Said) -> None:
    plain = tmp_path / "o.csv"
    plain.write_text("county_code\n", encoding="utf-8")
    for action in ("log", "show", "undo", "check", "take"):
        for path, said in (
            (plain, "是普通的数据表，没有历史"),
            (tmp_path / "x.csv", "没有这本台账"),
        ):
            assert ledger(action, path) == 2
            err = capsys.readouterr().err
            assert said in err
            assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["o.csv"]


# --- Gone back ------------------------------------------------------------------------------


def test_undo_goes_back_one_import_and_again_one_more(
    place: Path, report: Report, tmp_path: Path, capsys: Said
) -> None:
    first = tmp_path / "first.csv"
    assert take(first, report("621124", 4900, "月报.csv")) == 0
    before = all_of(first)
    assert ledger("undo", place) == 0
    assert "退回到第1版，记为第3版" in capsys.readouterr().out
    assert all_of(place) == before
    assert rows(place) == rows(first)
    assert not place.with_suffix(".revisions.csv").exists(), "the revision is undone with it"
    assert ledger("undo", place) == 0
    assert all_of(place) == ""
    assert not place.exists()
    assert ledger("undo", place) == 2
    assert "没有再早的一版可退回" in capsys.readouterr().err
    assert take(place, report("621124", 4900, "月报.csv")) == 0
    assert all_of(place) == before
    assert ledger("check", place) == 0


def test_an_undone_import_can_be_done_again(place: Path, report: Report) -> None:
    whole = all_of(place)
    assert ledger("undo", place) == 0
    assert take(place, report("621124", 4950, "更正.csv"), report("532326", 7000, "大姚.csv")) == 0
    assert all_of(place) == whole


def test_of_long_ago_the_log_remains_and_undo_says_that_it_cannot(
    place: Path, report: Report, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr(writer, "KEPT", 2)
    for number in (5001, 5002):
        assert take(place, report("621124", number)) == 0
    capsys.readouterr()
    assert ledger("log", place, "--format", "json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 5
    assert ledger("show", place, 1) == 2
    assert "只留最近2版" in capsys.readouterr().err
    assert ledger("check", place) == 0
    assert ledger("undo", place) == 0
    assert taxes(place)["621124"] == "5001"
    assert ledger("undo", place) == 2
    assert "太早" in capsys.readouterr().err


# --- Edited by hand -------------------------------------------------------------------------


def test_a_reader_refuses_a_table_that_is_not_what_was_committed(place: Path) -> None:
    edit(place, "7000", "7100")
    with pytest.raises(DataError, match=r"^l\.csv：和台账里记下的不一样.*finkit ledger take"):
        open_dataset(place)


def test_the_next_import_takes_a_hand_edit_as_a_version_and_a_revision_of_its_own(
    place: Path, report: Report, capsys: Said
) -> None:
    edit(place, ",7000,", ",7100,")
    assert take(place, report("610729", 300)) == 0
    said = capsys.readouterr().err
    assert "手工改过 l.csv（改数1行），记为台账第3版" in said
    assert "修订 大姚县 2024-02 一、税收收入：7000万元 → 7100万元（手改 l.csv）" in said
    assert taxes(place) == {"621124": "4950", "532326": "7100", "610729": "300"}
    revised = rows(place.with_suffix(".revisions.csv"))
    assert [(row["old"], row["new"]) for row in revised] == [
        ("4900万元", "4950万元"),
        ("7000万元", "7100万元"),
    ]
    assert ledger("undo", place) == ledger("undo", place) == 0
    assert taxes(place) == {"621124": "4950", "532326": "7000"}


def test_a_row_deleted_by_hand_is_withdrawn(place: Path, capsys: Said) -> None:
    lines = place.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if "7000" not in line]
    place.write_text("".join(kept), encoding="utf-8-sig")
    assert ledger("take", place) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("手工改过 l.csv（删1行），记为台账第3版")
    assert told[1] == "修订 大姚县 2024-02 一、税收收入：7000万元 → 无（手工删去 l.csv）"
    assert taxes(place) == {"621124": "4950"}
    assert ledger("take", place) == 0
    assert capsys.readouterr().out == "没有手工改动\n"


def test_undo_puts_an_edited_table_back_and_keeps_the_edit_aside(place: Path, capsys: Said) -> None:
    before, whole = place.read_bytes(), all_of(place)
    place.write_bytes(b"\0broken")
    assert ledger("take", place) == 2
    assert ledger("check", place) == 1
    assert "l.csv：改过，或坏了" in capsys.readouterr().err
    assert ledger("undo", place) == 0
    assert "恢复原样：l.csv" in capsys.readouterr().out
    assert (place.read_bytes(), all_of(place)) == (before, whole)
    assert place.with_name("l.csv.edited").read_bytes() == b"\0broken"


def test_a_ledger_whose_table_was_removed_begins_anew_and_can_be_had_back(
    place: Path, report: Report, capsys: Said
) -> None:
    whole = all_of(place)
    place.unlink()
    assert all_of(place) == "edited"
    assert take(place, report("610729", 300)) == 0
    assert "手工删去 l.csv（删12行）" in capsys.readouterr().err
    assert taxes(place) == {"610729": "300"}
    assert ledger("undo", place) == ledger("undo", place) == 0
    assert all_of(place) == whole


def test_edits_of_revisions_and_table_at_once_are_both_kept(place: Path) -> None:
    revised = place.with_suffix(".revisions.csv")
    edit(revised, "4900万元", "4901万元")
    edit(place, ",7000,", ",7100,")
    assert ledger("take", place) == 0
    assert [row["old"] for row in rows(revised)] == ["4901万元", "7000万元"]
    assert ledger("check", place) == 0
    assert ledger("undo", place) == 0
    assert [row["old"] for row in rows(revised)] == ["4900万元"]
    assert taxes(place)["532326"] == "7000"


def test_a_table_put_beside_a_ledger_is_read_and_taken_in_by_the_next_import(
    place: Path, report: Report
) -> None:
    sources = place.with_suffix(".sources.csv")
    sources.write_text("source,title\n月报,某月报\n", encoding="utf-8")
    assert open_dataset(place).source("月报").title == "某月报"
    assert take(place, report("610729", 300)) == 0
    assert open_dataset(place).source("月报").title == "某月报"
    edit(sources, "某月报", "别的")
    assert all_of(place) == "edited"


# --- One ledger -----------------------------------------------------------------------------


def test_whatever_the_spelling_it_is_one_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tmp_path / "台账"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    (real / "one.csv").symlink_to(real / "l.csv")
    monkeypatch.chdir(real)
    spelled = ("l.csv", "./l.csv", "../link/l.csv", real / "one.csv", f"{real}/../link//l.csv")
    assert len({home_of(Path(one)) for one in spelled}) == 1


def test_a_second_writer_of_another_spelling_is_told_to_wait(place: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(place)
    with (
        Book(place).locked(),
        pytest.raises(UsageError, match="另一次导入正写"),
        Book(link).locked(),
    ):
        pass


def test_a_folder_and_its_observations_are_one_ledger(report: Report, tmp_path: Path) -> None:
    folder = tmp_path / "台账"
    assert take(folder, report("621124", 4900)) == 0
    assert take(folder / "observations.parquet", report("532326", 7000)) == 0
    assert {path.name for path in folder.iterdir()} == {
        *("observations.parquet", ".observations.parquet.history", "published.csv")
    }
    assert taxes(folder) == taxes(folder / "observations.parquet")
    assert len(taxes(folder)) == 2


def test_tables_beside_a_link_that_would_be_lost_are_refused(
    report: Report, tmp_path: Path, capsys: Said
) -> None:
    real = tmp_path / "内" / "l.csv"
    real.parent.mkdir()
    link = tmp_path / "l.csv"
    link.symlink_to(real)
    link.with_suffix(".facts.csv").write_text("county\n", encoding="utf-8")
    assert take(link, report("621124", 4900)) == 2
    assert "l.facts.csv 在链接旁边而不在台账旁边" in capsys.readouterr().err


# --- What was there before ------------------------------------------------------------------


def of_earlier(place: Path) -> None:
    """Makes a ledger one of an earlier finkit: tables without history, one in GBK."""
    history = home_of(place).history
    for path in history.iterdir():
        path.unlink()
    history.rmdir()
    said = (
        "county,period,key,value,unit,text,source,经办\n临洮县,2024-02,采购平台,,,云平台,科室,张\n"
    )
    place.with_suffix(".facts.csv").write_text(said, encoding="gbk")
    place.with_suffix(".sources.csv").write_text("source,title\n月报,某月报\n", encoding="gbk")


def test_a_ledger_of_an_earlier_finkit_is_read_taken_over_and_can_be_gone_back_to(
    place: Path, report: Report, capsys: Said
) -> None:
    of_earlier(place)
    before, files = all_of(place), state_of(place.parent)
    assert take(place, report("610729", 300)) == 0
    assert len(taxes(place)) == 3
    data = open_dataset(place)
    assert [fact.text for fact in data.facts] == ["云平台"]
    assert data.source("月报").title == "某月报"
    untouched = ("l.facts.csv", "l.sources.csv", "l.revisions.csv")
    assert {name: state_of(place.parent)[name] for name in untouched} == {
        name: files[name] for name in untouched
    }
    assert ledger("log", place) == 0
    assert "原有的 l.csv、l.published.csv、l.facts.csv" in capsys.readouterr().out
    assert ledger("undo", place) == 0
    assert all_of(place) == before
    assert ledger("check", place) == 0
    assert ledger("undo", place) == 2


def test_a_side_table_that_an_earlier_finkit_wrote_is_added_to(place: Path, report: Report) -> None:
    of_earlier(place)
    assert take(place, report("621124", 5000)) == 0
    revised = rows(place.with_suffix(".revisions.csv"))
    assert [row["new"] for row in revised] == ["4950万元", "5000万元"]
    assert len(rows(place.with_suffix(".published.csv"))) == 4


def test_a_table_whose_name_nobody_may_write_is_told_after_the_commit(
    place: Path, report: Report, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def open_elsewhere(store: Store, name: str, path: Path) -> None:
        raise PermissionError(13, "used by another process", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Store, "place", open_elsewhere)
        assert take(place, report("621124", 5000)) == 1
    assert "已记入台账，但旁边的表没有写成" in capsys.readouterr().err
    assert taxes(place)["621124"] == "5000"
    assert ",4950," in place.read_text(encoding="utf-8-sig")
    assert ledger("take", place) == 0
    assert ",5000," in place.read_text(encoding="utf-8-sig")


# --- Files ----------------------------------------------------------------------------------


def test_one_county_is_read_without_the_files_of_others(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    plain = Store.get
    monkeypatch.setattr(Store, "get", lambda store, name: asked.append(name) or plain(store, name))
    held = Book(place).of_area("621124")
    now = current(place)
    assert now is not None
    parts = now.version.tables["observations"]
    assert set(parts) == {"53", "62"}
    assert parts["62"] in asked
    assert parts["53"] not in asked
    assert {row["county"] for _, row in held.at("621124", "2024-02")} == {"临洮县"}


def test_a_missing_file_of_the_history_is_named(place: Path, capsys: Said) -> None:
    now = current(place)
    assert now is not None
    part = now.version.tables["observations"]["62"]
    now.store.path(part).unlink()
    for asked in (["list", "--data", str(place)], ["ledger", "check", str(place)]):
        assert main(asked) in (1, 2)
        err = capsys.readouterr().err
        assert part in err
        assert err.count("\n") == 1


def test_a_part_that_did_not_change_is_no_new_file(place: Path, report: Report) -> None:
    was = current(place)
    assert take(place, report("532326", 7001)) == 0
    now = current(place)
    assert was is not None
    assert now is not None
    before, after = (one.version.tables["observations"] for one in (was, now))
    assert before["62"] == after["62"]
    assert before["53"] != after["53"]


def test_the_table_beside_the_history_says_what_the_history_says(
    place: Path, report: Report
) -> None:
    for code, number in (("610729", 1), ("532326", 2), ("621124", 3)):
        assert take(place, report(code, number)) == 0
        now = current(place)
        assert now is not None
        assert now.rows("observations") == rows(place)
        assert now.rows("published") == rows(place.with_suffix(".published.csv"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions of a plain user")
def test_a_ledger_that_may_only_be_read_is_read(place: Path) -> None:
    whole = all_of(place)
    folders = (place.parent, home_of(place).history)
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert all_of(place) == whole
    finally:
        for folder in folders:
            folder.chmod(0o755)
