"""Latin marks behind Persian words."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import punctuation
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def latin_punctuation(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """Persian has its own comma, semicolon and question mark.

    Bad: تهران, ایران?
    Good: تهران، ایران؟
    """
    if prose.has(",;?"):
        yield from prose.in_body(punctuation.latin_marks)
