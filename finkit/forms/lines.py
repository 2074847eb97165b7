"""The lines of one sheet: items in use and those of the standard table, parents above children."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from finkit.accounts.aliases import standard
from finkit.accounts.chart import Account, accounts
from finkit.accounts.spelling import clean
from finkit.forms.entries import Entry
from finkit.ledger.county_book import ItemSeries


class Line(NamedTuple):
    """One line of a sheet: its item, how deep it stands, its code ("" where the chart has none)."""

    item: str
    depth: int
    code: str
    main: ItemSeries | None = None
    month: ItemSeries | None = None

    @property
    def label(self) -> str:
        """The item, two blanks a level before it."""
        return "  " * self.depth + self.item


@dataclass(eq=False)
class Node:
    """An item with those under it."""

    entry: Entry
    below: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its standard name, its own where it has none; "" where its own states a scope."""
        found = standard(self.entry.item, self.entry.parent)
        return "" if found.scope else found.name or clean(self.entry.item)

    @property
    def account(self) -> Account | None:
        """Its account in the chart."""
        return accounts().get(standard(self.entry.item, self.entry.parent).name)

    def all(self) -> Iterator[Node]:
        """Itself and all below."""
        yield self
        for child in self.below:
            yield from child.all()


def trees(found: Iterable[Entry]) -> list[Node]:
    """The entries hung under their parents, by the very names the ledger gives.

    A parent that has no amounts of its own gets a line without any: it says what its children are
    part of.
    """
    nodes = [Node(entry) for entry in found]
    named: dict[str, Node] = {}
    for node in nodes:
        named.setdefault(node.entry.item, node)
    roots = [node for node in nodes if not node.entry.parent]
    for node in nodes:
        parent = node.entry.parent
        if not parent:
            continue
        above = named.get(parent)
        if above is None or _is_below(above, node, named):
            above = Node(Entry(parent, "", None, None))
            roots.append(above)
            if parent not in named:
                named[parent] = above
        above.below.append(node)
    return roots


def _is_below(above: Node, node: Node, named: dict[str, Node]) -> bool:
    """Whether the parent stands under its own child (税收 under 税收): names go in a circle."""
    seen: set[int] = set()
    at: Node | None = above
    while at is not None and id(at) not in seen:
        if at is node:
            return True
        seen.add(id(at))
        at = named.get(at.entry.parent) if at.entry.parent else None
    return False


def broken_down(roots: Iterable[Node]) -> dict[str, Node]:
    """The items that others stand under, by their standard names."""
    nodes = [node for root in roots for node in root.all()]
    return {node.name: node for node in nodes if node.below}


def completed(
    roots: list[Node], wanted: Iterable[tuple[str, str]], broken: Mapping[str, Node]
) -> None:
    """Adds the items of the standard table (item, parent) that the roots lack.

    Each parent is `broken` down once on a form. Where the ledger has 增值税 under the 税收收入 of
    全口径财政收入, the other taxes join it there: under the budget's 税收收入 as well they would be
    the same items to whoever reads the form back.
    """
    known: dict[str, Node] = {}
    for root in roots:
        for node in root.all():
            if node.name:
                known.setdefault(node.name, node)
    for item, parent in wanted:
        above = known.get(parent)
        if above and not above.below and parent in broken:
            above = broken[parent]
        if item in known or (above and any(item == node.name for node in above.below)):
            continue
        node = Node(Entry(item, above.entry.item if above else "", None, None))
        if above is known.get(parent):
            known[item] = node
        (above.below if above else roots).append(node)


def lines(roots: Iterable[Node]) -> list[Line]:
    """The lines under the roots in chart order; what the chart does not know comes last."""
    found: list[Line] = []
    codes: list[str] = []

    def write(nodes: Iterable[Node], above: list[str]) -> None:
        for node in nodes:
            code = _code(node, above, codes)
            codes.append(code)
            found.append(Line(node.entry.item, len(above), code, node.entry.main, node.entry.month))
            write(sorted(node.below, key=_order), [*above, code])

    write(roots, [])
    return found


def _order(node: Node) -> tuple[bool, int]:
    """In chart order; what the chart does not know comes last."""
    return (False, node.account.order) if node.account else (True, 0)


def _code(node: Node, above: list[str], codes: list[str]) -> str:
    """Its code, unless the codes would tell of another parent than the indentation does."""
    code = node.account.code if node.account and node.account.code.isdecimal() else ""
    if not all(code.startswith(one) and code != one for one in above if one):
        return ""
    # Beginning with the code of a line further up would make that line its parent.
    others = (one for one in codes if one and one not in above)
    return "" if any(code.startswith(one) for one in others) else code
