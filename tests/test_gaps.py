"""What a report asks for: what this county is expected to have, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.dataset import Dataset, open_dataset
from finkit.errors import DataError, NotHeldError
from finkit.facts.slots import slots
from finkit.narrative.hints import hint
from finkit.report import build
from tests.conftest import Open, Write, row

GENERAL = (
    "2024-02 cumulative 一般公共预算收入 actual 100 万元",
    "2024-02 cumulative 一般公共预算收入 prior_actual 90 万元",
    "2024-02 cumulative 一般公共预算支出 actual 300 万元",
    "2024-02 cumulative 一般公共预算支出 prior_actual 280 万元",
)
FUND = "2024-01 cumulative 政府性基金收入 actual 50 万元"


def asked(data: Dataset, period: str = "2024-02", facts: str | Path = "") -> list[str]:
    return [gap.wanted for gap in build("临洮县", period, data, facts).narrative.gaps]


def test_a_county_that_publishes_the_general_budget_is_asked_for_nothing_more(county: Open) -> None:
    report = build("临洮县", "2024-02", county(*GENERAL).data, options={"mode": "final"})
    assert report.narrative.pending == ()
    assert "可补充" not in report.narrative.markdown("甲")


def test_what_it_held_the_month_before_is_expected_and_listed_with_its_table(county: Open) -> None:
    data = county(*GENERAL, FUND).data
    assert asked(data) == ["政府性基金收入累计数，万元"]
    told = build("临洮县", "2024-02", data).narrative
    assert "待补" not in told.text
    assert told.markdown("甲").endswith(
        "## 附：可补充的数据\n\n- 政府性基金收入累计数（万元），一般见政府性基金收支月报\n"
    )
    with pytest.raises(NotHeldError, match="定稿还缺1项：政府性基金收入累计数，万元；"):
        build("临洮县", "2024-02", data, options={"mode": "final"})


def test_what_it_held_in_december_alone_is_expected_in_december_alone(county: Open) -> None:
    debt = "2022-12 balance 地方政府债务余额 actual 900 万元"
    december = [line.replace("2024-02", "2023-12") for line in GENERAL]
    data = county(*GENERAL, *december, debt).data
    assert asked(data) == []
    assert asked(data, "2023-12") == ["地方政府债务余额月末数，万元"]


def test_by_whichever_of_its_names_the_county_states_it(county: Open) -> None:
    data = county(*GENERAL, "2023-02 cumulative 财政总收入 actual 150 万元").data
    assert asked(data) == ["财政总收入累计数，万元"]


def test_nothing_is_asked_after_a_zero(county: Open) -> None:
    assert asked(county(*GENERAL, "2024-02 cumulative 政府性基金收入 actual 0 万元").data) == []


def test_a_printed_rate_is_a_comparison(county: Open, write: Write) -> None:
    lines = [line for line in GENERAL if "prior" not in line]
    assert asked(county(*lines).data) == [
        "一般公共预算收入上年同期数，万元",
        "一般公共预算支出上年同期数，万元",
    ]
    write(
        *(
            f"621124,2024-02,cumulative,一般公共预算{side},,yoy_rate,,5.2,%,表一"
            for side in ["收入", "支出"]
        ),
        name="observations.published.csv",
        header="county_code,period,basis,item,parent_item,indicator,of_item,printed,unit,source",
    )
    assert asked(county(*lines).data) == []


def test_what_the_bureau_does_not_publish_is_not_asked_again(county: Open, tmp_path: Path) -> None:
    given = tmp_path / "given.csv"
    header = "county,period,key,value,unit,text,source"
    given.write_text(f"{header}\n临洮县,2024-01,不公布,,,政府性基金预算收入、存款余额,\n", "utf-8")
    assert asked(county(*GENERAL, FUND).data, facts=given) == []


def test_it_says_so_in_the_calibers_too(county: Open, write: Write) -> None:
    write(
        "政府性基金收入,621124,,不公布,单位说明",
        "一般公共预算支出上年同期数,甘肃省,,不公布,单位说明",
        name="observations.calibers.csv",
        header="item,region,components,role,source",
    )
    assert asked(county(*GENERAL[:3], FUND).data) == []
    with pytest.raises(DataError, match="不公布的留空"):
        write(
            "政府性基金收入,621124,税收收入,不公布,单位说明",
            name="observations.calibers.csv",
            header="item,region,components,role,source",
        )
        county(*GENERAL)


def test_the_work_report_asks_for_it_no_more_either(write: Write) -> None:
    write(
        "政府性基金收入,621124,,不公布,单位说明",
        name="observations.calibers.csv",
        header="item,region,components,role,source",
    )
    data = open_dataset(write(*map(row, GENERAL)))
    text = build("临洮县", "2024-02", data, options={"kind": "work_report"}).narrative.text
    assert "地方财政收入完成【待补：地方财政收入累计数、上年同期数，万元】。" in text
    assert "政府性基金收入" not in text


# --- The slots of the work report ------------------------------------------------------------


def test_a_missing_slot_tells_what_would_fill_it(
    county: Open, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    county(*GENERAL)
    place = str(tmp_path / "observations.csv")
    asked = ["slots", "--county", "临洮县", "--period", "2024-02", "--data", place]
    assert main([*asked, "--format", "json"]) == 0
    told = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    assert (told["S13"]["status"], told["S13"]["hint"]) == ("computed", "")
    assert told["S12"]["hint"] == ("一般见财政收支月报：项目“地方财政收入”的本期数、上年同期数")
    assert told["S34"]["hint"] == "事实表的“招商引资项目数”"
    assert told["S48"]["hint"] == (
        "一般见单位台账：项目“刚性支出”的本期数、年初预算；或事实表的“刚性支出完成年初预算”"
    )


def test_every_slot_that_may_be_missing_has_a_hint() -> None:
    report_itself = ("county", "period", "month_end")
    assert [s.id for s in slots() if bool(hint(s)) == (s.kind in report_itself)] == []
