"""`python -m tools.pages` writes outputs/docs: the public names and a gallery of charts."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.pages import gallery, reference

if __name__ == "__main__":
    place = Path(sys.argv[1] if len(sys.argv) > 1 else "outputs/docs")
    print(reference.write(place))
    print(gallery.write(place))
