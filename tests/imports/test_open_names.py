"""财政收入 by itself may be all revenue or the local share: asked, answered once, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from finkit.cli import main
from finkit.errors import UsageError
from finkit.workbooks.words.answers import read
from tests.imports.conftest import Ledger, Table

Said = pytest.CaptureFixture[str]
TITLE = "临洮县2024年1—2月财政收支情况表"
OPEN = "财政收入,36000,4900,4500,8.9"


def title_of(area: str, year: int) -> str:
    return f"{area}{year}年1—12月财政收支情况表"


def test_an_open_name_is_asked(table: Table, ledger: Ledger, capsys: Said) -> None:
    assert ledger.take(table(OPEN, title=TITLE)) == 2
    said = capsys.readouterr()
    assert (
        "「财政收入」可指全口径收入，也可指地方级收入，表中没有写明；用 --write-map 写出问题，"
        "在 names 里写明是哪一项（照原名记账的写 财政收入: 财政收入），再用 --map 导入"
    ) in said.out + said.err


def test_one_line_of_the_map_answers_it_for_the_next_month_too(
    table: Table, ledger: Ledger, tmp_path: Path
) -> None:
    file, answers = table(OPEN, "税收收入,30000,4000,3800,5.3", title=TITLE), tmp_path / "map.yaml"
    asked = ["import", str(file), "--into", str(ledger.path)]
    main([*asked, "--write-map", str(answers)])
    text = answers.read_text(encoding="utf-8")
    assert "names:\n      财政收入: ''" in text
    answers.write_text(text.replace("财政收入: ''", "财政收入: 一般公共预算收入"), encoding="utf-8")
    assert main([*asked, "--map", str(answers)]) == 0
    assert ledger.amounts()["一般公共预算收入", "actual"] == "4900万元"
    march = table("财政收入,36000,7400,7000,5.7", title=TITLE.replace("1—2", "1—3"))
    assert ledger.take(march) == 0
    assert {row["item"] for row in ledger.rows()} == {"一般公共预算收入", "税收收入"}


def test_it_may_be_kept_as_printed(table: Table, ledger: Ledger, tmp_path: Path) -> None:
    file, answers = table(OPEN, title=TITLE), tmp_path / "map.yaml"
    asked = ["import", str(file), "--into", str(ledger.path)]
    main([*asked, "--write-map", str(answers)])
    text = answers.read_text(encoding="utf-8").replace("财政收入: ''", "财政收入: 财政收入")
    answers.write_text(text, encoding="utf-8")
    assert main([*asked, "--map", str(answers)]) == 0
    assert ledger.amounts()["财政收入", "actual"] == "4900万元"


def test_an_answer_names_an_item_that_is_known(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text("layouts: {abc: {names: {财政收入: 甲乙收入}}}", encoding="utf-8")
    with pytest.raises(UsageError, match="项目「财政收入」写作「甲乙收入」，不是认识的项目"):
        read(file)


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        (TITLE, [OPEN, "一般公共预算收入,16000,2450,2480,-1.2"]),
        (TITLE, [OPEN, "上划中央收入,16000,2450,2480,-1.2"]),
        (TITLE, ["财政支出,96000,9450,9480,-0.3", "一般公共预算支出,76000,7450,7480,-0.4"]),
        (title_of("南溪区", 2016), ["财政总收入,36000,4900,4500,8.9"]),
        (title_of("德清县", 2013), ["地方财政收入,36000,4900,4500,8.9"]),
        (title_of("德清县", 2016), ["财政总收入,36000,4900,4500,8.9"]),
        (TITLE, ["县级一般预算收入,36000,4900,4500,8.9"]),
        (TITLE, ["公共财政预算收入,36000,4900,4500,8.9"]),
    ],
)
def test_what_decides(table: Table, ledger: Ledger, title: str, rows: list[str]) -> None:
    """The table, a caliber of the province, a name's own row of place and time, the name itself."""
    assert ledger.take(table(*rows, title=title)) == 0


@pytest.mark.parametrize(
    ("title", "row"),
    [
        (title_of("德清县", 2016), "地方财政收入,36000,4900,4500,8.9"),
        (title_of("大姚县", 2016), "财政总收入,36000,4900,4500,8.9"),
        (title_of("大姚县", 2008), "财政支出,36000,4900,4500,8.9"),
        (title_of("大姚县", 2022), "地方级收入,36000,4900,4500,8.9"),
    ],
)
def test_what_does_not(table: Table, ledger: Ledger, title: str, row: str) -> None:
    assert ledger.take(table(row, title=title)) == 2
