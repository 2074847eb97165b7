"""`python -m tools.pages` writes outputs/docs: the public names, made of their docstrings."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.pages.reference import write

if __name__ == "__main__":
    print(write(Path(sys.argv[1] if len(sys.argv) > 1 else "outputs/docs")))
