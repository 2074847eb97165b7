"""`figures.json` keeps to its published schema, and the schema refuses what does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from finkit.batch.params import read_params
from finkit.batch.plan import plan
from finkit.cli import main
from finkit.dataset import open_dataset
from finkit.report import build
from finkit.report.figures_schema import VERSION, schema

ROOT = Path(__file__).parent.parent
VALIDATOR = Draft202012Validator(schema())

Objects = list[dict[str, Any]]


def strictly(text: str) -> Objects:
    """JSON as the standard has it: no NaN, no Infinity."""

    def refused(name: str) -> None:
        raise ValueError(name)

    found: Objects = json.loads(text, parse_constant=refused)
    return found


def faults(held: Objects) -> list[str]:
    return [one.message for one in VALIDATOR.iter_errors(held)]


@pytest.fixture(scope="module")
def data() -> Any:
    return open_dataset()


def figures_of(data: Any, county: str, period: str, **options: Any) -> Objects:
    return strictly(build(county, period, data, "", options).seal.content["figures"])


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_published_one_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--schema"]) == 0
    published = (ROOT / "docs/figures.schema.json").read_text(encoding="utf-8")
    assert published == capsys.readouterr().out, "run make docs"


def test_every_report_of_the_sample_batch_keeps_to_it(data: Any) -> None:
    requests = plan(read_params(ROOT / "params/demo.yaml"), data)
    assert len(requests) > 10
    for request in requests:
        county, period = request.key
        held = figures_of(data, county, period, **request.options)
        assert faults(held) == [], request
        assert held[0]["version"] == VERSION
        assert (held[0]["county_code"], held[0]["period"]) == request.key
        kinds = {one["status"] for one in held}
        assert {"schema", "ok"} <= kinds <= {"schema", "ok", "absent", "series"}


def test_estimates_keep_to_it(data: Any) -> None:
    held = figures_of(data, "示例县", "2021-06", forecast=True)
    assert faults(held) == []
    assert [one["status"] for one in held].count("estimate") == 3


@pytest.fixture(scope="module")
def one_report(data: Any) -> str:
    return json.dumps(figures_of(data, "示例县", "2021-06", forecast=True))


def with_status(held: Objects, status: str) -> dict[str, Any]:
    return next(one for one in held if one["status"] == status)


def put(of: str, **cells: Any) -> Callable[[Objects], object]:
    return lambda held: with_status(held, of).update(cells)


def out(status: str, name: str) -> Callable[[Objects], object]:
    return lambda held: with_status(held, status).pop(name)


WRONG: dict[str, Callable[[Objects], object]] = {
    "no unit": out("ok", "unit"),
    "an unknown unit": put("ok", unit="块"),
    "an empty unit": put("absent", unit=""),
    "no source of an input": lambda held: with_status(held, "ok")["inputs"][0].pop("source"),
    "an input of another kind": lambda held: with_status(held, "ok")["inputs"][0].update(
        measure="x"
    ),
    "a value that is a text": put("ok", value="NaN"),
    "ok without a value": put("ok", value=None),
    "a value and a reason": put("ok", reason="没有"),
    "absent with a value": put("absent", value=0),
    "absent without a reason": put("absent", reason=""),
    "an unknown key": put("ok", colour="red"),
    "an unknown key of a series": put("series", colour="red"),
    "an unknown key of an estimate": put("estimate", colour="red"),
    "an unknown status": put("ok", status="maybe"),
    "no findings": out("ok", "findings"),
    "a month that is none": put("ok", period="2021-13"),
    "a series with neither points nor values": lambda held: [
        with_status(held, "series").pop(name, None) for name in ("points", "values")
    ],
    "no head": lambda held: held.pop(0),
    "a head of another version": put("schema", version="2.0"),
    "two heads": lambda held: held.append(held[0]),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused(one_report: str, wrong: Callable[[Objects], object]) -> None:
    held = json.loads(one_report)
    assert faults(held) == []
    wrong(held)
    assert faults(held) != []


def test_nan_is_no_json() -> None:
    with pytest.raises(ValueError, match="NaN"):
        strictly('[{"value": NaN}]')
