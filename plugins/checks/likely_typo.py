"""Words that one letter of like shape makes frequent."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import typos
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def likely_typo(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """A word is in a dictionary, is made of such words, or is a name.

    Bad: تردیدی وحود ندارد
    Good: تردیدی وجود ندارد
    """
    yield from typos.slips(prose.text, prose.words)
