"""Letters of an Arabic keyboard in Persian words."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import letters
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def arabic_letter(prose: Prose, _config: SiteConfig) -> Iterator[Repair]:
    """Persian is written with its own ی and ک: a search for “کتاب” does not find one with an Arabic kaf.

    Bad: توافق آمريكا
    Good: توافق آمریکا
    """
    if prose.has(letters.ARABIC):
        yield from letters.arabic_letters(prose.text)
