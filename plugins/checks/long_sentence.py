"""Sentences of many words."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian.repair import Note
from plugins.sources.prose import BLANK
from plugins.sources.sentences import sentences
from plugins.sources.written import Written

_MOST = {"en": 40, "fa": 45}
"""Words by white space. GOV.UK's content design asks for 25 at most; a note that comes rarely is read.
No Persian guide that we know gives a number: of the demonstration's sentences one in a hundred is longer."""
_SHORTEST = 3
"""Characters of a word with its space, at the least: a shorter text is not looked at."""
_SHOWN = 6
"""Words by which a sentence is known."""


def long_sentence(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """A sentence of more than 40 words (Persian: 45) is read twice, or not at all.

    Bad: one sentence with the whole agreement in it
    Good: two or three, each with a verb of its own
    """
    for language, prose in written.proses:
        most = _MOST.get(language.tag, 0)
        start = prose.body
        for block in prose.text[prose.body :].split("\n\n") if most else ():
            parts = block.replace(".\n", ". ").split(". ")
            if block[:1] != "|" and len(max(parts, key=len)) > most * _SHORTEST:
                yield from _long(prose.text, start, start + len(block), most)
            start += len(block) + 2


def _long(text: str, start: int, end: int, most: int) -> Iterator[Note]:
    for first, last in sentences(text, start, end):
        words = text[first:last].replace(BLANK, "").split()
        if len(words) > most:
            told = text[first:last].lstrip(f"[ \n{BLANK}")
            line = told.partition("\n")[0].partition(BLANK)[0]
            shown = " ".join(line.split(" ")[:_SHOWN]).rstrip("[ ")
            yield Note(last - len(told), shown, f"begins a sentence of {len(words)} words", "make two of it", "info")
