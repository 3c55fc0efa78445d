"""Prose -> its sentences, with their places.

A sentence ends at its mark, at a semicolon, or where a block does: a blank line, an item of a list, a row of a table, a
heading. An abbreviation in its middle ("the U.S. said") ends it too early, so that what is measured here is never too
long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.sources.prose import BLANK

_MARK = "[.!?;\\u061b\\u061f\\u2026]"
_CLOSING = f"[\"'\\u2019\\u201d\\u00bb)\\]*_{BLANK}]"
_END = re.compile(
    rf"""!!!.*  # a box and its title
    |(?<!{_MARK}){_MARK}++{_CLOSING}*+(?=\s)  # a mark, and what closes behind it
    |(?P<next>\n\s*(?:[-*+|\#>]|[0-9\u06f0-\u06f9]+[.)](?=\s)|\n))  # the beginning of another block
    |\|  # the end of a cell
    """,
    re.VERBOSE,
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Beginning and end of each sentence of a text, or of a part of it; without the white space around it."""
    end = len(text) if end is None else end
    for mark in _END.finditer(text, start, end):
        yield from _trimmed(text, start, mark.start() if mark["next"] else mark.end())
        start = mark.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    said = text[start:end]
    bare = said.strip(f" \t\n|#>*+-{BLANK}")
    if bare:
        first = start + said.index(bare)
        yield first, first + len(bare)
