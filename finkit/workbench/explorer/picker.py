"""A picker: type, press Enter, and what was found is taken, or offered where it may be several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import ipywidgets as w

from finkit.errors import FinkitError, quoted
from finkit.workbench.explorer.finder import Choice, find

_OFFERED = 8
_NARROW = w.Layout(width="22em")


class Picker:
    """What is typed, what that may mean, and what has been taken: `taken` are its keys.

    `otherwise` is asked where nothing is found: it answers with a key, or says in its error why
    there is none (a former name, one of a county that the data lack).
    """

    def __init__(self, what: str, hint: str, otherwise: Callable[[str], str]) -> None:
        self._choices: dict[str, Choice] = {}
        self._otherwise = otherwise
        self.typed = w.Combobox(
            description=what, placeholder=hint, continuous_update=False, layout=_NARROW
        )
        hidden = w.Layout(width="22em", display="none")
        self.offered = w.SelectMultiple(rows=_OFFERED, layout=hidden)
        self.tags = w.TagsInput(allow_duplicates=False)
        self.said = w.HTML()
        self.typed.observe(self._find, "value")
        self.offered.observe(self._take_offered, "value")
        self.box = w.VBox([w.HBox([self.typed, self.tags]), self.said, self.offered])

    @property
    def taken(self) -> list[str]:
        """The keys of what has been taken, in that order."""
        return [self._choices[label].key for label in self.tags.value if label in self._choices]

    def on_change(self, told: Callable[[], None]) -> None:
        """`told` is called whenever something is taken or put away."""
        self.tags.observe(lambda _: told(), "value")

    def offer(self, choices: Sequence[Choice]) -> None:
        """What can be taken from now on; what was taken and is no longer there is put away."""
        self._choices = {one.label: one for one in choices}
        self.typed.options = list(self._choices)
        self.tags.allowed_tags = []
        self.tags.value = [label for label in self.tags.value if label in self._choices]
        self.tags.allowed_tags = list(self._choices)

    def take(self, key: str) -> None:
        """Takes what has this key, or is called so, once. Raises what says that there is none."""
        labels = {one.key: label for label, one in self._choices.items()}
        label = labels[key] if key in labels else labels[self._otherwise(key)]
        if label not in self.tags.value:
            self.tags.value = [*self.tags.value, label]

    def _find(self, _: object) -> None:
        typed = self.typed.value.strip()
        if not typed:
            return
        nearest, others = find(typed, self._choices.values())
        if not nearest:
            self._ask_otherwise(typed)
        elif len(nearest) == 1:
            self._say(f"另有{len(others)}个也含{quoted(typed)}：" if others else "", others)
            self._take(nearest[0].key)
        else:
            every = (*nearest, *others)
            self._say(f"{quoted(typed)}有{len(every)}个，请选：", every)

    def _ask_otherwise(self, typed: str) -> None:
        try:
            key = self._otherwise(typed)
        except FinkitError as error:
            self._say(str(error))
        else:
            self._say("")
            self._take(key)

    def _take(self, key: str) -> None:
        self.typed.value = ""
        self.take(key)

    def _take_offered(self, _: object) -> None:
        for key in self.offered.value:
            self.take(key)

    def _say(self, text: str, choices: Sequence[Choice] = ()) -> None:
        self.said.value = escape(text)
        self.offered.options = [(one.label, one.key) for one in choices]
        self.offered.rows = max(2, min(len(choices), _OFFERED))
        self.offered.layout.display = "" if choices else "none"
