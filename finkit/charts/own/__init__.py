"""Charts for one's own question: the forms of a report over a table, a series or figures."""
