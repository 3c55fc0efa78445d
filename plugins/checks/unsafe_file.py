"""A file to download that a browser would run."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from plugins.checks.missing_file import named
from plugins.config import SiteConfig
from plugins.model import Collection, Problem

SAFE = frozenset(
    "pdf epub txt csv tsv json geojson yaml yml bib ris ics gpx kml kmz ods odt odp xls xlsx "
    "doc docx ppt pptx rtf zip gz xz 7z tar mp3 m4a ogg opus wav mp4 webm ttf otf woff2".split()
)
"""Endings that browsers show without scripts or save. What is not listed may be a page to some server."""


def unsafe_file(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """A file to download is of a kind that cannot run in the reader's browser as a part of this site.

    Bad: [The table](table.html)
    Good: [The table](table.csv)
    """
    for path, line, column, target, written in named(collection):
        ending = posixpath.splitext(target)[1].lower().removeprefix(".")
        if target in collection.blobs and ending not in SAFE:
            message = f"{written!r} is a file that a browser might run with this site's rights"
            fix = "put it into a ZIP file, or save it as PDF, CSV or TXT"
            yield Problem(path, line, column, "unsafe-file", message, fix)
