"""The labels of a header row: what names the rows of each table, 项目, 县区, 年份."""

from __future__ import annotations

import re
from itertools import pairwise

from finkit.accounts.aliases import standard
from finkit.counties.areas import known
from finkit.counties.codes import plain_code
from finkit.counties.row_names import are_areas
from finkit.gate.numbers import looks_given, number
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.words.headings import heading, meaning, squeezed
from finkit.workbooks.words.row_times import is_time

LABELS = ("item", "area", "year", "month", "key")
VALUES = ("amount", "delta", "completion", "growth", "of_prior", "either")
BESIDE = ("code", "ordinal")
_SIDE = re.compile(r"(收入|支出)(部分|方|类|情况)?")
_YEAR_DIGITS = 4
_CODE = re.compile(r"\d{6,12}")
_CJK = re.compile(r"[\u3400-\u9fff]")
Label = tuple[int, str]
_LOOK_DOWN = 12


def labels_of(sheet: Sheet, row: int) -> tuple[dict[int, str], list[list[Label]]]:
    """What each cell of a row may be as a heading, and the labels of each table it heads."""
    roles = {c: role_of(sheet, row, c) for c in range(sheet.width) if sheet.text(row, c)}
    roles |= _first_label(sheet, row, roles)
    labels = [(c, role) for c, role in roles.items() if _is_label(sheet, row, c, role)]
    return roles, _together(sheet, row, roles, labels or _unnamed_labels(sheet, row, roles))


def _is_label(sheet: Sheet, row: int, column: int, role: str) -> bool:
    """Whether a heading names rows: amounts below 市县 are no names, codes of areas are."""
    names = _names_below(sheet, row, column) if role in ("item", "area") else []
    amounts = [name for name in names if not _is_name(name) and not _CODE.fullmatch(name)]
    return role in LABELS and (not names or len(amounts) * 2 <= len(names))


def _first_label(sheet: Sheet, row: int, roles: dict[int, str]) -> dict[int, str]:
    """What the first column of a header is where the names below it say so: areas, whatever it is
    called (单位, 盟市, 州、市)."""
    first = next((c for c in sorted(roles) if roles[c] not in BESIDE), None)
    if first is None or roles[first] not in ("unit", "") or len(roles) == 1:
        return {}
    names = _names_below(sheet, row, first)
    if are_areas([sheet.text(row, first)] * 2):
        return {}
    # A line above the header has the header's own label next below it.
    return {first: "area"} if are_areas(names[:2]) and are_areas(names) else {}


def _names_below(sheet: Sheet, row: int, column: int) -> list[str]:
    below = range(row + 1, min(row + _LOOK_DOWN, sheet.height))
    return [text for r in below if (text := sheet.text(r, column))]


def _together(
    sheet: Sheet, row: int, roles: dict[int, str], labels: list[Label]
) -> list[list[Label]]:
    """The labels of each table: one, or several beside one another that name its rows together.

    One right beside another of its kind, or in Latin, names the same rows in another language; of
    two of a kind the one that tells more of them apart counts.
    """
    found: list[list[Label]] = []
    edge = -1
    for column, role in labels:
        between = (roles.get(c) for c in range(edge + 1, column))
        is_near = edge >= 0 and all(one in (*BESIDE, "unit") for one in between)
        kinds = {kind for _, kind in found[-1]} if found else set()
        is_same = role in kinds or not _CJK.search(sheet.text(row, column))
        if is_near and not is_same and _names_more(sheet, row, column, role):
            found[-1].append((column, role))
        elif edge + 1 != column or not is_near:
            found.append([(column, role)])
        elif role == found[-1][-1][1] and _is_finer(sheet, row, column, found[-1][-1][0]):
            found[-1][-1] = (column, role)
        edge = column
    return found


def _is_finer(sheet: Sheet, row: int, column: int, before: int) -> bool:
    """Whether a label says more than one of its kind before it: 市州 | 县区, 收入类别 | 项目."""
    if not _CJK.search(sheet.text(row, column)):
        return False
    names, coarse = (
        {name for name in _names_below(sheet, row, c) if _is_name(name)} for c in (column, before)
    )
    return len(names) > len(coarse) > 0


def _names_more(sheet: Sheet, row: int, column: int, role: str) -> bool:
    """Whether a label beside another has names below it: a heading over amounts has none."""
    names = _names_below(sheet, row, column)
    if role in ("year", "month"):
        return _are_times(names, role)
    # A number is never the name of an area or an item, but for the code of an area.
    codes = [name for name in names if role == "area" and known(plain_code(name))]
    return (sum(map(_is_name, names)) + len(codes)) * 2 > len(names)


def _are_times(names: list[str], role: str) -> bool:
    """Whether there are years, or months, below a heading: 年度 may stand over amounts as well."""
    return any(is_time(role, name) for name in names)


def role_of(sheet: Sheet, row: int, column: int) -> str:
    """What a cell may be as a heading; "" for a number, and for what no pattern knows."""
    text = sheet.text(row, column)
    if len(text) != _YEAR_DIGITS and number(text).value is not None:
        return ""
    found = heading(text)
    role = meaning(found.text).role or ("amount" if found.when.year and not found.text else "")
    if role == "month" and not _are_times(_names_below(sheet, row, column), role):
        return "amount"
    return role


def _unnamed_labels(sheet: Sheet, row: int, roles: dict[int, str]) -> list[tuple[int, str]]:
    """The column left of the first value, where a header leaves its corner blank or says 收入; so
    does the second of two blocks side by side (收入 | 决算数 | 支出 | 决算数)."""
    values = [c for c, role in roles.items() if role in VALUES]
    if len(values) < 2 or not _names_rows(sheet, row, values[0] - 1):
        return []
    if not _may_be_years([sheet.text(row, c) for c in values]):
        return []
    sides = [
        c - 1
        for c in values[1:]
        if _SIDE.fullmatch(squeezed(sheet.text(row, c - 1))) and _names_rows(sheet, row, c - 1)
    ]
    return [(label, "item") for label in (values[0] - 1, *sides)]


def _may_be_years(texts: list[str]) -> bool:
    """Whether headings are no amounts that look like years: 2019, 2020 may be, 2000, 1934 not."""
    if not all(number(text).value is not None for text in texts):
        return True
    years = [int(text) for text in texts]
    steps = {later - earlier for earlier, later in pairwise(years)}
    return steps <= {1} or steps <= {-1} or (len(steps) == 1 and steps != {0} and len(years) > 2)


def _names_rows(sheet: Sheet, row: int, label: int) -> bool:
    """Whether names stand below a cell that is no number, and amounts to their right."""
    if label < 0 or number(sheet.text(row, label)).value is not None:
        return False
    if standard(sheet.text(row, label)).name:
        return False  # an item, with amounts
    below = range(row + 1, min(row + _LOOK_DOWN, sheet.height))
    return any(
        _is_name(sheet.text(r, label)) and looks_given(sheet.text(r, label + 1)) for r in below
    )


def _is_name(text: str) -> bool:
    return bool(text) and not looks_given(text)
