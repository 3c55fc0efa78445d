"""A pack that names no briefing of the site."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.nearest import suggestion
from plugins.config import SiteConfig
from plugins.model import Collection, Problem
from plugins.sources import file_names


def pack_briefings(collection: Collection, config: SiteConfig) -> Iterator[Problem]:
    """A curated pack lists slugs of published briefings.

    Bad: briefings: [lake-urmiah]
    Good: briefings: [lake-urmia]
    """
    slugs = {briefing.slug: briefing for briefing in collection.briefings}
    hidden = {file_names.read(path, config)[0].slug for path in (*collection.withheld, *collection.unread)}
    for pack in collection.packs:
        for number, slug in enumerate(pack.briefings):
            line, column = pack.marks.get(f"briefings.{number}", (1, 0))
            if slug not in slugs and slug not in hidden:
                fix = suggestion(slug, slugs, "take it out, or add the briefing")
                yield Problem(pack.path, line, column, "pack-briefings", f"{slug!r} is not a briefing", fix)
            elif slug not in slugs:
                message = f"{slug!r} is a draft, under embargo or has errors: the pack goes without it"
                fix = "leave it: once it is published the pack has it"
                yield Problem(pack.path, line, column, "pack-briefings", message, fix, "warning")
