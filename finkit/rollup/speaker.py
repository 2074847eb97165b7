"""A speaker of sums over hundreds of amounts: how far rounding reaches in one is asked once."""

from __future__ import annotations

from decimal import Decimal

from finkit.figures.figure import Figure
from finkit.wording import Speaker, Style
from finkit.wording.digits import Digits
from finkit.wording.display import HeadSpeaker
from finkit.wording.rates import grown


class _Remembers(Speaker):
    """One that remembers the digits of a figure, by its id."""

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        self._plain: dict[str, Digits] = {}

    def digits(self, figure: Figure) -> Digits:
        """How a figure prints in its own unit."""
        if figure.id not in self._plain:
            self._plain[figure.id] = super()._of(figure)
        return self._plain[figure.id]

    def moved(self, rate: Figure) -> str:
        """增长, 下降 or 基本持平, as the rate prints."""
        flat = rate.value is None or self.digits(rate).is_flat
        return grown(Decimal() if flat or rate.value is None else rate.value)

    def _of(self, figure: Figure) -> Digits:
        return self.digits(figure)


class OnceSpeaker(HeadSpeaker, _Remembers):
    """Amounts in a readable unit, as heads show them."""

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        self._known: dict[str, Digits] = {}

    def _of(self, figure: Figure) -> Digits:
        if figure.id not in self._known:
            self._known[figure.id] = super()._of(figure)
        return self._known[figure.id]
