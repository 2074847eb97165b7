"""A final report says nothing that the checks call wrong; a draft marks it where it is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.dataset import Dataset, open_dataset
from finkit.errors import RefusedError, UsageError
from finkit.report import CountyReport, build
from tests.conftest import Open, Write, row

MONTHS = range(1, 7)


def taxes(**wrong: int) -> list[str]:
    """Revenue of two half years, growing by a tenth; `wrong` amounts of 增值税 by `y2024m5`."""
    lines = []
    for year, base in ((2023, 1000), (2024, 1100)):
        for month in MONTHS:
            vat = wrong.get(f"y{year}m{month}", base * month)
            lines += [
                f"{year}-{month:02} cumulative 一般公共预算收入 actual {3 * base * month} 万元",
                f"{year}-{month:02} cumulative 税收收入<一般公共预算收入 actual "
                f"{2 * base * month} 万元",
                f"{year}-{month:02} cumulative 增值税<税收收入 actual {vat} 万元",
            ]
    return lines


def report(opened: Open, lines: list[str], period: str, **options: object) -> CountyReport:
    return build("临洮县", period, opened(*lines).data, options={"allow_missing": True, **options})


def refusal(opened: Open, lines: list[str], period: str, **options: object) -> str:
    with pytest.raises(RefusedError) as refused:
        report(opened, lines, period, mode="final", **options)
    assert refused.value.exit_code == 1
    return str(refused.value)


def markdown(made: CountyReport) -> str:
    return str(made.seal.content["markdown"])


TEN_TIMES = taxes(y2024m6=66000)
VAT = "621124-2024-06-7cd7bd5a"
DEBT = [
    "2024-12 balance 地方政府债务余额 actual 12.6 亿元",
    "2024-12 balance 地方政府债务限额 actual 12.5 亿元",
    "2024-12 cumulative 一般公共预算收入 actual 3.05 亿元",
]


def test_a_tax_ten_times_too_large_in_a_draft(county: Open) -> None:
    text = markdown(report(county, TEN_TIMES, "2024-06"))
    assert (
        f"增值税66000万元〔待核：{VAT}〕，增长约1000%〔待核：{VAT}〕，"
        f"拉动税收收入增长500.0个百分点〔待核：{VAT}〕。" in text
    )
    assert "一般公共预算收入完成19800万元，同比增收1800万元，增长10.0%。" in text
    assert text.endswith(
        "## 附：待核的数\n\n"
        f"- {VAT} 2024-06 增值税应不大于13200万元，实为66000万元（表一）："
        "部分大于总体：单位、口径不同，或数据有误\n"
    )


def test_a_tax_ten_times_too_large_is_no_final(county: Open) -> None:
    assert refusal(county, TEN_TIMES, "2024-06") == (
        f"定稿所用的数有1处错误：{VAT} 2024-06 增值税应不大于13200万元，实为66000万元（表一）；"
        "改正数据；经核实可以照用的，用 --accept 编号 --because 理由"
    )


def test_a_part_above_its_whole(county: Open) -> None:
    lines = [
        "2024-06 cumulative 政府性基金收入 actual 1000 万元",
        "2024-06 cumulative 国有土地使用权出让收入<政府性基金收入 actual 1200 万元",
    ]
    made = report(county, lines, "2024-06")
    (wrong,) = (one for one in made.findings if one.severity == "error")
    text = markdown(made)
    # Which of the two is wrong cannot be told: both are marked.
    assert f"政府性基金收入完成1000万元〔待核：{wrong.id}〕" in text
    for amount in ("1,000", "1,200"):
        marked = f'{amount}<a class="doubt" href="#{wrong.anchor}"'
        assert marked in made.indicator_table.html
    assert f"{wrong.id} 2024-06 国有土地使用权出让收入应不大于1000万元，实为1200万元" in refusal(
        county, lines, "2024-06"
    )


def test_debt_over_its_limit(county: Open) -> None:
    made = report(county, DEBT, "2024-12")
    (wrong,) = made.findings
    assert (
        f"地方政府债务余额12.6亿元〔待核：{wrong.id}〕，占债务限额的约101%"
        f"〔待核：{wrong.id}〕。" in markdown(made)
    )
    assert "地方政府债务余额应不高于12.5亿元，实为12.6亿元" in refusal(county, DEBT, "2024-12")
    # Revenue is none of it.
    assert "一般公共预算收入完成3.05亿元。" in markdown(made)


def test_the_finding_is_one_click_away(county: Open) -> None:
    fund = "2024-06 cumulative 政府性基金收入"
    beside = [f"{fund} actual 500 万元", f"{fund} prior_actual 400 万元"]
    made = report(county, [*TEN_TIMES, *beside], "2024-06")
    link = (
        '<a class="doubt" href="#finding-7cd7bd5a" title="待核：621124-2024-06-7cd7bd5a '
        '2024-06 增值税应不大于13200万元，实为66000万元">'
    )
    assert f"66000万元</a>{link}〔核〕</a>" in made.body.html
    assert f"66,000</a>{link}〔核〕</a>" in made.main_table.html
    assert f"66,000{link}〔核〕</a>" in made.indicator_table.html
    assert '<tr class="error" id="finding-7cd7bd5a">' in made.findings_table.html
    assert f"<code>{VAT}</code>" in made.findings_table.html
    chart = next(one for one in made.charts.drawn if one.doubts)
    html = chart._repr_html_()
    assert f"〔图中{link}2024-06 增值税</a>待核〕</b>" in html
    assert "。图中2024-06 增值税待核。" in html


def test_what_was_accepted_stands_with_its_reason(county: Open) -> None:
    reason = "清缴<以前年度>欠税"
    made = report(county, TEN_TIMES, "2024-06", mode="final", accept={VAT: reason})
    assert "待核" not in made.body.html + made.indicator_table.html
    assert (
        '<p class="accepted">经认可照用：清缴&lt;以前年度&gt;欠税</p>' in made.findings_table.html
    )
    (sealed,) = made.seal.content["accepted"]
    assert (sealed["id"], sealed["found"], sealed["reason"]) == (VAT, "66000万元", reason)
    assert "## 附：经认可照用的数" in markdown(made)
    assert "认可理由：清缴\\<以前年度\\>欠税" in markdown(made)


def test_acceptance_is_of_what_was_seen(county: Open) -> None:
    """Another wrong amount is another finding."""
    with pytest.raises(UsageError, match=f"没有编号为「{VAT}」的核对发现"):
        report(county, taxes(y2024m6=55000), "2024-06", accept={VAT: "已核实"})


def test_only_what_was_found_can_be_accepted(county: Open) -> None:
    near = VAT.replace("7cd", "7dc")
    with pytest.raises(UsageError, match=f"没有编号为「{near}」.*是否想写 {VAT}"):
        report(county, TEN_TIMES, "2024-06", accept={near: "已核实"})
    with pytest.raises(UsageError, match=f"认可「{VAT}」没有写理由"):
        report(county, TEN_TIMES, "2024-06", accept={VAT: " "})


def test_an_earlier_month_that_a_chart_draws(county: Open) -> None:
    lines = [
        line.replace("actual 9900 ", "actual 99000 ") if line.startswith("2024-03") else line
        for line in taxes()
    ]
    made = report(county, lines, "2024-06")
    (wrong,) = made.shown_errors
    assert (wrong.period, wrong.item, wrong.found) == ("2024-03", "一般公共预算收入", "99000万元")
    assert "待核" not in made.narrative.html
    chart = next(one for one in made.charts.drawn if one.name == "within-years")
    assert "图中2024-03 一般公共预算收入待核。" in chart._repr_html_()
    assert f"<td>2024-03 一般公共预算收入</td><td>{wrong.rule}</td>" in made.findings_table.html
    assert wrong.id in refusal(county, lines, "2024-06")
    # It is none of the report of the year before, nor of one that draws nothing of it.
    report(county, lines, "2023-06", mode="final")
    report(county, lines, "2024-06", mode="final", accept={wrong.id: "已核实"})


def test_a_printed_rate_that_sound_amounts_contradict_blocks_nothing() -> None:
    made = build("清流县", "2021-12", options={"mode": "final", "allow_missing": True})
    (wrong,) = (one for one in made.findings if one.severity == "error")
    assert (wrong.expected, wrong.found) == ("-18.5%", "-18.4%")
    assert made.shown_errors == ()
    assert "待核：" not in markdown(made)


def test_a_change_with_a_wrong_sign_leaves_the_amounts_alone(county: Open) -> None:
    lines = [
        "2024-06 cumulative 契税 actual 120 万元",
        "2024-06 cumulative 契税 prior_actual 100 万元",
        "2024-06 cumulative 契税 delta {} 万元",
    ]
    report(county, [*lines[:2], lines[2].format(-20)], "2024-06", mode="final")
    # Of three that do not fit, any may be the wrong one.
    assert "契税应为20.0000万元，实为2.0000万元" in refusal(
        county, [*lines[:2], lines[2].format(2)], "2024-06"
    )


def test_figures_json_names_the_findings(county: Open) -> None:
    made = report(county, TEN_TIMES, "2024-06")
    figures = {one["id"]: one for one in json.loads(made.seal.content["figures"])}
    vat = figures["621124/2024-06/cumulative/增值税/税收收入/amount/"]
    assert (vat["value"], vat["status"], vat["findings"]) == (66000, "ok", [VAT])
    assert figures["621124/2024-06/cumulative/一般公共预算收入//amount/"]["findings"] == []


def test_an_id_is_the_same_in_a_report_and_in_a_check(
    write: Write, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = list(map(row, TEN_TIMES))
    assert main(["check", "--data", str(write(*lines)), "--format", "csv"]) == 1
    out = capsys.readouterr().out
    (error,) = (line.split(",") for line in out.splitlines() if line.startswith("error"))
    assert error[-1] == VAT
    (tmp_path / "elsewhere").mkdir()
    data = open_dataset(write(*reversed(lines), name="elsewhere/observations.csv"))
    assert VAT in ids_of(data, "2024-06")


def ids_of(data: Dataset, period: str) -> list[str]:
    return [one.id for one in build("临洮县", period, data).findings]


def test_ids_are_unique_in_a_report() -> None:
    for county, period in (("示例县", "2021-12"), ("临洮县", "2024-02"), ("清流县", "2021-12")):
        ids = [one.id for one in build(county, period).told_findings]
        assert len(ids) == len(set(ids))


def test_the_command_refuses_and_writes_nothing(
    write: Write, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    given = ["report", "--county", "621124", "--period", "2024-06", "--out", str(out)]
    given += ["--data", str(write(*map(row, TEN_TIMES))), "--mode", "final", "--allow-missing"]
    assert main(given) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"finkit: 定稿所用的数有1处错误：{VAT} 2024-06 增值税")
    assert said.count("\n") == 1
    assert not out.exists()
    assert main([*given, "--accept", VAT]) == 2
    assert "--accept 写了1次，--because 写了0次；每条发现各写一次理由" in capsys.readouterr().err
    assert main([*given, "--accept", VAT, "--because", "清缴以前年度欠税"]) == 0
    page = (out / "2024-06" / "621124" / "report.html").read_text(encoding="utf-8")
    assert "经认可照用：清缴以前年度欠税" in page


def test_a_fact_that_cannot_be(county: Open, tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text(
        "county,period,key,value,unit,text,source\n"
        "621124,2024-06,招商引资项目数,1200000,个,,招商局\n",
        encoding="utf-8",
    )
    asked = {"kind": "work_report", "allow_missing": True}
    made = build("临洮县", "2024-06", county(*taxes()).data, facts, asked)
    (wrong,) = (one for one in made.findings if one.severity == "error")
    assert f"1200000个〔待核：{wrong.id}〕" in markdown(made)
    with pytest.raises(RefusedError, match=f"{wrong.id} 2024-06 招商引资项目数应不大于100000个"):
        build("临洮县", "2024-06", county(*taxes()).data, facts, {**asked, "mode": "final"})
