"""Tables that have the contract's columns already: one's own, an export's, a data package's.

tables      read and checked as `--data` is
rows        their rows for the ledger, each by the key it is held under
beside      the files that go with them; the sources and calibers a ledger keeps of them
preview     what they hold, for the eye
"""
