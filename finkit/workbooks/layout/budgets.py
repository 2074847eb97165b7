"""Rows whose names recur in another budget, or in every table: the scope that tells them apart.

城乡社区支出 of the fund budget is not the class of the general one, 合计 the sum of its own table
alone. Their scope (口径) says so; what a name says by itself needs none.
"""

from __future__ import annotations

import re

from finkit.accounts.aliases import standard
from finkit.accounts.chart import accounts
from finkit.accounts.spelling import clean
from finkit.workbooks.words.dates import squeeze

_WORDS = {
    "经济分类": "经济分类",
    "政府性基金": "政府性基金预算",
    "国有资本经营": "国有资本经营预算",
    "社会保险基金": "社会保险基金预算",
    "社保基金": "社会保险基金预算",
}
_SOCIAL = "社会保险基金预算"
_SIDES = re.compile("收入|支出")
_KINDS = (
    (re.compile(r"^(?!.*(收入|收支|结算)).*(转移支付|税收返还)"), "转移支付"),
    (re.compile("基本支出"), "基本支出"),
    (re.compile("项目支出"), "项目支出"),
)
_OWN_SPENDING = re.compile("本级支出")
_TOTAL = re.compile("支出(总计|合计)")
_GENERAL = re.compile(r"一般公共|公共财政|收支总表|四本")
_OWN = {"政府性基金预算": "fund_", "国有资本经营预算": "soe_", "社会保险基金预算": "social_"}
_NEUTRAL = ("balance", "economy", "tagged", "treasury_summary", "debt_revenue", "statement")
_RECURRING = re.compile(r".*(合计|总计|小计|结余|结转|补助|上解|调[入出]|转移).*")
_SUM = re.compile(r"合计|总计|小计")
_VARYING = re.compile(
    r"截[至止到](?=\d)|\d+|(?<=\d月)[末底]|[一二三四五六七八九十]+季度|上半年|全年|"
    r"(?<![分历逐各])[年月]|(?<![进制])度"
)
_NUMBER = re.compile(r"^附?[表件][\d一二三四五六七八九十—-]{1,4}[:：、]?")
_AREA = re.compile(r"^.{0,14}?[县区市旗省州盟](?=\d{4}年)")


def budget_of(title: str) -> str:
    """Which other budget than the general one a table is of, by its title; "" for the general.

    >>> budget_of("2023年政府性基金支出决算表"), budget_of("2023年一般公共预算支出决算表")
    ('政府性基金预算', '')
    """
    said = dict.fromkeys(scope for word, scope in _WORDS.items() if word in title)
    if "经济分类" in said:
        return "经济分类"
    return next(iter(said)) if len(said) == 1 and not _GENERAL.search(title) else ""


def table_name(title: str) -> str:
    """What a table is called, whoever's and whenever it is.

    >>> table_name("附表2：临洮县2024年1—2月一般公共预算收入情况表")
    '一般公共预算收入情况表'
    >>> table_name("截至2024年5月末部门支出进度表")
    '部门支出进度表'
    """
    plain = _AREA.sub("", _NUMBER.sub("", squeeze(title)))
    return _VARYING.sub("", plain).strip("-—–~至:：、()（）")


def scope_of(title: str, side: str, item: str, parent: str) -> str:
    """The scope that a row needs to be told apart; "" where its name does.

    >>> scope_of("2023年政府性基金支出决算表", "", "二、城乡社区支出", "")
    '政府性基金预算'
    >>> scope_of("2023年政府性基金支出决算表", "", "国有土地使用权出让收入安排的支出", "")
    ''
    """
    if not parent and _SUM.fullmatch(clean(item)):
        return f"{table_name(title)}{side}"
    budget, kind = budget_of(title), table_kind(title)
    if _OWN_SPENDING.search(squeeze(title)) and _TOTAL.fullmatch(clean(item)):
        # 支出总计 without what goes to lower levels is not that of the whole table.
        return joined(budget, "本级支出")
    if kind:
        return joined(kind, budget)
    if budget == _SOCIAL and not _SIDES.search(clean(item) + clean(parent)):
        # The funds have the same names among revenue and spending.
        sides = {side} if side else set(_SIDES.findall(squeeze(title)))
        return f"{budget}{sides.pop()}" if len(sides) == 1 else budget
    return budget if budget and _recurs(budget, item, parent) else ""


def table_kind(title: str) -> str:
    """What kind of table recurring names are of: 转移支付 to others beside what is spent itself,
    基本支出 and 项目支出 of the whole; "" for a table of budget or outturn.

    >>> table_kind("2021年省级税收返还和转移支付预算汇总表"), table_kind("本级基本支出表")
    ('转移支付', '基本支出')
    >>> table_kind("2023年转移支付收入决算表"), table_kind("2023年一般公共预算支出决算表")
    ('', '')
    """
    plain = squeeze(title)
    return next((kind for pattern, kind in _KINDS if pattern.search(plain)), "")


def joined(scope: str, own: str) -> str:
    """The scope of a whole table, and that which one of its rows needs besides.

    >>> joined("县本级", "政府性基金预算"), joined("县本级", "")
    ('县本级、政府性基金预算', '县本级')
    """
    if not own or scope.endswith(own):
        return scope
    return f"{scope}、{own}" if scope else own


def _recurs(budget: str, item: str, parent: str) -> bool:
    """Whether the general budget, or any, has an item of that name."""
    name = standard(item, parent).name
    account = accounts().get(name)
    if account is None:
        return bool(_RECURRING.fullmatch(clean(item)))
    own = _OWN.get(budget, "")
    if own and account.statement.startswith(own):
        return False
    return account.statement not in _NEUTRAL and budget.removesuffix("预算") not in name
