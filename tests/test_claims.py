"""Claims: a condition, the figures that prove it, what is said and done where it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import pytest

import finkit.claims
from finkit.accounts.aliases import standard
from finkit.accounts.names import GENERAL_REVENUE
from finkit.charts.catalogue import CHARTS
from finkit.claims.declaration import Claim, Measure, Plan, Problem
from finkit.claims.evidence import Evidence, MissingError
from finkit.claims.groups import GROUPS
from finkit.claims.judging import Verdict, judge
from finkit.claims.table import CLAIMS, measures, problems
from finkit.claims.thresholds import Threshold, defaults, thresholds
from finkit.errors import UsageError
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet
from finkit.narrative.context import Context, Subject
from finkit.narrative.declared import DECLARED, exported
from finkit.narrative.kinds import named
from finkit.narrative.templates import packaged
from finkit.narrative.write import write
from finkit.periods import Period
from finkit.report import build
from finkit.wording import Speaker, Style
from tests.conftest import Open, Opened

WORK = {"kind": "work_report"}


def at(opened: Opened, period: str = "2024-05") -> CountyAt:
    return CountyAt(opened.data.ledger.county("621124"), Period.parse(period))


def verdict(opened: Opened, key: str, period: str = "2024-05") -> Verdict:
    claim = next(claim for claim in CLAIMS if claim.key == key)
    return judge(claim, at(opened, period), opened.figures(period), defaults())


def pair(item: str, now: float, before: float) -> tuple[str, str]:
    return (
        f"2024-05 cumulative {item} actual {now} 万元",
        f"2024-05 cumulative {item} prior_actual {before} 万元",
    )


INCOME, OUTLAY = "一般公共预算收入", "一般公共预算支出"
TAX, NONTAX = "税收收入<一般公共预算收入", "非税收入<一般公共预算收入"
LAND, FUND = "国有土地使用权出让收入<政府性基金收入", "政府性基金收入"


# What makes a claim hold, and what just fails to.
EXAMPLES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("revenue_falls", pair(INCOME, 90, 100), pair(INCOME, 110, 100)),
    # −0.04% prints as 基本持平: no fall is claimed of it.
    ("revenue_falls", pair(INCOME, 90, 100), pair(INCOME, 99.96, 100)),
    (
        "revenue_behind",
        (*pair(INCOME, 40, 30), "2024-05 cumulative 一般公共预算收入 budget 100 万元"),
        (*pair(INCOME, 50, 30), "2024-05 cumulative 一般公共预算收入 budget 100 万元"),
    ),
    (
        "revenue_slows",
        (
            *pair(INCOME, 105, 100),
            "2024-04 cumulative 一般公共预算收入 actual 88 万元",
            "2024-04 cumulative 一般公共预算收入 prior_actual 80 万元",
        ),
        (
            *pair(INCOME, 109, 100),
            "2024-04 cumulative 一般公共预算收入 actual 88 万元",
            "2024-04 cumulative 一般公共预算收入 prior_actual 80 万元",
        ),
    ),
    (
        "low_base",
        (
            *pair(INCOME, 110, 100),
            "2023-05 cumulative 一般公共预算收入 actual 100 万元",
            "2023-05 cumulative 一般公共预算收入 prior_actual 120 万元",
        ),
        (
            *pair(INCOME, 110, 100),
            "2023-05 cumulative 一般公共预算收入 actual 100 万元",
            "2023-05 cumulative 一般公共预算收入 prior_actual 90 万元",
        ),
    ),
    (
        "tax_share_low",
        (*pair(INCOME, 100, 90), *pair(TAX, 49, 45)),
        (*pair(INCOME, 100, 90), *pair(TAX, 50, 45)),
    ),
    (
        "tax_share_down",
        (*pair(INCOME, 100, 100), *pair(TAX, 60, 70)),
        (*pair(INCOME, 100, 100), *pair(TAX, 70, 60)),
    ),
    (
        "nontax_faster",
        (*pair(INCOME, 100, 90), *pair(TAX, 60, 58), *pair(NONTAX, 40, 32)),
        (*pair(INCOME, 100, 90), *pair(TAX, 60, 50), *pair(NONTAX, 40, 40)),
    ),
    (
        "one_off",
        (
            *pair(INCOME, 100, 90),
            *pair(TAX, 60, 60),
            *pair("一次性收入<一般公共预算收入", 20, 0),
        ),
        (
            *pair(INCOME, 100, 90),
            *pair(TAX, 60, 60),
            *pair("一次性收入<一般公共预算收入", 19, 0),
        ),
    ),
    (
        "land_above",
        (*pair(INCOME, 100, 90), *pair(FUND, 150, 100), *pair(LAND, 101, 90)),
        (*pair(INCOME, 100, 90), *pair(FUND, 150, 100), *pair(LAND, 100, 90)),
    ),
    (
        "land_falls",
        (*pair(FUND, 90, 100), *pair(LAND, 80, 90)),
        (*pair(FUND, 110, 100), *pair(LAND, 80, 90)),
    ),
    (
        "sanbao_behind",
        (*pair("三保支出", 33, 30), "2024-05 cumulative 三保支出 budget 100 万元"),
        (*pair("三保支出", 34, 30), "2024-05 cumulative 三保支出 budget 100 万元"),
    ),
    (
        "resources_short",
        (*pair("可用财力", 99, 90), *pair("刚性支出", 100, 90)),
        (*pair("可用财力", 101, 90), *pair("刚性支出", 100, 90)),
    ),
    ("resources_fall", pair("可用财力", 90, 100), pair("可用财力", 110, 100)),
    (
        "gap_widens",
        (*pair(INCOME, 105, 100), *pair(OUTLAY, 330, 300)),
        (*pair(INCOME, 120, 100), *pair(OUTLAY, 330, 300)),
    ),
    (
        "rigid_grows",
        (*pair("刚性支出", 110, 100), *pair(INCOME, 105, 100)),
        (*pair("刚性支出", 110, 100), *pair(INCOME, 112, 100)),
    ),
    (
        "rigid_grows",
        (*pair("刚性支出", 110, 100), *pair(INCOME, 105, 100)),
        (*pair("刚性支出", 100, 100), *pair(INCOME, 95, 100)),
    ),
    (
        "spending_behind",
        (*pair(OUTLAY, 40, 30), "2024-05 cumulative 一般公共预算支出 budget 100 万元"),
        (*pair(OUTLAY, 42, 30), "2024-05 cumulative 一般公共预算支出 budget 100 万元"),
    ),
    ("debt_service_grows", pair("债务还本付息", 110, 100), pair("债务还本付息", 90, 100)),
    (
        "debt_near_limit",
        (
            "2024-05 balance 地方政府债务余额 actual 95 万元",
            "2024-05 balance 地方政府债务限额 actual 100 万元",
        ),
        (
            "2024-05 balance 地方政府债务余额 actual 94 万元",
            "2024-05 balance 地方政府债务限额 actual 100 万元",
        ),
    ),
    (
        "debt_ratio_high",
        (
            "2024-05 balance 地方政府债务余额 actual 120 万元",
            "2023-12 cumulative 综合财力 actual 100 万元",
        ),
        (
            "2024-05 balance 地方政府债务余额 actual 119 万元",
            "2023-12 cumulative 综合财力 actual 100 万元",
        ),
    ),
    (
        "debt_to_gdp_high",
        (
            "2024-05 balance 地方政府债务余额 actual 60 万元",
            "2023-12 cumulative 地区生产总值 actual 100 万元",
        ),
        (
            "2024-05 balance 地方政府债务余额 actual 59 万元",
            "2023-12 cumulative 地区生产总值 actual 100 万元",
        ),
    ),
    ("three_public_flat", pair("三公经费", 100, 100), pair("三公经费", 99, 100)),
    ("three_public_falls", pair("三公经费", 99, 100), pair("三公经费", 100, 100)),
    ("general_spending_rises", pair("一般性支出", 101, 100), pair("一般性支出", 100, 100)),
    ("high_growth", pair(INCOME, 110, 100), pair(INCOME, 109, 100)),
    (
        "within_limit",
        (
            "2024-05 balance 地方政府债务余额 actual 100 万元",
            "2024-05 balance 地方政府债务限额 actual 100 万元",
        ),
        (
            "2024-05 balance 地方政府债务余额 actual 101 万元",
            "2024-05 balance 地方政府债务限额 actual 100 万元",
        ),
    ),
)
HOLDING = {key: holding for key, holding, _ in EXAMPLES}


@pytest.mark.parametrize(("key", "holding", "failing"), EXAMPLES)
def test_a_claim_stands_on_its_condition_alone(
    county: Open, key: str, holding: tuple[str, ...], failing: tuple[str, ...]
) -> None:
    assert verdict(county(*holding), key).state == "holds"
    assert verdict(county(*failing), key).state == "fails"


def test_amounts_in_different_units_compare(county: Open) -> None:
    opened = county(
        "2024-05 cumulative 可用财力 actual 1 亿元", "2024-05 cumulative 刚性支出 actual 9999 万元"
    )
    assert verdict(opened, "resources_short").state == "fails"


def test_both_halves_are_done_in_june_only(county: Open) -> None:
    def lines(income: int, month: str) -> tuple[str, ...]:
        return (
            f"{month} cumulative 一般公共预算收入 actual {income} 万元",
            f"{month} cumulative 一般公共预算收入 budget 100 万元",
            f"{month} cumulative 一般公共预算支出 actual 52 万元",
            f"{month} cumulative 一般公共预算支出 budget 100 万元",
        )

    assert verdict(county(*lines(50, "2024-06")), "double_half", "2024-06").state == "holds"
    assert verdict(county(*lines(49, "2024-06")), "double_half", "2024-06").state == "fails"
    assert verdict(county(*lines(80, "2024-07")), "double_half", "2024-07").state == "fails"


def test_every_claim_is_left_open_without_data(county: Open) -> None:
    opened = county("2024-05 cumulative 其他项目 actual 1 万元")
    for claim in CLAIMS:
        found = verdict(opened, claim.key)
        if claim.key == "double_half":
            assert found.state == "fails"  # not June
        else:
            assert found.state == "unknown"
            assert re.fullmatch(r"[^A-Za-z_]+", found.reason), found.reason


def test_the_verdict_carries_the_figures_it_looked_at(county: Open) -> None:
    found = verdict(county(*pair(INCOME, 90, 100)), "revenue_falls")
    assert [(figure.indicator, figure.value) for figure in found.figures] == [("yoy_rate", -10)]


def test_thresholds_have_sources_and_may_be_set() -> None:
    assert all(line.source for line in defaults().values())
    assert str(thresholds({"tax_share": 55.5})["tax_share"]) == "55.5%"
    with pytest.raises(UsageError, match="不认识的阈值「tax_shar」；是否想写 tax_share"):
        thresholds({"tax_shar": 50})
    with pytest.raises(UsageError, match="阈值 tax_share 应为数字"):
        thresholds({"tax_share": "50"})


# --- A claim and its text ------------------------------------------------------------------


def pattern(said: str) -> str:
    """A declared text as a pattern of what it becomes: `{{ … }}` is anything but a full stop."""
    becomes = {"{%s": "", "{%i": "(?:", "{%e": ")?"}  # set, if, endif
    parts = re.split(r"({{.*?}}|{%.*?%})", said)
    return "".join(
        "[^。]+" if one[:2] == "{{" else becomes.get(one.replace(" ", "")[:3], re.escape(one))
        for one in parts
    )


@pytest.mark.parametrize("problem", problems(), ids=lambda problem: problem.key)
def test_a_problem_that_holds_is_told_under_its_heading_and_answered(
    county: Open, problem: Problem
) -> None:
    data = county(*HOLDING[problem.key]).data
    text = build("临洮县", "2024-05", data, options=WORK).narrative.text
    _, told, plan = re.split("存在的问题|下一步工作计划", text)
    group = re.split(r"^（.）", told, flags=re.M)
    assert [p for p in group if p.startswith(problem.group.title)]
    under = next(p for p in group if p.startswith(problem.group.title))
    assert re.search(pattern(problem.says), under), under
    assert re.search(rf"{problem.answer.title}。{pattern(problem.answer.text)}", plan)


SPELLINGS = (
    "一般公共预算收入",
    "（一）一般公共预算收入",
    "一、一般公共预算收入",
    "其中：一般公共预算收入",
    "公共财政预算收入",
    "地方一般公共预算收入",
    "一般公共预算收入合计",
)


@pytest.mark.parametrize("spelled", SPELLINGS)
def test_a_claim_stands_however_its_parent_is_spelled(county: Open, spelled: str) -> None:
    assert standard(spelled).name == GENERAL_REVENUE
    opened = county(
        *pair(spelled, 100, 90),
        *pair(f"税收收入<{spelled}", 40, 45),
        *pair(f"非税收入<{spelled}", 60, 45),
        *pair(f"一次性收入<{spelled}", 30, 10),
        *pair(FUND, 150, 140),
        *pair(LAND, 120, 110),
    )
    for key in ("land_above", "tax_share_low", "tax_share_down", "nontax_faster", "one_off"):
        assert verdict(opened, key).state == "holds", key
    text = build("临洮县", "2024-05", opened.data, options=WORK).narrative.text
    assert (
        "国有土地使用权出让收入120万元，相当于一般公共预算收入的120.0%，对土地出让收入依赖较大。"
        in text
    )
    assert "统筹土地出让收支。合理把握土地出让节奏" in text


@pytest.mark.parametrize("spelled", SPELLINGS)
def test_a_template_may_name_the_parent_as_printed(
    county: Open, spelled: str, tmp_path: Path
) -> None:
    (tmp_path / "bulletin.j2").write_text(
        "{{ level('land_dependence', item('一般公共预算收入').name) }}比"
        "{{ level('land_dependence', '三公经费') }}。",
        encoding="utf-8",
    )
    data = county(*pair(spelled, 100, 90), *pair(FUND, 150, 100), *pair(LAND, 120, 90)).data
    report = build("临洮县", "2024-05", data, options={"template": str(tmp_path)})
    assert report.narrative.text == "120.0%比。"


def test_what_is_missing_is_called_by_its_term(county: Open) -> None:
    evidence = Evidence(at(county(*pair(INCOME, 1, 1))), FigureSet([]), defaults())
    with pytest.raises(MissingError, match=r"^缺土地财政依赖度$"):
        evidence.county_figure("land_dependence", GENERAL_REVENUE)
    with pytest.raises(MissingError, match=r"^缺地方政府债务余额$"):
        evidence.county_figure("debt_balance_to_limit", item="地方政府债务余额")


# --- Laws: half a claim is none -------------------------------------------------------------


def families() -> Iterator[dict[str, object]]:
    for found in iter_modules(finkit.claims.__path__, "finkit.claims."):
        yield vars(import_module(found.name))


def test_every_declared_claim_is_in_the_table() -> None:
    declared = [claim for family in families() for claim in _claims(family)]
    assert {claim.key for claim in declared} == {claim.key for claim in CLAIMS}


def _claims(family: dict[str, object]) -> list[Claim]:
    found = family.get("CLAIMS", ())
    assert isinstance(found, tuple)
    return list(found)


def test_every_measure_is_called_up_by_a_problem() -> None:
    declared = {one for family in families() for one in family.values() if isinstance(one, Measure)}
    assert declared == set(measures())


def test_every_part_of_the_plan_has_its_place() -> None:
    text = (packaged() / "plans.j2").read_text(encoding="utf-8")
    assert re.findall(r"answers\(\"(\w+)\"\)", text) == list(get_args(Plan))


def test_every_claim_of_good_standing_is_read_by_a_template() -> None:
    texts = [path.read_text(encoding="utf-8") for path in packaged().glob("*.j2")]
    read = set(re.findall(r"holds\.(\w+)", "".join((*texts, *map(exported, DECLARED)))))
    standing = {claim.key for claim in CLAIMS if not isinstance(claim, Problem)}
    assert standing <= read <= {claim.key for claim in CLAIMS}


def test_every_group_of_problems_is_in_its_table() -> None:
    assert {problem.group for problem in problems()} == set(GROUPS)


class Recorder(dict[str, Threshold]):
    """Thresholds that know which of them were read."""

    def __init__(self) -> None:
        super().__init__(defaults())
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> Threshold:
        self.read.add(key)
        return super().__getitem__(key)


def test_every_threshold_is_read_by_a_claim_or_by_the_text(county: Open) -> None:
    lines = Recorder()
    for name, period in (("示例县", "2021-10"), ("渝北区", "2020-12")):
        report = build(name, period)
        said = Subject(report.at, report.figures, (), lines, report.speaker, CHARTS)
        write(said, named("bulletin"))
    for claim in CLAIMS:
        if claim.key in HOLDING:
            opened = county(*HOLDING[claim.key])
            judge(claim, at(opened), opened.figures("2024-05"), lines)
    # One is read by the head of the page and its charts, which colour by it.
    assert lines.read | {"progress_behind"} == set(defaults())
    assert {problem.reference for problem in problems()} - {""} <= set(defaults())


def test_keys_name_macros_and_hide_no_word_of_the_templates(county: Open) -> None:
    opened = county(*pair(INCOME, 100, 90))
    said = Subject(at(opened), opened.figures("2024-05"), (), defaults(), Speaker(Style()))
    words = Context(said, GROUPS).words()
    told = [one.key for one in (*problems(), *GROUPS)]
    for keys in (told, [one.key for one in measures()], [one.key for one in CLAIMS]):
        assert len(keys) == len(set(keys))
        assert all(re.fullmatch(r"[a-z][a-z_]*", key) for key in keys)
        assert not set(keys) & set(words)
