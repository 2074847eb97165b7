"""`finkit rollup`: the page of a province or prefecture, made straight from a ledger."""

from finkit.rollup.making import rollup
from finkit.rollup.rollup import Part, Rollup
from finkit.rollup.shown import AreaRollup

__all__ = ["AreaRollup", "Part", "Rollup", "rollup"]
