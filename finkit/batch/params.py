"""A parameters file (YAML), typed and checked whole before anything runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from finkit.counties.typed import written
from finkit.errors import UsageError, did_you_mean, quoted
from finkit.extensions.places import settled
from finkit.narrative import kinds
from finkit.narrative.kinds import Kind
from finkit.periods import Period
from finkit.report import Options
from finkit.report.options import check_extensions
from finkit.yaml_files import read_yaml

_KEYS = ("data", "facts", "out", "extensions", "options", "reports")
_ENTRY_KEYS = ("county", "counties", "period", "periods", "options")


class Asked(NamedTuple):
    """One county (or province, or `all`) and period as written, with its own options."""

    county: str
    period: str
    options: dict[str, Any]


@dataclass(frozen=True)
class Params:
    """A parameters file as read: paths as written, counties and periods not yet resolved."""

    path: Path
    data: str = ""
    facts: str = ""
    out: str = "outputs"
    asked: tuple[Asked, ...] = field(default=())


def read_params(path: Path) -> Params:
    """The parameters of a file. Raises `UsageError` naming file and key for anything amiss."""
    content = _load(path)
    where = path.name
    _check_keys(content, _KEYS, where)
    texts = {name: _text(content.get(name, ""), name, where) for name in ("data", "facts")}
    shared = _options(content.get("options"), _extensions(content.get("extensions"), path), where)
    asked = tuple(_entries(content.get("reports"), shared, where))
    _check_repeats(asked, where)
    out = _text(content.get("out", "outputs"), "out", where) or "outputs"
    return Params(path, texts["data"], texts["facts"], out, asked)


def _load(path: Path) -> dict[str, Any]:
    content = read_yaml(path, "参数文件")
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


def _extensions(given: Any, path: Path) -> dict[str, Any]:
    """The option of extensions, their paths as seen from the parameters file; checked, so run."""
    if given is None:
        return {}
    is_list = isinstance(given, list) and all(isinstance(one, str) for one in given)
    named = [settled(one, path.parent) for one in given] if is_list else given
    try:
        check_extensions(named)
    except UsageError as error:
        what = f"{error.where}：{error.what}" if error.where else error.what
        raise UsageError(what, where=path.name, advice=error.advice) from error
    return {"extensions": named}


def _options(given: Any, shared: dict[str, Any], where: str) -> dict[str, Any]:
    """The shared options with a report's own over them, checked."""
    if given is None:
        return shared
    if not isinstance(given, dict):
        raise UsageError("options 应为键值", where=where)
    if "extensions" in given:
        advice = "写在最外一层，与 reports 并列：一批报告用同一些扩展"
        raise UsageError("extensions 不写在 options 里", where=where, advice=advice)
    options = {**shared, **given}
    try:
        Options.parse(options)
    except UsageError as error:
        what = f"{error.where}：{error.what}" if error.where else error.what
        raise UsageError(what, where=where, advice=error.advice) from error
    for name in ("template", "notebook"):
        if options.get(name):
            options[name] = str(Path(options[name]).resolve())
    return options


def _entries(reports: Any, shared: dict[str, Any], where: str) -> Iterator[Asked]:
    if not isinstance(reports, list) or not reports:
        raise UsageError("reports 是空的", where=where, advice="至少写一个 county 和 period")
    for number, entry in enumerate(reports, 1):
        place = f"{where} reports 第{number}项"
        if not isinstance(entry, dict):
            advice = "写作 county: 临洮县，冒号用半角并空一格"
            raise UsageError("应为 county 和 period", where=place, advice=advice)
        _check_keys(entry, _ENTRY_KEYS, place)
        counties = _several(entry, "county", "counties", place)
        periods = _several(entry, "period", "periods", place)
        options = _options(entry.get("options"), shared, place)
        kind = kinds.named(Options.parse(options).kind)
        try:
            whose = [written(county) for county in counties]
            months = [_period(period, kind) for period in periods]
        except UsageError as error:
            raise UsageError(error.what, where=place, advice=error.advice) from error
        yield from (Asked(county, month, options) for month in months for county in whose)


def _period(value: Any, kind: Kind) -> str:
    """A period in its one spelling, whatever YAML made of it: a number, a date."""
    period = Period.parse(value)
    kind.check(period)
    return str(period)


def _several(entry: dict[str, Any], one: str, many: str, where: str) -> list[Any]:
    if (one in entry) == (many in entry):
        raise UsageError(f"{one} 和 {many} 要写且只写一个", where=where)
    values = [entry[one]] if one in entry else entry[many]
    if not isinstance(values, list | dict) and values not in (None, ""):
        values = [values]
    if not isinstance(values, list) or not values:
        raise UsageError(f"{many} 应为列表", where=where)
    return values


def _check_repeats(asked: tuple[Asked, ...], where: str) -> None:
    seen = set()
    for one in asked:
        if one[:2] in seen:
            raise UsageError(f"重复要求了 {one.county} {one.period}", where=where)
        seen.add(one[:2])
