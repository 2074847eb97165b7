"""Where an export may go: never over data, nor over what is read beside them, nor to an address."""

from __future__ import annotations

from pathlib import Path

import pytest

import finkit
from finkit.cli import main
from finkit.dataset import open_dataset
from finkit.errors import UsageError

HEAD = "county_code,county,period,basis,item,parent_item,measure,value,unit,source,note,scope"
LINE = "621124,临洮县,2024-02,month,税收收入,,actual,1,亿元,a,,"
FACTS = "county,period,key,value,unit,text,source\n临洮县,2024-02,指导思想,,,以数据为准,本局\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Observations with two tables beside them by their name."""
    place = tmp_path / "mine.csv"
    place.write_text(f"{HEAD}\n{LINE}\n", encoding="utf-8")
    place.with_name("mine.sources.csv").write_text("source,title\na,甲\nb,乙\n", encoding="utf-8")
    place.with_name("mine.facts.csv").write_text(FACTS, encoding="utf-8")
    return place


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("data", ["mine.csv", ""])
@pytest.mark.parametrize(
    ("out", "named"),
    [
        ("mine.parquet", "mine.sources.csv"),
        ("mine.sources.csv", "mine.sources.csv"),
        ("mine.facts.csv", "mine.facts.csv"),
        ("mine.revisions.csv", "mine.revisions.csv"),
    ],
)
def test_side_tables_of_data_are_never_written(
    mine: Path,
    out: str,
    named: str,
    data: str,
    force: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    before, place = held(mine.parent), mine.with_name(out)
    options = ["--data", str(mine)] if data else ["--county", "临洮县"]
    assert main(["export", *options, "--out", str(place), *force]) == 2
    said = f"finkit: {mine.with_name(named)}：那里放着数据；导出到别处\n"
    assert capsys.readouterr().err == said
    assert held(mine.parent) == before


def test_a_folders_observations_are_not_hidden_by_others(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """observations.parquet would be read instead of observations.csv."""
    mine.rename(mine.with_name("observations.csv"))
    before = held(mine.parent)
    for name in ("observations.parquet", "revisions.csv"):
        assert main(["export", "--out", str(mine.with_name(name)), "--force"]) == 2
        assert "那里放着数据；导出到别处" in capsys.readouterr().err
    assert held(mine.parent) == before


def test_a_data_package_and_a_ledger_of_one_name_lie_beside_each_other(tmp_path: Path) -> None:
    county = ["--county", "示例县", "--period", "2021-06", "--force"]
    for name in ("a.parquet", "a.csv", "a.parquet", "a.csv"):
        assert main(["export", *county, "--out", str(tmp_path / name)]) == 0
    assert open_dataset(tmp_path / "a.parquet").facts


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("s3://k:SECRET@b/x.csv", "s3://k@b/x.csv"),
        ("https://k:SECRET@b/x.xlsx", "https://k@b/x.xlsx"),
        ("oss://b/folder?token=SECRET", "oss://b/folder"),
    ],
)
def test_an_address_is_refused_without_its_secret(
    out: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "--out", out]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"finkit: {said}：导出只写到本机；写到本机再上传\n")
    with pytest.raises(UsageError, match=f"^{said}：导出只写到本机"):
        finkit.open().export(Path(out.replace("?token=SECRET", "")))
    assert not [*tmp_path.iterdir()]


def test_an_address_of_this_disk_is_its_path(tmp_path: Path) -> None:
    place = tmp_path / "甲 乙.csv"
    written = finkit.open().export(place.as_uri(), "临洮县")
    assert written[0] == place


def test_what_is_no_place() -> None:
    with pytest.raises(UsageError, match=r"^导出的位置应为文字或 Path，不是 int；"):
        finkit.open().export(5)  # type: ignore[arg-type]
