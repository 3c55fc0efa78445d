"""Another invisible sign where a half-space is meant."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import invisible
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def false_half_space(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """A half-space is U+200C; old programs put a soft hyphen, a zero-width space or “¬” there.

    Bad: می¬شود
    Good: می‌شود
    """
    if prose.has(invisible.SUSPECTS):
        yield from invisible.false_half_spaces(prose.text)
