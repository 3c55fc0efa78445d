"""The HTML of a text -> the same, with each table in a box that scrolls by itself where the screen is narrower.

A box that a keyboard must be able to scroll takes the focus and is a region with a name (WCAG 2.1.1; axe "scrollable
region"). Whether one is wider than a telephone is reckoned here from its longest words; style sheets cannot say so.
Charts are tables that never scroll.
"""

from __future__ import annotations

from plugins.model import Html, Strings
from plugins.persian.numbers import digits
from plugins.sources import tree
from plugins.sources.tree import Element

_ROOM = 14.0
"""A table that needs more ems than this may be wider than a telephone of 320 px."""
_LETTER, _CELL, _GAP = 0.55, 4.5, 1.6
"""In ems: a letter, the narrowest cell and the space beside it, as in css/components/table.css."""


def scrolling(html: Html, words: Strings, number: int = 0) -> Html:
    """The text with its tables in boxes, which are numbered from `number` on."""
    if "<table" not in html:
        return html
    made: list[str] = []
    for part in tree.blocks(html):
        if "<table" in part.html:
            root = tree.parse(part.html)
            number = _wrap(root, words, number)
            made.append(tree.serialise(root))
        else:
            made.append(part.html)
    return Html("".join(made))


def tables(html: str) -> int:
    """How many tables a text has, charts among them: where the numbers of the next one begin."""
    return html.count("<table")


def _wrap(parent: Element, words: Strings, number: int) -> int:
    for place, child in enumerate(parent.children):
        if isinstance(child, str) or "g-chart" in child.classes:
            continue
        if child.tag == "table":
            number += 1
            parent.children[place] = _box(child, words, number)
        else:
            number = _wrap(child, words, number)
    return number


def _box(table: Element, words: Strings, number: int) -> Element:
    attrs = {"class": "g-table"}
    if _width(table) > _ROOM:
        name = words("table", number=digits(number, words.language))
        caption = next((e.text().strip() for e in table.elements() if e.tag == "caption"), "")
        attrs |= {"role": "region", "aria-label": f"{name}: {caption}" if caption else name, "tabindex": "0"}
    return Element("div", attrs, [table])


def _width(table: Element) -> float:
    """In ems, with every cell broken wherever it can be."""
    columns: dict[int, float] = {}
    for row in (e for e in table.elements() if e.tag == "tr"):
        cells = [e for e in row.children if isinstance(e, Element) and e.tag in ("td", "th")]
        for place, cell in enumerate(cells):
            longest = max(map(len, cell.text().split()), default=0)
            columns[place] = max(columns.get(place, _CELL), longest * _LETTER)
    return sum(columns.values()) + _GAP * max(len(columns) - 1, 0)
