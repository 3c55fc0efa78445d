"""A picture without words for those who do not see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.model import Edition
from plugins.persian.repair import Note
from plugins.sources.written import Written

_EMPTY = re.compile(r"!\[\s*\](?=[(\[])|<img\b(?![^<>]*\balt\s*=)[^<>]*>", re.IGNORECASE)
_REASON, _ADVICE = "says nothing to those who do not see the picture", "write what it shows"


def missing_alt(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """A picture says in words what it shows; one that only adorns is `<img alt="">`.

    Bad: ![](images/dam.jpg)
    Good: ![The dam at Latyan in autumn](images/dam.jpg)
    """
    made = written.made
    if isinstance(made, Edition) and made.image and not made.image.alt:
        yield Note(written.offset("image"), made.image.target.rpartition("/")[2], _REASON, f"{_ADVICE}, as alt: …")
    if "![" in written.text or "<img" in written.text:
        for match in written.found(_EMPTY):
            advice = f"{_ADVICE}, as ![…]" if match[0][0] == "!" else f'{_ADVICE}, as alt="…"'
            yield Note(match.start(), match[0].split("\n")[0], _REASON, advice)
