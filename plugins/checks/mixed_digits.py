"""Numbers of two sets of digits, or of Arabic ones."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import digits
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def mixed_digits(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """A number has digits of one set, and in Persian not the Arabic ones: ۴۵۶, not ٤٥٦.

    Bad: ۲۰2۵
    Good: ۲۰۲۵
    """
    yield from digits.mixed_digits(prose.text)
