"""A table by the contract, for the eye: what it holds, of whom, of when; its amounts as cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from finkit.accounts.aliases import standard
from finkit.imports.contract.tables import ContractTable

_SHOWN = 6
_CELLS = ("source", "county_code", "county", "period", "basis", "item", "parent_item")
_SAID = ("measure", "value", "unit")


def lines(table: ContractTable) -> Iterator[str]:
    """What the table holds, a line a kind."""
    texts = {name: _distinct(table, name) for name in ("county_code", "period", "item")}
    names = [table.areas[code].name for code in texts["county_code"]]
    first, *_, last = [*(periods := sorted(texts["period"])), periods[-1]]
    yield f"  观测表（列已是 finkit 的）：{len(table.columns['value'])}个数"
    yield f"     县区：{len(names)}个（{_some(names)}）"
    yield f"     期间：{len(periods)}个（{first}{'' if first == last else f'—{last}'}）"
    yield f"     项目：{len(texts['item'])}个（{_some(texts['item'])}）"
    unknown = [item for item in texts["item"] if not standard(item).name]
    if unknown:
        yield f"     未识别的项目：{len(unknown)}个（{_some(unknown)}）"
    beside = (
        ("公布数", table.printed),
        ("情况", table.facts),
        ("来源", table.beside.sources),
        ("口径", table.beside.calibers),
    )
    yield f"     旁边的表：{'，'.join(f'{name}{len(rows)}条' for name, rows in beside)}"


def _distinct(table: ContractTable, name: str) -> list[str]:
    texts: list[str] = table.columns[name].unique().to_pylist()
    return texts


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")


def cells(table: ContractTable) -> Iterator[tuple[str, ...]]:
    """Every amount, printed figure and fact as rows of `preview.COLUMNS`."""
    columns = [table.columns[name].to_pylist() for name in (*_CELLS, *_SAID)]
    for source, *row in zip(*columns, strict=True):
        *head, measure, value, unit = row
        name = standard(head[-2], head[-1]).name
        yield (source, "amount", *head, name, measure, value, unit, "")
    for one in table.printed:
        county = table.areas[one.county_code].name if one.county_code in table.areas else ""
        of = (one.county_code, county, one.period, one.basis, one.item, one.parent_item)
        name = standard(one.item, one.parent_item).name
        yield (one.source, "rate", *of, name, one.indicator, one.value, one.unit, "只作核对")
    for fact in table.facts:
        said = fact.text if fact.value is None else f"{fact.value:f}"
        where = (fact.source, "fact", "", fact.county, str(fact.period), "", fact.key)
        yield (*where, "", "", "", said, fact.unit, "")
