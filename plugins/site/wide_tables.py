"""The HTML of a text -> the same, with each table in a box that scrolls by itself where the screen is narrower.

A box that a keyboard must be able to scroll takes the focus and is a region with a name (WCAG 2.1.1; axe "scrollable
region"). Whether one is wider than a telephone is reckoned here from its longest words; style sheets cannot say so.
Charts are tables that never scroll.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from plugins.model import Html, Strings
from plugins.persian.numbers import digits
from plugins.sources.tree import start_tag

_ROOM = 14.0
"""A table that needs more ems than this may be wider than a telephone of 320 px."""
_LETTER, _CELL, _GAP = 0.55, 4.5, 1.6
"""In ems: a letter, the narrowest cell and the space beside it, as in css/components/table.css."""
_REST = r'(?:"[^"]*"|[^">])*>'
"""What ends a tag that `tree.serialise` has written."""
_PART = re.compile(rf'<figure class="(?:[^"]* )?g-chart[ "].*?</figure>|<table\b{_REST}|</table>', re.DOTALL)
_ROW, _NEXT_CELL = re.compile(r"<tr\b"), re.compile(rf"<t[dh]\b{_REST}")
_CAPTION, _TAG = re.compile(rf"<caption\b{_REST}(.*?)</caption>", re.DOTALL), re.compile(f"<[/a-z]{_REST}")


def scrolling(text: Html, words: Strings, number: int = 0) -> Html:
    """The text with its tables in boxes, which are numbered from `number` on. One inside another has no box."""
    if "<table" not in text:
        return text
    made: list[str] = []
    depth = begin = done = 0
    for part in _PART.finditer(text):
        if part[0].startswith("<table"):
            begin = begin if depth else part.start()
            depth += 1
        elif part[0] == "</table>":
            depth -= 1
            if depth == 0:
                number += 1
                table = text[begin : part.end()]
                made += [text[done:begin], _opening(table, words, number), table, "</div>"]
                done = part.end()
    return Html("".join(made) + text[done:])


def tables(text: str) -> int:
    """How many tables a text has, charts among them: where the numbers of the next one begin."""
    return text.count("<table")


def _opening(table: str, words: Strings, number: int) -> str:
    attrs = {"class": "g-table"}
    if _width(table) > _ROOM:
        name = words("table", number=digits(number, words.language))
        caption = _CAPTION.search(table)
        said = _words(caption[1]).strip() if caption else ""
        attrs |= {"role": "region", "aria-label": f"{name}: {said}" if said else name, "tabindex": "0"}
    return start_tag("div", attrs)


@lru_cache(maxsize=16)
def _width(table: str) -> float:
    """In ems, with every cell broken wherever it can be. A text's own page and the one beside another ask in turn."""
    columns: dict[int, float] = {}
    for row in _ROW.split(table)[1:]:
        for place, cell in enumerate(_NEXT_CELL.split(row)[1:]):
            longest = max(map(len, _words(cell).split()), default=0)
            columns[place] = max(columns.get(place, _CELL), longest * _LETTER)
    return sum(columns.values()) + _GAP * max(len(columns) - 1, 0)


def _words(part: str) -> str:
    return html.unescape(_TAG.sub("", part))
