"""Answers to what a workbook does not say: by layout, kept for the next month, or by file.

layouts:
  3f2a9c01:                  # 版式的指纹
    unit: 万元
    columns: {同比: 增减%}    # 栏目 → 它是什么（用标准栏目名；不要 即略去）
    items: {累计: 税收收入}    # 栏目 → 它是什么收支（各县一行的表；不要 即略去）
    areas: {开发区: "620002 开发区", 市本级: 不要}
    names: {财政收入: 一般公共预算收入}  # 名称有多种含义的项目 → 它是哪一项（照原名的写原名）
files:
  收支表.xls: {county: 临洮县, period: 2024-02}
  乙/月报.csv: {period: 2024-03}   # 文件夹里的同名文件：写上文件夹里的路径
sheets:
  预算附件.xlsx!表21: 不要      # 整张工作表不取
  月报.xlsx!收入!A9: 不要       # 这张工作表里的一张表不取
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from finkit.accounts.aliases import standard
from finkit.accounts.spelling import clean
from finkit.errors import UsageError, did_you_mean, quoted
from finkit.periods import Period
from finkit.units import unit
from finkit.workbooks.words.headings import meaning
from finkit.yaml_files import read_yaml

SKIP = "不要"
STANDARD = (
    *("年初预算", "调整预算", "本月完成", "累计完成", "上年同月", "上年同期"),
    *("期末余额", "增减额", "增减%", "占预算%", "备注", SKIP),
)
"""How an answer says what a column is."""

_LAYOUT, _FILE = (
    ("title", "unit", "columns", "items", "areas", "names"),
    ("county", "period", "unit"),
)


@dataclass(frozen=True)
class Layout:
    """What is answered for one layout."""

    title: str = ""
    unit: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def over(self, older: Layout) -> Layout:
        """These answers, and the older ones where these say nothing."""
        return Layout(
            self.title or older.title,
            self.unit or older.unit,
            {**older.columns, **self.columns},
            {**older.areas, **self.areas},
            {**older.items, **self.items},
            {**older.names, **self.names},
        )


@dataclass(frozen=True)
class Answers:
    """All answers: of layouts by their fingerprint, of files by their path in the folder named;
    `sheets` are those that are not wanted (文件!工作表), or tables of one (文件!工作表!A9)."""

    layouts: Mapping[str, Layout] = field(default_factory=dict)
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheets: frozenset[str] = frozenset()

    def of_layout(self, fingerprint: str) -> Layout:
        """The answers for a layout; none where nothing was asked."""
        return self.layouts.get(fingerprint, Layout())

    def of_file(self, label: str) -> Mapping[str, str]:
        """The answers for a file: by its path, else by its bare name."""
        bare = PurePosixPath(label).name
        return self.files.get(label, self.files.get(bare, {}))

    def skips(self, label: str, sheet: str, cell: str = "") -> bool:
        """Whether a sheet of a file is not wanted, or its table headed at a cell."""
        names = (label, PurePosixPath(label).name)
        own = f"{sheet}!{cell}" if cell else sheet
        return any(f"{name}!{own}" in self.sheets for name in names)

    def over(self, older: Answers) -> Answers:
        """These answers, and the older ones where these say nothing."""
        layouts = {key: one.over(older.of_layout(key)) for key, one in self.layouts.items()}
        files = {**older.files, **self.files}
        return Answers({**older.layouts, **layouts}, files, older.sheets | self.sheets)

    def as_yaml(self) -> str:
        """As `read` takes them; only layouts are worth remembering."""
        return dumped({"layouts": {key: _plain(one) for key, one in sorted(self.layouts.items())}})


def _plain(layout: Layout) -> dict[str, Any]:
    said = {"title": layout.title, "unit": layout.unit}
    answered = {
        "columns": dict(layout.columns),
        "items": dict(layout.items),
        "names": dict(layout.names),
        "areas": dict(layout.areas),
    }
    return {key: value for key, value in (said | answered).items() if value}


def dumped(content: Mapping[str, Any]) -> str:
    """YAML as a bureau edits it."""
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000))


def read(path: Path) -> Answers:
    """The answers of a file. Raises `UsageError` naming file, key and what to do."""
    content = read_yaml(path, "答案文件")
    return _answers(content or {}, path.name)


def _answers(content: Any, name: str) -> Answers:
    parts = _keyed(content, ("layouts", "files", "sheets"), name)
    layouts = {
        str(key): _layout(value, f"{name} layouts.{key}")
        for key, value in _mapping(parts.get("layouts"), name).items()
    }
    files = {
        str(key): _file(value, f"{name} files.{key}")
        for key, value in _mapping(parts.get("files"), name).items()
    }
    return Answers(layouts, files, _sheets(parts.get("sheets"), f"{name} sheets"))


def _sheets(content: Any, where: str) -> frozenset[str]:
    said = _texts(content, where)
    for sheet, answer in said.items():
        if answer not in ("", SKIP):
            what = f"工作表{quoted(sheet)}写作{quoted(answer)}"
            raise UsageError(what, where=where, advice=f"不取的写 {SKIP}，要取的空着")
    return frozenset(sheet for sheet, answer in said.items() if answer)


def _layout(content: Any, where: str) -> Layout:
    said = _keyed(content, _LAYOUT, where)
    groups = ("columns", "areas", "items", "names")
    columns, areas, items, names = (_texts(said.get(key), where) for key in groups)
    for heading, answer in columns.items():
        if answer and answer != SKIP and not meaning(answer).role:
            what = f"栏目{quoted(heading)}写作{quoted(answer)}"
            raise UsageError(what, where=where, advice=f"用标准栏目名：{'、'.join(STANDARD)}")
    for name, answer in names.items():
        if answer and not standard(answer).name and clean(answer) != clean(name):
            what = f"项目{quoted(name)}写作{quoted(answer)}，不是认识的项目"
            raise UsageError(what, where=where, advice=f"写标准项目名，照原名记账的写 {name}")
    given = str(said.get("unit") or "")
    if given:
        unit(given)
    filled = ({k: v for k, v in each.items() if v} for each in (columns, areas, items, names))
    return Layout(str(said.get("title") or ""), given, *filled)


def _file(content: Any, where: str) -> dict[str, str]:
    said = _keyed(content, _FILE, where)
    given = {key: str(value) for key, value in said.items() if value not in (None, "")}
    if "period" in given:
        given["period"] = str(Period.parse(given["period"]))
    if "unit" in given:
        unit(given["unit"])
    return given


def _texts(content: Any, where: str) -> dict[str, str]:
    return {str(k): "" if v is None else str(v) for k, v in _mapping(content, where).items()}


def _mapping(content: Any, where: str) -> dict[Any, Any]:
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise UsageError("应为“键: 值”", where=where)
    return content


def _keyed(content: Any, known: tuple[str, ...], where: str) -> dict[Any, Any]:
    """What is said under the known keys; nothing where an entry was emptied."""
    said = _mapping(content, where)
    for key in said:
        if key not in known:
            advice = did_you_mean(str(key), known) or f"可用：{'、'.join(known)}"
            raise UsageError(f"不认识的键{quoted(str(key))}", where=where, advice=advice)
    return said
