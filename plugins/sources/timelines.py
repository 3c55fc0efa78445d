"""Lines of a time line block -> a list: a date as its author wrote it, and what happened, which may hold Markdown.

A date is not read: «نیمهٔ دوم دههٔ ۱۳۵۰» is one, and the order is the author's. Not a `<dl>`: its entries need a box each
for the hairline and the page break, and PDF/UA-1 allows nothing between a list and its items.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plugins.model import Language
from plugins.sources.lines import Fault, Line
from plugins.sources.tree import Element, Node

_CALL = re.compile(r"\[\^[^\]\n]+\]")
_EXAMPLE = "write a date, “|” and what happened: ۶ آبان ۱۴۰۴ | …"


def draw(
    lines: list[Line], language: Language, inline: Callable[[str, int, int], list[Node]], faults: list[Fault]
) -> Element:
    """The list; what is wrong is added to `faults`."""
    entries: list[Node] = []
    for line in lines:
        date, text, offset = line.parts() or ("", "", 0)
        if not date or not text:
            faults.append(Fault(line.at(0), f"{line.text!r} is not a date and a text", _EXAMPLE))
        elif call := _CALL.search(text):
            message = f"{call[0]!r} stands in a time line, which has no footnotes"
            fix = f"write {call[0]} in the sentence before the time line"
            faults.append(Fault(line.at(offset + call.start()), message, fix))
        else:
            event = Element("div", {"class": "g-event"}, inline(text, *line.at(offset)))
            # An entry that is wholly in the other language keeps its date in the margin of the others.
            entries.append(
                Element("li", {"dir": language.direction}, [Element("div", {"class": "g-date"}, [date]), event])
            )
    if not lines:
        faults.append(Fault(None, "the time line is empty", _EXAMPLE))
    # Safari takes a list without bullets for none unless it is told.
    return Element("ul", {"class": "g-timeline"}, entries)
