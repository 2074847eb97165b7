"""Every indicator has a worked test: one that goes red where its values are wrong."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

from finkit import indicators
from finkit.dataset import open_dataset
from finkit.figures.declaration import Indicator
from finkit.figures.figure import Figure
from finkit.indicators.supplied import FACT

HERE = Path(__file__).parent
FAMILIES = HERE.parent.parent / "finkit/indicators"
COMPUTED = [one for one in indicators.all_declared() if one is not FACT]
# These are laws over all indicators, not the worked test of any.
LAWS = {"test_asked_again.py", "test_worked.py"}


@pytest.mark.parametrize("wrong", COMPUTED, ids=lambda one: f"{one.key}-{one.label}")
def test_a_worked_test_notices_a_wrong_value(
    wrong: Indicator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def value(figure: Figure) -> Decimal | None:
        right = figure.quantity.value
        return right + 1 if figure.declared is wrong and right is not None else right

    monkeypatch.setattr(Figure, "value", property(value))
    worked = [path for path in sorted(HERE.glob("test_*.py")) if path.name not in LAWS]
    # The files that name it come first: the first that goes red ends the run.
    worked.sort(key=lambda path: wrong.key not in path.read_text(encoding="utf-8"))
    options = ["-qqx", "--no-header", "-p", "no:cacheprovider", f"--basetemp={tmp_path}/inner"]
    wanted = f"write a test here that goes red where {wrong.key}（{wrong.label}） is wrong"
    assert pytest.main([*options, *map(str, worked)]) == pytest.ExitCode.TESTS_FAILED, wanted


def test_a_figure_stands_in_the_unit_declared() -> None:
    every = open_dataset().calculator.all()
    assert [one.id for one in every if one.declared.unit not in ("", one.unit)] == []


def test_every_family_is_gathered() -> None:
    for path in FAMILIES.glob("*.py"):
        if path.stem == "__init__":
            continue
        held = vars(import_module(f"finkit.indicators.{path.stem}"))
        declared = [one for one in held.values() if isinstance(one, Indicator)]
        family = (*held.get("INDICATORS", ()), *declared)
        lost = [one.key for one in family if one not in indicators.all_declared()]
        assert lost == [], f"add it to INDICATORS of {path.name}, and that to __init__.py"
