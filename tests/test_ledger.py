"""Tables that break the contract: one line that names the place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from finkit.dataset import open_dataset
from finkit.errors import AmbiguousError, FinkitError, NotHeldError
from finkit.report import build
from tests.conftest import HEADER, Open, Write, row

GOOD = row("2024-02 cumulative 税收收入 actual 15348 万元")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (GOOD.replace("15348", "一万"), "observations.csv 第3行：「一万」不是数字"),
        (GOOD.replace("15348", "15,348"), "observations.csv 第3行：应有10列，实有11列"),
        (GOOD.replace("15348", '"15,348"'), "observations.csv 第3行：「15,348」不是数字"),
        (GOOD.replace("15348", "NaN"), "observations.csv 第3行：「NaN」不是数字"),
        (GOOD.replace("15348", "1e99"), "observations.csv 第3行：「1e99」超出可能的大小"),
        (GOOD.replace("万元", "万圆"), "observations.csv 第3行：不认识的单位「万圆」"),
        (GOOD.replace("万元", ""), "observations.csv 第3行：单位是空的"),
        (GOOD.replace("2024-02", "2024-13"), "observations.csv 第3行：期间「2024-13」写法不对"),
        (GOOD.replace("actual", "actuel"), "observations.csv 第3行：不认识的 measure 「actuel」；是否想写 actual"),
        (GOOD.replace("cumulative", "year"), "observations.csv 第3行：不认识的 basis 「year」"),
        (GOOD.replace("税收收入", ""), "observations.csv 第3行：item 是空的"),
        (GOOD.replace("621124", ""), "observations.csv 第3行：county_code 是空的"),
        (GOOD.replace("15348", "15349"), "observations.csv 第2行 与 observations.csv 第3行：「税收收入」"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(write: Write, line: str, message: str) -> None:
    with pytest.raises(FinkitError) as caught:
        open_dataset(write(GOOD, line))
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["county_code", "value", "unit", "source"])
def test_a_missing_column(write: Write, name: str) -> None:
    header = HEADER.replace(name, f"{name}x" if name != "value" else "vlaue")
    with pytest.raises(FinkitError, match=f"缺少列 {name}"):
        open_dataset(write(GOOD, header=header))


def test_a_misspelt_optional_column(write: Write) -> None:
    with pytest.raises(FinkitError, match=r"不认识的列「parentitem」；是否想写 parent_item"):
        open_dataset(write(GOOD, header=HEADER.replace("parent_item", "parentitem")))


def test_empty_files(tmp_path: Path, write: Write) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    with pytest.raises(FinkitError, match="文件是空的"):
        open_dataset(empty)
    with pytest.raises(FinkitError, match="没有一行数据"):
        open_dataset(write())


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    for name, content, message in [
        ("a.csv", "期间,数\n1,2\n".encode("gb18030"), "缺少列 county_code"),
        ("b.csv", "期间,临洮县".encode()[:-1], "编码认不出，或文件已损坏；请用 Excel .*CSV UTF-8"),
        ("a.parquet", b"PAR1 nothing", "不是完整的 Parquet 文件"),
        ("a.docx", b"x", "不认识的文件格式「.docx」"),
    ]:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(FinkitError, match=message):
            open_dataset(tmp_path / name)
    with pytest.raises(FinkitError, match="没有这个文件"):
        open_dataset(tmp_path / "none.csv")
    with pytest.raises(FinkitError, match=r"文件夹里没有 observations\.parquet 或"):
        (tmp_path / "folder").mkdir()
        open_dataset(tmp_path / "folder")


def test_an_equal_repeat_is_ignored_also_in_another_unit(county: Open) -> None:
    opened = county(
        "2021-12 cumulative 一般公共预算支出 actual 62.99 亿元",
        "2021-12 cumulative 一般公共预算支出 actual 62.99 亿元",
        "2021-12 cumulative 一般公共预算支出 actual 629900 万元",
    )
    assert opened.data.ledger.rows == 1


def test_a_blank_value_is_missing_never_zero(write: Write) -> None:
    blank = row("2024-02 cumulative 非税收入 actual X 万元").replace("X", "")
    data = open_dataset(write(GOOD, blank))
    assert [series.key.item for series in data.ledger.county("621124")] == ["税收收入"]


def test_csv_and_parquet_give_the_same_figures(write: Write, tmp_path: Path) -> None:
    path = write(GOOD, row("2024-02 cumulative 税收收入 budget 89275.50 万元"))
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table["value"] = table["value"].astype(float)
    table.to_parquet(tmp_path / "observations.parquet")
    by_csv = [f.row() for f in open_dataset(path).calculator.all()]
    by_parquet = [f.row() for f in open_dataset(tmp_path / "observations.parquet").calculator.all()]
    assert by_csv == by_parquet


def test_a_byte_order_mark_and_blank_lines_do_not_matter(write: Write, tmp_path: Path) -> None:
    path = write(GOOD, "", row("2024-02 cumulative 税收收入 budget 坏 万元"))
    path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(FinkitError, match=r"observations\.csv 第4行：「坏」不是数字"):
        open_dataset(path)


def test_scopes_and_statuses_stay_apart(write: Write) -> None:
    header = f"{HEADER},data_status,scope"
    data = open_dataset(
        write(
            f"{GOOD},快报,全县",
            f"{GOOD.replace('15348', '9000')},快报,县本级",
            f"{GOOD.replace('15348', '15400')},决算,全县",
            f"{GOOD.replace('2024-02', '2023-02').replace('15348', '8000')},决算,县本级",
            header=header,
        )
    )
    figures = list(data.calculator.all())
    assert len({figure.id for figure in figures}) == len(figures)
    growth = {f.inputs[0].scope + f.inputs[0].data_status: f.value for f in figures
              if f.indicator == "yoy_rate" and f.period == "2024-02"}  # fmt: skip
    # Last year's 决算 of the same scope serves; another scope never does.
    assert growth == {"全县快报": None, "县本级快报": 12.5, "全县决算": None}


def test_names_resolve_to_codes() -> None:
    assert build("临洮县", "2024-02").county.code == "621124"
    assert build("621124", "2024-02").county.name == "临洮县"
    assert build("重庆市渝北区", "2020-12").county.code == "500112"


def test_an_ambiguous_name_is_refused_with_its_candidates() -> None:
    with pytest.raises(AmbiguousError) as caught:
        build("鼓楼区", "2024-02")
    for candidate in ("320106（江苏省）", "350102（福建省）", "410204（河南省）"):
        assert candidate in str(caught.value)


@pytest.mark.parametrize(
    ("county", "period", "message"),
    [
        ("罗庄县", "2024-02", "没有叫「罗庄县」的县区"),
        ("临姚县", "2024-02", "是否想写 .*临洮县"),
        ("渭源县", "2024-02", "数据中没有渭源县（621123，甘肃省）"),
        ("临洮县", "2024-03", "数据中没有临洮县（621124）2024-03 的数；有：2024-02"),
        ("临洮县", "24-2", "期间「24-2」写法不对"),
        ("../临洮县", "2024-02", "没有叫「../临洮县」的县区"),
    ],
)
def test_what_is_not_held(county: str, period: str, message: str) -> None:
    with pytest.raises((NotHeldError, FinkitError), match=message):
        build(county, period)
