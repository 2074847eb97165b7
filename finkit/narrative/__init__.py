"""The report's text: wording files, their conditions beside the wording, one file a section.

Templates ask for phrases (`item.compared`), never for a sign, so an edited sentence cannot put a
direction word against its figure.
"""
