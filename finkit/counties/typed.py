"""A county as tools hand it over: papermill, schedulers and YAML make a number of a code."""

from __future__ import annotations

from numbers import Real

from finkit.errors import UsageError, quoted


def written(county: object) -> str:
    """A code or name as text, whatever type it came in. Raises `UsageError` for what is neither.

    >>> written(621124), written("临洮县"), written(621124.0)
    ('621124', '临洮县', '621124')
    """
    if isinstance(county, str):
        return county
    if isinstance(county, Real) and not isinstance(county, bool) and _is_code(county):
        return f"{int(float(county)):06d}"
    what = f"参数 county 应为代码或名称，不是{quoted(str(county))}"
    raise UsageError(what, advice='如 county = "621124"')


def _is_code(number: Real) -> bool:
    """Whether a number may be a code: one of hundreds of digits is not even a float."""
    try:
        return float(number).is_integer()
    except OverflowError:
        return False
