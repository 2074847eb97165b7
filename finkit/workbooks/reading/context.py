"""What holds for a whole table: its unit, period, area, edition; said, given, or asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from finkit.counties import County
from finkit.counties.areas import areas_named, known
from finkit.counties.codes import is_like_code, plain_code
from finkit.counties.titles import named_in, within
from finkit.errors import AmbiguousError, UsageError, quoted
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.workbooks.reading import disputes
from finkit.workbooks.reading.disputes import Dispute, Names
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.dates import month_in, period_in, squeeze, year_in
from finkit.workbooks.words.titles import Said, Titles

_YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
_OWN_NAME = re.compile(r"(.{1,12}?(?:县|区|市|旗|镇|乡|街道))(?:(?:19|20)\d{2}年|.*?(?:预算|收支))")
_AFTER_NAME = re.compile(
    r"\d|一般公共|公共财政|政府性|预算|决算|收支|收入|支出|债务|转移|部门|[（(]"
)
_PART = re.compile(
    r".*(镇|乡|街道|街道办事处|局|委|委员会|办|办公室|院|中心|学校|中学|小学|开发区|园区|新区|高新区|"
    r"经开区|示范区|管委会|集团|公司)"
)
_OFFICE = re.compile(
    r"(编报|编制|填报|填表|制表|报送)?(单位|部门|机关|县区|地区)(名称)?[:：](?P<name>.+)"
)
_CODED = re.compile(r"(?P<code>[0-9A-Za-z:_-]+)\s+(?P<name>\S.*)")


class Given(NamedTuple):
    """What the user says of all files: an area, a period, a unit."""

    county: County | None = None
    period: str = ""
    unit: str = ""


class Context(NamedTuple):
    """What holds for a table; "" and None where nothing and nobody said it, or what is said does
    not agree: then there is a question of it. `budget_period` is that of the year's budgets;
    `is_given` says that the user gave the period."""

    area: County | None
    period: str
    year: int
    unit: str
    status: str
    scope: str
    is_of_one_month: bool = False
    unit_asked: str = "没有写明金额单位；用 --unit 写明，如 --unit 万元"
    period_asked: str = "没有写明期间；用 --period 写明，如 --period 2024-02"
    county_asked: str = "没有写明县区；用 --county 写明代码或名称"
    budget_period: str = ""
    is_given: bool = False
    title: str = ""


def context(
    table: Table,
    said: Titles,
    before: Titles,
    names: Names,
    given: Given,
    elsewhere: Said | None,
    held: Mapping[str, County],
) -> Context:
    """What a table's own lines say, the table it continues, the file's name, the user.

    `elsewhere` is the unit that all other tables of the sheet state.

    Raises `UsageError` where the user says other than the table does.
    """
    continues = said.is_continued or not said.title
    found_unit = said.unit or (before.unit if continues else None) or elsewhere
    year = said.year or before.year
    own = said.period or (before.period if continues else None)
    if own is None and said.open_span is None:
        own = _named(names.said, year.text if year else "", given.period[:4])
        own = own or (None if year else _of_sheet(names.sheet, said.title))
    title = said.title if said.title and not said.is_continued else before.title or said.title
    spoken = [line for line in (title, *said.lines) if line]
    when = given.period or (own.text if own else "") or (year.text if year else "")
    code = said.code or before.code
    area, area_said = _area(spoken, code, names.said, held, int(when[:4] or 0))
    table.title = squeeze(title.text) if title else ""
    months = disputes.of_periods(said, names)
    own_lines = [line for line in (title, *said.own_lines) if line]
    whose = _whose(own_lines, code, area, area_said, names)
    if own and not months.texts:
        table.said["period"] = own
    if found_unit:
        table.said["unit"] = found_unit
    if area and area_said and not whose.texts:
        table.said["county"] = Said(f"{area.name}（{area.code}）", area_said.place)
    check_same("期间", months.texts or ((own.text,) if own else ()), given.period, table)
    if given.county and (area is None or area.code != given.county.code):
        said_names = whose.texts or ((area.name,) if area else ())
        check_same("县区", said_names, given.county.name, table)
    chosen = given.period or ("" if months.texts or own is None else own.text)
    years = {text[:4] for text in months.texts} or ({year.text} if year else set())
    return Context(
        area=given.county or (None if whose.texts else area),
        period=chosen,
        year=Period.parse(chosen).year if chosen else int(years.pop()) if len(years) == 1 else 0,
        unit=found_unit.text if found_unit else "",
        status=said.status or (before.status if continues else ""),
        scope=said.scope or (before.scope if continues else ""),
        is_of_one_month=said.is_of_one_month,
        budget_period=_of_budget(table.title),
        is_given=bool(given.period),
        title=table.title,
        **_asked(months, whose, said.open_span),
    )


def _of_budget(title: str) -> str:
    """The December that the budgets of a title run to, where it says one year alone."""
    years = set(re.findall(r"(?:19|20)\d{2}(?=年)", title))
    return f"{years.pop()}-{MONTHS_A_YEAR}" if len(years) == 1 else ""


def _asked(months: Dispute, whose: Dispute, span: Said | None) -> dict[str, str]:
    """What is asked, where what is said does not agree or stays open."""
    asked = {
        "period_asked": months.question("期间", "--period", "2024-02")
        or disputes.open_question(span),
        "county_asked": whose.question("县区", "--county", "代码或名称"),
    }
    return {name: text for name, text in asked.items() if text}


def _whose(
    spoken: list[Said], code: Said | None, area: County | None, said: Said | None, names: Names
) -> Dispute:
    """Where the counties that are named do not agree."""
    lines = [*spoken[:1], *filter(_speaks_of_an_area, spoken[1:])]
    if code and (whose := known(code.text[:6])):
        lines.append(Said(whose.name, code.place))
    is_above = area is not None and area.code.endswith("00") and said is not None and said.place
    above = Said(area.name, said.place) if area and said and is_above else None
    return disputes.of_counties(lines, above, names)


def _named(names: Sequence[Said], year: str, given: str) -> Said | None:
    """A period in the sheet's name, else in the file's; a sheet named 2月 is of the year that the
    table, the file's name or the user says."""
    for name in names:
        if period := period_in(name.text):
            return Said(period, name.place)
        if month := month_in(name.text):
            named = (year, *(year_in(other.text) for other in names), given)
            whose = next(filter(None, named), "")
            return Said(f"{whose}-{month}", name.place) if whose else None
    return None


def _of_sheet(name: str, title: Said | None) -> Said | None:
    """The December of a sheet named 2021年 whose title names no year, but a final account."""
    found = _YEAR.fullmatch(squeeze(name))
    is_whole = title is not None and "决算" in title.text
    return Said(f"{found[1]}-{MONTHS_A_YEAR}") if found and is_whole else None


def check_same(what: str, said: Sequence[str], given: str, table: Table) -> None:
    """Raises `UsageError` where the user gives other than the table says."""
    if said and given and given not in said:
        where = f"{table.file}!{table.sheet}"
        problem = f"表里写的{what}是{quoted('、'.join(said))}，给的是{quoted(given)}"
        raise UsageError(problem, where=where, advice="看是否拿错了文件，或去掉所给的")


def _area(
    lines: list[Said],
    code: Said | None,
    names: Sequence[Said],
    held: Mapping[str, County],
    year: int,
) -> tuple[County | None, Said | None]:
    """The area of a table: by its code, its title, the lines beside that, the file's names."""
    title = lines[0] if lines else None
    if code:
        own = _OWN_NAME.match(squeeze(title.text)) if title else None
        return area_of(code.text, own[1] if own else "", held, year), code
    for line in (*lines[:1], *filter(_speaks_of_an_area, lines[1:]), *names):
        if found := named_in(line.text, year):
            # 临洮县洮阳镇, 临洮县教育局: not the county's own.
            is_of_a_part = _is_of_a_part(line.text, found.words)
            return (None, None) if is_of_a_part else (found.area, line)
    own = _OWN_NAME.match(squeeze(title.text)) if title else None
    if own:
        return area_of("", own[1], held, year), title
    called = ((area_of("", squeeze(name.text), held, year), name) for name in names)
    return next(((area, name) for area, name in called if area), (None, None))


def _speaks_of_an_area(line: Said) -> bool:
    """Whether a line beside the title says whose the table is: 编报单位：临洮县财政局, 临洮县."""
    plain = squeeze(line.text)
    office = _OFFICE.match(plain)
    found = within(office["name"] if office else plain)
    if found is None:
        return False
    names = filter(None, (found.name, found.prefecture, found.province))
    return bool(office) or plain.startswith(tuple(names))


def _is_of_a_part(text: str, name: str) -> bool:
    """Whether a title goes on, after an area's name, to one of its towns, offices or zones."""
    _, _, rest = squeeze(text).partition(name)
    called = _AFTER_NAME.split(rest, maxsplit=1)[0]
    return bool(_PART.fullmatch(called)) and not called.endswith("财政局")


def area_of(code: str, name: str, held: Mapping[str, County], year: int = 0) -> County | None:
    """The area of a code or a name: of the ledger, of the register, else what was written."""
    if code:
        plain = plain_code(code) or plain_code(code[:6])
        found = held.get(code) or held.get(plain) or known(plain, year)
        return found or (County(plain or code, name) if name and not is_like_code(code) else None)
    owned = [area for area in held.values() if area.name == name]
    if len(owned) == 1:
        return owned[0]
    named = areas_named(name, year)
    return named[0] if len(named) == 1 else None


def named_area(text: str, held: Mapping[str, County]) -> County:
    """The area a user means: a code, a name, or for one of the bureau's own `代码 名称`.

    Raises `AmbiguousError` with the codes of those that share a name, `UsageError` for one that
    nobody knows.
    """
    if found := area_of(text, "", held) or area_of("", text, held):
        return found
    if own := _CODED.fullmatch(text):
        return County(own["code"], own["name"])
    if named := areas_named(text):
        choices = "、".join(f"{area.code}（{area.province}）" for area in named)
        raise AmbiguousError(f"{quoted(text)}不止一个", advice=f"请用代码指明：{choices}")
    raise UsageError(f"没有叫{quoted(text)}的县区", advice="用六位代码；自定的写作“代码 名称”")
