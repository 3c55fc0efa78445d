"""Two files for one edition."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.model import Collection, Problem


def duplicate_edition(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """A briefing has one edition in each language.

    Bad: briefings/2024/water.fa.md and briefings/2025/water.fa.md
    Good: briefings/2024/water.fa.md and briefings/2025/water-2025.fa.md
    """
    for briefing in collection.briefings:
        first: dict[str, str] = {}
        for edition in sorted(briefing.editions, key=lambda e: (e.embedded, e.path)):
            known = first.setdefault(edition.language, edition.path)
            if known == edition.path:
                continue
            if edition.embedded:
                message = f"this file has a summary section in {edition.language!r}, and {known!r} is the same edition"
                fix = "keep one of the two: take the section out, or the file"
            else:
                message = f"{known!r} is already the {edition.language!r} edition of {edition.slug!r}"
                fix = "give one of the two files another name"
            yield Problem(edition.path, 1, 0, "duplicate-edition", message, fix)
