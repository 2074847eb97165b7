"""Workbooks as bureaus have them, understood by structure: whatever the layout, never by file name.

    opening     a file → its sheets as grids of text (grid), by the table of formats: one row a
                format, each read in a file of its own
    blocks      a sheet → its tables: header, rows, what stands above
    columns     a header → what each column holds (headings.csv), by itself and by those beside it
                (together)
    titles      what stands above → unit, period, area, status; dates what any text says of time
    hierarchy   the rows → which item stands under which; codes and formats tell it too
    by_item, by_area, by_year  the rows as items, areas or years
    wholes      合计 → the whole it is; budgets which of the four budgets a row is of
    understanding  all of it → amounts with their source cell, and every cell left aside, with why

What is not said anywhere is asked (`Question`), and answered by options or a map (answers).
"""
