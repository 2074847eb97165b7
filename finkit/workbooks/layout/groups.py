"""What stands over the columns of a table of items and is no measure: a level (全市 | 市本级), a
county, one of several budgets, or funds; any other group is a part, not the item's whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from finkit.counties import County
from finkit.counties.areas import areas_named, is_whole_name, settled
from finkit.counties.row_names import are_areas
from finkit.workbooks.layout.budgets import budget_of
from finkit.workbooks.layout.column import Column
from finkit.workbooks.layout.heading_parts import Part
from finkit.workbooks.words.headings import Meaning, heading

VALUES = ("amount", "delta", "growth", "completion", "of_prior", "either")
_SEVERAL = 2
_WHOLE = re.compile(
    r"比较(情况)?|对比|(合计|总计|小计|(?P<level>[全本][国省市县区州盟旗]|本地区)(合计)?)(完成|执行)?(数|情况)?"
)
"""A group that is all of what the table is about."""

_OF_AREAS = re.compile(r"[各分]?(市县|县市|县区|区县|市州|市区|地区|市)")
"""What stands over the names of areas."""

_AMONG = re.compile(r"^其中[:：]?")
_OWN = re.compile(r"(?P<scope>[省市县区州盟旗]?本级)(完成|执行)?(数|情况)?")
_BUDGET = re.compile(
    r"(?P<name>一般公共|政府性基金|国有资本经营|社会保险基金)预算(财政拨款|收入|支出)?(数|情况)?"
)
_GENERAL = "一般公共"
_FUND = re.compile(r".*(养老|医疗|工伤|失业|生育)(保险|保障).*")
_SIDE = re.compile(
    r"(?P<flow>(本年)?(收入|支出))(合计|小计)?|"
    r"(?P<rest>(本年)?收支结余|(年末|累计|年末累计)?滚存结余|年末结余)"
)
_SUM = re.compile(r"合计|总计|小计")
_SOCIAL = "社会保险基金预算"
_DONE = re.compile(r"^(?!.*(预算表|预算草案|任务|计划|余额|债务)).*(累计|完成|执行|决算)")
_BUDGETED = re.compile(r"^(?!.*(决算|执行|完成|调整)).*预算(草案|\(草案\)|（草案）|情况|汇总)?表")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_BARE = re.compile(r"金额|数额|数值|合计|总计|小计|本年数?")
"""What says of a column only that amounts stand in it."""

_ACTUAL, _TO_SPEND = Meaning("amount", "actual", "cumulative"), Meaning("amount", "budget")


class Group(NamedTuple):
    """What the groups over a column say of it: the scope of its amounts, the fund that its items
    stand under, the side of the funds that are its items, the county whose they are; `reason` why
    it is left aside."""

    scope: str = ""
    under: str = ""
    side: str = ""
    area: County | None = None
    is_known: bool = True
    reason: str = ""


_Find = Callable[[str], Group | None]


def grouped(found: Sequence[Column], title: str) -> list[Column]:
    """The columns, each with what its groups say; one that says nothing but a group holds what the
    title says that the table is of.

    Budgets, and funds of the social insurance, are groups only where several stand side by side.
    """
    finders = [finder for finder in (_budget, *_of_funds(title)) if _has_several(found, finder)]
    finders += [_level, _areas(found)]
    said = [(column, _said(column, finders)) for column in found]
    is_told = sum(1 for one, group in said if group.is_known and one.groups) >= _SEVERAL
    own = _of_title(title) if is_told or _is_sum_alone(found) else Meaning()
    return [_with(column, group, own) for column, group in said]


def _is_sum_alone(found: Sequence[Column]) -> bool:
    """Whether only a column 合计 can hold the amounts: 合计 | 人员经费 | 公用经费."""
    sums = [one for one in found if one.groups and all(map(_SUM.fullmatch, one.groups))]
    return len(sums) == 1 and not any(one.meaning.role == "amount" for one in found)


def _has_several(found: Sequence[Column], finder: _Find) -> bool:
    names = {name for column in found for name in column.groups if finder(name)}
    return len(names) >= _SEVERAL


def _said(column: Column, finders: Sequence[_Find]) -> Group:
    groups = [name for name in column.groups if name]
    if _budget in finders and groups and all(map(_SUM.fullmatch, groups)):
        return Group(reason="几本预算的合计")
    names = [name for name in groups if not (_is_whole(name) or _OF_AREAS.fullmatch(name))]
    if not names and any(map(_OF_AREAS.fullmatch, groups)):
        return Group(reason="各地区的合计，由各地区的数得出")
    if not names:
        return Group(scope=next(filter(None, map(_whole_level, groups)), ""))
    found = [next(filter(None, (find(name) for find in finders)), None) for name in names]
    if len(found) == 1 and found[0]:
        return found[0]
    return Group(is_known=False, reason=f"分栏「{' '.join(names)}」，不是全部")


def _is_whole(name: str) -> bool:
    return bool(_WHOLE.fullmatch(name))


def _whole_level(name: str) -> str:
    """全市 where a group says so: told apart from 市本级 beside it."""
    found = _WHOLE.fullmatch(name)
    return (found["level"] or "") if found else ""


def _level(name: str) -> Group | None:
    found = _OWN.fullmatch(_AMONG.sub("", name))
    return Group(scope=found["scope"]) if found else None


def _areas(found: Sequence[Column]) -> _Find:
    """Finds areas: whole names, and short ones where most of the columns are areas."""
    names = {name for column in found for name in column.groups if not _OF_AREAS.fullmatch(name)}
    areas = settled(names) if are_areas([*names]) else {}

    def find(name: str) -> Group | None:
        whole = areas_named(name) if is_whole_name(name) else ()
        area = areas.get(name) or (whole[0] if len(whole) == 1 else None)
        return Group(area=area) if area else None

    return find


def _budget(name: str) -> Group | None:
    found = _BUDGET.fullmatch(_AMONG.sub("", name))
    if not found:
        return None
    return Group() if found["name"] == _GENERAL else Group(scope=f"{found['name']}预算")


def _fund(name: str) -> Group | None:
    return Group(under=name) if _FUND.fullmatch(name) else None


def _side(name: str) -> Group | None:
    found = _SIDE.fullmatch(name)
    if not found:
        return None
    return Group(side=(found["flow"] or found["rest"]).removeprefix("本年"))


def _of_funds(title: str) -> tuple[_Find, ...]:
    return (_fund, _side) if budget_of(title) == _SOCIAL else ()


def budgeted(found: Sequence[Column], title: str) -> list[Column]:
    """The columns; in a table of budgets, as its title says, an amount that says no more is one,
    but for one of another year."""
    if not _BUDGETED.search(title):
        return list(found)
    years = set(_YEAR.findall(title))
    open_ = Meaning("aside", "", "", "没有写明是预算数还是执行数")
    return [
        column._replace(
            meaning=open_
            if years and column.when.year and str(column.when.year) not in years
            else column.meaning._replace(measure="budget", basis="")
        )
        if column.meaning[:2] == ("amount", "actual")
        and not column.is_answered
        and (not column.meaning.basis or _BARE.fullmatch(column.printed.split(" ")[-1]))
        else column
        for column in found
    ]


def _of_title(title: str) -> Meaning:
    if _DONE.search(title):
        return _ACTUAL
    return _TO_SPEND if _BUDGETED.search(title) else Meaning()


def _with(column: Column, group: Group, of_title: Meaning) -> Column:
    meaning = column.meaning
    if not meaning.role and column.groups and group.is_known and not column.is_answered:
        meaning = _of_side(of_title, group)
    if meaning.role not in VALUES:
        return column._replace(area=group.area)
    if group.reason and not column.is_answered:
        meaning = Meaning("aside", "", "", group.reason)
    return column._replace(
        meaning=meaning, scope=group.scope, under=group.under, side=group.side, area=group.area
    )


def _of_side(meaning: Meaning, group: Group) -> Meaning:
    """年末滚存结余 is what is left at the end, 收支结余 of the year."""
    is_rest = "滚存" in group.side or group.side.startswith("年末")
    return meaning._replace(basis="balance") if is_rest and meaning.role else meaning


def groups_of(left: Sequence[Part]) -> tuple[str, ...]:
    """The names of the groups over a column that tell it from others; a level that stands over all
    tells the table from others."""
    names = ((heading(part.text).text, part.is_of_all) for part in left)
    return tuple(name for name, is_of_all in names if not is_of_all or _level(name))
