"""From workbooks to a ledger: what is new, what is the same, what was revised.

gathering   paths and folders → the files to read
processes   work on many files in processes of their own
reading     each file understood
contract    tables that have the contract's columns already: nothing is to be understood
rows        amounts, rates and facts → rows of the ledger's tables, by key
held        the rows a ledger holds: columns, out of which an import takes what it touches
merging     rows against those held: new, same, revised; gone, which of a file's it has no more
book        the ledger's files on disk, written whole or not at all
checking    what the checks find wrong in forms, faults what is wrong in them otherwise
importing   all of it, with what came of each file
preview     a file as it was understood, for the eye
"""
