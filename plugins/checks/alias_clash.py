"""An old address that is taken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from plugins.config import SiteConfig
from plugins.model import Collection, Problem
from plugins.sources.file_names import RESERVED


def alias_clash(collection: Collection, config: SiteConfig) -> Iterator[Problem]:
    """An address in `aliases` leads to one briefing, and is nobody's own.

    Bad: aliases: [/fa/water.html] where a briefing `water` exists
    Good: aliases: [/2023/water.html]
    """
    pages = dict.fromkeys(("index.html", "404.html", "offline.html"), "a page of the site's own")
    for row in config.languages:
        pages |= {f"{row.tag}/{name}.html": "a page of the site's own" for name in RESERVED}
        pages |= {f"{row.tag}/{page.slug}.html": repr(page.path) for page in collection.pages}
        pages |= {f"{row.tag}/{item.slug}.html": repr(item.original.path) for item in collection.briefings}
    for one, other in permutations(config.languages, 2):
        # Its editions side by side; an address is not given up because one of them is a summary today.
        folder = f"{one.tag}-{other.tag}"
        pages |= {f"{folder}/{item.slug}.html": repr(item.original.path) for item in collection.briefings}
    taken: dict[str, str] = {}
    for briefing in collection.briefings:
        for edition in briefing.editions:
            for number, alias in enumerate(edition.aliases):
                owner = pages.get(alias.casefold()) or repr(taken.setdefault(alias.casefold(), edition.path))
                if owner != repr(edition.path) or alias.casefold() in pages:
                    line, column = edition.marks.get(f"aliases.{number}", (1, 0))
                    message = f"the address {alias!r} is already that of {owner}"
                    yield Problem(edition.path, line, column, "alias-clash", message, "take it out here or there")
