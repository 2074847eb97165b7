"""Workbooks that are tables: typed cells, a frozen head, a filter, widths that fit Chinese.

cells  what stands in a cell
book   a workbook in the making, whole or not at all
sheet  one of its tables, written row by row
"""
