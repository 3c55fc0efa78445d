"""Half-spaces that do nothing."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import invisible
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def stray_half_space(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """A half-space stands once, between two letters.

    Bad: می‌‌شود، یا یکی پیش از فاصله
    Good: می‌شود
    """
    if prose.has("\u200c"):
        yield from invisible.stray_half_spaces(prose.text, prose.words)
