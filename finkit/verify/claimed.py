"""What a page says of itself: whose it is, which edition made it, what was asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from finkit.errors import DataError, NotHeldError, UsageError
from finkit.extensions import extensions_of
from finkit.report.edition import edition, folder_digest
from finkit.report.notebook import notebook_path
from finkit.report.options import Options

_META = "finkit-"
_MOST = 32 << 20


@dataclass(frozen=True)
class Claimed:
    """The identity that a page's head states."""

    name: str
    text: str
    county_code: str
    period: str
    edition: str
    options: dict[str, Any]
    data_digest: str
    notebook_digest: str

    def require_edition(self) -> None:
        """Raises `DataError` where another edition made the page: it is not to be judged."""
        if self.edition != edition():
            made_by = self.edition or "没有写明"
            raise DataError(
                f"由另一版本（{made_by}）生成，本版本（{edition()}）不能逐字核对",
                where=self.name,
                advice="用生成时的版本核对，或用本版本重新生成",
            )

    def require_extensions(self, given: Sequence[str]) -> None:
        """Raises `DataError` where other code of one's own made the page than is at hand."""
        said = self.options.get("extensions", {})
        wanted = said if isinstance(said, dict) else {}
        found = extensions_of(given).digests
        if lacking := [name for name in wanted if name not in found]:
            raise DataError(
                f"用了自定扩展 {'、'.join(lacking)}，手头没有",
                where=self.name,
                advice="用 --extension 给出生成时的扩展",
            )
        if changed := [name for name, digest in wanted.items() if found[name] != digest]:
            raise DataError(
                f"自定扩展 {'、'.join(changed)} 的代码改过，与生成时不同，不能逐字核对",
                where=self.name,
                advice="用生成时的扩展核对，或用现在的重新生成",
            )
        if more := [name for name in found if name not in wanted]:
            what = f"生成时没有用扩展 {'、'.join(more)}"
            raise DataError(what, where=self.name, advice="核对时也不要用它")

    def require_notebook(self, notebook: str) -> None:
        """Raises `DataError` where it was made with another notebook than the one at hand: that
        named by whoever verifies, else the package's."""
        content = notebook_path(notebook).read_bytes()
        if hashlib.sha256(content).hexdigest() != self.notebook_digest:
            raise DataError(
                "用了改过的笔记本，手头没有",
                where=self.name,
                advice="用 --notebook 给出生成时的笔记本",
            )

    def require_data(self, digest: str) -> None:
        """Raises `NotHeldError` where it was not made of the embedded sample, whose digest is
        given: a page of other data is not judged by it."""
        if digest != self.data_digest:
            advice = "用 --data 给出生成时的数据"
            raise NotHeldError("不是用随附的示例数据做的", where=self.name, advice=advice)

    def asked(self, template: str, notebook: str, extensions: Sequence[str]) -> dict[str, Any]:
        """The options to make it anew with. Raises `DataError` for what is not at hand."""
        self.require_extensions(extensions)
        options = {name: one for name, one in self.options.items() if name != "extensions"}
        if extensions:
            options["extensions"] = list(extensions)
        if wanted := options.pop("template", ""):
            if folder_digest(template) != wanted:
                raise DataError(
                    "用了改过的措辞模板，手头没有",
                    where=self.name,
                    advice="用 --template 给出生成时的模板文件夹",
                )
            options["template"] = template
        if notebook:
            options["notebook"] = notebook
        Options.parse(options)
        return options


class _Head(HTMLParser):
    """The meta tags of finkit, each once."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "meta" and name.startswith(_META):
            self.said.setdefault(name.removeprefix(_META), given.get("content", ""))


def claimed_by(path: Path) -> Claimed:
    """What a page says of itself. Raises `UsageError` or `DataError` for what is no report."""
    text = _text(path)
    head = _Head()
    try:
        head.feed(text.partition("</head>")[0])
    except (AssertionError, ValueError) as error:
        raise DataError("不是 finkit 生成的报告", where=path.name) from error
    said = head.said
    if not {"county_code", "period"} <= said.keys():
        raise DataError("不是 finkit 生成的报告", where=path.name)
    try:
        options = json.loads(said.get("options") or "{}")
    except (ValueError, RecursionError) as error:
        raise DataError("网页头部的选项读不出", where=path.name) from error
    if not isinstance(options, dict):
        raise DataError("网页头部的选项读不出", where=path.name)
    return Claimed(
        path.name,
        text,
        said["county_code"],
        said["period"],
        said.get("edition", ""),
        options,
        said.get("data_digest", ""),
        said.get("notebook_digest", ""),
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST:
            raise DataError(f"大于 {_MOST >> 20} MB，不是 finkit 生成的报告", where=path.name)
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise UsageError("没有这个文件", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise DataError("不是 UTF-8 编码的网页", where=path.name) from error
