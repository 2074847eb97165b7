"""A synthetic nation: every county, month after month, marked synthetic wherever it shows.

Seasonal, growing at a pace of each county's own, with the odd cases of real data: months not
published, January and February published together, a refund that makes a month negative, a base
of zero.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from finkit.counties import register

SOURCE = "synthetic-nation"
FIRST_YEAR, MONTHS = 2019, 60
_SEASON = np.array([9, 6, 8, 10, 8, 9, 7, 7, 8, 9, 8, 11]) / 100
# Item, parent, share of general revenue in a year.
FLOWS = (
    ("一般公共预算收入", "", 1.0),
    ("税收收入", "一般公共预算收入", 0.66),
    ("非税收入", "一般公共预算收入", 0.34),
    ("增值税", "税收收入", 0.28),
    ("企业所得税", "税收收入", 0.09),
    ("个人所得税", "税收收入", 0.04),
    ("城市维护建设税", "税收收入", 0.05),
    ("土地增值税", "税收收入", 0.08),
    ("契税", "税收收入", 0.12),
    ("政府性基金收入", "", 0.7),
    ("国有土地使用权出让收入", "政府性基金收入", 0.62),
    ("一般公共预算支出", "", 2.8),
    ("教育支出", "一般公共预算支出", 0.5),
    ("社会保障和就业支出", "一般公共预算支出", 0.45),
    ("卫生健康支出", "一般公共预算支出", 0.3),
    ("农林水支出", "一般公共预算支出", 0.4),
    ("一般公共服务支出", "一般公共预算支出", 0.3),
    ("政府性基金支出", "", 0.8),
)
BALANCES = (
    ("存款余额", "", 20.0),
    ("贷款余额", "", 14.0),
    ("地方政府债务余额", "", 5.0),
    ("地方政府债务限额", "", 5.4),
)
_BUDGETED = 3
_SKIPPED, _REFUNDED, _NOTHING = 0.01, 0.002, 0.003


def write(path: Path, counties: int = 2843, months: int = MONTHS, seed: int = 1) -> int:
    """Writes the observations of so many counties and months as Parquet; gives the rows."""
    codes = sorted(register())[:counties]
    draw = np.random.default_rng(seed)
    pieces = []
    for start in range(0, len(codes), 200):
        pieces.append(_piece(codes[start : start + 200], months, draw))
    table = pa.concat_tables(pieces).unify_dictionaries().combine_chunks()
    pq.write_table(table, path)
    return int(table.num_rows)


def _piece(codes: list[str], months: int, draw: np.random.Generator) -> pa.Table:
    columns: dict[str, list[npt.NDArray[np.object_]]] = {}

    def add(rows: dict[str, npt.NDArray[np.object_]]) -> None:
        for name, values in rows.items():
            columns.setdefault(name, []).append(values)

    size = np.exp(draw.normal(11.2, 0.8, len(codes)))
    for item, parent, share in FLOWS:
        year = size * share * draw.uniform(0.8, 1.2, len(codes))
        add(_rows(codes, months, "cumulative", item, parent, _flow(year, months, draw), draw))
        if FLOWS.index((item, parent, share)) < _BUDGETED or not parent:
            add(_budgets(codes, months, item, parent, year))
    for item, parent, share in BALANCES:
        level = (size * share)[:, None] * (1 + 0.006 * np.arange(months))[None, :]
        add(_rows(codes, months, "balance", item, parent, level, draw))
    return pa.table(
        {n: pa.array(np.concatenate(v)).dictionary_encode() for n, v in columns.items()}
    )


def _flow(
    year: npt.NDArray[np.float64], months: int, draw: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Cumulative amounts, counties down and months across."""
    shape = (len(year), months)
    growth = np.power(1 + draw.normal(0.05, 0.06, (len(year), 1)), np.arange(months) // 12)
    month = year[:, None] * growth * np.resize(_SEASON, months) * draw.uniform(0.85, 1.15, shape)
    month[draw.random(shape) < _REFUNDED] *= -0.5
    month[draw.random(len(year)) < _NOTHING, :12] = 0
    years = [month[:, start : start + 12].cumsum(axis=1) for start in range(0, months, 12)]
    return np.concatenate(years, axis=1)


def _periods(months: int) -> list[str]:
    return [f"{FIRST_YEAR + number // 12}-{number % 12 + 1:02d}" for number in range(months)]


def _rows(
    codes: list[str],
    months: int,
    basis: str,
    item: str,
    parent: str,
    amounts: npt.NDArray[np.float64],
    draw: np.random.Generator,
) -> dict[str, npt.NDArray[np.object_]]:
    held = draw.random(amounts.shape) >= _SKIPPED
    # One county in twenty publishes January and February together.
    held[::20, ::12] = False
    where = np.nonzero(held)
    county, month = (
        np.array(codes, dtype=object)[where[0]],
        np.array(_periods(months), dtype=object),
    )
    values = np.round(amounts[where]).astype(np.int64).astype(str).astype(object)
    return _table(county, month[where[1]], basis, item, parent, "actual", values)


def _budgets(
    codes: list[str], months: int, item: str, parent: str, year: npt.NDArray[np.float64]
) -> dict[str, npt.NDArray[np.object_]]:
    first = [period for period in _periods(months) if period.endswith("-01")]
    county = np.repeat(np.array(codes, dtype=object), len(first))
    period = np.tile(np.array(first, dtype=object), len(codes))
    planned = (year[:, None] * 1.05 ** np.arange(1, len(first) + 1)[None, :]).ravel()
    values = np.round(planned).astype(np.int64).astype(str).astype(object)
    return _table(county, period, "cumulative", item, parent, "budget", values)


def _table(
    county: npt.NDArray[np.object_],
    period: npt.NDArray[np.object_],
    basis: str,
    item: str,
    parent: str,
    measure: str,
    values: npt.NDArray[np.object_],
) -> dict[str, npt.NDArray[np.object_]]:
    names = {code: one.name for code, one in register().items()}

    def all_of(text: str) -> npt.NDArray[np.object_]:
        return np.full(len(values), text, dtype=object)

    return {
        "county_code": county,
        "county": np.array([names[code] for code in county], dtype=object),
        "period": period,
        "basis": all_of(basis),
        "item": all_of(item),
        "parent_item": all_of(parent),
        "measure": all_of(measure),
        "value": values,
        "unit": all_of("万元"),
        "source": all_of(SOURCE),
        "note": all_of("演示数据"),
    }
