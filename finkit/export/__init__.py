"""A data set given to others: a workbook, a ledger's tables, a data package.

chosen         what of it: all, a county, a province, a period
workbook       .xlsx: a sheet an indicator family, the amounts, lists
ledger_tables  Parquet by the contract, to be read again
data_package   CSV in the manner of SDMX, with `datapackage.json` (cube: its rows)
"""

from finkit.export.exporting import FORMATS, export

__all__ = ["FORMATS", "export"]
