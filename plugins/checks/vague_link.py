"""Links whose words do not say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian.repair import Note
from plugins.sources.written import Written

_VAGUE = (
    "here|click here|this|this link|link|more|read more|source|"
    "اینجا|این\u200cجا|این جا|کلیک کنید|اینجا کلیک کنید|این لینک|لینک|این پیوند|پیوند|بیشتر|منبع"
)
_LINK = re.compile(rf"\[[ *_]{{0,4}}({_VAGUE})?[ *_.]{{0,4}}\](?=\([^)\s]|\[[^\]])", re.IGNORECASE)


def vague_link(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """The words of a link say where it leads: who hears a page hears its links in a row, one “here” after the other.

    Bad: The text is [here](treaty.pdf).
    Good: The [text of the treaty](treaty.pdf) is published.
    """
    for match in written.found(_LINK):
        if (
            written.text[match.start() - 1] not in "!\\]"
        ):  # a picture, an escaped bracket, the second part of a reference
            reason = "does not say where it leads" if match[1] else "is a link without words"
            yield Note(match.start(), match[0], reason, "write what the reader finds there")
