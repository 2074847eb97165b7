"""What a cell of a web page says to its reader: lines as lines, notes and struck text apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bs4 import CData, Tag
from bs4.element import NavigableString

from finkit.workbooks.files.runs import RAISED, STRUCK, UNSEEN, Run, Said, said

_BLANKS = re.compile(r"[ \t\r\n]+")
_LINES = re.compile(r"[ \n]*\n[ \n]*")
_LINES_OF = "p div li ul ol dl dt dd pre blockquote center section h1 h2 h3 h4 h5 h6 tr table hr"
_BROKEN = frozenset(_LINES_OF.split(" "))
_TAGS = {
    **dict.fromkeys(("s", "strike", "del"), STRUCK),
    **dict.fromkeys(("sup", "sub"), RAISED),
    **dict.fromkeys(("script", "style", "template", "rt", "rp", "option"), UNSEEN),
}
_HIDDEN = r"display:none|visibility:(hidden|collapse)|mso-hide:all|font-size:0(?!\.?\d*[1-9])"
_LOOKS = (
    (re.compile(_HIDDEN), UNSEEN),
    (re.compile(r"text-decoration[a-z-]*:[^;]*line-through|text-line-through:(?!none)"), STRUCK),
    (re.compile(r"vertical-align:(super|sub)\b"), RAISED),
)
_WHITE = r"(?:#fff|#ffffff|white|window|rgb\(255,255,255\))"
_IN_WHITE = re.compile(rf"(?:^|;)color:{_WHITE}(?:;|$|!)")
_NO_COLOUR = rf"{_WHITE}|none|transparent|inherit|initial"
_COLOURED = re.compile(rf"(?:^|;)background(?:-color)?:(?!{_NO_COLOUR})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"(?:[a-z]\w*)?\.([\w-]+)", re.IGNORECASE)
_NOTE = re.compile(r"[\[［(（【]?\s*(?:注\s*)?[\d①-⑳a-zA-Z*※†]{1,2}\s*[\]］)）】]?")
_RED_IS_NEGATIVE = re.compile(r"mso-number-format:[^;]*\\;[^;]*\\?\[red\\?\](?![^;]*-)")


class Style(NamedTuple):
    """The rules of a page's own style sheets, by the class they are for."""

    classes: Mapping[str, str] = {}

    def of(self, element: Any) -> str:
        """All that is declared of an element, squeezed."""
        own = element.get("style") or ""
        named = element.get("class") or ()
        if not own and not named:
            return ""
        rules = [self.classes.get(name.lower(), "") for name in named]
        return ";".join((*rules, _squeezed(str(own))))

    def look_of(self, element: Any) -> str:
        """The look of an element that keeps it out of its cell; "" for one like any other."""
        if look := _TAGS.get(element.name, ""):
            return look
        if element.has_attr("hidden") or _is_note(element):
            return UNSEEN if element.has_attr("hidden") else RAISED
        declared = self.of(element)
        if declared and (found := next((k for rule, k in _LOOKS if rule.search(declared)), "")):
            return found
        return UNSEEN if self._is_white(element, declared) else ""

    def _is_white(self, element: Any, declared: str) -> bool:
        coloured = element.get("color") if element.name == "font" else None
        if not (_IN_WHITE.search(declared) or re.fullmatch(_WHITE, str(coloured or "").lower())):
            return False
        around = [one for one in (element, *element.parents) if one.name != "[document]"]
        return not any(
            _COLOURED.search(self.of(one)) or _is_colour(one.get("bgcolor")) for one in around
        )


def style_of(page: Any) -> Style:
    """The style sheets within a page, as Excel writes them; others are not at hand."""
    classes: dict[str, str] = {}
    for sheet in page.find_all("style"):
        for selectors, rules in _RULE.findall(str(sheet.string or "")):
            for selector in selectors.split(","):
                if found := _CLASS.fullmatch(selector.strip()):
                    name = found[1].lower()
                    classes[name] = f"{classes.get(name, '')};{_squeezed(rules)}"
    return Style(classes)


def _squeezed(rules: str) -> str:
    return re.sub(r"\s+", "", rules).lower()


def _is_colour(value: Any) -> bool:
    return bool(value) and not re.fullmatch(_WHITE, str(value).lower())


def _is_note(element: Any) -> bool:
    """Whether an element is a link to a note: [1] behind what it is about."""
    if element.name != "a":
        return False
    to = str(element.get("href") or "")
    is_near = (to.startswith("#") and len(to) > 1) or "noteref" in str(element.get("role") or "")
    return is_near and bool(_NOTE.fullmatch(element.get_text("").strip()))


def said_by(cell: Any, style: Style, look: str = "") -> Said:
    """What a cell says; `look` is the one that its row has."""
    inner = cell.contents
    if not look and len(inner) == 1 and type(inner[0]) is NavigableString and not cell.attrs:
        return Said(_clean(_BLANKS.sub(" ", inner[0])))
    found = said(_runs(cell, style, look or style.look_of(cell)))
    return found._replace(text=_negative(cell, style, _clean(found.text)))


def _clean(text: str) -> str:
    return _LINES.sub("\n", text).strip(" \n").replace("\xa0", " ")


def _runs(cell: Any, style: Style, look: str) -> Iterator[Run]:
    """The pieces of text, each with the look that it has from what it is in."""
    open_: list[tuple[Any, str]] = [(cell, look)]
    while open_:
        node, around = open_.pop()
        if isinstance(node, str):
            yield Run(node, around)
        elif not isinstance(node, Tag):
            continue
        elif node.name == "br":
            yield Run("\n")
        else:
            own = around or (style.look_of(node) if node is not cell else "")
            is_broken = node.name in _BROKEN
            inner = [(_text(child), own) for child in node.contents]
            edge = [("\n", "")] if is_broken else []
            open_.extend(reversed([*edge, *inner, *edge]))


def _text(child: Any) -> Any:
    """A text as it is shown; comments and the like are none."""
    if type(child) is NavigableString or isinstance(child, CData):
        return _BLANKS.sub(" ", child)
    return child if isinstance(child, Tag) else None


def _negative(cell: Any, style: Style, text: str) -> str:
    """A number that Excel shows in red for a minus, or whose value it wrote beside it."""
    if not text[:1].isdecimal():
        return text
    value = str(cell.get("x:num") or "")
    is_red = any("mso-ignore:color" in style.of(font) for font in cell.find_all("font"))
    is_negative = value.startswith("-") or (is_red and _RED_IS_NEGATIVE.search(style.of(cell)))
    return f"-{text}" if is_negative else text
