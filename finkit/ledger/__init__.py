"""The ledger: all observations of one data set, validated; asked by county."""
