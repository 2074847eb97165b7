"""The kinds of report, a row each; nothing heavy, since the command line offers them.

To add one: its row here, and its text, `sections/KEY.j2`, which lists its sections.
"""

from __future__ import annotations

from dataclasses import dataclass

from finkit.claims.groups import GROUPS, Group
from finkit.errors import UsageError
from finkit.periods import MONTHS_A_YEAR, Period


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of report: what it is called, which months it suits, which problems it goes into.

    `label` is its name for short; `title` says `{county}`, `{year}` and `{span}` in its own order.
    Of the groups it judges, the text tells the problems that hold, and the appendix those that
    cannot be judged (待核). `shows_slots`: what is wanted stands where its slot is; elsewhere the
    sentence is left out, and one list at the end names what could be added.
    """

    key: str
    label: str
    title: str
    months: tuple[int, ...] = tuple(range(1, MONTHS_A_YEAR + 1))
    judges: tuple[Group, ...] = ()
    shows_slots: bool = False

    def titled(self, county: str, period: Period) -> str:
        """The title of a county's report at a period.

        >>> named("work_report").titled("临洮县", Period(2024, 2))
        '临洮县2024年1—2月财政工作情况报告'
        >>> named("work_report").titled("临洮县", Period(2024, 12))
        '临洮县2024年财政工作情况报告'
        """
        # A whole year is its year alone: 2021年, not 2021年全年.
        span = "" if period.month == MONTHS_A_YEAR else period.span()
        return self.title.format(county=county, year=period.year, span=span)

    def check(self, period: Period) -> None:
        """Raises `UsageError` where the period is none of this kind's."""
        if period.month not in self.months:
            raise UsageError(f"{self.label}只用于{self._months}，不用于{period}")

    @property
    def _months(self) -> str:
        return "、".join(f"{month}月" for month in self.months)

    def __str__(self) -> str:
        only = f"（只用于{self._months}）" if len(self.months) < MONTHS_A_YEAR else ""
        return f"{self.key} {self.label}{only}"


KINDS = (
    Kind(
        key="bulletin",
        label="月度收支",
        title="{county}{year}年{span}财政收支执行情况",
    ),
    Kind(
        key="work_report",
        label="工作报告",
        title="{county}{year}年{span}财政工作情况报告",
        judges=GROUPS,
        shows_slots=True,
    ),
)
USUAL = "bulletin"


def known() -> tuple[str, ...]:
    """What the kinds are asked for by."""
    return tuple(kind.key for kind in KINDS)


def named(key: str) -> Kind:
    """The kind of that key."""
    return next(kind for kind in KINDS if kind.key == key)


def listed() -> str:
    """The kinds for the eye: bulletin 月度收支；work_report 工作报告."""
    return "；".join(map(str, KINDS))
