"""The published JSON Schema of `figures.json`, made of the declarations, and its version.

`docs/figures.schema.json` is this, written by `make docs`; `finkit export --schema` prints it. The
version goes up in its first part where an object loses a key or a key its meaning, in its second
where something is added.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from finkit.contract import BASES, MEASURES, PRINTED_MEASURES
from finkit.counties import County
from finkit.figures.figure import COLUMNS
from finkit.periods import Period
from finkit.units import UNITS

VERSION = "1.1"

_TESTED = ("estimate", "actual", "error")
_TEXT: dict[str, Any] = {"type": "string"}
_NAMED: dict[str, Any] = {"type": "string", "minLength": 1}
_NUMBER: dict[str, Any] = {"type": "number"}
_MAYBE: dict[str, Any] = {"type": ["number", "null"]}
_PERIOD: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}
_KEY: dict[str, Any] = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}


def head(county: County, period: Period) -> dict[str, str]:
    """The first object of a `figures.json`: the version it keeps to, whose it is and of when."""
    return {
        "id": f"{county.code}/{period}/schema",
        "status": "schema",
        "version": VERSION,
        "county_code": county.code,
        "county": county.name,
        "period": str(period),
    }


def schema() -> dict[str, Any]:
    """The schema: a list of the head, the figures, the series drawn, the estimates asked for.

    >>> schema()["$defs"]["figure"]["properties"]["value"]["type"]
    ['number', 'null']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:finkit:figures:{VERSION}",
        "title": f"figures.json {VERSION}",
        "description": "一份报告的全部数：先是版本，再是每个数、图里的各序列、要求了的全年估计",
        "type": "array",
        "prefixItems": [{"$ref": "#/$defs/head"}],
        "minItems": 1,
        "items": {
            "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("figure", "series", "estimate")]
        },
        "$defs": {
            "head": _head(),
            "figure": _figure(),
            "input": _input(),
            "series": _series(),
            "estimate": _estimate(),
            "test": _object({"year": {"type": "integer"}, **dict.fromkeys(_TESTED, _NUMBER)}),
            "unit": {"enum": list(UNITS)},
            "basis": {"enum": list(BASES)},
        },
    }


def _head() -> dict[str, Any]:
    major = VERSION.partition(".")[0]
    return _object(
        {
            "id": _NAMED,
            "status": {"const": "schema"},
            "version": {"type": "string", "pattern": rf"^{major}\.\d+$"},
            **_whose(),
        }
    )


def _whose() -> dict[str, Any]:
    return {"county_code": _NAMED, "county": _NAMED, "period": _PERIOD}


def _figure() -> dict[str, Any]:
    """A figure: a number without a reason, or no number and the reason."""
    told = dict.fromkeys(COLUMNS, _TEXT)
    told |= {"id": _NAMED, "item": _NAMED, "formula": _NAMED, "indicator": _KEY, **_whose()}
    told |= {"basis": _ref("basis"), "unit": _ref("unit")}
    told |= {"value": _MAYBE, "status": {"enum": ["ok", "absent"]}}
    told |= {"inputs": _list(_ref("input")), "findings": _list(_NAMED)}
    ok = {"status": {"const": "ok"}, "value": _NUMBER, "reason": {"const": ""}}
    absent = {"status": {"const": "absent"}, "value": {"type": "null"}, "reason": _NAMED}
    return {**_object(told), "oneOf": [{"properties": ok}, {"properties": absent}]}


def _input() -> dict[str, Any]:
    return _object(
        {
            "county_code": _NAMED,
            "period": _PERIOD,
            "basis": _ref("basis"),
            "item": _NAMED,
            "parent_item": _TEXT,
            "measure": {"enum": [*MEASURES, *PRINTED_MEASURES]},
            "value": _NUMBER,
            "unit": _ref("unit"),
            "source": _TEXT,
            "data_status": _TEXT,
            "scope": _TEXT,
        }
    )


def _series() -> dict[str, Any]:
    """A series of a chart: through figures, or with values of periods or of counties."""
    always = {"id": _NAMED, "status": {"const": "series"}, "label": _NAMED}
    of = {"indicator": _KEY, "item": _NAMED, "basis": _ref("basis"), "unit": _ref("unit")}
    values = {"values": _list(_MAYBE)}
    points = _object({**always, "points": _list({"type": ["string", "null"]})})
    parent = {"parent_item": _TEXT}
    over_time = _object({**always, **of, **parent, "periods": _list(_PERIOD), **values})
    among = _object({**always, **of, "counties": _list(_NAMED), **values})
    return {"oneOf": [points, over_time, among]}


def _estimate() -> dict[str, Any]:
    """A full-year estimate: amounts in its unit, errors and the share of the budget in %."""
    numbers = ("cumulative", "estimate", "low", "high", "mean_error", "schedule_error")
    maybe = ("budget", "budget_share", "months_left")
    return _object(
        {
            "id": _NAMED,
            **_whose(),
            "item": _NAMED,
            "unit": _ref("unit"),
            **dict.fromkeys(numbers, _NUMBER),
            **dict.fromkeys(maybe, _MAYBE),
            "back_tests": {"type": "integer", "minimum": 1},
            "status": {"const": "estimate"},
            "reason": _TEXT,
            "tests": _list(_ref("test")),
        }
    )


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object of these keys and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
