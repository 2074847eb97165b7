"""`finkit rollup`: the page of a province or prefecture, made straight from a ledger."""

from finkit.rollup.making import rollup
from finkit.rollup.rollup import Part, Rollup

__all__ = ["Part", "Rollup", "rollup"]
