"""Which ledger a path means: the same for every link and spelling, with its history beside it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from finkit.readers.formats import new_observations, observation_files, observations_in
from finkit.readers.side_tables import is_folder, side_path

OBSERVATIONS = "observations"
TABLES = (OBSERVATIONS, "published", "facts")
"""What is kept as tables; the texts are kept as they are."""
REVISIONS, LAYOUTS = "revisions", "layouts"
TEXTS = (REVISIONS, LAYOUTS, "sources", "calibers")
ALL = (*TABLES, *TEXTS)
READ = (*TABLES, "sources", "calibers")
"""What figures rest on."""


class Home(NamedTuple):
    """Where a ledger is: its observations, and the place that its other tables are named by."""

    observations: Path
    sides: Path

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of tables, and not one table with others beside it."""
        return self.sides != self.observations

    @property
    def folder(self) -> Path:
        """Where its tables lie."""
        return self.observations.parent

    @property
    def history(self) -> Path:
        """The folder of its history: named by its observations alone."""
        return self.observations.with_name(f".{self.observations.name}.history")

    def copy(self, name: str) -> Path:
        """The table of a name, as anyone may read it."""
        if name == OBSERVATIONS:
            return self.observations
        path = side_path(self.sides, name)
        return path.with_suffix(".yaml") if name == LAYOUTS else path

    def kept_as(self, *, folder: bool) -> Home:
        """The same ledger with its other tables named as they were when it was begun."""
        return Home(self.observations, self.folder if folder else self.observations)


def home_of(place: Path) -> Home:
    """The ledger at a path, be it there yet or not."""
    real = place.resolve()
    if not is_folder(real):
        return Home(real, real)
    held = observations_in(real) or _with_history(real) or new_observations(real)
    return Home(held.resolve(), real)


def _with_history(folder: Path) -> Path | None:
    """Observations whose history is there, though they are not: removed, or not yet written."""
    named = (folder / name for name in observation_files())
    return next((one for one in named if Home(one, folder).history.is_dir()), None)
