"""A page and a briefing of one name."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.model import Collection, Problem


def slug_clash(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """A page of pages/ and a briefing may not have the same name: both would be fa/<name>.html.

    Bad: pages/water.fa.md beside briefings/water.fa.md
    Good: pages/about-water.fa.md beside briefings/water.fa.md
    """
    briefings = {briefing.slug: briefing.original.path for briefing in collection.briefings}
    seen: dict[tuple[str, str], str] = {}
    for page in collection.pages:
        if page.slug in briefings:
            message = f"the briefing {briefings[page.slug]!r} has the same name"
            yield Problem(page.path, 1, 0, "slug-clash", message, "give the page's file another name")
        known = seen.setdefault((page.slug, page.language), page.path)
        if known != page.path:
            message = f"{known!r} has the same name and language"
            yield Problem(page.path, 1, 0, "slug-clash", message, "give one of the two files another name")
