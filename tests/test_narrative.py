"""The text of section （一）, sentence by sentence, and its laws over random tables."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.dataset import open_dataset
from finkit.report import CountyReport, build
from finkit.report.told_figures import exact
from tests.conftest import Open, Write, row
from tests.page_figures import Page, Said
from tests.printed_value import prints


def text_of(opened: Open, *lines: str, period: str = "2024-02") -> list[str]:
    report = build("临洮县", period, opened(*lines).data)
    return report.narrative.text.splitlines()


def test_a_bulletin_as_it_was_published() -> None:
    paragraphs = build("临洮县", "2024-02").narrative.text.splitlines()
    assert paragraphs[:2] == ["一、财政收支执行情况", "（一）财政收入"]
    assert paragraphs[2].startswith(
        "2024年1—2月，临洮县大口径财政收入完成17056万元，为年初预算105425万元的16.2%，"
        "落后序时进度0.5个百分点，同比增收2113万元，增长14.1%。"
        "其中，2月当月完成5682万元，同比减收1816万元，下降24.2%。"
        "从构成看，税收收入15348万元，增长9.4%，占比90.0%；非税收入1708万元，增长87.5%，占比10.0%。"
    )


def test_spending_falls_in_words_of_spending() -> None:
    paragraphs = build("大姚县", "2024-04").narrative.text.splitlines()
    assert (
        "2024年1—4月，大姚县一般公共预算支出完成107752万元，为年初预算257288万元的41.9%，"
        "超序时进度8.5个百分点，同比减支9240万元，下降7.9%。" in paragraphs
    )


def test_a_whole_year_has_no_schedule_and_names_the_adjusted_budget() -> None:
    text = build("武义县", "2021-12").narrative.text
    assert "一般公共预算收入完成29.56亿元，为调整预算29.92亿元的98.8%，同比增长7.7%。" in text
    assert "2021年，武义县财政总收入完成49.27亿元，同比增收4.56亿元，增长10.2%。" in text


def test_rank_names_the_number_of_peers() -> None:
    text = build("渝北区", "2020-12").narrative.text
    assert "与全市其他36个可比区县相比，增速居第33位。" in text


def test_a_share_in_a_name_stands_in_brackets(county: Open) -> None:
    lines = text_of(
        county,
        "2024-02 cumulative 一般公共预算收入 actual 100 万元",
        "2024-02 cumulative 税收收入<一般公共预算收入 actual 80 万元",
        "2024-02 cumulative 增值税50%<税收收入 actual 60 万元",
        "2024-02 cumulative 契税<税收收入 actual 20 万元",
    )
    assert "从主要税种看，增值税（50%部分）60万元；契税20万元。" in lines[2]


def test_nothing_received_yet(county: Open) -> None:
    lines = text_of(
        county,
        "2024-02 cumulative 政府性基金收入 actual 0 万元",
        "2024-02 cumulative 政府性基金收入 prior_actual 300 万元",
    )
    assert lines[2] == "2024年1—2月，临洮县政府性基金收入暂未实现，同比减收300万元。"


def test_a_zero_base_has_no_rate(county: Open) -> None:
    lines = text_of(
        county,
        "2024-02 cumulative 政府性基金支出 actual 9620 万元",
        "2024-02 cumulative 政府性基金支出 prior_actual 0 万元",
    )
    assert lines[2] == (
        "2024年1—2月，临洮县政府性基金支出完成9620万元，同比增支9620万元（上年同期为零）。"
    )


def test_what_is_missing_makes_no_hole_in_a_bulletin(county: Open) -> None:
    lines = text_of(county, "2024-02 cumulative 一般公共预算收入 actual 100 万元")
    assert lines[2:] == [
        "2024年1—2月，临洮县一般公共预算收入完成100万元。",
        "二、数据情况",
        "本期数据共1项，为一般公共预算收入。数据取自1个来源，没有上年同期数和预算数，不作比较。",
    ]


def test_a_work_report_shows_its_slots_each_once_in_the_unit_of_the_county(county: Open) -> None:
    data = county(
        "2024-02 cumulative 总支出 actual 1.20 亿元",
        "2024-02 cumulative 政府性基金支出 actual 0.10 亿元",
    ).data
    text = build("临洮县", "2024-02", data, options={"kind": "work_report"}).narrative.text
    lines = text.splitlines()
    start = lines.index("1.财政收入")
    assert lines[start + 1] == (
        "2024年1—2月，临洮县全口径财政收入完成【待补：全口径财政收入累计数、上年同期数，亿元】，"
        "地方财政收入完成【待补：地方财政收入累计数、上年同期数，亿元】，"
        "一般公共预算收入完成【待补：一般公共预算收入累计数、上年同期数，亿元】，"
        "政府性基金收入完成【待补：政府性基金收入累计数、上年同期数，亿元】。"
    )
    assert "一般公共预算支出完成【待补：一般公共预算支出累计数、上年同期数，亿元】。" in lines


def test_the_reason_is_the_bureaus_sentence_alone(county: Open, write: Write) -> None:
    given = "收入增长主要得益于重点企业产销两旺"
    data = county("2024-02 cumulative 一般公共预算收入 actual 100 万元").data
    facts = write(
        f"临洮县,2024-02,收入增减原因,,,{given},",
        name="facts.csv",
        header="county,period,key,value,unit,text,source",
    )
    assert f"{given}。" in build("临洮县", "2024-02", data, str(facts)).narrative.text.splitlines()


def test_january_has_no_month_beside_the_total(county: Open) -> None:
    lines = text_of(county, "2024-01 cumulative 一般公共预算收入 actual 100 万元", period="2024-01")
    assert lines[2] == "2024年1月，临洮县一般公共预算收入完成100万元。"


def test_decimals_are_an_option() -> None:
    report = build("临洮县", "2024-02", options={"rate_decimals": 2})
    assert "增长14.14%" in report.narrative.text
    assert "落后序时进度0.49个百分点" in report.narrative.text


class Outside(HTMLParser):
    """The text of a page outside its figures."""

    def __init__(self) -> None:
        super().__init__()
        self.rest = ""
        self._is_figure = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_figure |= "data-k" in dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        self._is_figure &= tag != "a"

    def handle_data(self, data: str) -> None:
        self.rest += "" if self._is_figure else data


def check_figures(html: str, report: CountyReport) -> list[Said]:
    """Every number of a part of the page is that of the figure it points to."""
    whose = {"county_code": report.county.code, "period": str(report.period)}
    page, shown = Page(whose), Page()
    page.feed(html + report.appendix.html)
    shown.feed(html)
    said = page.figures[: len(shown.mentions)]
    for one in said:
        assert one.value == exact(report.figures[one.figure])
        assert re.fullmatch(r"约?[-−]?[\d,]+(\.\d+)?\D*", one.text)
        assert prints(one.text, report.figures[one.figure])
    return said


AMOUNTS = st.one_of(st.just(0), st.integers(-(10**6), 10**7))
NAMES = ("一般公共预算收入", "政府性基金收入", "一般公共预算支出", "税收收入<一般公共预算收入")
MEASURES = ("actual", "prior_actual", "budget", "adjusted_budget")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cells=st.dictionaries(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(MEASURES)), AMOUNTS, min_size=1
    ),
    month=st.integers(1, 12),
)
def test_no_sentence_breaks_a_law(
    write: Write, cells: dict[tuple[str, str], int], month: int
) -> None:
    period = f"2024-{month:02d}"
    rows = [
        row(f"{period} cumulative {name} {measure} {value} 万元")
        for (name, measure), value in cells.items()
    ]
    report = build("临洮县", period, open_dataset(write(*rows)))
    text = report.narrative.text
    assert not re.search(r"(增收|减收|增支|减支|增加|减少|增长|下降|提高|落后|超)-", text)
    assert not re.search(r"(增长|下降)0\.0%", text)
    for broken in ("NaN", "None", "XX", "。。", "，，", "{", "}", "，。", "；。", "  "):
        assert broken not in text
    check_figures(report.narrative.html, report)
    page = Outside()
    page.feed(report.narrative.html)
    # What is left of the text holds no digits but those of dates, headings and ordinals.
    rest = re.sub(r"2024年(1—\d+月|1月)?|\d+月(当月|末)", "", page.rest)
    assert not re.search(r"\d", rest), rest


def test_hostile_names_stay_text(write: Write) -> None:
    line = row("2024-02 cumulative 一般公共预算收入 actual 100 万元")
    name = "<script>alert(1)</script>"
    report = build("621124", "2024-02", open_dataset(write(line.replace("临洮县", name))))
    assert "<script>" not in report.narrative.html
    assert name.replace("<", "&lt;").replace(">", "&gt;") in report.narrative.html
    assert "<script>" not in report.masthead.html
