"""Invisible signs that turn the direction of a text."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import invisible
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def bidi_control(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """Directions are set by the page. An override (U+202D, U+202E) is an error: it makes a text read otherwise.

    Bad: an invisible U+202E before “gnp.exe”
    Good: the same without it
    """
    if prose.has(invisible.CONTROLS):
        yield from invisible.bidi_controls(prose.text)
