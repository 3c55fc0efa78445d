"""Spellings of which the desk has chosen one."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian import digits
from plugins.persian import house_style as style
from plugins.persian.repair import Repair
from plugins.sources.prose import Prose


def house_style(prose: Prose, config: SiteConfig) -> Iterator[Repair]:
    """Where BRIEFINGS chooses (ezafe, pronouns, digits), a text follows; where it does not, both are right.

    Bad: خانه‌ی ما, where BRIEFINGS has "ezafe": "hamza"
    Good: خانهٔ ما
    """
    yield from style.ezafe(prose.text, config.ezafe)
    yield from style.pronouns(prose.text, config.pronouns)
    if config.digits == "persian":
        yield from prose.in_body(digits.latin_digits)
