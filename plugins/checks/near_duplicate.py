"""A term that stands once beside its own twin."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import typos
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def near_duplicate(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """A term is spelled the same everywhere in a text.

    Bad: ایالات متحده … ایالات متحده … ایالت متحده
    Good: ایالات متحده … ایالات متحده … ایالات متحده
    """
    yield from typos.near_pairs(prose.text, prose.words)
