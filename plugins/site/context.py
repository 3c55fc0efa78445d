"""The collection, the settings and the words -> what every page of the site is made with.

One value is handed to all the modules of this folder, so that none reads settings or asks the theme. Paths in
`output/` are decided here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from markupsafe import escape

from plugins.config import SiteConfig
from plugins.model import Blob, Briefing, Collection, Download, Edition, Html, Language, Pack, PackFormat, Strings, link
from plugins.parts import Parts
from plugins.persian.collation import sort_key
from plugins.site import mentions, pictures
from plugins.site.mentions import LanguageNames
from plugins.sources import addresses
from plugins.sources.isolate import isolate
from plugins.values import dataclass


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What `site` is handed."""

    collection: Collection
    config: SiteConfig
    strings: Mapping[str, Strings]
    assets: Mapping[str, str]
    """File of theme/static ("css/site.css") -> its path in `output/`."""
    packs: tuple[Pack, ...] = ()
    """Curated and weekly, newest first."""
    pdfs: frozenset[str] = frozenset()
    """Names of the PDF outputs; empty under --no-pdf."""
    content_paths: Mapping[str, str] = field(default_factory=dict)
    """File of the content folder -> its path in `output/`; see `content_paths()`."""
    parts: Parts = field(default_factory=lambda: Parts(Collection(())))
    """Digests of what pages show."""
    frames: dict[tuple[str, str], Any] = field(default_factory=dict)
    """Mastheads and feet made so far; see `frame.frame`."""
    names_by_language: dict[str, LanguageNames | None] = field(default_factory=dict)
    """Of the languages that were asked for so far."""
    lines: dict[tuple[str, str], Html] = field(default_factory=dict)
    """Lines of the settings and tables typeset so far: a topic's name stands on thousands of pages."""
    listed: tuple[Briefing, ...] = field(init=False)
    """Briefings that stand in lists, newest first."""

    def __post_init__(self) -> None:
        """Find out what is listed."""
        briefings = self.collection.briefings
        listed = tuple(b for b in briefings if any(e.status != "withdrawn" for e in b.editions))
        object.__setattr__(self, "listed", listed)

    # -- paths in output/

    def content_path(self, target: str) -> str | None:
        """The path in `output/` of a file of the content folder that has a page or is carried."""
        return self.content_paths.get(target)

    # -- words

    def forms(self, names: Mapping[str, str], tag: str) -> str:
        """A name in a language, else in the first that it has."""
        return names.get(tag) or next(iter(names.values()), "")

    def title(self, tag: str) -> str:
        """The masthead."""
        return self.forms(self.config.title, tag)

    def publisher(self, tag: str) -> str:
        """Who publishes."""
        return self.forms(self.config.publisher, tag) or self.title(tag)

    def language_name(self, of: str, tag: str) -> str:
        """The name of one language in another."""
        return self.strings[tag](f"language_{of}")

    def typeset(self, text: str, tag: str) -> Html:
        """A plain line of the settings or tables with runs of the other direction isolated."""
        if (text, tag) not in self.lines:
            self.lines[text, tag] = isolate(str(escape(text)), self.language(tag), self.config.languages)
        return self.lines[text, tag]

    def name(self, names: Mapping[str, str], tag: str) -> Html:
        """A name of the tables as a page shows it; in another script, where this language has none, marked as such."""
        return self.typeset(self.forms(names, tag), tag)

    def sort_key(self, text: str, tag: str) -> tuple[tuple[int, ...], str]:
        """By the language's alphabet."""
        return sort_key(text, self.language(tag))

    def language(self, tag: str) -> Language:
        """A language of the site."""
        found = self.config.language(tag)
        if found is None:
            raise KeyError(tag)
        return found

    def language_names(self, tag: str) -> LanguageNames | None:
        """The names to look for in texts of a language."""
        if tag not in self.names_by_language:
            names = self.collection.names.values()
            self.names_by_language[tag] = mentions.language_names(names, self.language(tag), self.config.languages)
        return self.names_by_language[tag]

    # -- references

    def resolve(self, html: Html, page: str) -> Html:
        """An author's HTML with its references made into links from a page of the site."""

        def to(target: str, fragment: str) -> str | None:
            path = self.content_path(target)
            return path and link(page, f"{path}#{fragment}" if fragment else path)

        def picture(target: str) -> Mapping[str, str] | None:
            found = self.collection.pictures.get(target)
            return pictures.attributes(found, self.config, lambda path: link(page, path)) if found else None

        return addresses.resolve(html, link=to, picture=picture)

    def resolve_absolute(self, html: Html) -> Html:
        """The same for a feed: links from anywhere, so absolute; without the site's address, plain text."""
        site = self.config.site_url

        def absolute(path: str) -> str:
            return f"{site}/{link('', path)}"

        def to(target: str, fragment: str) -> str | None:
            path = self.content_path(target)
            return absolute(f"{path}#{fragment}" if fragment else path) if path and site else None

        def picture(target: str) -> Mapping[str, str] | None:
            found = self.collection.pictures.get(target)
            return pictures.attributes(found, self.config, absolute) if found and site else None

        return addresses.resolve(html, link=to, picture=picture)

    # -- what there is

    def live(self, briefing: Briefing, tag: str) -> Edition | None:
        """The edition that a language's lists show: its own where there is one, and not withdrawn."""
        edition = briefing.edition(tag)
        return edition if edition and edition.status != "withdrawn" else None

    def shown(self, briefing: Briefing, tag: str) -> Edition | None:
        """The edition that stands for a briefing in a language's lists: its own, else the original."""
        return self.live(briefing, tag) or next((e for e in briefing.editions if e.status != "withdrawn"), None)

    def download(self, name: str, label: str, tag: str) -> tuple[Download, ...]:
        """The download of a PDF, if this build makes it."""
        return (Download(name, label, self.language(tag)),) if name in self.pdfs else ()

    def pack_pdf(self, pack: Pack, tag: str, form: PackFormat = "a4") -> str:
        """The name of a pack's PDF."""
        return f"packs/{pack.id}.{tag}{'' if form == 'a4' else f'.{form}'}.pdf"

    def edition_pdf(self, edition: Edition, form: str = "") -> str:
        """The name of an edition's PDF; `form`: "archive" for the one to keep."""
        return f"pdf/{edition.slug}.{edition.language}{f'.{form}' if form else ''}.pdf"

    def bilingual_pdf(self, one: Edition, other: Edition) -> str:
        """The name of the PDF of both, their languages in the order of the site."""
        tags = [row.tag for row in self.config.languages if row.tag in (one.language, other.language)]
        return f"pdf/{one.slug}.{'-'.join(tags)}.pdf"


def briefing_path(slug: str, tag: str) -> str:
    """The page of a briefing in a language: an edition, a summary, a stub or a tombstone."""
    return f"{tag}/{slug}.html"


def blob_path(blob: Blob) -> str:
    """Where a file that is carried as it is stands: under its digest, so that a new version has a new name."""
    name = blob.path.rsplit("/", 1)[-1]
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, suffix) if dot else (name, "")
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-.") or "file"
    return f"assets/files/{safe}.{blob.digest[:10]}" + (f".{suffix.lower()}" if suffix.isalnum() else "")


def content_paths(collection: Collection, config: SiteConfig) -> dict[str, str]:
    """Where each file of the content folder that has a page, or is carried, stands in `output/`."""
    table = {b.path: blob_path(b) for b in collection.blobs.values()}
    table |= {p.path: pictures.largest(p, config) for p in collection.pictures.values()}
    table |= {p.path: f"{p.language}/{p.slug}.html" for p in collection.pages}
    for briefing in collection.briefings:
        for edition in briefing.editions:
            if not edition.embedded:
                table[edition.path] = briefing_path(briefing.slug, edition.language)
    return table
