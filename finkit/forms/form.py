"""The form of one county and period, as the bytes of an .xlsx workbook."""

from __future__ import annotations

from openpyxl import Workbook

from finkit.counties import County
from finkit.dataset import Dataset
from finkit.forms.fact_sheet import write_facts
from finkit.forms.guide_sheet import write_guide
from finkit.forms.layout import FACTS, GUIDE
from finkit.forms.package import packed
from finkit.forms.sheets import statements
from finkit.forms.statement_sheet import write_statement
from finkit.forms.styles import Styles
from finkit.ledger.county_book import CountyBook
from finkit.periods import Period


def form(data: Dataset, county: County, period: Period) -> bytes:
    """The form, with what the data hold of that county; the same data give the same bytes.

    A county the data do not hold gets the standard items alone.
    """
    held = data.ledger.holds(county.code)
    book = data.ledger.county(county.code) if held else CountyBook(county, [])
    workbook = Workbook()
    styles = Styles(workbook)
    first = workbook.active
    first.title = GUIDE
    write_guide(first, county, period, styles)
    for statement in statements(book, period, data.calibers):
        sheet = workbook.create_sheet(statement.name)
        write_statement(sheet, statement, county, period, styles)
    write_facts(workbook.create_sheet(FACTS), county, period, data.facts, styles)
    workbook.calculation.fullCalcOnLoad = True
    workbook.properties.title = f"{county.name}{period.year}年{period.month}月填报表"
    return packed(workbook)
