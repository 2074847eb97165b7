"""Facts: what no computation gives and the bureau supplies, as a table.

Columns: county, period, key, value, unit, text, source; `county` is a name or a code, `key` one of
`keys.csv`. A number has `value` and `unit`, a text has `text`; the text 不适用 says that the county
has nothing of the kind.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from finkit.counties import County
from finkit.counties.areas import code_of
from finkit.encodings import as_csv, encoding_of
from finkit.errors import ConflictError, DataError, FinkitError, UsageError, quoted
from finkit.facts.keys import NOT_APPLICABLE, UNPUBLISHED, Key, key_named
from finkit.gate.characters import folded
from finkit.gate.names import folded_name
from finkit.gate.numbers import plain
from finkit.inert import original
from finkit.periods import Period
from finkit.units import convert, unit

COLUMNS = ("county", "period", "key", "value", "unit", "text", "source")


class Fact(NamedTuple):
    """One thing the bureau says: a number in the unit it was given in, or a text; and its source.

    `value` is None for a text.
    """

    county: str
    period: Period
    key: str
    value: Decimal | None
    unit: str
    text: str
    source: str

    @property
    def is_not_applicable(self) -> bool:
        """Whether the bureau says that the county has nothing of the kind."""
        return self.text == NOT_APPLICABLE


def read(path: Path) -> list[Fact]:
    """The facts of a CSV file (UTF-8, or GBK as Excel saves it).

    Raises `UsageError` or `DataError` naming file, line and what to do: an unknown key, a wrong
    unit, a number that is none, the same fact twice (by the county's name and by its code, too).
    """
    if not path.is_file():
        raise UsageError("没有这个文件", where=str(path))
    try:
        with path.open(encoding=encoding_of(path), newline="") as file, as_csv(path.name):
            reader = csv.DictReader(file)
            reader.fieldnames = [folded(name).strip() for name in reader.fieldnames or ()]
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise DataError(f"缺少列 {'、'.join(missing)}", where=path.name)
            return _once([_fact(row, f"{path.name} 第{reader.line_num}行") for row in reader])
    except OSError as error:
        raise UsageError("文件打不开", where=str(path)) from error


def of_rows(rows: Iterable[dict[str, str]], name: str) -> list[Fact]:
    """The facts of a table that was read elsewhere, held to the same rules."""
    return _once([_fact(row, f"{name} 第{number}行") for number, row in enumerate(rows, 1)])


class FactIndex:
    """Facts by county and period: a nation's are many, and each report asks for a few."""

    def __init__(self, held: Iterable[Fact] = ()) -> None:
        self._held: dict[tuple[str, Period], list[Fact]] = {}
        self._standing: dict[str, list[Fact]] = {}
        for fact in held:
            self._held.setdefault((fact.county, fact.period), []).append(fact)
            if fact.key == UNPUBLISHED:
                self._standing.setdefault(fact.county, []).append(fact)

    def of(self, county: County, period: Period) -> list[Fact]:
        """The facts of a county (by its code or name) at a period.

        What it does not publish (不公布) stands until it says otherwise.
        """
        names = dict.fromkeys((county.code, county.name))
        found = [fact for name in names for fact in self._held.get((name, period), ())]
        if any(fact.key == UNPUBLISHED for fact in found):
            return found
        earlier = [f for name in names for f in self._standing.get(name, ()) if f.period < period]
        return [*found, *sorted(earlier, key=lambda fact: fact.period)[-1:]]


_OPENED: dict[tuple[str, int, int], FactIndex] = {}


def opened(path: Path) -> FactIndex:
    """The facts of a file, read once as long as it does not change. Raises as `read` does."""
    if not path.is_file():
        raise UsageError("没有这个文件", where=str(path))
    stat = path.stat()
    key = (str(path.resolve()), stat.st_mtime_ns, stat.st_size)
    if key not in _OPENED:
        _OPENED.clear()
        _OPENED[key] = FactIndex(read(path))
    return _OPENED[key]


def merged(held: Sequence[Fact], given: Sequence[Fact]) -> list[Fact]:
    """Facts of one county and period, of the data and of a file of their own; one that both state
    must be the same, be the county written as code or name.

    Raises `ConflictError` naming it.
    """
    known = {fact.key: fact for fact in held}
    for fact in given:
        other = known.setdefault(fact.key, fact)
        if (other.value, other.unit, other.text) != (fact.value, fact.unit, fact.text):
            what = f"{fact.county} {fact.period} {quoted(fact.key)}在数据和 --facts 中不同"
            raise ConflictError(what, advice="留一处")
    return list(known.values())


def _once(located: list[tuple[Fact, str]]) -> list[Fact]:
    seen: dict[tuple[str, Period, str], tuple[Fact, str]] = {}
    for fact, where in located:
        of_what = code_of(fact.county), fact.period, fact.key
        other, first = seen.setdefault(of_what, (fact, where))
        if first != where:
            named = "" if other.county == fact.county else f"（县区写作{other.county}）"
            raise ConflictError(
                f"{fact.county} {fact.period} {quoted(fact.key)}写了两次",
                where=where,
                advice=f"另一处在{first}{named}，留一处",
            )
    return [fact for fact, _ in located]


def _fact(row: dict[str, str], where: str) -> tuple[Fact, str]:
    cells = {name: folded(row[name] or "").strip() for name in COLUMNS}
    try:
        fact = Fact(
            folded_name(cells["county"]),
            Period.parse(cells["period"]),
            cells["key"],
            *_content(key_named(cells["key"]), cells),
            cells["source"],
        )
    except FinkitError as error:
        raise DataError(error.what, where=where, advice=error.advice) from error
    return fact, where


def _content(key: Key, cells: dict[str, str]) -> tuple[Decimal | None, str, str]:
    """Value, unit and text, as the key wants them."""
    text, name = original(cells["text"]), quoted(key.key)
    if text == NOT_APPLICABLE and not cells["value"]:
        return None, "", text
    if not key.is_number:
        if not text:
            raise DataError(f"{name}是文字，text 是空的", advice="没有该事项的写 不适用")
        return None, "", text
    if not cells["value"]:
        raise DataError(f"{name}是数字，value 是空的", advice=f"单位 {key.unit}；或删去这一行")
    if not cells["unit"]:
        raise DataError(f"{name}有数值而没有单位", advice=f"如 {key.unit}")
    if unit(cells["unit"]).kind != unit(key.unit).kind or not _same(cells["unit"], key.unit):
        raise DataError(f"{name}的单位不能是{quoted(cells['unit'])}", advice=f"应为 {key.unit}")
    return _number(cells["value"], name), cells["unit"], text


def _same(given: str, wanted: str) -> bool:
    """Whether amounts in one unit may stand for the other: money may, pieces and strokes not."""
    return given == wanted or unit(wanted).kind in ("money", "people")


def _number(text: str, name: str) -> Decimal:
    try:
        value = Decimal(plain(text))
    except InvalidOperation as error:
        raise DataError(f"{name}的 value 不是数字：{quoted(text)}") from error
    if not value.is_finite():
        raise DataError(f"{name}的 value 不是数字：{quoted(text)}")
    return value


def in_key_unit(fact: Fact, key: Key) -> Decimal:
    """The fact's number in the unit of its key. Raises `ValueError` for a text."""
    if fact.value is None:
        raise ValueError(f"{fact.key} is a text")
    return convert(fact.value, fact.unit, key.unit)
