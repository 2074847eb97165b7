"""A decimal as a cell keeps it: the very digits, or a text where a spreadsheet would round them."""

from __future__ import annotations

from decimal import Decimal

_DIGITS_KEPT = 15


def cell_value(value: Decimal) -> Decimal | str:
    """What to write into a cell.

    >>> cell_value(Decimal("2900.00")), cell_value(Decimal("1E+3"))
    (Decimal('2900'), Decimal('1000'))
    >>> cell_value(Decimal("1234567890123456.78"))
    '1234567890123456.78'
    """
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    digits = plain.lstrip("-").replace(".", "").lstrip("0")
    return Decimal(plain) if len(digits) <= _DIGITS_KEPT else plain
