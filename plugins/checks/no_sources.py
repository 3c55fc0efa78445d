"""Briefings that rest on nothing that a reader can look up."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian.repair import Note
from plugins.sources.written import Written

_LONG = 200
"""Words. A notice of a few lines may stand alone."""


def no_sources(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """A text of more than 200 words says what it rests on: in `sources`, or by links. A translation has the original's.

    Bad: a text of 500 words, no sources and no link
    Good: sources: [{title: Global Energy Review, publisher: IEA, url: "https://www.iea.org/"}]
    """
    made = written.full
    if not made or made.sources or made.translators or made.translated_from or "://" in written.text:
        return
    if made.body.text.count(" ") >= _LONG and made.body.words > _LONG:
        reason = f"heads a text of {made.body.words} words without a source"
        yield Note(
            written.offset("title"),
            made.title.plain[:24].strip(),
            reason,
            "write sources: with what it rests on",
            "info",
        )
