"""Which counties a province or prefecture had in a year, and which area a text means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from finkit.counties.areas import areas_named, higher, is_county, known
from finkit.counties.history import changes_in, former, since
from finkit.counties.registered import County, digits_of, is_county_level, register
from finkit.errors import AmbiguousError, UsageError, did_you_mean, quoted

NATION_CODE = "100000"


def area_named(text: str, year: int) -> County:
    """The province or prefecture that a code or a name means, whole or short.

    >>> area_named("湖南", 2021).code, area_named("430100", 2021).name
    ('430000', '长沙市')

    Raises `AmbiguousError` for a name of two (吉林), `UsageError` for one of none, of a county, of
    the nation, and of a city that has no counties.
    """
    named = areas_named(text, year)
    found = [area for area in named if not is_county(area) and area.code != NATION_CODE]
    if len(found) > 1:
        choices = "、".join(f"{area.code}（{area.name}）" for area in found)
        raise AmbiguousError(f"{quoted(text)}不止一个", advice=f"请用代码或全称指明：{choices}")
    if found:
        return _with_counties(found[0])
    if named:
        level = "全国" if not is_county(named[0]) else "县级"
        raise UsageError(f"{quoted(text)}是{level}", advice="汇总要写省或地市，如 湖南省、长沙市")
    near = did_you_mean(text, [area.name for area in higher().values()])
    raise UsageError(f"没有叫{quoted(text)}的省或地市", advice=near or "写名称或六位代码")


def _with_counties(area: County) -> County:
    within = digits_of(area.code)
    codes = (*register(), *former())
    if not any(code.startswith(within) and is_county_level(code) for code in codes):
        raise UsageError(f"{area.name}不下辖县区", advice="汇总要写下辖县区的省或地市")
    return area


def members(area: str, year: int, filed: Callable[[str], str]) -> list[County]:
    """The counties of a province or prefecture (its code) in a year, under their names of then.

    `filed`: the latest period of that year (YYYY-MM), up to the one asked for, that a code has
    amounts of; "" where there is none. In the year of a change both the old and the new counties
    were there, for some months each: the old ones are meant where one of them that ended has filed
    and none of the new has since.

    >>> names = [one.name for one in members("330100", 2021, lambda code: "")]
    >>> "临平区" in names, "江干区" in names
    (True, False)
    >>> march = {"330104": "2021-03"}
    >>> names = [one.name for one in members("330100", 2021, lambda code: march.get(code, ""))]
    >>> "钱塘区" in names, "江干区" in names, "上城区" in names
    (False, True, True)
    """
    within, filed = digits_of(area), cache(filed)
    now = {code for code in register() if since(code) <= year}
    ended = {code for code, ones in former().items() if any(one.held_in(year) for one in ones)}
    lasting = {c for c in ended if any(one.since <= year < one.until for one in former()[c])}
    found = {code for code in now | lasting if code.startswith(within) and is_county_level(code)}
    turns = [
        _Turn(old, new, year, now)
        for old, new in _turns(year)
        if any(code.startswith(within) for code in old | new)
    ]
    for turn in turns:
        if turn.is_to_come(turns, filed):
            found = (found - turn.come) | {code for code in turn.old if code.startswith(within)}
    return [_then(code, year) for code in sorted(found)]


class _Turn:
    """A change: the codes before, those that come and those that end; its prefectures."""

    def __init__(self, old: set[str], new: set[str], year: int, now: set[str]) -> None:
        self.old, self.gone = old, old - new - now
        self.come = {code for code in new - old if since(code) == year}
        self.places = {code[:4] for code in old | new}

    def is_to_come(self, turns: Sequence[_Turn], filed: Callable[[str], str]) -> bool:
        """Whether one that ends has filed, and none that comes has since. A prefecture is mostly
        changed at one time: where a change has no word of its own, its neighbours have."""
        gone, come = _latest(self.gone, filed), _latest(self.come, filed)
        if come and not gone:
            return False
        near = [one for one in turns if one.places & self.places]
        gone = gone or max(_latest(one.gone, filed) for one in near)
        come = come or max(_latest(one.come, filed) for one in near)
        return bool(gone) and gone >= come


def _latest(codes: set[str], filed: Callable[[str], str]) -> str:
    return max(map(filed, codes), default="")


def _turns(year: int) -> Iterator[tuple[set[str], set[str]]]:
    """The changes of a year, those together that touch one another: the codes before and after."""
    groups: list[tuple[set[str], set[str]]] = []
    for change in changes_in(year):
        codes = {change.former_code, change.code}
        if not all(map(is_county_level, codes)):
            continue
        touching = [one for one in groups if (one[0] | one[1]) & codes]
        groups = [one for one in groups if one not in touching]
        old, new = {change.former_code}, {change.code}
        for before, after in touching:
            old, new = old | before, new | after
        groups.append((old, new))
    yield from groups


def _then(code: str, year: int) -> County:
    found = known(code, year)
    assert found is not None  # the codes are those of the register
    return found
