"""Half-spaces that were lost."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian.half_space import damage
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def half_space(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """Parts of a word that do not join stand off by a half-space, not together and not by a space.

    Bad: رئیسجمهور گفت که می شود
    Good: رئیس‌جمهور گفت که می‌شود
    """
    yield from damage(prose.text, words=prose.words)
