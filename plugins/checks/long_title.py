"""Titles that lists and search results cut off."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian.repair import Note
from plugins.sources.written import Written

_MOST = 90
"""Characters: what stands in two lines of a list on a phone, and of a PDF's running head in one."""


def long_title(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """A title has at most 90 characters: what comes behind is better told in the summary.

    Bad: title: What the two governments signed in Tokyo on Tuesday, why it took them so long, and what it may change
    Good: title: What the two governments signed in Tokyo
    """
    made = written.made
    if made and len(made.title.plain) > _MOST:
        reason = f"begins a title of {len(made.title.plain)} characters; lists show {_MOST}"
        yield Note(
            written.offset("title"), made.title.plain[:24].strip(), reason, "tell the rest in the summary", "info"
        )
