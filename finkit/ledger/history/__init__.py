"""A ledger with its history: one commit point, a checksum for every file, each version whole.

home       which ledger a path means: one folder of history, whatever the spelling
store      files that never change, each by its checksum, and the pointer to the current version
version    what one version consists of: who made it when, of what, and the files of its tables
parts      a table as files, one for each province, sorted by county
reading    the current version, verified; hand edits of the tables beside it noticed
draft      what a version to be has other than the one before it
writer     the one commit: everything on the disk, then the pointer, then the tables beside it
check      whether every file is what it was
"""
