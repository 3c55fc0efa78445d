"""Quotation marks that do not pair."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import punctuation
from plugins.persian.repair import Note
from plugins.sources.prose import Prose


def unbalanced_quote(prose: Prose, _config: SiteConfig) -> Iterator[Note]:
    """What « opens, » closes, in the same paragraph; a quotation of several paragraphs opens in each.

    Bad: وزیر گفت: ما می‌مانیم».
    Good: وزیر گفت: «ما می‌مانیم».
    """
    if prose.has("«»‹›"):
        yield from punctuation.quotes(prose.text)
