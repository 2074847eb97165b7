"""Rows held as columns: taken out by area and period, put back in their places."""

from __future__ import annotations

import io
from itertools import product

import numpy as np
import pyarrow.parquet as pq
import pytest

from finkit.imports.held import Columns, Held, Positions
from finkit.imports.rows import FACTS, OBSERVATIONS, Row
from finkit.readers import writing
from finkit.readers.arrow import of_texts
from finkit.readers.raw import type_of
from finkit.readers.writing import columns_as_csv, columns_as_parquet

ITEMS = ("税收收入", "非税收入")
MONTHS = ("2024-01", "2024-02", "2024-03")


def row(code: str, period: str, item: str, value: str, **more: str) -> Row:
    said = {"county_code": code, "county": f"{code}县", "period": period, "basis": "cumulative"}
    return {**said, "item": item, "measure": "actual", "value": value, "unit": "万元", **more}


def columns(rows: list[Row]) -> Columns:
    return {name: of_texts(type_of(name), [one[name] for one in rows]) for name in rows[0]}


def held(rows: list[Row]) -> Held:
    return Held(OBSERVATIONS, columns(rows), len(rows))


NATION = [
    row(code, period, item, str(number))
    for number, (period, code, item) in enumerate(product(MONTHS, ("甲", "乙"), ITEMS))
]


def values(table: Held) -> list[str]:
    found: list[str] = table.columns()["value"].to_pylist()
    return found


def test_only_the_rows_of_the_area_and_period_asked_for_become_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[int] = []
    plain = Held._rows_at

    def noted(table: Held, positions: Positions) -> list[Row]:
        taken.extend(positions.tolist())
        return plain(table, positions)

    monkeypatch.setattr(Held, "_rows_at", noted)
    table = held(NATION)
    wanted = row("乙", "2024-02", "非税收入", "")
    found = table.get(OBSERVATIONS.key_of(wanted))
    assert found == NATION[7]
    table.put(OBSERVATIONS.key_of(wanted), {**NATION[7], "value": "70"})
    table.put(OBSERVATIONS.key_of({**wanted, "period": "2024-04"}), wanted)
    assert values(table)
    assert taken == [6, 7]


def test_a_row_that_is_put_in_again_stays_where_it_was_and_new_ones_come_last() -> None:
    table = held(NATION)
    for period, value in (("2024-04", "new"), ("2024-03", "8!"), ("2024-01", "0!")):
        one = row("甲", period, "税收收入", value)
        table.put(OBSERVATIONS.key_of(one), one)
    assert values(table) == ["0!", *"1234567", "8!", "9", "10", "11", "new"]
    assert len(table) == len(values(table))


def test_a_table_that_nothing_was_put_into_is_as_it_was() -> None:
    table = held(NATION)
    assert table.get(OBSERVATIONS.key_of(NATION[3])) == NATION[3]
    assert not table.is_changed
    assert values(table) == [str(number) for number in range(len(NATION))]


def test_columns_that_only_the_ledger_or_only_the_kind_has_are_kept_and_filled() -> None:
    table = held([{**NATION[0], "核对人": "张"}])
    one = row("甲", "2024-09", "税收收入", "9", note="同口径")
    table.put(OBSERVATIONS.key_of(one), one)
    found = table.columns()
    assert list(found)[-1] == "核对人"
    assert found["核对人"].to_pylist() == ["张", ""]
    assert found["note"].to_pylist() == ["", "同口径"]


def test_padding_around_code_and_period_tells_no_rows_apart() -> None:
    table = held([row(" 甲", "2024-01 ", "税收收入", "1")])
    assert table.get(OBSERVATIONS.key_of(row("甲", "2024-01", "税收收入", ""))) is not None


def test_facts_are_found_by_the_code_whatever_they_were_written_with() -> None:
    written = {"county": "甲县", "period": "2024-01", "key": "采购平台", "text": "云平台"}
    table = Held(FACTS, columns([written]), 1, {"甲县": "001"}.__getitem__)
    assert table.get(FACTS.key_of({**written, "county": "001"})) == written


def test_the_areas_that_changed_are_those_put_in_and_those_replaced_as_they_were_written() -> None:
    written = {"county": "甲县", "period": "2024-01", "key": "采购平台", "text": "云平台"}
    table = Held(FACTS, columns([written]), 1, {"甲县": "001", "001": "001"}.__getitem__)
    assert table.areas_put() == set()
    new = {**written, "county": "001", "text": "无"}
    table.put(FACTS.key_of(new), new)
    assert table.areas_put() == {"甲县", "001"}


def test_an_empty_table() -> None:
    table = Held(OBSERVATIONS, {}, 0)
    assert table.get(OBSERVATIONS.key_of(NATION[0])) is None
    assert table.firsts("county_code") == []
    assert {len(column) for column in table.columns().values()} == {0}


def test_the_first_row_of_each_area_in_their_order() -> None:
    rows = [row(code, "2024-01", "税收收入", code) for code in "丙甲丙乙甲"]
    assert [one["value"] for one in held(rows).firsts("county_code")] == ["丙", "甲", "乙"]


@pytest.mark.parametrize("batch", [1, 5, 100])
def test_a_file_is_the_same_however_many_rows_are_written_at_a_time(
    batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = columns([{**one, "source": "=1+1"} for one in NATION])
    whole = columns_as_csv(said)
    monkeypatch.setattr(writing, "_BATCH", batch)
    monkeypatch.setattr(writing, "_GROUP", batch)
    assert columns_as_csv(said) == whole
    assert (
        whole.decode().splitlines()[1] == "甲,甲县,2024-01,cumulative,税收收入,actual,0,万元,'=1+1"
    )
    back = pq.read_table(io.BytesIO(columns_as_parquet(said)))
    assert back.to_pylist() == [{**one, "source": "=1+1"} for one in NATION]
    assert {str(kind) for kind in back.schema.types} == {"string"}


def test_rows_of_many_areas_are_found_each_by_its_own() -> None:
    rng = np.random.default_rng(1)
    rows = [
        row(f"{code:03}", f"2024-{month:02}", "税收收入", f"{code}/{month}")
        for code, month in product(range(40), range(1, 13))
    ]
    table = held([rows[at] for at in rng.permutation(len(rows)).tolist()])
    for one in rows:
        assert table.get(OBSERVATIONS.key_of(one)) == one
