"""The embedded sample: real published figures with their sources, and one synthetic county.

- `published/`: 29 county bulletins, budget and debt tables, 2012–2024, figures as printed;
- `panel/`: 57 counties and districts of Chongqing and Chengdu, annual, 2005–2020;
- `national/`: the nation's cumulative monthly series, 2021–2026;
- `synthetic/`: 示例县, 36 months of every item a report needs. Not a real county: 演示数据.
"""

from importlib.resources import files
from pathlib import Path

FOLDERS = ("published", "panel", "national", "synthetic")
SYNTHETIC_SOURCE = "synthetic-demo"
SYNTHETIC_BANNER = "演示数据：本报告由程序生成的示例数据制成，不是任何真实县的情况。"


def folders() -> list[Path]:
    """The folders of the sample, each a data set of the contract."""
    root = Path(str(files(__package__)))
    return [root / name for name in FOLDERS]
