"""Long briefings without their points at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian.repair import Note
from plugins.sources.written import Written

_LONG = 600
"""Words; about three minutes."""


def no_key_points(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """A briefing of more than 600 words says its points first: many readers have one minute.

    Bad: a text of 800 words without key_points
    Good: key_points: three sentences, each of which stands alone
    """
    made = written.full
    if made and not made.key_points and made.body.text.count(" ") >= _LONG and made.body.words > _LONG:
        reason = f"heads a text of {made.body.words} words without key points"
        yield Note(
            written.offset("title"), made.title.plain[:24].strip(), reason, "write key_points: with two to five", "info"
        )
