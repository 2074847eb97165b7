"""A county's report at a period: everything it shows, and nothing that depends on how."""

from finkit.report.build import CountyReport, build
from finkit.report.options import Options

__all__ = ["CountyReport", "Options", "build"]
