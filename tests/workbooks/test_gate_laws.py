"""Laws of the gate: a decorated number is that number or none; a name folded twice is folded once."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit.gate.characters import folded
from finkit.gate.names import folded_name
from finkit.gate.numbers import NO_NUMBER, SEVERAL, number
from finkit.workbooks.files.number_formats import scaling, shown_as
from finkit.workbooks.files.runs import RAISED, STRUCK, UNSEEN, Run, said

DIGITS = st.integers(min_value=1, max_value=20)
DECIMALS = st.decimals(min_value=0, max_value=10**9, places=2)
NUMBERS = st.one_of(st.integers(0, 10**12).map(Decimal), DECIMALS)

RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LOWERED_DIGITS = "₀₁₂₃₄₅₆₇₈₉"


def raised(count: int) -> str:
    return str(count).translate(str.maketrans("0123456789", RAISED_DIGITS))


def lowered(count: int) -> str:
    return str(count).translate(str.maketrans("0123456789", LOWERED_DIGITS))


MARKS = st.one_of(
    DIGITS.map(raised),
    DIGITS.map(lowered),
    DIGITS.map(lambda n: chr(0x2460 + n - 1)),  # ①
    DIGITS.map(lambda n: chr(0x2474 + n - 1)),  # ⑴
    DIGITS.map(lambda n: chr(0x2488 + n - 1)),  # ⒈
    st.integers(1, 10).map(lambda n: chr(0x2776 + n - 1)),  # ❶
    DIGITS.map("[{}]".format),
    DIGITS.map("［{}］".format),
    DIGITS.map("（注{}）".format),
    DIGITS.map("注{}".format),
    DIGITS.map("({})".format),
    st.sampled_from(["*", "**", "＊", "※", "†", "(注)", "注：", "a)", "ᵃ", "1)", "¹⁾", "¹,²"]),
)
BLANKS = st.sampled_from(["", " ", "\u3000", "\n", "\xa0", "\u200b"])


@given(NUMBERS, st.lists(MARKS, min_size=1, max_size=3), BLANKS)
def test_a_number_with_the_mark_of_a_note_is_that_number_or_none(
    value: Decimal, marks: list[str], blank: str
) -> None:
    found = number(f"{value}{blank}{''.join(marks)}").value
    assert found in (None, value)


@given(NUMBERS, MARKS)
def test_a_mark_before_a_number_is_no_digit_of_it(value: Decimal, mark: str) -> None:
    assert number(f"{mark}{value}").value in (None, value)


@given(
    NUMBERS.filter(bool),
    st.sampled_from(["△{}", "▲{}", "({})", "（{}）", "{}-", "－{}", "−{}", "-{}", "—{}", "△ {}"]),
)
def test_what_accountants_write_negative_is_negative(value: Decimal, written: str) -> None:
    assert number(written.format(value)).value == -value


@given(NUMBERS, st.sampled_from(["△(−{})", "-({})", "(-{})", "--{}", "△-{}", "({}", "{})"]))
def test_a_sign_too_many_is_no_number(value: Decimal, written: str) -> None:
    assert number(written.format(value)).value is None


WIDE = str.maketrans("0123456789.,-()%", "０１２３４５６７８９．，－（）％")


@given(NUMBERS, st.sampled_from(["{:,}", "-{:,}", "({:,})", "{:,}%"]))
def test_a_number_in_wide_digits_is_the_same_number(value: Decimal, written: str) -> None:
    text = written.format(value)
    assert number(text.translate(WIDE)) == number(text)
    assert number(text).value is not None


@given(NUMBERS, NUMBERS, st.sampled_from(["\n", "\n\n", " \n ", "；", "  ", "（{}）", "/", "|"]))
def test_two_numbers_in_a_cell_are_none(one: Decimal, other: Decimal, between: str) -> None:
    text = f"{one}{between.format(other)}" if "{" in between else f"{one}{between}{other}"
    assert number(text).value is None
    assert number(text).reason.startswith(NO_NUMBER)


def test_two_numbers_are_told_as_such() -> None:
    assert number("22310\n22180").reason == SEVERAL
    assert number("41260（41190）").reason == SEVERAL


@given(
    NUMBERS, st.text(alphabet="\u200b\u200e\u202a\u202c\u00ad\ufeff\u2060", max_size=6), st.data()
)
def test_what_nobody_sees_changes_no_number(
    value: Decimal, unseen: str, data: st.DataObject
) -> None:
    text = str(value)
    for sign in unseen:
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + sign + text[at:]
    assert number(text).value == value


@given(
    st.characters().filter(lambda c: not re.fullmatch(r"[0-9]", unicodedata.normalize("NFKC", c)))
)
def test_no_character_becomes_digits_but_a_digit_of_full_width(sign: str) -> None:
    found = number(f"12{sign}34").value
    kept = {"", ",", ".", "e"} | {"-", " "}
    if found is not None:
        assert unicodedata.normalize("NFKC", folded(sign)).lower() in kept
        assert found in (Decimal("1234"), Decimal("12.34"), Decimal("12e34"))


@given(st.characters(categories=("No", "Nl", "Nd")))
def test_numerals_of_other_kinds_are_no_digits(sign: str) -> None:
    is_digit = "0" <= unicodedata.normalize("NFKC", sign) <= "9" and folded(sign) in "0123456789"
    assert number(f"4900{sign}").value in (
        (Decimal(f"4900{folded(sign)}"),) if is_digit else (None, 4900)
    )


NAMES = st.text(
    alphabet=st.one_of(
        st.sampled_from("税收入县（）()、 \u3000\n一1①¹²*注[]⼊⺠km:"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=14,
)


@given(NAMES)
def test_a_name_folded_twice_is_folded_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded_name(folded_name(text)) == folded_name(text)


@given(st.text(alphabet="税收入一般公共预算县岷", min_size=1, max_size=9), st.data())
def test_a_padded_and_broken_name_is_the_name(name: str, data: st.DataObject) -> None:
    filling = st.sampled_from([" ", "\u3000", "\n", "\r\n", "\xa0", "\u200b", "\u00ad", ""])
    padded = "".join(f"{sign}{data.draw(filling)}" for sign in name)
    assert folded_name(data.draw(filling) + padded) == name


LOOKS = st.sampled_from(["", STRUCK, RAISED, UNSEEN])
PIECES = st.lists(st.tuples(st.from_regex(r"[0-9]{1,4}", fullmatch=True), LOOKS), max_size=5)


@given(PIECES)
def test_only_what_stands_in_one_piece_is_one_number(pieces: list[tuple[str, str]]) -> None:
    found = said(Run(text, look) for text, look in pieces)
    kept = re.split("x+", "".join("x" if look else text for text, look in pieces))
    whole = [text for text in kept if text]
    value = None if found.reason else number(found.text).value
    # No amount has nineteen digits: that is refused as beyond what can be.
    is_one = len(whole) == 1 and Decimal(whole[0]) < 10**18
    assert value == (Decimal(whole[0]) if is_one else None)


CODES = st.sampled_from(
    [
        '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0',
        '[>=10000]0!.0,"万元";0"元"',
        '[<1000]0;[<1000000]0.0,"千";0',
        '0.00,"万"',
        '0.0,,"百万"',
    ]
)


@given(st.integers(0, 10**10).map(Decimal), CODES)
def test_a_format_that_goes_by_size_or_is_no_unit_changes_no_amount(
    value: Decimal, code: str
) -> None:
    shown = number(shown_as(value, scaling(code)).text)
    factor = {"": 1, "元": 1}[shown.unit]
    assert shown.value == value * factor


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("0!.0,", "4900"),
        ('0!.0,"万元"', "4900万元"),
        ('0!.0,"万"', "4900万元"),
        ('0"元"', "49000000元"),
    ],
)
def test_a_format_that_shows_all_alike_gives_what_it_shows(code: str, text: str) -> None:
    assert shown_as(Decimal(49000000), scaling(code)).text == text
