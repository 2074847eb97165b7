"""A parameters file (YAML), typed and checked whole before anything runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from finkit.counties import County, resolve
from finkit.dataset import Dataset
from finkit.errors import FinkitError, UsageError, did_you_mean, quoted
from finkit.periods import Period
from finkit.report import Options

_KEYS = ("data", "facts", "out", "options", "reports")
_REPORT_KEYS = ("county", "counties", "period", "periods")


@dataclass(frozen=True)
class Request:
    """One report asked for."""

    county: County
    period: Period


@dataclass(frozen=True)
class Params:
    """A parameters file as read: paths as written, counties and periods not yet resolved."""

    path: Path
    data: str = ""
    facts: str = ""
    out: str = "outputs"
    options: dict[str, Any] = field(default_factory=dict)
    asked: tuple[tuple[str, str], ...] = ()


def read_params(path: Path) -> Params:
    """The parameters of a file. Raises `UsageError` naming file and key for anything amiss."""
    content = _load(path)
    where = path.name
    _check_keys(content, _KEYS, where)
    texts = {name: _text(content.get(name, ""), name, where) for name in ("data", "facts")}
    options = content.get("options") or {}
    if not isinstance(options, dict):
        raise UsageError("options 应为键值", where=where)
    Options.parse(options)
    asked = tuple(_asked(content.get("reports"), where))
    _check_repeats(asked, where)
    out = _text(content.get("out", "outputs"), "out", where) or "outputs"
    return Params(path, texts["data"], texts["facts"], out, options, asked)


def _load(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError("没有这个参数文件", where=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("参数文件读不出来", where=str(path)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" 第{mark.line + 1}行" if mark else ""
        raise UsageError("不是 YAML 格式", where=f"{path.name}{line}") from error
    if not isinstance(content, dict):
        raise UsageError("参数文件应为键值", where=path.name, advice=f"可用：{'、'.join(_KEYS)}")
    return content


def _check_keys(content: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in content:
        if key not in known:
            advice = did_you_mean(str(key), known) or f"可用：{'、'.join(known)}"
            raise UsageError(f"不认识的参数{quoted(str(key))}", where=where, advice=advice)


def _text(value: Any, name: str, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        advice = f'请加引号，如 {name}: "{value}"'
        raise UsageError(f"{name} 应为文字，不是{quoted(str(value))}", where=where, advice=advice)
    return value


def _asked(reports: Any, where: str) -> Iterator[tuple[str, str]]:
    if not isinstance(reports, list) or not reports:
        raise UsageError("reports 是空的", where=where, advice="至少写一个 county 和 period")
    for number, entry in enumerate(reports, 1):
        place = f"{where} reports 第{number}项"
        if not isinstance(entry, dict):
            raise UsageError("应为 county 和 period", where=place)
        _check_keys(entry, _REPORT_KEYS, place)
        counties = _several(entry, "county", "counties", place)
        periods = _several(entry, "period", "periods", place)
        yield from ((county, period) for period in periods for county in counties)


def _several(entry: dict[str, Any], one: str, many: str, where: str) -> list[str]:
    if (one in entry) == (many in entry):
        raise UsageError(f"{one} 和 {many} 要写且只写一个", where=where)
    values = [entry[one]] if one in entry else entry[many]
    if not isinstance(values, list) or not values:
        raise UsageError(f"{many} 应为列表", where=where)
    return [_text(value, one, where) for value in values]


def _check_repeats(asked: tuple[tuple[str, str], ...], where: str) -> None:
    seen = set()
    for pair in asked:
        if pair in seen:
            raise UsageError(f"重复要求了 {' '.join(pair)}", where=where)
        seen.add(pair)


def plan(params: Params, data: Dataset) -> list[Request]:
    """The reports asked for, counties resolved and periods parsed.

    Raises `UsageError`, `NotHeldError` or `AmbiguousError` for what cannot be meant, and for two
    names of one county.
    """
    requests: dict[tuple[str, Period], Request] = {}
    for name, period in params.asked:
        try:
            county, when = resolve(name, data.ledger.counties), Period.parse(period)
        except FinkitError as error:
            raise type(error)(error.what, where=params.path.name, advice=error.advice) from error
        if (county.code, when) in requests:
            raise UsageError(
                f"重复要求了{county.name}（{county.code}）{when}", where=params.path.name
            )
        requests[county.code, when] = Request(county, when)
    return list(requests.values())
