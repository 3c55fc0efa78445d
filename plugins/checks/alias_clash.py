"""An old address that is taken."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.model import Collection, Problem


def alias_clash(collection: Collection, config: SiteConfig) -> Iterator[Problem]:
    """An address in `aliases` leads to one briefing, and is nobody's own.

    Bad: aliases: [/fa/water.html] where a briefing `water` exists
    Good: aliases: [/2023/water.html]
    """
    taken = {
        f"{row.tag}/{slug}.html": path
        for row in config.languages
        for slug, path in [
            *((b.slug, b.original.path) for b in collection.briefings),
            *((p.slug, p.path) for p in collection.pages),
        ]
    }
    for briefing in collection.briefings:
        for edition in briefing.editions:
            for number, alias in enumerate(edition.aliases):
                owner = taken.setdefault(alias.casefold(), edition.path)
                if owner != edition.path or alias.casefold() == f"{edition.language}/{edition.slug}.html":
                    line, column = edition.marks.get(f"aliases.{number}", (1, 0))
                    message = f"the address {alias!r} is already that of {owner!r}"
                    yield Problem(edition.path, line, column, "alias-clash", message, "take it out here or there")
