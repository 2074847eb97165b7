"""The embedded sample: real published figures with their sources, and one synthetic county.

- `published/`: 29 county bulletins, budget and debt tables, 2012–2024, figures as printed;
- `panel/`: 57 counties and districts of Chongqing and Chengdu, annual, 2005–2020;
- `national/`: the nation's cumulative monthly series, 2021–2026;
- `synthetic/`: 示例县, 36 months of every item a report needs. Not a real county: 演示数据.
"""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

FOLDERS = ("published", "panel", "national", "synthetic")
SYNTHETIC_SOURCE, SYNTHETIC_COUNTY = "synthetic-demo", "示例县"
SYNTHETIC_BANNER = "演示数据：本报告由程序生成的示例数据制成，不是任何真实县的情况。"


def folders() -> list[Path]:
    """The folders of the sample, each a data set of the contract."""
    root = Path(str(files(__package__)))
    return [root / name for name in FOLDERS]


def made_up(names: Sequence[str]) -> str:
    """What must be said wherever figures of many counties go, some of them generated (演示数据).

    >>> made_up(["示例县"])
    '演示数据：其中示例县的数由程序生成，不是任何真实县的情况。'
    >>> made_up([])
    ''
    """
    if not names:
        return ""
    return f"演示数据：其中{'、'.join(names)}的数由程序生成，不是任何真实县的情况。"
