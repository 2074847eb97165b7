"""To add a claim with its measure: its `Problem`, in a file of `finkit/claims/`.

Here 专项债务余额接近限额, with a measure of its own.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from finkit.claims import table
from finkit.claims.declaration import Measure, Problem
from finkit.claims.evidence import Evidence
from finkit.claims.groups import DEBT
from finkit.cli import main
from finkit.errors import UsageError
from finkit.narrative.write import Narrative
from finkit.report import build
from tests.conftest import Open


def special_near_limit(of: Evidence) -> bool:
    """专项债务余额接近限额."""
    share = of.county_figure("debt_balance_to_limit", item="专项债务余额")
    return share >= of.over("debt_to_limit")


# --- The addition: this, in a family's CLAIMS ----------------------------------------------

ADDED = Problem(
    key="special_near_limit",
    group=DEBT,
    label="专项债务余额接近限额",
    condition="专项债务余额÷专项债务限额达到阈值",
    source="预算法第三十五条：举债不得突破限额",
    severity=85,
    says='专项债务余额{{ item("专项债务余额").level }}，'
    '占限额的{{ level("debt_balance_to_limit", "专项债务限额") }}。',
    answer=Measure(
        key="select",
        plan="risk",
        title="优选专项债券项目",
        text="只报收益能够覆盖本息的项目。",
    ),
    reference="debt_to_limit",
    holds=special_near_limit,
)
SAYS = "专项债务余额96万元，占限额的96.0%。"
ANSWER = "优选专项债券项目。只报收益能够覆盖本息的项目。"

# --- What a reader sees of it --------------------------------------------------------------

BALANCES = (
    "2024-05 balance 专项债务余额 actual 96 万元",
    "2024-05 balance 专项债务限额 actual 100 万元",
    "2024-05 balance 地方政府债务余额 actual 195 万元",
    "2024-05 balance 地方政府债务限额 actual 200 万元",
    "2023-12 cumulative 综合财力 actual 100 万元",
)


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "CLAIMS", (*table.CLAIMS, ADDED))


def narrative(county: Open, *lines: str, template: Path | str = "") -> Narrative:
    asked = {"kind": "work_report", "template": str(template)}
    return build("临洮县", "2024-05", county(*lines).data, options=asked).narrative


def test_its_sentence_stands_among_the_others_by_severity(county: Open) -> None:
    text = narrative(county, *BALANCES).text
    graver, lighter = text.index("债务率（测算值）为195.0%"), text.index("债务余额占限额的97.5%")
    assert text.index(DEBT.title) < graver < text.index(SAYS) < lighter


def test_its_measure_stands_in_its_part_of_the_plan_in_the_same_order(county: Open) -> None:
    text = narrative(county, *BALANCES).text
    part = text[text.index("防范财政风险") : text.index("加强自身建设")]
    assert part.index("落实偿债责任") < part.index(ANSWER) < part.index("严守债务限额")


def test_it_is_left_open_where_data_lack(county: Open) -> None:
    said = narrative(county, *BALANCES[2:])
    assert "专项债务余额接近限额（专项债务余额÷专项债务限额达到阈值）：缺专项债务余额" in (
        said.markdown("")
    )
    assert SAYS[:6] not in said.text
    assert ANSWER[:8] not in said.text


def test_its_threshold_is_cited_under_the_page(county: Open) -> None:
    line = "参考线95%：债务余额占限额达到此数视为举债空间不足"
    assert [note for note in narrative(county, *BALANCES).notes if note.startswith(line)]
    assert not [note for note in narrative(county, *BALANCES[2:]).notes if note.startswith(line)]


def test_its_wording_is_handed_out_and_an_edited_one_outranks_it(
    county: Open, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own"
    assert main(["template", "export", str(own)]) == 0
    assert str(own / "claims.j2") in capsys.readouterr().out
    claims, measures = own / "claims.j2", own / "measures.j2"
    assert f"{{% macro special_near_limit() %}}{ADDED.says}{{% endmacro %}}" in (
        claims.read_text(encoding="utf-8")
    )
    edited = claims.read_text(encoding="utf-8").replace("，占限额的{{", "，已占{{")
    claims.write_text(edited, encoding="utf-8")
    measures.write_text("{% macro select() %}{{ point('改') }}改写。{% endmacro %}", "utf-8")
    text = narrative(county, *BALANCES, template=own).text
    assert "专项债务余额96万元，已占96.0%。" in text
    assert "改。改写。" in text
    assert "严守债务限额。在限额内规范举债" in text  # not in the edited copy: as declared


def test_a_copy_older_than_the_claim_says_it_as_declared(county: Open, tmp_path: Path) -> None:
    (tmp_path / "claims.j2").write_text("{# 还没有新的一段 #}", encoding="utf-8")
    assert SAYS in narrative(county, *BALANCES, template=tmp_path).text


# --- Half an addition ----------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["says", "answer", "group", "severity", "condition", "source"])
def test_a_problem_without_any_of_its_parts_is_none(missing: str) -> None:
    parts: dict[str, Any] = {one.name: getattr(ADDED, one.name) for one in fields(ADDED)}
    assert Problem(**parts) == ADDED
    with pytest.raises(TypeError, match=missing):
        Problem(**{name: part for name, part in parts.items() if name != missing})


def test_an_empty_sentence_or_measure_is_refused() -> None:
    parts: dict[str, Any] = {one.name: getattr(ADDED, one.name) for one in fields(ADDED)}
    with pytest.raises(ValueError, match="special_near_limit says nothing"):
        Problem(**{**parts, "says": ""})
    with pytest.raises(ValueError, match="select says nothing"):
        Measure(key="select", plan="risk", title="优选专项债券项目", text="")


def test_a_template_that_asks_for_no_such_claim_is_told_its_name(
    county: Open, tmp_path: Path
) -> None:
    text = "{% import 'claims.j2' as said_of with context %}\n{{ said_of.no_such_claim() }}"
    (tmp_path / "work_report.j2").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"work_report.j2:2：.*no_such_claim"):
        narrative(county, *BALANCES, template=tmp_path)
