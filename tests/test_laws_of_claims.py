"""Laws over random ledgers with sparse parts, few counties and negative levels: no claim beyond its
reach, no minus after a level word, an argument once."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.accounts.chart import children, spending_classes
from finkit.counties import register
from finkit.dataset import Dataset, open_dataset
from finkit.figures.reach import reach
from finkit.report import CountyReport, build
from finkit.wording import Shown
from finkit.wording.level_words import LEVEL_WORDS
from tests.conftest import HEADER

PERIOD = "2024-05"
INCOME, OUTLAY, TAX = "一般公共预算收入", "一般公共预算支出", "税收收入"
TAXES = tuple(children()[TAX])[:8]
CLASSES = spending_classes()[:8]
# Some counties of a city, and a municipality that can be held whole.
TIANJIN = sorted(code for code in register() if code.startswith("12"))
JINZHONG = ["140721", "140722", "140723", "140724", "140725", "140727", "140728", "140729"]

PARTS = (
    (INCOME, ""),
    (TAX, INCOME),
    ("非税收入", INCOME),
    *((tax, TAX) for tax in TAXES),
    (OUTLAY, ""),
    *((one, OUTLAY) for one in CLASSES),
)
OTHERS = ("可用财力", "刚性支出", "三保支出", "债务还本付息", "年终结余", "收支差额")
BALANCES = ("地方政府债务余额", "地方政府债务限额", "存款余额", "贷款余额")
AMOUNTS = st.integers(-50, 1000)
MEASURES = ("actual", "prior_actual", "budget", "adjusted_budget")
CELLS = st.dictionaries(
    st.tuples(st.sampled_from((*PARTS, *((o, "") for o in OTHERS))), st.sampled_from(MEASURES)),
    AMOUNTS,
    min_size=4,
    max_size=40,
)
SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def opened(folder: Path, rows: list[str]) -> Dataset:
    path = folder / "observations.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return open_dataset(path)


Cells = dict[tuple[tuple[str, str], str], int]


@st.composite
def tables(draw: st.DrawFn) -> Cells:
    """Anything at all, and over it wholes with some of their parts, from sparse to full."""
    cells = draw(CELLS)
    for whole, above, names in (
        (INCOME, "", (TAX, "非税收入")),
        (TAX, INCOME, TAXES),
        (OUTLAY, "", CLASSES),
    ):
        if not draw(st.booleans()):
            continue
        total = cells[(whole, above), "actual"] = draw(st.integers(100, 1000))
        held = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        share = draw(st.sampled_from((20, 85, 89, 90, 95, 100, 111, 130)))
        for name in held:
            cells[(name, whole), "actual"] = total * share // (100 * len(held))
    return cells


def rows_of(cells: Cells, balances: dict[str, int]) -> list[str]:
    found = [
        f"621124,临洮县,{PERIOD},cumulative,{item},{above},{measure},{amount},万元,表"
        for ((item, above), measure), amount in cells.items()
    ]
    found += [
        f"621124,临洮县,{PERIOD},balance,{item},,actual,{amount},万元,表"
        for item, amount in balances.items()
    ]
    return [*found, f"621124,临洮县,{PERIOD},cumulative,其他项目,,actual,1,万元,表"]


def covered(cells: Cells, whole: str) -> bool:
    """Whether two parts or more of a whole make up nine tenths of it, by plain arithmetic."""
    held = [
        n for ((_, above), measure), n in cells.items() if (above, measure) == (whole, "actual")
    ]
    total = next((n for ((i, _), m), n in cells.items() if (i, m) == (whole, "actual")), 0)
    return len(held) > 1 and total > 0 and 10 * abs(sum(held) - total) <= total


@SLOW
@given(
    cells=tables(),
    balances=st.dictionaries(st.sampled_from(BALANCES), AMOUNTS),
    kind=st.sampled_from(("bulletin", "work_report")),
    internal=st.booleans(),
)
def test_no_claim_is_wider_than_the_data(
    tmp_path: Path,
    cells: Cells,
    balances: dict[str, int],
    kind: str,
    internal: bool,
) -> None:
    data = opened(tmp_path, rows_of(cells, balances))
    report = build("临洮县", PERIOD, data, options={"kind": kind, "internal": internal})
    text = report.narrative.text
    for said, whole in (
        ("从构成看", INCOME),
        ("从主要税种看", TAX),
        ("从支出投向看", OUTLAY),
        ("从支出结构看", OUTLAY),
    ):
        assert said not in text or covered(cells, whole), (said, text)
    # 居前 stands only behind what covers, or behind what it is among.
    for before in re.findall(r"([^。；]*)居前", text):
        assert re.fullmatch(
            r"在已有数据的\d+个(税种|支出科目)中，(数额|占比)|从支出投向看，占比", before
        )
    assert "最大" not in text
    levels_in_words(text)
    pressed(text, report)
    once(report)
    digits_within_reach(report)
    if not internal:
        assert not re.search("自给率|缺口|收大于支|支大于收", text)


def levels_in_words(text: str) -> None:
    """A minus may follow 为 (上年同期为-5万元), 的 or an item's name, and never a level word."""
    for before in re.findall(r"([^，。；、]*?)-\d", text):
        assert not re.search(f"({'|'.join(LEVEL_WORDS)})(为|达到|达)?$", before), before
    assert not re.search(r"-[\d.]+(%|个百分点)", text), text


def pressed(text: str, report: CountyReport) -> None:
    """受到挤压 needs a rate of 刚性支出 above that of revenue; 兜牢 of what is done, its schedule."""
    if "受到挤压" in text:
        rates = {f.item: f.value or Decimal() for f in report.figures.named("yoy_rate")}
        assert rates["刚性支出"] > max(rates[INCOME], Decimal())
    if "兜牢基层" in text:
        gaps = [f.value for f in report.figures.named("progress_gap") if f.item == "三保支出"]
        assert any(gap is not None and gap > Decimal("-0.05") for gap in gaps)


def digits_within_reach(report: CountyReport) -> None:
    """No figure has a digit that rounding of its amounts moves by more than one."""
    shown = [part for block in report.narrative.blocks for part in block.said.parts]
    for part in (one for one in shown if isinstance(one, Shown)):
        found = re.fullmatch(r"约?(-?\d+(?:\.\d+)?)(\D+)", part.text)
        assert found is not None, part.text
        interval = reach(part.figure.quantity)
        assert interval is not None
        ends = [abs(end) for end in interval.in_unit(part.figure.unit, found[2])]
        number = Decimal(found[1])
        # The 0s that end 约21800 are none of its digits.
        exponent = int(number.as_tuple().exponent)
        if part.text.startswith("约") and not exponent:
            number, exponent = number.normalize(), int(number.normalize().as_tuple().exponent)
        step = Decimal("1.5").scaleb(exponent)
        assert all(abs(end - abs(number)) <= step for end in ends), (part.text, ends)


ARGUMENTS = {"share_change", "tax_share", "base_growth", "cagr", "debt_balance_to_limit"}


def once(report: CountyReport) -> None:
    """No argument of 收支运行分析 stands again under 存在的问题."""
    part, found = "", {"收支运行分析": set[str](), "存在的问题": set[str]()}
    for block in report.narrative.blocks:
        if block.level == 1 or "收支运行分析" in block.text or "重点工作" in block.text:
            part = block.text
        for name, ids in found.items():
            if name in part:
                ids |= {f.id for f in block.figures if f.indicator in ARGUMENTS}
    analysed, problems = found.values()
    assert not analysed & problems
    # Nor does a paragraph of problems say one figure twice.
    for block in report.narrative.blocks:
        if any(word in block.text for word in ("低基数", "受到挤压", "占比偏低", "低于同期")):
            ids = [f.id for f in block.figures]
            assert len(ids) == len(set(ids)), block.text


@SLOW
@given(
    held=st.one_of(
        st.lists(st.sampled_from(JINZHONG), min_size=1, unique=True),
        st.lists(st.sampled_from(TIANJIN), min_size=13, unique=True),
    ),
    rates=st.lists(st.integers(-50, 50), min_size=len(TIANJIN), max_size=len(TIANJIN)),
)
def test_a_place_names_the_set_it_is_of(tmp_path: Path, held: list[str], rates: list[int]) -> None:
    rows = [
        f"{code},{register()[code].name},{PERIOD},cumulative,{INCOME},,{measure},{amount},万元,表"
        for code, rate in zip(held, rates, strict=False)
        for measure, amount in (("actual", f"{100 + rate}.0000"), ("prior_actual", "100.0000"))
    ]
    text = build(held[0], PERIOD, opened(tmp_path, rows)).narrative.text
    found = re.search(
        r"与(有数据的|全[省市区])其他(\d+)个[^，]*相比，(增幅|增速)居第(\d+)位。", text
    )
    whole = len([code for code in register() if code[:2] == held[0][:2]])
    if found is None:
        assert len(held) <= 5 and "居第" not in text
        return
    set_of, others, ranked, place = found.groups()
    assert int(others) == len(held) - 1
    assert (set_of == "有数据的") == (len(held) < 0.95 * whole)
    assert ranked == ("增幅" if rates[0] > 0 else "增速")
    assert int(place) == 1 + sum(rate > rates[0] for rate in rates[1 : len(held)])
