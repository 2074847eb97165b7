"""What a county was before: its former codes, and the counties that it took in or gave to.

A code held that became another (平果县, 平果市) is one series with it. Where a county took in
others (拱墅区, 下城区) its amounts before and after are of two territories: what was before is the
sum of the parts where all are held, else nothing is compared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from finkit.counties import County
from finkit.counties.history import Break, Former, breaks, predecessors
from finkit.periods import Period

Book = TypeVar("Book")


class Part(NamedTuple, Generic[Book]):
    """A county of which a later one is made; its book, None where it is not held."""

    county: County
    book: Book | None


class Broken(NamedTuple, Generic[Book]):
    """A change between two periods: its year, the parts whose sum compares, and, where no sum
    does, those that were divided."""

    year: int
    parts: tuple[Part[Book], ...]
    divided: tuple[County, ...]

    @property
    def said(self) -> str:
        """What happened, in words: 2021年区划调整，由拱墅区（330105）、下城区（330103）组成."""
        if self.divided:
            names = "、".join(f"{one.name}（{one.code}）" for one in self.divided)
            return f"{self.year}年区划调整，与{names}之间有部分区域划入或划出"
        names = "、".join(f"{part.county.name}（{part.county.code}）" for part in self.parts)
        return f"{self.year}年区划调整，由原{names}组成"


class Territory(Generic[Book]):
    """What one county was before, as far as the ledger holds it."""

    def __init__(
        self,
        code: str,
        holds: Callable[[str], bool],
        holds_at: Callable[[str, Period], bool],
        book: Callable[[str], Book],
    ) -> None:
        self.code, self._holds, self._holds_at, self._book = code, holds, holds_at, book

    @cached_property
    def line(self) -> tuple[Former, ...]:
        """The former codes held that are one series with this one, the latest first."""
        return tuple(one for one in predecessors(self.code) if self._holds(one.county.code))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The codes held of the counties that it took in, under whichever of its codes."""
        own = {self.code, *(one.county.code for one in self.line)}
        found = (part.code for one in self._breaks for part in one.parts)
        return tuple(dict.fromkeys(c for c in found if c not in own and self._holds(c)))

    @cached_property
    def _breaks(self) -> tuple[Break, ...]:
        found = [(one, one.year) for one in breaks(self.code)]
        for former in predecessors(self.code):
            found += [(b, b.year) for b in breaks(former.county.code) if b.year < former.until]
        return tuple(one for one, _ in sorted(found, key=lambda pair: pair[1]))

    def broken(self, then: Period, now: Period) -> Broken[Book] | None:
        """The change that lies between two periods; None where there is none.

        In the year of a change it counts from the month in which those that ended report no more.
        """
        between = [one for one in self._breaks if self._is_between(one, then, now)]
        if not between:
            return None
        last = between[-1]
        others = [county for one in between[:-1] for county in (*one.parts, *one.others)]
        # Over two changes nothing is summed.
        divided = (*last.others, *(others if len(between) > 1 else ()))
        return Broken(last.year, tuple(map(self._part, last.parts)), divided)

    def _is_between(self, change: Break, then: Period, now: Period) -> bool:
        if not then.year <= change.year <= now.year or then.year == now.year:
            return False
        ended = [part.code for part in change.parts if part.code != self.code]
        if then.year == change.year:
            return any(self._holds_at(code, then) for code in ended)
        if now.year == change.year:
            return not ended or not all(self._holds_at(code, now) for code in ended)
        return True

    def _part(self, county: County) -> Part[Book]:
        return Part(county, self._book(county.code) if self._holds(county.code) else None)
