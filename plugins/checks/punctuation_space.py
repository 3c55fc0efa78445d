"""Spaces around marks of punctuation."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import punctuation
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def punctuation_space(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """A mark hangs on the word before it, a quotation mark on what it holds, and a space follows a comma.

    Bad: گفت : « آری » ،سپس رفت .
    Good: گفت: «آری»، سپس رفت.
    """
    yield from prose.in_body(punctuation.spaces)
