"""The report's text: wording files, their conditions beside the wording, one file a section.

Templates ask for phrases (`item.compared`), never for a sign, so an edited sentence cannot put a
direction word against its figure.
"""

from finkit.narrative.context import Subject
from finkit.narrative.write import KINDS, Narrative, write

__all__ = ["KINDS", "Narrative", "Subject", "write"]
