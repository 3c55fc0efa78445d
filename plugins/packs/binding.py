"""What a PDF is bound from -> its authors' HTML with references resolved for paper.

A reference to a briefing of the same PDF becomes a jump inside it; any other becomes the absolute address of
its page, or plain words where the site's address is not known; a picture becomes `blob:` and its digest,
which the renderer's fetcher turns into bytes. Ids of different articles are kept apart by a prefix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from markupsafe import escape

from plugins.config import SiteConfig
from plugins.model import Collection, Edition, Forms, Html, Language, Moment, Person, Strings, Topic, link
from plugins.packs.levels import close_gaps
from plugins.packs.notes import to_foot
from plugins.packs.values import Day
from plugins.persian.dates import both
from plugins.sources import addresses
from plugins.sources.isolate import isolate
from plugins.values import dataclass


@dataclass(frozen=True, slots=True)
class Shelf:
    """What all PDFs of a build are bound from."""

    collection: Collection
    config: SiteConfig
    strings: Mapping[str, Strings]
    pages: Mapping[str, str]
    """Source file -> its page in `output/`."""


def shelf(collection: Collection, config: SiteConfig, strings: Mapping[str, Strings]) -> Shelf:
    """Index the pages that a text may link to."""
    pages = {p.path: f"{p.language}/{p.slug}.html" for p in collection.pages}
    editions = (e for briefing in collection.briefings for e in briefing.editions if not e.embedded)
    pages |= {e.path: f"{e.language}/{e.slug}.html" for e in editions}
    return Shelf(collection, config, strings, pages)


@dataclass(frozen=True, slots=True)
class Binding:
    """One PDF: its language, and the editions that are bound together in it."""

    shelf: Shelf
    language: Language
    editions: tuple[Edition, ...]
    blobs: dict[str, None] = field(default_factory=dict)
    """Digests of the pictures met so far, in order."""

    @property
    def words(self) -> Strings:
        """The interface's words in the PDF's language."""
        return self.shelf.strings[self.language.tag]

    @property
    def masthead(self) -> str:
        return self.named(self.shelf.config.title)

    def named(self, forms: Forms) -> str:
        """A name in the PDF's language, else in the first that it has."""
        return forms.get(self.language.tag) or next(iter(forms.values()), "")

    def names(self, table: Mapping[str, Person] | Mapping[str, Topic], ids: Iterable[str]) -> tuple[str, ...]:
        """Names of those ids that the table knows."""
        return tuple(self.named(table[i].names) for i in ids if i in table)

    def day(self, moment: Moment) -> Day:
        return Day(moment.iso, *both(moment.day, self.language))

    def url(self, edition: Edition) -> str:
        """The address of an edition's page; empty where the site's is not known."""
        return self.shelf.config.absolute(f"{edition.language}/{edition.slug}.html")

    # -- HTML

    def typeset(self, words: str) -> Html:
        """Plain words (a name, a cover's paragraph) with runs of the other direction in their wrappers."""
        return isolate(str(escape(words)), self.language, self.shelf.config.languages)

    def typeset_in(self, words: str, language: Language) -> Html:
        """The same in another language than the PDF's."""
        return isolate(str(escape(words)), language, self.shelf.config.languages)

    def body(self, edition: Edition) -> Html:
        """An edition's text, its footnotes moved to where they are called."""
        return to_foot(close_gaps(self.line(edition.body.html, edition)), self.language)

    def line(self, html: Html, edition: Edition) -> Html:
        """A key point, a standfirst, a correction."""
        own = addresses.prefix_ids(html, prefix(edition))
        return addresses.resolve(own, link=self._link, picture=self._attributes)

    def picture(self, target: str) -> str:
        """`blob:` and the digest of a picture, which is kept; empty if there is no such picture."""
        found = self.shelf.collection.pictures.get(target)
        if found is None:
            return ""
        self.blobs[found.digest] = None
        return f"blob:{found.digest}"

    def _attributes(self, target: str) -> Mapping[str, str] | None:
        src = self.picture(target)
        return {"src": src} if src else None

    def _link(self, target: str, fragment: str) -> str | None:
        for edition in self.editions:
            if edition.path == target and not edition.embedded:
                return "#" + (prefix(edition) + fragment if fragment in edition.body.ids else edition.slug)
        page, site = self.shelf.pages.get(target), self.shelf.config.site_url
        if not page or not site:
            return None
        return f"{site}/{link('', f'{page}#{fragment}' if fragment else page)}"


def prefix(edition: Edition) -> str:
    """What stands before the ids of an edition's text; a slug holds no colon."""
    return f"{edition.slug}:"
