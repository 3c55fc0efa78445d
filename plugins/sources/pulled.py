"""Lines of a block of numbers -> a list of two to four figures set large, each with the words for what it counts.

Only the number is set large: a unit («دلار», "km") is a word of the label, so that a line can hold the figure. A list,
as a time line is, and for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plugins.model import Language
from plugins.persian.numbers import ascii_digits
from plugins.sources import numerals
from plugins.sources.lines import Fault, Line
from plugins.sources.tree import Element, Node

_CALL = re.compile(r"\[\^[^\]\n]+\]")
_EXAMPLE = "write a number, “|” and what it counts: ۲۶ | متر مکعب در ثانیه"
_FEWEST, _MOST = 2, 4


def draw(
    lines: list[Line], language: Language, inline: Callable[[str, int, int], list[Node]], faults: list[Fault]
) -> Element:
    """The list; what is wrong is added to `faults`."""
    entries: list[Node] = []
    for line in lines:
        entry = _entry(line, language, inline, faults)
        if entry:
            entries.append(entry)
    if not lines:
        faults.append(Fault(None, "the block holds no number", _EXAMPLE))
    elif not _FEWEST <= len(lines) <= _MOST:
        place = lines[_MOST].at(0) if len(lines) > _MOST else None
        count = f"{len(lines)} number{'s' if len(lines) > 1 else ''}"
        fix = "write one number in a sentence, more than four in a table"
        faults.append(Fault(place, f"the block holds {count}; from {_FEWEST} to {_MOST} are set large", fix))
    return Element("ul", {"class": f"g-numbers g-of-{len(entries)}"}, entries)


def _entry(
    line: Line, language: Language, inline: Callable[[str, int, int], list[Node]], faults: list[Fault]
) -> Element | None:
    written, text, offset = line.parts() or ("", "", 0)
    if not written or not text:
        faults.append(Fault(line.at(0), f"{line.text!r} is not a number and its words", _EXAMPLE))
        return None
    match = numerals.NUMBER.fullmatch(ascii_digits(written))
    if match is None:
        fix = "write digits alone, as ۱۲٬۵۰۰٫۵ or 12,500.5; words go behind “|”"
        faults.append(Fault(line.at(0), f"{written!r} is no number", fix))
        return None
    if call := _CALL.search(text):
        message = f"{call[0]!r} stands in a block of numbers, which has no footnotes"
        fix = f"write {call[0]} in the sentence before the block"
        faults.append(Fault(line.at(offset + call.start()), message, fix))
        return None
    number = numerals.shown(match, language)
    figure = Element("div", {"class": "g-figure", **numerals.direction(number)}, [number])
    label = Element("div", {"class": "g-counted"}, inline(text, *line.at(offset)))
    return Element("li", {"dir": language.direction}, [figure, label])
