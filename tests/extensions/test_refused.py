"""A broken extension is refused in one line, by file and line, before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from finkit.cli import main
from tests.conftest import Write, row
from tests.extensions.conftest import EXAMPLE, LINES, Refused

HEAD = "from finkit.extensions import CountyIndicator, Sentence, Speech, per_head\n"
FIELDS = {
    "key": "'a'", "label": "'甲'", "unit": "'元/人'", "basis": "'item'", "speech": "Speech.LEVEL",
    "formula": "'甲÷乙'", "definition": "'甲'", "source": "'本局'",
    "compute": "lambda at: per_head(at, at.item('税收收入'))",
}  # fmt: skip


def indicator(**changed: str) -> str:
    """An extension with one indicator, at line 2; a field of "" is left out."""
    fields = ", ".join(f"{k}={v}" for k, v in {**FIELDS, **changed}.items() if v)
    return f"{HEAD}INDICATORS = (CountyIndicator({fields}),)\n"


def sentence(says: str, section: str = "analysis") -> str:
    """An extension with one sentence, at line 2."""
    fields = f"key='a', label='甲', section={section!r}, says={says!r}, source='本局'"
    return f"{HEAD}SENTENCES = (Sentence({fields}),)\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nINDICATORS = (\n", "own.py:2：扩展有语法错误"),
        ("\n\nx = 1 / 0\n", "own.py:3：扩展载入时出错（ZeroDivisionError：division by zero）"),
        ("import sys\nsys.exit(1)\n", "own.py:2：扩展载入时出错（SystemExit：1）"),
        ("import no_such_library\n", "own.py:1：扩展载入时出错（ModuleNotFoundError"),
        ("", "own.py：扩展什么也没有声明，要有 INDICATORS、CLAIMS、SENTENCES、CHARTS 之一"),
        ("\nINDICATOR = ()\n", "own.py:2：扩展什么也没有声明"),
        ("INDICATORS = 3\n", "own.py:1：INDICATORS 应为元组"),
        ("\nINDICATORS = (3,)\n", "own.py:2：INDICATORS 里应为 ItemIndicator、CountyIndicator"),
        ("CHARTS = ()\n", "own.py:1：CHARTS 应为 {图名: (标题, 函数)}"),
        ("CHARTS = {\n 'a': 'b'}\n", "own.py:2：图「a」应为（标题，函数）"),
        ("CHARTS = {\n 'A b': ('甲', print)}\n", "own.py:2：图名应为小写字母、数字和连字符"),
        ("CHARTS = {\n 'growth': ('甲', print)}\n", "own.py:2：图的 key 「growth」与随程序的重复"),
        (indicator(basis="", speech=""), "own.py:2：声明不全，缺 basis、speech；"),
        (indicator(units="'元'"), "own.py:2：声明里没有 units 这一项"),
        (indicator(basis="'total'"), "own.py:2：basis 不能是「total」，可以是 item、month"),
        (indicator(speech="'level'"), "own.py:2：speech 应为 Speech"),
        (indicator(unit="'元/亩'"), "own.py:2：unit 不能是「元/亩」"),
        (indicator(label="' '"), "own.py:2：label 是空的"),
        (indicator(key="'人均'"), "own.py：key 应为小写字母、数字和下划线，写的是「人均」"),
        (indicator(compute="3"), "own.py:2：compute 应为 函数"),
        (indicator(key="'tax_share'"), "own.py:2：指标的 key 「tax_share」与随程序的重复"),
        (sentence("增长{{ level('tax_share') }}。"), "own.py:2：“增长”写死在数字前"),
        (sentence("{{ level('tax_share') }。"), "own.py:2：文字写法不对"),
        (sentence("甲。", "opening"), "own.py:2：section 不能是「opening」"),
        (sentence("甲。").replace("'a'", "'debt'"), "own.py:2：文字的 key 「debt」与随程序的重复"),
    ],
)
def test_it_says_file_and_line(refused: Refused, text: str, said: str) -> None:
    assert refused(text).startswith(said.replace("own.py：key", "own.py:2：key"))


def test_within_a_folder_the_file_is_named(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/rates.py").write_text("\nx = {}['甲']\n", encoding="utf-8")
    said = refused("from . import rates\nINDICATORS = ()\n", "own/__init__.py")
    assert said.startswith("own/rates.py:2：扩展载入时出错（KeyError：'甲'）")


def test_a_file_that_nothing_imports_is_read_too(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/draft.py").write_text("\nx = (\n", encoding="utf-8")
    said = refused("SENTENCES = ()\n", "own/__init__.py")
    assert (
        said == "own/draft.py:2：扩展有语法错误（'(' was never closed）；写法见 docs/extensions.md"
    )


@pytest.mark.parametrize("content", [b"\0", b"\xff = 1\n", b"-" * 200_000 + b"1\n"])
def test_what_is_no_python_at_all(content: bytes, refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/draft.py").write_bytes(content)
    said = refused("SENTENCES = ()\n", "own/__init__.py")
    assert said.startswith("own/draft.py:1：扩展有语法错误（")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no_such_module", "没有这个扩展「no_such_module」"),
        ("没有.py", "没有这个扩展「没有.py」"),
        ("no_such.inner", "没有这个扩展「no_such.inner」"),
        ("https://example.com/own.py", "扩展只能在本机，不能是地址"),
        ("file:///tmp/own.py", "扩展只能在本机，不能是地址"),
        ("", "没有这个扩展「」"),
        ("a\0b", "没有这个扩展"),
    ],
)
def test_what_is_no_extension(name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indicators", "--extension", name]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_without_init_and_a_text_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.txt").write_text("", encoding="utf-8")
    assert main(["indicators", "--extension", str(tmp_path)]) == 2
    assert "扩展文件夹里没有 __init__.py" in capsys.readouterr().err
    assert main(["indicators", "--extension", str(tmp_path / "own.txt")]) == 2
    assert "扩展应为 .py 文件" in capsys.readouterr().err


def test_two_with_one_key_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text(indicator(), encoding="utf-8")
    given = [str(tmp_path / f"{name}.py") for name in ("one", "two")]
    assert main(["indicators", "--extension", given[0], "--extension", given[1]]) == 2
    assert "two.py:2：指标的 key 「a」与one.py:2 的重复；换一个 key" in capsys.readouterr().err


# --- What comes to light only with data -----------------------------------------------------

AT_WORK = [
    (indicator(compute="lambda at: 1 / 0"), "own.py:2：扩展运行出错（ZeroDivisionError"),
    (
        indicator(compute="lambda at: exit(3)"),
        "own.py:2：扩展运行出错（SystemExit：3）；改好扩展再运行\n",
    ),
    (
        indicator(compute="lambda at: [('甲', 3)]"),
        "own.py:2：扩展运行出错（TypeError：县区指标要给",
    ),
    (sentence("{{ nothing }}。"), "own.py:2：模板用了没有的名字"),
    ("def draw(scene):\n    return 3\nCHARTS = {'a': ('甲', draw)}\n", "own.py:1：扩展运行出错"),
]


@pytest.mark.parametrize(("text", "said"), AT_WORK)
def test_what_goes_wrong_at_work_is_said_by_file_and_line(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    own, out = tmp_path / "own.py", tmp_path / "out"
    own.write_text(text, encoding="utf-8")
    data = write(*map(row, LINES))
    given = ["report", "--county", "临洮县", "--period", "2024-02", "--extension", str(own)]
    assert main([*given, "--data", str(data), "--out", str(out)]) == 2
    assert capsys.readouterr().err.startswith(f"finkit: {said}")
    assert not list(out.rglob("*.html"))


# --- In a parameters file -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("extensions: [own.py]", "参数.yaml：own.py:2：声明不全，缺 basis、speech"),
        ("extensions: own.py", "参数.yaml：extensions 应为列表"),
        ("extensions: [3]", "参数.yaml：extensions 应为列表"),
        ("extensions: [other.py]", "参数.yaml：没有这个扩展「other.py」"),
        ("options: {extensions: [own.py]}", "参数.yaml：extensions 不写在 options 里"),
    ],
)
def test_a_batch_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (tmp_path / "own.py").write_text(indicator(basis="", speech=""), encoding="utf-8")
    params = tmp_path / "参数.yaml"
    params.write_text(f"{text}\nreports:\n  - {{county: 临洮县, period: 2024-02}}\n", "utf-8")
    assert main(["batch", str(params), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.startswith(f"finkit: {said}")
    assert not (tmp_path / "out").exists()


def test_the_line_that_the_page_shows_is_said(refused: Refused) -> None:
    lines = [line for line in EXAMPLE.splitlines() if line.strip() not in (
        'basis="item",', "speech=Speech.LEVEL,"
    )]  # fmt: skip
    said = refused("\n".join(lines), "my_bureau.py")
    assert said.endswith("声明不全，缺 basis、speech；改好扩展再运行；写法见 docs/extensions.md")
