"""Commands that have a file of their own: each adds itself to the command line.

Nothing heavy is imported before a command runs, so that help answers at once.
"""
