"""What figures in one chart are called: by their item, and by whatever else they differ in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from finkit.charts.listed.series import told_apart
from finkit.contract import BASES
from finkit.figures.figure import Figure

_Part = Callable[[Figure], str]


def names_of(figures: Sequence[Figure]) -> list[str]:
    """The names of rows: the item, or the indicator where all are of one item; behind it county,
    period, basis (当月, 累计) and denominator wherever these differ, the parent where it must."""
    plain = _label if _count(_item, figures) == 1 else _item
    parts: list[_Part] = [_county, _period, _basis, _of_item]
    if plain is _item:
        parts.append(_label)
    marks = [part for part in parts if _count(part, figures) > 1]
    names = [_marked(plain(one), one, marks) for one in figures]
    if len(set(names)) < len(names):
        names = [_marked(plain(one), one, [*marks, _parent]) for one in figures]
    return list(told_apart(names))


def column_of(figures: Sequence[Figure]) -> str:
    """The name of the column: the indicator, where all are of it and of several items."""
    is_one = _count(_label, figures) == 1 and _count(_item, figures) > 1
    return _label(figures[0]) if is_one else "数值"


def differing(figures: Sequence[Figure]) -> str:
    """The bases (当月、累计) or else the denominators, where there are several; "" for one."""
    for part in (_basis, _of_item):
        if _count(part, figures) > 1:
            return "、".join(dict.fromkeys(filter(None, map(part, figures))))
    return ""


def _marked(name: str, figure: Figure, marks: Sequence[_Part]) -> str:
    said = "、".join(filter(None, (part(figure) for part in marks)))
    return f"{name}（{said}）" if said else name


def _count(part: _Part, figures: Sequence[Figure]) -> int:
    return len({part(one) for one in figures})


def _item(figure: Figure) -> str:
    return figure.item


def _label(figure: Figure) -> str:
    return figure.declared.label


def _county(figure: Figure) -> str:
    return figure.county


def _period(figure: Figure) -> str:
    return figure.period


def _basis(figure: Figure) -> str:
    return BASES.get(figure.basis, figure.basis)


def _of_item(figure: Figure) -> str:
    return figure.of_item


def _parent(figure: Figure) -> str:
    return figure.parent_item
