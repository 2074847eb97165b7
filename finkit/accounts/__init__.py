"""What is known of items: their names, their place in the chart, their nature, their calibers.

- `names.py`: the names that formulas, checks and sentences ask for;
- `spelling.py`: a name without what varies in print;
- `chart.py`, `chart.csv`: codes and standard names, and the named items that have no code; where
  each stands on the form;
- `aliases.py`, `aliases.csv`: names seen in practice, the standard name each means, the scope it
  states;
- `local_names.py`, `local_names.csv`: names that mean something of their own in a place or time;
- `open_names.py`, `open_names.csv`: names that are open until something decides them;
- `calibers.py`, `calibers.csv`: what an aggregate consists of, where that is declared;
- `nature.py`: revenue, spending, a balance, or other;
- `tables.py`: reads the tables.
"""
