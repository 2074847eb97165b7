"""Claims of a report: sentences that assert, each with its condition, threshold and source.

To add a problem, declare it in its family's `CLAIMS`: condition, sentence and the measure that
answers it stand in that one place. A claim of good standing is declared in `standing` and read by a
template as `holds.KEY`.
"""
