"""The collection -> the outputs of the site: pages, lists, feeds, pictures, files.

`outputs` is the whole of it, in order; each step is a module of this folder.
"""

from __future__ import annotations

from plugins.model import Job, Output, ready
from plugins.site import archive, briefing, cards, doors, feeds, library, lists, pictures
from plugins.site.context import SiteContext, blob_path
from plugins.site.entries import Entries


def outputs(context: SiteContext) -> list[Output]:
    """Every output of the site but the theme's assets, which `site.assets` makes."""
    entries = {row.tag: Entries(context, row.tag) for row in context.config.languages}
    leaves = [
        doors.root_page(context, entries),
        *doors.home_pages(context, entries),
        *briefing.briefing_pages(context, entries),
        *lists.topic_pages(context, entries),
        *lists.people_pages(context, entries),
        *archive.archive_pages(context, entries),
        *library.packs_pages(context),
        *library.names_pages(context),
        *doors.static_pages(context),
    ]
    return [
        *(leaf.output for leaf in leaves),
        doors.not_found_page(context),
        *doors.redirect_pages(context),
        *feeds.feeds(context),
        *feeds.sitemap(context, tuple(leaf.url for leaf in leaves if leaf.url)),
        *_carried(context),
        *_cards(context),
    ]


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
    """Open Graph pictures: only where the site's address is known, for og:image must be absolute."""
    if not context.config.site_url:
        return []
    return [
        cards.card_output(context, edition)
        for item in context.listed
        for edition in item.editions
        if edition.status != "withdrawn" and not edition.image
    ]
