"""One county, however its code was stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit.counties import resolve
from finkit.counties.areas import areas_named
from finkit.counties.codes import is_like_code, plain_code
from finkit.counties.registered import register
from finkit.errors import UsageError

CODES = st.sampled_from(sorted(register()))
STORED = st.sampled_from(
    ["{}", " {} ", "{}.0", "{}.", "{}.00", "0{}", "00{}.0", "{}000", "{}000000", "'{}", "　{}\t"]
)


@given(CODES, STORED)
def test_a_code_is_the_same_however_it_was_stored(code: str, stored: str) -> None:
    written = stored.format(code)
    assert plain_code(written) == code
    assert [area.code for area in areas_named(written)] == [code]
    assert resolve(written, list(register().values())).code == code


@given(st.text("0123456789.,eE+ ", min_size=4, max_size=14))
def test_digits_are_a_code_or_refused_never_another_county(text: str) -> None:
    plain = plain_code(text)
    assert plain == "" or (len(plain) == 6 and float(text.replace(" ", "")) > 0)
    assert not (plain and is_like_code(text))


@pytest.mark.parametrize("text", ["62112", "6211240", "621124.5", "6211,24", "62 11 24"])
def test_what_lost_or_gained_a_digit_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"不是县区代码|没有叫"):
        resolve(text, list(register().values()))


@pytest.mark.parametrize("number", [621124, 621124.0])
def test_a_number_is_a_code(number: float) -> None:
    assert resolve(number, list(register().values())).name == "临洮县"
