"""A speaker of sums over hundreds of amounts: how far rounding reaches in one is asked once."""

from __future__ import annotations

from finkit.figures.figure import Figure
from finkit.wording import Speaker, Style
from finkit.wording.digits import Digits
from finkit.wording.display import HeadSpeaker


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
