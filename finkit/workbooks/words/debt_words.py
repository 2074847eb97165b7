"""What headings and names of government debt say (政府债务): 2023年末地方政府专项债务余额决算数.

Each says several things at once, of which kind of debt (一般, 专项), what of it (余额, 限额 …), of
which year, in what state; `debt.csv` has a row for each word.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from finkit.accounts.spelling import clean
from finkit.workbooks.words.dates import squeeze

_YEAR = re.compile(r"(?:19|20)\d{2}")
_DEBT = re.compile(r"债务|债券")
_ABOUT = re.compile(r"限额|余额|还本|付息|发行|转贷|举借|偿还")
_BUDGETED = re.compile(
    r"预算(收支|收入|支出)|(一般公共|政府性基金|国有资本经营|社会保险基金|公共财政)预算"
)
_KINDS = ("一般", "专项")
_WHATS = (("限额", "limit"), ("余额(?!限额)", "balance"))
_FLOWS = (("发行", "issue"), ("还本|偿还", "repay"), ("付息", "interest"))
_USE = re.compile("使用|安排|项目")
_MORE = re.compile("发行|还本|付息|转贷|举借|偿还|新增|提前|调整")


class DebtWords(NamedTuple):
    """What a text says of debt; "" and 0 for what it does not say.

    `what` is balance, limit, issue, repay, interest, service, deficit or foreign (外国政府贷款);
    `year` a year, or with `is_relative` one counted from the table's own (上年 is -1); `edge` start
    or end, or now (本月末); `status` 决算, 预计执行, 执行, 实际 or a measure of budgets; `scope`
    whole, own, lower.
    `rest` is what no word of the list explains: the text then says more than this.
    """

    what: str = ""
    kind: str = ""
    bond: str = ""
    sub: str = ""
    ahead: str = ""
    year: int = 0
    is_relative: bool = False
    edge: str = ""
    status: str = ""
    scope: str = ""
    is_total: bool = False
    rest: str = ""


@cache
def _rules() -> list[tuple[re.Pattern[str], str, str]]:
    text = files(__package__).joinpath("debt.csv").read_text(encoding="utf-8")
    return [
        (re.compile(row["pattern"]), row["facet"], row["value"])
        for row in csv.DictReader(text.splitlines())
    ]


@lru_cache(maxsize=4096)
def debt_words(text: str) -> DebtWords:
    """What a heading or the name of a row says of debt.

    >>> said = debt_words("五、2021年末地方政府一般债务余额预计执行数")
    >>> said.what, said.kind, said.year, said.edge, said.status, said.rest
    ('balance', '一般', 2021, 'end', '预计执行', '')
    >>> debt_words("综合财力").rest, debt_words("其中：新增债务限额").sub
    ('综合财力', '新增')
    """
    plain = clean(text)
    found: dict[str, str] = {}
    rest, at = "", 0
    while at < len(plain):
        rule = next(
            ((m, facet, value) for p, facet, value in _rules() if (m := p.match(plain, at))), None
        )
        if rule is None or not rule[0][0]:
            rest, at = rest + plain[at], at + 1
            continue
        matched, facet, value = rule
        rest += _put(found, facet, value or matched[0])
        at = matched.end()
    return _words(found, rest)


def _put(found: dict[str, str], facet: str, value: str) -> str:
    """Notes what a word says; what contradicts a word before it is not understood."""
    if facet == "kind" and len(value) > len(_KINDS[0]):
        value, found["bond"] = value[:2], value[2:]
    if not facet or (facet == "bond" and "bond" in found):
        return ""
    before = found.setdefault(facet, value)
    return "" if before == value else value


def _words(found: dict[str, str], rest: str) -> DebtWords:
    year = found.get("year", "")
    absolute = _YEAR.match(year)
    return DebtWords(
        what=found.get("what", ""),
        kind=found.get("kind", ""),
        bond=found.get("bond", ""),
        sub=found.get("sub", ""),
        ahead=found.get("ahead", ""),
        year=int(absolute[0]) if absolute else int(year or 0),
        is_relative=bool(year) and not absolute,
        edge=found.get("edge", ""),
        status=found.get("status", ""),
        scope=found.get("scope", ""),
        is_total="total" in found,
        rest=rest,
    )


def says_debt(text: str) -> bool:
    """Whether a title or a heading is about debt and nothing wider.

    >>> says_debt("2023年地方政府债务限额及余额决算情况表"), says_debt("2023年一般公共预算收支表")
    (True, False)
    """
    plain = squeeze(text)
    is_about = bool(_DEBT.search(plain) and _ABOUT.search(plain))
    return is_about and not is_of_budgets(title=plain)


def is_of_budgets(title: str) -> bool:
    """Whether a title is of one of the budgets, whose debt is one item among others."""
    return bool(_BUDGETED.search(squeeze(title)))


class Around(NamedTuple):
    """What a title says for cells that do not: kind, what of the debt, 债务 or 债券."""

    kind: str = ""
    what: str = ""
    bond: str = ""


def around_of_title(title: str) -> Around:
    """What a title says of all amounts below it: one kind alone, one thing alone.

    >>> around_of_title("2025年全市地方政府专项债务限额和余额情况表")
    Around(kind='专项', what='', bond='债务')
    >>> around_of_title("2023年地方政府债券发行情况表").what
    'issue'
    >>> around_of_title("地方政府债务限额（含一般债务和专项债务）情况表")
    Around(kind='', what='limit', bond='债务')
    """
    plain = squeeze(title)
    kinds = [kind for kind in _KINDS if re.search(f"{kind}债[务券]", plain)]
    whats = [what for word, what in _WHATS if re.search(word, plain)]
    what = whats[0] if len(whats) == 1 and not _MORE.search(plain) else ""
    flows = [flow for word, flow in _FLOWS if re.search(word, plain)]
    if not whats and len(flows) == 1 and not _USE.search(plain):
        what = flows[0]
    bond = "债券" if "债券" in plain and "债务" not in plain else "债务" if "债务" in plain else ""
    return Around(kinds[0] if len(kinds) == 1 else "", what, bond)
