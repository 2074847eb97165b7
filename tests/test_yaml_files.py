"""YAML within bounds: what would never end, or fill the memory, is refused at its line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from finkit.errors import UsageError
from finkit.yaml_files import read_yaml


def read(folder: Path, text: str | bytes) -> object:
    path = folder / "p.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path, "参数文件")


def refusal(folder: Path, text: str | bytes) -> str:
    started = time.thread_time()
    with pytest.raises(UsageError) as refused:
        read(folder, text)
    assert time.thread_time() - started < 10
    assert "\n" not in str(refused.value)
    return str(refused.value)


def doubled(levels: int) -> str:
    """A list of two, a list of that list twice, and so on: two to the power of the levels."""
    lines = ["- &a0 [x, x]", *(f"- &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, levels))]
    return "\n".join(lines)


def test_as_people_write_it(tmp_path: Path) -> None:
    text = "out: &o 报告\nreports:\n  - &r {county: 临洮县, out: *o}\n  - *r\n"
    one = {"county": "临洮县", "out": "报告"}
    assert read(tmp_path, text) == {"out": "报告", "reports": [one, one]}
    assert read(tmp_path, doubled(3)) == [["x"] * 2, [["x"] * 2] * 2, [[["x"] * 2] * 2] * 2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: " + "[" * 100_000, "p.yaml 第1行：超过32层"),
        ("".join(" " * n + "a:\n" for n in range(2000)), "p.yaml 第32行：超过32层"),
        (doubled(60), "超过20万个值"),
        ("\n".join(["- &a0 [x]", *(f"- &a{n} [*a{n - 1}]" for n in range(1, 60))]), "超过32层"),
        ("a: &a [x, *a]", "p.yaml 第1行：引用了自己"),
        ("a: &a {b: {c: *a}}", "引用了自己"),
        ("[" + "x," * 300_000 + "]", "超过20万个值"),
        ("a: '" + "x" * 5_000_000 + "'", "太大，不是参数文件"),
        ("a: " + "9" * 6000, "有写法不对的值"),
        ("a: 2024-13-45", "有写法不对的值"),
        ("a: 2024-02-31 25:61:61", "有写法不对的值"),
        ("? [a]\n: b\n", "有写法不对的值"),
        ("a: !!python/object/apply:os.system [ls]", "p.yaml 第1行：不是 YAML 格式"),
        (
            "- a: 1\n b: 2\n",
            "p.yaml 第2行：不是 YAML 格式；同一层左边对齐、用空格缩进，冒号用半角并空一格",
        ),
        (b"a\0b: 1", "不是 YAML 格式"),
        ("a: 1\na: 2\n", "p.yaml 第2行：键「a」写了两次"),
    ],
)
def test_what_is_none(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert said in refusal(tmp_path, text)


@pytest.mark.parametrize("name", ["/dev/zero", "a\0b", "a" * 5000, "\ud800", "."])
def test_what_is_no_file(name: str) -> None:
    with pytest.raises(UsageError, match=r"不是普通文件|没有这个参数文件或读不了"):
        read_yaml(Path(name), "参数文件")
