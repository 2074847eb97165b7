"""Whatever is changed in a report is named: its page, its figures, its text, notebook and seal."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from finkit.batch.one import Outcome
from finkit.batch.sealed import SEAL_JSON, Sealed, marks_of
from finkit.cli import main
from finkit.samples import folders
from finkit.verify.reports import compared

PAGE, FIGURES, TEXT, NOTEBOOK = "report.html", "figures.json", "report.md", "report.ipynb"
Change = Callable[[str], str]
NOTE = {"cell_type": "markdown", "id": "x", "metadata": {}, "source": "已核对"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("outputs")
    assert main(["report", "--county", "临洮县", "--period", "2024-02", "--out", str(out)]) == 0
    return out / "2024-02" / "621124"


@pytest.fixture
def report(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "copy"))


def put(old: str, new: str, times: int = 1) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, times)

    return change


def take(pattern: str) -> Change:
    def change(text: str) -> str:
        assert re.search(pattern, text, re.DOTALL)
        return re.sub(pattern, "", text, count=1, flags=re.DOTALL)

    return change


def in_notebook(cell: int, change: Callable[[dict[str, object]], object]) -> Change:
    def changed(text: str) -> str:
        notebook = json.loads(text)
        change(notebook["cells"][cell])
        return json.dumps(notebook, ensure_ascii=False)

    return changed


# What is changed, in which file, and the words in which it is named.
FORGERIES: dict[str, tuple[str, Change, str]] = {
    "a word of direction": (PAGE, put("同比增长", "同比下降"), "同比下降"),
    "a number in the text": (PAGE, put("14.1%", "99.9%"), "99.9%"),
    "a number and its sealed value": (PAGE, put("17056", "17065", 99), "17065"),
    "a digit in a table": (PAGE, put("<td>17,056", "<td>17,065"), "17,065"),
    "the county's name": (PAGE, put("临洮县", "临夏县", 999), "临夏县"),
    "the headline": (PAGE, put("<h1", "<h1 hidden"), "<h1 hidden"),
    "a sentence taken out": (PAGE, take(r"<p>[^<]*2024年.*?</p>"), "应为"),
    "a sentence put in": (PAGE, put("</main>", "<p>各项指标全省第一。</p></main>"), "全省第一"),
    "a section hidden": (PAGE, put("<section", '<section style="display:none"'), "display:none"),
    "an attribute of a figure": (PAGE, put("data-k=", "data-x="), "data-x"),
    "a bar of a chart": (
        PAGE,
        lambda t: re.sub(r'(<path [^>]*d="M)\d', r"\g<1>9", t, count=1),
        "d=",
    ),
    "what a chart says to those who hear it": (
        PAGE,
        lambda t: re.sub(r"(<figure[^>]*)", r'\1 aria-label="全面完成"', t, count=1),
        "全面完成",
    ),
    "a script": (PAGE, put("</body>", "<script>alert(1)</script></body>"), "alert(1)"),
    "the script": (PAGE, put('"use strict"', '"use strict";0'), "脚本"),
    "the policy": (PAGE, put("default-src 'none'", "default-src *"), "default-src *"),
    "the look": (PAGE, put("<style>", "<style>.down{color:green}"), "color:green"),
    "a link": (PAGE, put('href="#', 'href="https://example.org/#'), "example.org"),
    "a comment": (PAGE, put("<body>", "<body><!-- 已审 -->"), "已审"),
    "white space": (PAGE, put("</main>", " </main>"), "空白"),
    "what follows the page": (PAGE, lambda t: t + "<p>附言</p>", "附言"),
    "no end": (PAGE, lambda t: t[: len(t) // 2], "应为"),
    "the digest of the data": (
        PAGE,
        put('finkit-data_digest" content="', 'finkit-data_digest" content="0'),
        "网页头部",
    ),
    "a note of an error": (PAGE, put("<main>", '<main><p class="banner">已核对</p>'), "已核对"),
    "a value of figures.json": (FIGURES, put("17056", "17065"), "figures.json 第"),
    "a figure more": (FIGURES, put("[\n", '[\n{"id": "x"},\n'), "figures.json 第"),
    "figures that are none": (FIGURES, lambda _: "[]\n", "figures.json 第"),
    "no figures": (FIGURES, lambda _: "", "figures.json 第"),
    "a word of report.md": (TEXT, put("增长", "下降"), "report.md 第"),
    "a line of report.md": (TEXT, lambda t: t + "全省第一。\n", "report.md 第"),
    "the code of a cell": (
        NOTEBOOK,
        in_notebook(3, lambda c: c.update(source=["import os\n", *c["source"]])),  # type: ignore[misc]
        "report.ipynb 第4格",
    ),
    "code among the parameters": (
        NOTEBOOK,
        in_notebook(1, lambda c: c.update(source="import os\n" + "".join(c["source"]))),  # type: ignore[arg-type]
        "report.ipynb 第",
    ),
    "the county among the parameters": (
        NOTEBOOK,
        put('county = \\"621124\\"', 'county = \\"621100\\"'),
        "report.ipynb 第",
    ),
    "an output": (NOTEBOOK, put("17056", "17065"), "report.ipynb 第"),
    "a cell more": (
        NOTEBOOK,
        lambda t: json.dumps(json.loads(t) | {"cells": [*json.loads(t)["cells"], NOTE]}),
        "report.ipynb 第",
    ),
    "no notebook": (NOTEBOOK, lambda _: "[]", "report.ipynb"),
    "a hash of the seal": (SEAL_JSON, put("621124", "621100"), "seal.json"),
    "a seal that is none": (SEAL_JSON, lambda _: '{"sealed": 1}', "seal.json"),
    "a seal of garbage": (SEAL_JSON, lambda _: "\x00" * 40, "seal.json"),
}


def outcome_of(folder: Path) -> Outcome:
    sealed = Sealed.parsed((folder / SEAL_JSON).read_text(encoding="utf-8"))
    return Outcome(sealed.entry, sealed.summary)


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forgery_is_named(made: Path, report: Path, what: str) -> None:
    name, change, said = FORGERIES[what]
    path = report / name
    before = path.read_text(encoding="utf-8")
    forged = change(before)
    assert forged != before
    path.write_text(forged, encoding="utf-8")
    found = compared(report / PAGE, made, outcome_of(made)).differences
    assert any(said in str(one) for one in found), list(map(str, found))


@pytest.mark.parametrize("what", [one for one in FORGERIES if FORGERIES[one][0] != SEAL_JSON])
def test_a_forgery_with_its_seal_forged_too_is_named(made: Path, report: Path, what: str) -> None:
    """Whoever can write the page can write its hash as well: what counts is the page made anew."""
    name, change, _ = FORGERIES[what]
    path = report / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    sealed = Sealed.parsed((report / SEAL_JSON).read_text(encoding="utf-8"))
    again = replace(sealed, files=marks_of(report))
    (report / SEAL_JSON).write_text(again.as_json(), encoding="utf-8")
    assert compared(report / PAGE, made, outcome_of(made)).differences


def test_what_the_seal_tells_the_index_is_compared(made: Path, report: Path) -> None:
    sealed = Sealed.parsed((report / SEAL_JSON).read_text(encoding="utf-8"))
    forged = replace(sealed, entry=replace(sealed.entry, county="临夏县"))
    (report / SEAL_JSON).write_text(forged.as_json(), encoding="utf-8")
    found = compared(report / PAGE, made, outcome_of(made)).differences
    assert [one.where for one in found] == ["seal.json 第1行"]


def test_who_removes_the_seal_does_not_free_the_files_beside_the_page(
    made: Path, report: Path
) -> None:
    (report / SEAL_JSON).unlink()
    path = report / FIGURES
    path.write_text(put("17056", "17065")(path.read_text(encoding="utf-8")), encoding="utf-8")
    found = compared(report / PAGE, made, outcome_of(made)).differences
    assert {one.where.split(" ")[0] for one in found} == {FIGURES, SEAL_JSON}


def test_nothing_is_found_where_nothing_was_changed(made: Path, report: Path) -> None:
    assert compared(report / PAGE, made, outcome_of(made)).differences == ()


# --- What a page claims, through the command ----------------------------------------------------


def test_a_report_holds_as_it_was_made(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(made / PAGE)]) == 0
    assert capsys.readouterr().out == (
        "临洮县2024年1—2月财政收支执行情况：重新生成后逐字相符"
        "（report.html、figures.json、report.md、report.ipynb、seal.json）\n"
    )


def test_a_page_alone_is_compared_alone(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "临洮.html"
    page.write_text(put("17056", "17065")((made / PAGE).read_text(encoding="utf-8")), "utf-8")
    assert main(["verify", str(page)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[-1].endswith("：重新生成后比对临洮.html，1处不符")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('finkit-edition" content="', 'finkit-edition" content="9', "由另一版本（9"),
        ("finkit-edition", "finkit-x", "由另一版本（没有写明）生成"),
        ('finkit-notebook_digest" content="', 'finkit-notebook_digest" content="0', "用了改过的笔记本，手头没有"),
        ('finkit-period" content="2024-02', 'finkit-period" content="2024-2x', "期间「2024-2x」写法不对"),
        ('finkit-county_code"', 'finkit-code"', "不是 finkit 生成的报告"),
        ('<meta name="finkit-edition"', '<meta name="finkit-options" content="[1"><meta name="finkit-edition"', "网页头部的选项读不出"),
        ('<meta name="finkit-edition"', '<meta name="finkit-options" content="{&quot;x&quot;: 1}"><meta name="finkit-edition"', "不认识的选项「x」"),
        ('<meta name="finkit-edition"', '<meta name="finkit-options" content="{&quot;template&quot;: &quot;ab&quot;}"><meta name="finkit-edition"', "用了改过的措辞模板，手头没有"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_refused_in_one_line(
    report: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    page = report / PAGE
    page.write_text(put(old, new)(page.read_text(encoding="utf-8")), encoding="utf-8")
    assert main(["verify", str(page)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert said in lines[0]


def test_a_page_of_another_county_is_not_passed(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = report / PAGE
    forged = put('county_code" content="621124', 'county_code" content="532326')
    page.write_text(forged(page.read_text(encoding="utf-8")), encoding="utf-8")
    assert main(["verify", str(page), "--data", str(folders()[0])]) == 2
    assert "数据中没有大姚县（532326）2024-02 的数" in capsys.readouterr().err


def test_without_its_data_a_report_is_only_what_was_sealed(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = report / PAGE
    text = page.read_text(encoding="utf-8")
    elsewhere = put('county_code" content="621124', 'county_code" content="110101')(text)
    page.write_text(elsewhere, encoding="utf-8")
    assert main(["verify", str(page)]) == 1
    assert "不符：report.html：现为「sha256 " in capsys.readouterr().out
    sealed = Sealed.parsed((report / SEAL_JSON).read_text(encoding="utf-8"))
    again = replace(sealed, files=marks_of(report))
    (report / SEAL_JSON).write_text(again.as_json(), encoding="utf-8")
    assert main(["verify", str(page)]) == 0
    assert capsys.readouterr().out == (
        "report.html：与生成时封存的一致；内容没有核对，核对要用 --data 给出数据\n"
    )
    (report / SEAL_JSON).unlink()
    assert main(["verify", str(page)]) == 2
