"""The collection -> the outputs of the site: pages, lists, feeds, pictures, files.

`outputs` is the whole of it, in order; each step is a module of this folder.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from plugins.model import Group, Job, Output, ready
from plugins.site import archive, briefing, cards, doors, feeds, library, lists, offline, people, pictures, topics
from plugins.site.context import SiteContext, blob_path
from plugins.site.entries import Entries
from plugins.site.frame import Leaf, frame_digest
from plugins.site.views import SitemapUrl


def outputs(context: SiteContext) -> list[Output | Group]:
    """Every output of the site but the theme's assets, which `site.assets` makes."""
    entries = {row.tag: Entries(context, row.tag) for row in context.config.languages}
    shared = (context.parts.tables, *(frame_digest(context, row.tag) for row in context.config.languages))
    months = [
        (f"briefings {month}", (*shared, context.parts.names, *parts), pages)
        for month, parts, pages in briefing.briefing_pages(context, entries)
    ]
    rows = [*months, ("lists", (*shared, *lists.decided(context)), lambda: _lists(context, entries))]
    few = [doors.root_page(context, entries), *library.packs_pages(context), *library.names_pages(context)]
    few += doors.static_pages(context)

    def urls() -> tuple[SitemapUrl, ...]:
        leaves = [*few, *(leaf for _, _, pages in rows for leaf in pages())]
        return tuple(leaf.url for leaf in sorted(leaves, key=lambda leaf: leaf.output.name) if leaf.url)

    return [
        *(Group(name, parts, partial(_outputs, pages)) for name, parts, pages in rows),
        *(leaf.output for leaf in few),
        doors.not_found_page(context),
        *doors.redirect_pages(context),
        doors.offline_page(context),
        *offline.offline(context),
        *feeds.feeds(context),
        *feeds.sitemap(context, urls),
        *_carried(context),
        *_cards(context),
    ]


def _lists(context: SiteContext, entries: lists.Shelves) -> list[Leaf]:
    return [
        *doors.home_pages(context, entries),
        *topics.topic_pages(context, entries),
        *people.people_pages(context, entries),
        *archive.archive_pages(context, entries),
    ]


def _outputs(pages: Callable[[], list[Leaf]]) -> list[Output]:
    return [leaf.output for leaf in pages()]


def _carried(context: SiteContext) -> list[Output]:
    """Pictures and attachments that some text uses; what lies unused in the content folder is not published."""
    used = _used(context)
    made: list[Output] = []
    for picture in context.collection.pictures.values():
        if picture.path in used:
            made += pictures.outputs(picture, context.config)
    # The same file in two folders has one name in the output.
    files = {blob_path(blob): blob for blob in context.collection.blobs.values() if blob.path in used}
    made += [ready(path, Job("copy", path, (blob.digest,)), sources=(blob.path,)) for path, blob in files.items()]
    return made


def _used(context: SiteContext) -> set[str]:
    used = {r.target for page in context.collection.pages for r in page.body.references}
    for item in context.collection.briefings:
        for edition in item.editions:
            if edition.status != "withdrawn":
                used |= set(edition.uses)
    return used


def _cards(context: SiteContext) -> list[Output]:
    """Open Graph pictures."""
    return [
        cards.card_output(context, edition)
        for item in context.listed
        for edition in item.editions
        if edition.status != "withdrawn" and not edition.pictured and cards.has_card(context, edition)
    ]
