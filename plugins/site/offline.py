"""The collection -> what a reader's device is told, so that it can keep the site: a manifest and a list a language.

The service worker itself is a file of the theme (theme/static/js/worker.js), whose bytes no edit changes. What does
change is the list: the newest briefings, which the worker keeps unasked, and the withdrawn ones, which it forgets.
Source: W3C, Web Application Manifest (its addresses are relative to its own).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from plugins.model import Job, Output, link, ready
from plugins.site.context import SiteContext, briefing_path
from plugins.site.frame import ICON, OFFLINE, frame, manifest_path, newest_path

_NEWEST = 10
"""As many pages are fetched unasked, once a visit: 10 of about 15 kB."""


def offline(context: SiteContext) -> Iterator[Output]:
    """The manifest and the list of every language; nothing of a draft is left on a device."""
    for row in () if context.config.drafts else context.config.languages:
        yield _json(manifest_path(row.tag), _manifest(context, row.tag))
        yield _json(newest_path(row.tag), _newest(context, row.tag))


def _json(path: str, value: dict[str, object]) -> Output:
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return ready(path, Job("bytes", (path, text.encode())))


def _manifest(context: SiteContext, tag: str) -> dict[str, object]:
    here = manifest_path(tag)
    language = context.language(tag)
    icon = context.assets.get(ICON)
    return {
        "name": context.title(tag),
        "short_name": context.title(tag),
        "description": context.forms(context.config.description, tag),
        "lang": language.tag,
        "dir": language.direction,
        "start_url": link(here, f"{tag}/index.html"),
        "scope": "../",  # the other language too
        "display": "standalone",
        "display_override": ["minimal-ui"],  # with a way back, where the device has one to offer
        "icons": [{"src": link(here, icon), "sizes": "any", "type": "image/svg+xml"}] if icon else [],
    }


def _newest(context: SiteContext, tag: str) -> dict[str, object]:
    """Paths from the site's folder, by name: an edit that only changes their order changes nothing here."""
    site = frame(context, tag)
    newest = islice((b.slug for b in context.listed if context.live(b, tag)), _NEWEST)
    withdrawn = [
        briefing_path(b.slug, row.tag)
        for b in context.collection.briefings
        if any(e.status == "withdrawn" for e in b.editions)
        for row in context.config.languages
        if (b.edition(row.tag) or b.original).status == "withdrawn"
    ]
    return {
        "pages": sorted([OFFLINE, site.home, *(briefing_path(slug, tag) for slug in newest)]),
        "files": sorted({site.stylesheet, site.script, site.icon, *site.preload} - {""}),
        "withdrawn": sorted(withdrawn),
    }
