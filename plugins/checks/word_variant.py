"""A name with a vowel mark here and without it there."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import typos
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def word_variant(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """A name is spelled the same everywhere in a text.

    Bad: روسنفت … روسنِفت
    Good: روسنفت … روسنفت
    """
    yield from typos.variants(prose.text)
