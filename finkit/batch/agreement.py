"""Whether an executed notebook is of the report that was asked for, and of the same data."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from finkit.batch.plan import Request
from finkit.errors import DataError, UsageError


def require_asked(seal: Mapping[str, Any], request: Request) -> None:
    """Raises `UsageError` where the notebook is another county's or period's report: it sets them
    itself after its parameters, and running it again never helps."""
    found = {"county": seal["county_code"], "period": seal["period"]}
    wanted = {"county": request.county.code, "period": str(request.period)}
    others = [name for name in wanted if found[name] != wanted[name]]
    if not others:
        return
    own = request.options.get("notebook", "")
    cells = "、".join(f"第{number}格" for number in assigning(own, others)) or "参数单元格之后"
    what = (
        f"笔记本{cells}又给 {'、'.join(others)} 赋了值，成了{seal['county']}（{found['county']}）"
    )
    ask = f"--county {found['county']} --period {found['period']}"
    raise UsageError(
        f"{what}{found['period']} 的报告，没有采用",
        where=Path(own).name,
        advice=f"删去那里的赋值；或就要这一份：{ask}",
    )


def require_same_data(seal: Mapping[str, Any], planned: str, request: Request, data: str) -> None:
    """Raises where the data are others than those of the plan: the notebook names its own, else
    they changed meanwhile."""
    if seal["data_digest"] == planned:
        return
    own = request.options.get("notebook", "")
    if cells := assigning(own, ["data"]):
        numbers = "、".join(f"第{number}格" for number in cells)
        raise UsageError(
            f"笔记本{numbers}又给 data 赋了值，用的不是所给的数据",
            where=Path(own).name,
            advice="删去那里的赋值，数据用 --data 给",
        )
    raise DataError("数据在运行中变了", where=data, advice="请再运行一次")


def assigning(notebook: str, names: list[str]) -> list[int]:
    """The cells of a notebook, counted from 1, that set one of these after its parameters."""
    if not notebook:
        return []
    cells = json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]
    tagged = [at for at, cell in enumerate(cells) if _is_parameters(cell)]
    return [
        at + 1
        for at, cell in enumerate(cells)
        if cell["cell_type"] == "code"
        and at > max(tagged, default=-1)
        and set(names) & set(_assigned("".join(cell["source"])))
    ]


def _is_parameters(cell: Mapping[str, Any]) -> bool:
    tags = cell["metadata"].get("tags", ())
    return bool({"parameters", "injected-parameters"} & set(tags))


def _assigned(source: str) -> Iterator[str]:
    """The names that a cell sets; none for one that is no plain Python (a magic)."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
