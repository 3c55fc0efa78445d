"""Levels of headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plugins.config import SiteConfig
from plugins.persian.repair import Note
from plugins.sources.written import Written

_MARKED = re.compile(r"\n(#{1,6})[ \t]*([^#\n][^\n]*)")
_UNDERLINED = re.compile(r"\n([^\s#|>-][^\n]*)\n(=+|-+)[ \t]*(?=\n|$)")


def heading_level(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """The title is the page's first heading; those of a text begin with ## and go one level deeper at a time.

    Bad: # Background, or #### Details below ## Background
    Good: ## Background, and ### Details below it
    """
    underlined = "\n==" in written.text or written.text.find("\n--", written.body) >= 0
    if underlined or _astray([len(marks) for marks, _ in _MARKED.findall(written.text)]):
        yield from _notes(sorted(_headings(written, underlined=underlined)))


def _astray(levels: Iterable[int]) -> bool:
    deepest = 1
    for level in levels:
        if level == 1 or level > deepest + 1:
            return True
        deepest = level
    return False


def _headings(written: Written, *, underlined: bool) -> Iterator[tuple[int, int, str, str]]:
    """Place, level, the line as it stands, its words."""
    for match in written.found(_MARKED):
        yield match.start() + 1, len(match[1]), match[0][1:], match[2].rstrip("# \t")
    for match in written.found(_UNDERLINED) if underlined else ():
        yield match.start() + 1, 1 if match[2][0] == "=" else 2, match[1], match[1]


def _notes(headings: Iterable[tuple[int, int, str, str]]) -> Iterator[Note]:
    deepest, first = 1, True
    for place, level, line, words in headings:
        if level == 1 and first:
            yield Note(place, line, "is a heading as high as the title", f"write ## {words}")
            first = False
        elif level > deepest + 1:
            reason = f"skips a level of headings below {'#' * deepest}"
            yield Note(place, line, reason, f"write {'#' * (deepest + 1)} {words}")
        deepest = level
