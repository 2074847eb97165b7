"""A file as it was understood: title, unit, header, hierarchy, items, period, area, leftovers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from finkit.accounts.aliases import standard
from finkit.accounts.spelling import clean
from finkit.contract import BASES, MEASURES
from finkit.errors import one_line
from finkit.imports.acting import in_order
from finkit.imports.books import is_book
from finkit.imports.contract import preview as own_preview
from finkit.imports.gone import said_gone
from finkit.imports.outcome import Outcome
from finkit.workbooks.layout.column import Column
from finkit.workbooks.reading.found import Aside, Table

COLUMNS = (
    *("place", "kind", "county_code", "county", "period", "basis", "item", "parent_item"),
    *("standard_item", "measure", "value", "unit", "reason"),
)
_ROLES = {
    "growth": "增减%（只作核对）",
    "completion": "完成预算%（只作核对）",
    "of_prior": "为上年%（只作核对）",
    "note": "备注",
    "code": "编码",
    "ordinal": "次序",
    "area": "县区",
    "item": "项目",
    "aside": "不取",
    "either": "说不准",
    "answer": "填写",
    "key": "事项",
    "unit": "单位",
    "source": "来源",
}
_SHOWN, _LONGEST = 4, 20


def lines(outcome: Outcome) -> Iterator[str]:
    """What is shown of one file; what it holds of control characters is blank."""
    for line in _lines(outcome):
        indent = len(line) - len(line.lstrip(" "))
        yield line[:indent] + one_line(line)


def _lines(outcome: Outcome) -> Iterator[str]:
    yield f"■ {outcome.found.label}"
    if outcome.reason:
        yield f"  {outcome.reason}"
    if is_book(outcome.tables):
        yield from _contents(outcome)
    for table in outcome.tables:
        yield from _table(table)
    if outcome.own:
        yield from own_preview.lines(outcome.own)
    merged = outcome.merged
    if merged.changes or merged.same:
        revised = len(merged.revisions)
        yield f"  导入后：新增{merged.new}，修订{revised}，未变{merged.same}"
    for row in merged.revisions:
        yield f"  修订 {row['county']} {row['period']} {row['item']}：{row['old']} → {row['new']}"
    for line in outcome.told:
        yield f"  {line}"
    if outcome.gone:
        yield f"  {said_gone(outcome.found.label, outcome.gone)}"


def _contents(outcome: Outcome) -> Iterator[str]:
    """A book as its contents page has it: each table, what it is, what it gives, what is asked."""
    left = {id(one.table): one.reason for one in outcome.left_tables}
    for table in outcome.tables:
        reasons = dict.fromkeys(aside.reason for aside in table.asides)
        count = f"{len(table.amounts)}个金额" if table.amounts else next(iter(reasons), "没有金额")
        asked = f"；没有取：{left[id(table)]}" if id(table) in left else ""
        yield f"  目录 {table.sheet}：{table.title or '（没有标题）'}：{count}{asked}"


def _table(table: Table) -> Iterator[str]:
    yield f"  ── 工作表 {table.sheet}：{table.title or '（没有标题）'}"
    for name, label in (("county", "县区"), ("period", "期间"), ("unit", "单位")):
        if said := table.said.get(name):
            yield f"     {label}：{said.text}" + (f"（{_cell(said.place)}）" if said.place else "")
    if table.columns:
        heads = "，".join(f"{c.letter} {c.printed or '（空）'} → {_says(c)}" for c in table.columns)
        yield f"     栏目：{heads}"
    if table.by == "area":
        yield f"     县区：{len(table.areas)}个（{_some([*table.areas])}）"
        yield from _other_names(table)
    for item in table.items:
        known = standard(item.item, item.parent).name
        named = "" if known == clean(item.item) else f" = {known}" if known else " 未识别"
        yield f"     {'  ' * item.depth}{item.item}{named}"
    counts = f"{len(table.amounts)}个金额，{len(table.rates)}个比率，{len(table.facts)}个事项"
    yield f"     取得：{counts}；未取{len(table.asides)}格"
    yield from _asides(table)
    for question in table.questions:
        yield f"     ？ {_cell(question.place)} {question.text}"


def _other_names(table: Table) -> Iterator[str]:
    """The rows taken under another name than they print: 土右旗, 市本级, a former name, a zone."""
    for name, area in table.areas.items():
        scope = table.scopes.get(name, "")
        if scope or (name != area.name and not area.code.endswith("00")):
            of = (
                f"，范围为{scope}" if scope else "" if area.code.isdecimal() else "，不是县区，另立"
            )
            yield f"       {name} → {area.name}（{area.code}{of}）"


def _asides(table: Table) -> Iterator[str]:
    """What was left aside, reason by reason; what someone must act on first."""
    for aside in table.told:
        yield f"     未全取 {_cell(aside.place)} {_short(aside.text)}：{aside.reason}"
    by_reason: dict[str, list[Aside]] = {}
    for aside in in_order(table.asides):
        by_reason.setdefault(aside.reason, []).append(aside)
    for reason, asides in by_reason.items():
        shown = "，".join(f"{_cell(a.place)} {_short(a.text)}".rstrip() for a in asides[:_SHOWN])
        more = f" 等{len(asides)}格" if len(asides) > _SHOWN else ""
        yield f"     未取 {shown}{more}：{reason}"


def _short(text: str) -> str:
    line = one_line(text)
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line


def _says(column: Column) -> str:
    said = column.meaning
    if said.measure in MEASURES:
        basis = f"·{BASES[said.basis]}" if said.basis in BASES else ""
        of = f"{column.item} " if column.item else ""
        return f"{of}{MEASURES[said.measure]}{basis}"
    return _ROLES.get(said.role, "不认识")


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:6]) + ("…" if len(names) > 6 else "")


def _cell(place: str) -> str:
    return place.rsplit("!", 1)[-1]


def cells(outcome: Outcome) -> Iterator[tuple[str, ...]]:
    """Every cell taken, left aside or asked about, as rows of `COLUMNS`."""
    for table in outcome.tables:
        for a in table.amounts:
            name = standard(a.item, a.parent).name
            head = (a.area.code, a.area.name, a.period, a.basis, a.item, a.parent, name)
            yield (a.source, "amount", *head, a.measure, f"{a.value:f}", a.unit, "")
        for r in table.rates:
            name = standard(r.item, r.parent).name
            head = (r.area.code, r.area.name, r.period, r.basis, r.item, r.parent, name)
            yield (r.source, "rate", *head, r.indicator, r.printed, "%", "只作核对")
        for f in table.facts:
            head = (f.area.code, f.area.name, f.period, "", f.key, "", "")
            yield (f.place, "fact", *head, "", f.text, f.unit, "")
        blank = ("",) * 7
        for aside in table.asides:
            yield (aside.place, "aside", *blank, "", aside.text, "", aside.reason)
        for question in table.questions:
            yield (question.place, "question", *blank, "", question.subject, "", question.text)
    if outcome.own:
        yield from own_preview.cells(outcome.own)
