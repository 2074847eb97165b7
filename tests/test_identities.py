"""Identities that real published county figures satisfy, through the project's own arithmetic."""

from __future__ import annotations

import ast
import csv
from decimal import Decimal

import pytest

from finkit.figures.quantity import Quantity, difference, percent_of, total
from finkit.samples import folders
from finkit.units import round_half_up

IDENTITIES = next(folder for folder in folders() if folder.name == "published") / "identities.csv"


def rows() -> list[dict[str, str]]:
    with IDENTITIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def evaluated(node: ast.expr, unit: str) -> Quantity:
    """Sums and differences of amounts, and (part / whole) * 100, in the kit's own terms."""
    if isinstance(node, ast.Constant):
        return Quantity(Decimal(str(node.value)), unit)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return difference(Quantity(Decimal(0), unit), evaluated(node.operand, unit))
    assert isinstance(node, ast.BinOp)
    if isinstance(node.op, ast.Mult):
        assert isinstance(node.right, ast.Constant)
        assert node.right.value == 100
        assert isinstance(node.left, ast.BinOp)
        assert isinstance(node.left.op, ast.Div)
        part, whole = evaluated(node.left.left, "万元"), evaluated(node.left.right, "万元")
        return percent_of(part, whole, "分母")
    left, right = evaluated(node.left, unit), evaluated(node.right, unit)
    return total(left, right) if isinstance(node.op, ast.Add) else difference(left, right)


def test_there_are_47() -> None:
    assert len(rows()) == 47


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_identity_holds(row: dict[str, str]) -> None:
    value = evaluated(ast.parse(row["expression"], mode="eval").body, "万元").value
    assert value is not None
    printed = Decimal(row["published"])
    assert round_half_up(value, max(-int(printed.as_tuple().exponent), 0)) == printed
