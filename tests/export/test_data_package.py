"""The data package: what the descriptor says is so, by the rules of the published profiles."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from finkit.cli import main
from finkit.dataset import open_dataset
from finkit.export.cube import unit_codes
from finkit.units import UNITS

# The rules of the profiles `tabular-data-package` and `tabular-data-resource` (Frictionless 1.0)
# that a descriptor can break.
NAME = re.compile(r"[-a-z0-9._/]+")
PATH = re.compile(r"(?=[^./~])((?!\.{2}).)*")
TYPES = {"string", "number", "integer", "yearmonth"}
LEXICAL = {
    "string": re.compile(r"(?s).*"),
    "number": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"),
    "integer": re.compile(r"[+-]?\d+"),
    "yearmonth": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("package")
    assert main(["export", "--out", str(out)]) == 0
    return out


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_descriptor_keeps_the_profile(package: Path) -> None:
    found = described(package)
    assert found["profile"] == "tabular-data-package"
    assert NAME.fullmatch(found["name"])
    assert found["title"]
    assert [one["name"] for one in found["resources"]] == ["observations", "sources"]
    for one in found["sources"]:
        assert one["title"]
        assert one.get("path", "https://").startswith("http")
    for one in found["resources"]:
        assert one["profile"] == "tabular-data-resource"
        assert NAME.fullmatch(one["name"])
        assert PATH.fullmatch(one["path"])
        assert {"delimiter", "doubleQuote"} <= set(one["dialect"])
        names = [field["name"] for field in one["schema"]["fields"]]
        assert len(names) == len(set(names))
        assert set(one["schema"]["primaryKey"]) <= set(names)
        for field in one["schema"]["fields"]:
            assert field["type"] in TYPES
            assert field["title"]
            assert set(field) <= {"name", "type", "title", "description", "constraints"}
            assert set(field.get("constraints", {})) <= {"required", "enum"}


def test_each_file_has_the_bytes_and_the_hash_it_is_said_to_have(package: Path) -> None:
    resources = described(package)["resources"]
    files = {one["path"] for one in resources} | {"datapackage.json"}
    assert files == {path.name for path in package.iterdir()}
    for one in resources:
        content = (package / one["path"]).read_bytes()
        assert len(content) == one["bytes"]
        assert f"sha256:{hashlib.sha256(content).hexdigest()}" == one["hash"]


def test_each_file_keeps_its_schema(package: Path) -> None:
    for one in described(package)["resources"]:
        rows, schema = rows_of(package / one["path"]), one["schema"]
        assert list(rows[0]) == [field["name"] for field in schema["fields"]]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for field in schema["fields"]:
            cells = {row[field["name"]] for row in rows}
            rule = field.get("constraints", {})
            assert "" not in cells or not rule.get("required")
            assert all(LEXICAL[field["type"]].fullmatch(cell) for cell in cells - {""})
            assert cells <= set(rule.get("enum", cells))


def test_a_value_times_its_power_is_the_amount(package: Path) -> None:
    """Each amount of the sample, in 元 or in its own kind of number."""
    held = {
        (code, str(period), one.key, measure): cell.value * UNITS[cell.unit].factor
        for code in ("621124", "DEMO01", "100000")
        for one in open_dataset().ledger.county(code)
        for (period, measure), cell in one.cells.items()
    }
    found = [row for row in rows_of(package / "data.csv") if row["REF_AREA"] in
             ("621124", "DEMO01", "100000")]  # fmt: skip
    amounts = [Decimal(row["OBS_VALUE"]).scaleb(int(row["UNIT_MULT"])) for row in found]
    assert sorted(amounts) == sorted(held.values())


def test_the_columns_are_those_of_sdmx_csv(package: Path) -> None:
    first = rows_of(package / "data.csv")[0]
    assert list(first)[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert re.fullmatch(r"\w+:\w+\(\d+\.\d+\.\d+\)", first["STRUCTURE_ID"])
    fields = described(package)["resources"][0]["schema"]["primaryKey"]
    assert fields == [
        *("FREQ", "REF_AREA", "INDICATOR", "PARENT_INDICATOR", "MEASURE", "BASIS"),
        *("SCOPE", "DATA_STATUS", "TIME_PERIOD"),
    ]


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_what_it_measures_times_a_power_of_ten(name: str) -> None:
    _, power = unit_codes()[name]
    assert UNITS[name].factor == 10 ** int(power)


def test_status_and_texts_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(
        "county_code,county,period,basis,item,parent_item,measure,value,unit,source,note,"
        "data_status\n"
        '621124,临洮县,2024-02,cumulative,=1+1,,actual,-1.50,亿元,"@x",+cmd|a!A1,快报\n',
        encoding="utf-8",
    )
    out = tmp_path / "out" / "临洮.csv"
    assert main(["export", "--data", str(table), "--out", str(out)]) == 0
    (row,) = rows_of(out)
    assert row["INDICATOR"] == "'=1+1"
    assert row["SOURCE"] == "'@x"
    assert row["COMMENT_OBS"] == "'+cmd|a!A1"
    assert (row["OBS_VALUE"], row["OBS_STATUS"]) == ("-1.50", "P")
    assert (row["PARENT_INDICATOR"], row["SCOPE"]) == ("_Z", "_X")
    assert described(out.parent)["resources"][0]["path"] == "临洮.csv"
