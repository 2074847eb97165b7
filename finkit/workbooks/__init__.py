"""Workbooks as bureaus have them, understood by structure: whatever the layout, never by file name.

    opening     a file → its sheets as grids of text (grid), each format in a file of its own
    blocks      a sheet → its tables: header, rows, what stands above
    columns     a header → what each column holds (headings.csv)
    titles      what stands above → unit, period, area, status
    hierarchy   the rows → which item stands under which
    understanding  all of it → amounts with their source cell, and every cell left aside, with why

What is not said anywhere is asked (`Question`), and answered by options or a map (answers).
"""
