"""The report's text: one template a section, its conditions beside its wording.

Templates ask for phrases (`item.compared`), never for a sign, so an edited sentence cannot put a
direction word against its figure.
"""

from finkit.narrative.write import Narrative, write

__all__ = ["Narrative", "write"]
