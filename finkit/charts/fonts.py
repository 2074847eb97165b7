"""Chinese in charts of one's own: plain matplotlib and pandas, in a notebook or anywhere."""

from __future__ import annotations

import sys
from typing import Any

import matplotlib as mpl

from finkit.charts.style import font_family

_FAMILIES, _FAMILY = "font.sans-serif", "font.family"
_CHOSEN: Any = mpl.rcParams
_DEFAULT: Any = mpl.rcParamsDefault


def use_fonts() -> None:
    """Sets the bundled Chinese font for every chart that matplotlib or pandas draws from here on.

    To be called once more after what sets fonts itself, as seaborn's `set_theme` does.

    >>> use_fonts()
    >>> mpl.rcParams["font.sans-serif"][0]
    'Noto Sans CJK SC'
    """
    family = font_family()
    _CHOSEN[_FAMILIES] = [family, *(name for name in _CHOSEN[_FAMILIES] if name != family)]
    _CHOSEN[_FAMILY] = ["sans-serif"]


def use_fonts_in_kernel() -> None:
    """As `use_fonts`, in a notebook's kernel whose fonts nobody has chosen yet."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    is_default = all(_CHOSEN[name] == _DEFAULT[name] for name in (_FAMILIES, _FAMILY))
    if hasattr(shell, "kernel") and is_default:
        use_fonts()
