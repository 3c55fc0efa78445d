"""Punctuation of a Persian text -> repairs, and notes on quotation marks that do not pair.

Source: the Academy's Dastur-e Khatt (2015) on spaces around marks; CLDR fa: quotation marks «», inside them ‹›.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.persian.letters import MARKS, PERSIAN
from plugins.persian.repair import Note, Repair

_LETTER = f"[{PERSIAN}{MARKS}]"
_LATIN = re.compile(f"(?<={_LETTER})([»)]?[ \u00a0]*)([,;?])(?=[ \\n»)]|{_LETTER}|$)")
_PERSIAN = {",": "،", ";": "؛", "?": "؟"}
_BEFORE = re.compile(f"(?<=[{PERSIAN}{MARKS}۰-۹»)])[ \u00a0]+(?=[،؛؟!:.»)](?:[\\s»)]|$))")
_AFTER = re.compile("(?<=[«(])[ \u00a0]+(?=\\S)")
_MISSING = re.compile(f"[،؛؟!](?={_LETTER})")
_QUOTES = re.compile("[«»‹›]")
_PARAGRAPH = re.compile(r"\n[ \t>\r]*\n")
_PAIRS = {"»": "«", "›": "‹"}


def latin_marks(text: str) -> Iterator[Repair]:
    """A Latin comma, semicolon or question mark behind a Persian word."""
    for match in _LATIN.finditer(text):
        right = _PERSIAN[match[2]]
        yield Repair(
            match.start(2), match[2], right, "safe", f"is the Latin mark behind a Persian word; Persian has “{right}”"
        )


_SPACED = re.compile(" [،؛؟!:.»)]")
_HINTS = ("« ", "( ", "\u00a0")


def spaces(text: str) -> Iterator[Repair]:
    """A space before a mark that hangs on the word, behind an opening one, or none behind a comma."""
    found = [Repair(m.start(), m[0], m[0] + " ", "safe", "lacks a space behind it") for m in _MISSING.finditer(text)]
    if _SPACED.search(text) or any(hint in text for hint in _HINTS):
        before, behind = "(a space) stands before a mark of punctuation", "(a space) stands behind an opening mark"
        found += [Repair(m.start(), m[0], "", "safe", before) for m in _BEFORE.finditer(text)]
        found += [Repair(m.start(), m[0], "", "safe", behind) for m in _AFTER.finditer(text)]
    yield from sorted(found, key=lambda repair: repair.place)


def quotes(text: str) -> Iterator[Note]:
    """Quotation marks that do not pair within a paragraph.

    A quotation of several paragraphs opens in each and is closed in the last: that is right.
    """
    opened: list[tuple[str, int]] = []
    for match in _QUOTES.finditer(text):
        mark, place = match[0], match.start()
        if opened and _PARAGRAPH.search(text, opened[-1][1], place):
            if not (mark == "«" and not text[text.rfind("\n", 0, place) + 1 : place].strip(" >*_\t")):
                yield from _open(opened)
            opened = []
        if mark in "«‹":
            opened.append((mark, place))
        elif opened and opened[-1][0] == _PAIRS[mark]:
            opened.pop()
        else:
            reason = f"closes a quotation that no “{_PAIRS[mark]}” opens"
            yield Note(place, mark, reason, f"write “{_PAIRS[mark]}” where the quotation begins, or delete it")
    yield from _open(opened)


def _open(opened: list[tuple[str, int]]) -> Iterator[Note]:
    for mark, place in opened:
        closing = "»" if mark == "«" else "›"
        yield Note(place, mark, "opens a quotation that is not closed", f"write “{closing}” where the quotation ends")
