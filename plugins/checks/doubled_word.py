"""A word that stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from plugins.config import SiteConfig
from plugins.persian.repair import Note
from plugins.sources.prose import Prose
from plugins.sources.written import Written

_RIGHT = frozenset("had that very so no many much far long more on in out over again is was her".split())
"""Words that English says twice and means it: "all that that implies", "what it is is", "log in in time"."""
_WRONG = frozenset("از به با در که را و تا بر برای یا است بود شد اگر اما ولی نیز".split())
"""Persian says many a word twice (کم کم, آرام آرام), but none of these."""


def doubled_word(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """A word stands once, unless the language says it twice.

    Bad: the end of the the year
    Good: the end of the year
    """
    for language, prose in written.proses:
        words = prose.text.split()
        if language.tag in ("fa", "en") and True in map(eq, words, words[1:]):
            doubled = {word for word, following in pairwise(words) if word == following}
            for word in sorted(doubled):
                if word in _WRONG if language.tag == "fa" else _is_plain(word):
                    yield from _places(prose, word)


def _is_plain(word: str) -> bool:
    """Whether it is a word in small letters, no name and no sign, that English does not say twice."""
    return word.isalpha() and word.islower() and len(word) > 1 and word.isascii() and word not in _RIGHT


def _places(prose: Prose, word: str) -> Iterator[Note]:
    for match in re.finditer(rf"(?<!\S)({word})(?:[ \t]+|[ \t]*\n(?![ \t]*\n)[ \t]*){word}(?!\S)", prose.text):
        yield Note(match.start(), word, "stands twice in a row", f"write “{word}” once")
