"""Words stretched by hand."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import letters
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def tatweel(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """A word is not stretched by hand: no search finds it, and the page justifies its lines itself.

    Bad: تــوافق
    Good: توافق
    """
    if prose.has("\u0640"):
        yield from letters.tatweels(prose.text)
