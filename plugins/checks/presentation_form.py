"""Letters stored as shapes of an old font."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import letters
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def presentation_form(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """A letter is stored as a letter; the font shapes it.

    Bad: ﺗﻮﺍﻓﻖ
    Good: توافق
    """
    if prose.text.isascii() or not letters.has_forms(prose.text):
        return
    yield from letters.presentation_forms(prose.text)
