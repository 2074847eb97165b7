"""How one figure came about, to be read."""

from __future__ import annotations

from finkit.figures import derived
from finkit.figures.figure import Figure


class Derivation:
    """How one figure came about: formula, inputs, sources; the reason if absent.

    >>> import finkit
    >>> print(finkit.open().county("临洮县").derive("税收收入", "yoy_amount", "2024-02"))
    2024-02 税收收入同比增减额：1316万元
    算式：本期数−上年同期数
    2024-02 税收收入 15348万元〔lintao-2024-02〕
    2024-02 税收收入 14032万元〔lintao-2024-02〕
    """

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    @property
    def lines(self) -> list[str]:
        """What it is, its formula, and each amount it rests on.

        >>> import finkit
        >>> finkit.open().county("临洮县").derive("税收收入", "yoy_amount", "2024-02").lines[1]
        '算式：本期数−上年同期数'
        """
        return derived.lines(self.figure)

    def __repr__(self) -> str:
        return f"Derivation({derived.headline(self.figure)})"

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        return derived.html(self.figure)
