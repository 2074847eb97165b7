"""A county's report at a period: everything it shows, and nothing that depends on how."""

from finkit.report.build import build
from finkit.report.county_report import CountyReport
from finkit.report.options import Options

__all__ = ["CountyReport", "Options", "build"]
