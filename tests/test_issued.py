"""What a revision touches of what was issued, and the draft of a 更正说明; changes as a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from finkit.changes import Changes, diff
from finkit.changes.correction import draft
from finkit.changes.issued import Own, touched
from finkit.changes.page import page
from finkit.changes.words import restated
from finkit.cli import main
from tests.conftest import row

Said = pytest.CaptureFixture[str]
HEADER = "county_code,county,period,basis,item,parent_item,measure,value,unit,source"
ROWS = [
    "2024-02 cumulative 一般公共预算收入 actual 15200 万元",
    "2024-02 cumulative 一般公共预算收入 prior_actual 15000 万元",
    "2024-02 cumulative 税收收入<一般公共预算收入 actual 12000 万元",
    "2024-02 cumulative 税收收入<一般公共预算收入 prior_actual 11800 万元",
    "2024-03 cumulative 一般公共预算收入 actual 23000 万元",
    "2024-03 cumulative 一般公共预算收入 prior_actual 22000 万元",
]


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of 临洮县, February and March 2024, and the data that they were made of."""
    folder = tmp_path_factory.mktemp("issued")
    data = write(folder / "old.csv", [row(one) for one in ROWS])
    for period in ("2024-02", "2024-03"):
        command = ["report", "--county", "临洮县", "--period", period, "--data", str(data)]
        assert main([*command, "--out", str(folder / "out")]) == 0
    return folder


def revised(issued: Path, old: str, new: str) -> str:
    lines = [row(one).replace(old, new).replace("表一", "更正表") for one in ROWS]
    kept = [
        a if a.replace("表一", "更正表") == b else b
        for a, b in zip(map(row, ROWS), lines, strict=True)
    ]
    return str(write(issued / "new.csv", kept))


def test_the_same_data_touch_nothing(issued: Path, capsys: Said) -> None:
    found = touched(str(issued / "out"), str(issued / "old.csv"))
    assert (found.looked, found.touched) == (2, ())
    assert len(found.changes) == 0
    command = ["diff", "--issued", str(issued / "out"), "--data", str(issued / "old.csv")]
    assert main(command) == 0
    assert capsys.readouterr().out == "已发的2份报告与现有数据一致，没有要更正的。\n"


def test_the_sample_is_no_revision_of_other_data(issued: Path, capsys: Said) -> None:
    assert main(["diff", "--issued", str(issued / "out")]) == 2
    said = "已发的报告不是用随附的示例数据做的；用 --data 给出修订后的数据"
    assert said in capsys.readouterr().err


def test_a_report_of_other_data_is_not_judged_by_the_sample(issued: Path, capsys: Said) -> None:
    page = issued / "out" / "2024-02" / "621124" / "report.html"
    assert main(["verify", str(page)]) == 0
    assert "内容没有核对，核对要用 --data 给出数据" in capsys.readouterr().out


def test_a_revision_names_the_report_the_amount_and_the_sentences(issued: Path) -> None:
    # 15200 → 15600 of February: growth 1.3% → 4.0%; March's single month is 23000 less that.
    data = revised(issued, "15200", "15600")
    found = touched(str(issued / "out"), data)
    february, march = found.touched
    assert february.path == "2024-02/621124/report.html"
    for one in (february, march):
        told = [(a.item, a.old_period, a.old, a.new) for a in one.amounts]
        assert told == [("一般公共预算收入", "2024-02", "15200", "15600")]
    assert ("当月数", "7800", "7400") in [(f.what, f.old, f.new) for f in march.figures]
    said = draft(found)
    assert "已发的2份报告与现有数据比对，2份受影响" in said
    assert (
        "1. 临洮县2024年1—2月一般公共预算收入（累计本期数）：原为15,200万元，应为15,600万元。"
        "出处：表一 → 更正表" in said
    )
    assert "- 一般公共预算收入同比增长率：原为1.3%，应为4.0%" in said
    changed = re.findall(r"- 原：(.*)\n  改：(.*)", said)
    assert any("增长1.3%" in was and "增长4.0%" in now for was, now in changed)
    assert all(was != now for was, now in changed)


def test_a_later_month_is_no_revision(issued: Path) -> None:
    april = row("2024-04 cumulative 一般公共预算收入 actual 31000 万元")
    data = write(issued / "later.csv", [*map(row, ROWS), april])
    assert touched(str(issued / "out"), str(data)).touched == ()


def test_a_report_that_the_data_no_longer_hold_is_named(issued: Path) -> None:
    data = write(issued / "fewer.csv", [row(one) for one in ROWS if "2024-03" not in one])
    (one,) = touched(str(issued / "out"), str(data)).touched
    assert one.path == "2024-03/621124/report.html"
    assert "现有数据做不出这份报告" in draft(touched(str(issued / "out"), str(data)))
    (gone,) = touched(str(issued / "out"), str(data)).changes
    assert (gone.kind, gone.item, gone.old_period) == ("withdrawn", "（整份报告）", "2024-03")
    assert gone.note.startswith("现有数据做不出：数据中没有临洮县（621124）2024-03 的数")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--issued", "没有"], "没有已发的报告"),
        (["a", "--issued", "b"], "--issued 不与两份数据同用"),
        (["a"], "要写两份数据或两批报告"),
        (["a", "b", "--data", "c"], "与 --issued 同用"),
    ],
)
def test_what_does_not_go_together_is_said_on_one_line(
    given: list[str], said: str, capsys: Said
) -> None:
    assert main(["diff", *given]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_the_sentences_pair_by_likeness_and_keep_their_order() -> None:
    old = "## 收入\n收入12亿元，增长3%。税收平稳。\n## 附：待核\n- 甲。\n"
    new = "## 收入\n一次性收入较多。收入13亿元〔待核：x〕，增长9%。税收平稳〔待核：x〕。\n"
    assert list(restated(old, new)) == [
        ("", "一次性收入较多。"),
        ("收入12亿元，增长3%。", "收入13亿元，增长9%。"),
    ]
    assert list(restated(old, old)) == []


def test_changes_as_a_page_keep_growth_and_revision_apart(issued: Path, capsys: Said) -> None:
    data = revised(issued, "15200", "15600")
    assert main(["diff", str(issued / "old.csv"), data, "--format", "html"]) == 0
    html = capsys.readouterr().out
    assert "<h1><i>修订1处</i></h1>" in html
    assert "15,200万元" in html
    assert "表一 → 更正表" in html
    assert "default-src 'none'" in html
    assert "<script" not in html
    assert "没有变化" in page(Changes(()), "甲", "乙")


def test_a_text_of_the_data_is_no_markup(issued: Path) -> None:
    odd = row("2024-02 cumulative 甲 actual 5 万元").replace("甲", "<b>甲")
    data = write(issued / "odd.csv", [*map(row, ROWS), odd])
    html = page(diff(str(issued / "old.csv"), str(data)), "<i>", "b")
    assert "<b>甲" not in html
    assert "原来：&lt;i&gt;" in html


EDITIONS = f"{HEADER},data_status,scope"


def edited(folder: Path, name: str, *amounts: tuple[str, int, str]) -> str:
    """Revenue of 2023 with its edition: data status, amount in 万元, scope."""
    lines = [
        f"{row(f'2023-12 cumulative 一般公共预算收入 {measure} {amount - less} 万元')},{status},{scope}"
        for status, amount, scope in amounts
        for measure, less in (("actual", 0), ("prior_actual", 100))
    ]
    place = folder / f"{name}.csv"
    place.write_text("\n".join([EDITIONS, *lines]) + "\n", encoding="utf-8")
    return str(place)


def issued_of(folder: Path, data: str) -> str:
    command = ["report", "--county", "临洮县", "--period", "2023-12", "--data", data]
    assert main([*command, "--out", str(folder / "out")]) == 0
    return str(folder / "out")


EARLY = ("快报", 15000, "")


def test_a_final_account_beside_the_preliminary_one_is_no_correction(tmp_path: Path) -> None:
    out = issued_of(tmp_path, edited(tmp_path, "old", EARLY))
    both = edited(tmp_path, "both", EARLY, ("决算", 15012, ""))
    assert draft(touched(out, both)) == "已发的1份报告与现有数据一致，没有要更正的。"
    # A correction of the 快报 itself is one, whatever stands beside it.
    again = draft(touched(out, edited(tmp_path, "new", ("快报", 15005, ""), ("决算", 15012, ""))))
    name = "临洮县2023年一般公共预算收入"
    assert f"{name}（累计本期数，快报）：原为15,000万元，应为15,005万元" in again
    assert f"{name}（累计本期数，决算）：原来没有，现为15,012万元" in again
    assert "应为15,012万元" not in again
    # And a 决算 in its place withdraws it.
    instead = draft(touched(out, edited(tmp_path, "instead", ("决算", 15012, ""))))
    assert f"{name}（累计本期数，快报）：原为15,000万元，现已撤下" in instead
    # A report of before 1.1 tells no edition: what says the same is the same.
    figures = tmp_path / "out/2023-12/621124/figures.json"
    held = figures.read_text(encoding="utf-8")
    figures.write_text(re.sub(r', "data_status": "[^"]*", "scope": ""', "", held), "utf-8")
    assert figures.read_text(encoding="utf-8").count("data_status") == 0
    assert touched(out, both).touched == ()
    assert len(touched(out, edited(tmp_path, "new", ("快报", 15005, ""))).touched) == 1


def test_an_amount_of_one_scope_is_no_revision_of_another(tmp_path: Path) -> None:
    whole, own = ("", 15000, ""), ("", 6000, "县本级")
    out = issued_of(tmp_path, edited(tmp_path, "old", whole, own))
    assert touched(out, edited(tmp_path, "turned", own, whole)).touched == ()
    (one,) = touched(out, edited(tmp_path, "new", whole, ("", 6010, "县本级"))).touched
    assert {(a.old, a.new, a.what) for a in one.amounts} == {
        ("6000", "6010", "累计本期数，县本级"),
        ("5900", "5910", "累计上年同期数，县本级"),
    }


def test_what_follows_is_told_apart_from_what_was_corrected(issued: Path, capsys: Said) -> None:
    found = touched(str(issued / "out"), revised(issued, "15200", "15600"))
    # One amount, though two reports rest on it; not once more as 本期数; nothing of 数据范围.
    corrected = [one for one in found.changes if one.kind == "revised"]
    assert [(one.item, one.old, one.new) for one in corrected] == [
        ("一般公共预算收入", "15200", "15600")
    ]
    others = [one for one in found.changes if one.kind != "revised"]
    assert {one.kind for one in others} == {"followed"}
    assert not any("本期有数的项目" in one.what for one in others)
    assert found.changes.said == f"修订1，因此变动{len(others)}"
    command = ["diff", "--issued", str(issued / "out"), "--data", str(issued / "new.csv")]
    assert main([*command, "--format", "html"]) == 0
    heads = f"<h1><i>修订1处，</i><i>因此变动{len(others)}处</i></h1>"
    assert heads in capsys.readouterr().out


OWN = """from finkit.extensions import Sentence

SENTENCES = (
    Sentence(
        key="own_said",
        label="本局的话",
        section="analysis",
        says='本局：税收收入为{{ item("税收收入").level }}。',
        source="本局办法",
    ),
)
"""


def test_what_a_report_was_made_with_is_named_by_whoever_asks(issued: Path, tmp_path: Path) -> None:
    own, data = tmp_path / "bur.py", str(issued / "old.csv")
    own.write_text(OWN, encoding="utf-8")
    out = str(tmp_path / "out")
    command = ["report", "--county", "临洮县", "--period", "2024-02", "--data", data, "--out", out]
    assert main([*command, "--extension", str(own)]) == 0
    # By itself it is no change that the extension is not at hand.
    assert touched(out, data).touched == ()
    new = revised(issued, "15200", "15600")
    said = draft(touched(out, new))
    assert "用了自定扩展 bur.py，手头没有，文字没有比对。" in said
    assert "改动的文字" not in said
    assert "应为15,600万元" in said
    named = draft(touched(out, new, own=Own(extensions=(str(own),))))
    assert "改动的文字" in named
    assert "本局" not in named
    # Changed code is not run in its name.
    own.write_text(OWN.replace("本局：", "本局另说："), encoding="utf-8")
    said = draft(touched(out, new, own=Own(extensions=(str(own),))))
    assert "自定扩展 bur.py 的代码改过，与生成时不同，不能逐字核对，文字没有比对。" in said


def test_edited_wording_is_not_read_because_a_seal_names_it(issued: Path, tmp_path: Path) -> None:
    wording, data = tmp_path / "wording", str(issued / "old.csv")
    assert main(["template", "export", str(wording)]) == 0
    out = str(tmp_path / "out")
    command = ["report", "--county", "临洮县", "--period", "2024-02", "--data", data, "--out", out]
    edited = wording / "execution.j2"
    edited.write_text(edited.read_text("utf-8") + "{# 本局 #}\n", encoding="utf-8")
    assert main([*command, "--template", str(wording)]) == 0
    new = revised(issued, "15200", "15600")
    assert "用了改过的措辞模板，手头没有，文字没有比对。" in draft(touched(out, new))
    assert "改动的文字" in draft(touched(out, new, own=Own(template=str(wording))))


@pytest.mark.parametrize(
    ("basis", "when"),
    [("month", "2024年2月"), ("balance", "2024年2月末"), ("cumulative", "2024年1—2月")],
)
def test_an_amount_is_of_the_time_that_its_basis_says(
    tmp_path: Path, basis: str, when: str
) -> None:
    def amounts(name: str, value: int) -> str:
        own = f"2024-02 {basis} 政府债务余额 actual {value} 万元"
        return str(write(tmp_path / name, [*map(row, ROWS[:4]), row(own)]))

    command = [
        "report",
        "--county",
        "临洮县",
        "--period",
        "2024-02",
        "--out",
        str(tmp_path / "out"),
    ]
    assert main([*command, "--data", amounts("a.csv", 50000)]) == 0
    said = draft(touched(str(tmp_path / "out"), amounts("b.csv", 50100)))
    assert f"临洮县{when}政府债务余额（" in said
    assert "原为50,000万元，应为50,100万元" in said
