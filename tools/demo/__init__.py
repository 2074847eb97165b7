"""The demonstration county: its tables, and the months drawn of them."""
