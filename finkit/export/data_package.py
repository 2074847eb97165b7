"""A Frictionless Data Package: the amounts as `cube` has them, and `datapackage.json` beside.

The descriptor keeps the Tabular Data Package profile: a type, title and meaning for each column,
the key, the sources, and of each file its bytes and SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from finkit.contract import BASES, MEASURES
from finkit.disk import made_whole, write_whole
from finkit.export import cube
from finkit.export.chosen import Chosen
from finkit.export.meanings import Meaning, meanings
from finkit.readers.side_tables import Source
from finkit.readers.writing import rows_as_csv

DESCRIPTOR, DATA, SOURCES = "datapackage.json", "data.csv", "sources.csv"


def write(chosen: Chosen, data: Path) -> list[Path]:
    """Writes the amounts to a CSV file, their sources and the descriptor beside it; gives the
    paths, the descriptor last: what it describes is there."""
    columns = chosen.observations()
    sources = chosen.sources(columns)
    with made_whole(data) as ready:
        rows = cube.write(columns, ready)
    written = [data]
    if sources:
        table = [{"source": k, "title": one.title, "url": one.url} for k, one in sources.items()]
        written.append(data.with_name(SOURCES))
        content = rows_as_csv(("source", "title", "url"), table)
        write_whole(written[-1], content.removeprefix(BOM_UTF8))
    resources = [_resource(data, _observations(), f"{rows}个数")]
    if sources:
        resources.append(_resource(written[-1], _titles(), "数取自哪里"))
    described = _package(chosen, sources, resources)
    written.append(data.with_name(DESCRIPTOR))
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    write_whole(written[-1], text.encode())
    return written


def places(data: Path) -> list[Path]:
    """Every path that may be written."""
    return [data, data.with_name(SOURCES), data.with_name(DESCRIPTOR)]


def _package(
    chosen: Chosen, sources: Mapping[str, Source], resources: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    named = [_source(key, one) for key, one in sources.items()]
    what = f"（{chosen.said}）" if chosen.said else ""
    warning = chosen.warning(sources)
    return {
        "profile": "tabular-data-package",
        "name": "finkit-county-fiscal",
        "title": f"县级财政收支数{what}",
        "description": (
            f"{len(chosen.counties)}个县区的观测数，由 finkit {version('finkit')} 导出。"
            "列按 SDMX-CSV 2.0 的写法；项目是公布的名称，不是代码表的代码。"
            "没有的数没有行，不写作0。使用条件见各来源。"
            f"{f'{warning}。' if warning else ''}"
        ),
        "version": "1.0.0",
        "keywords": ["财政", "县级", "county finance"],
        **({"sources": named} if named else {}),
        "resources": list(resources),
    }


def _source(key: str, one: Source) -> dict[str, str]:
    is_address = one.url.startswith(("http://", "https://"))
    return {"title": one.title or key, **({"path": one.url} if is_address else {})}


def _resource(path: Path, schema: Mapping[str, Any], description: str) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": _name(path),
        "path": path.name,
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _name(path: Path) -> str:
    """The name of a resource: lower case, and of the characters that the profile allows."""
    return "sources" if path.name == SOURCES else "observations"


def _observations() -> dict[str, Any]:
    return {
        "fields": [_field(one) for one in meanings("cube").values()],
        "missingValues": [""],
        "primaryKey": cube.PRIMARY_KEY,
    }


def _titles() -> dict[str, Any]:
    fields = [_field(one) for one in meanings("source").values()]
    return {"fields": fields, "missingValues": [""], "primaryKey": ["source"]}


def _field(one: Meaning) -> dict[str, Any]:
    field: dict[str, Any] = {"name": one.name, "type": one.type, "title": one.title}
    if one.description:
        field["description"] = one.description
    if constraints := _constraints(one):
        field["constraints"] = constraints
    return field


def _constraints(one: Meaning) -> dict[str, Any]:
    needed: dict[str, Any] = {}
    if one.role in ("structure", "dimension", "measure") or one.name in ("UNIT_NAME", "OBS_STATUS"):
        needed["required"] = True
    if one.name in _CLOSED:
        needed["enum"] = _CLOSED[one.name]
    return needed


_CLOSED: dict[str, list[str]] = {
    "FREQ": ["M"],
    "MEASURE": list(MEASURES),
    "BASIS": list(BASES),
    "UNIT_MEASURE": sorted({measure for measure, _ in cube.unit_codes().values()}),
    "UNIT_NAME": list(cube.unit_codes()),
    "OBS_STATUS": sorted({"A", *cube.OBS_STATUS.values()}),
}
"""The columns of a closed list of texts."""
