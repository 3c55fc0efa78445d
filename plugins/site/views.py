"""The frozen values that the templates of theme/templates/pages print.

Everything is ready to print: dates written, digits in the language's form, links as paths in `output/` (the page
makes them relative). A template chooses nothing but the order on the page.

Over 300 lines: one list of values without code, which the templates are read beside.
"""

from __future__ import annotations

from typing import NamedTuple

from plugins.model import Download, Html, Language, Text
from plugins.sources.aligning import Row
from plugins.values import dataclass

EMPTY = Html("")


@dataclass(frozen=True, slots=True)
class Link:
    """A label and where it leads."""

    label: str
    """Plain, or typeset HTML."""
    path: str
    language: Language | None = None
    """Of the label, where it is not the page's."""
    count: str = ""
    current: bool = False


class Frame(NamedTuple):
    """Masthead and foot, shared by every page of a language."""

    title: str
    """For machines."""
    name: Html
    """The title as a page shows it."""
    description: Html
    home: str
    stylesheet: str
    navigation: tuple[Link, ...]
    pages: tuple[Link, ...]
    feed: str
    licence: Html
    preload: tuple[str, ...] = ()
    """Fonts that the first screen needs."""
    icon: str = ""
    policy: Html = EMPTY
    """Content-Security-Policy."""
    script: str = ""
    worker: str = ""
    """The service worker; none under --drafts."""
    newest: str = ""
    """What the worker keeps of this language."""
    manifest: str = ""
    find: tuple[Link, ...] = ()
    """Ways to a briefing: by topic, name, month."""


class DateView(NamedTuple):
    """A day as the language shows it: its own calendar first, the other beside it."""

    iso: str
    first: str
    second: str
    time: str = ""


class Entry(NamedTuple):
    """A briefing in a list."""

    path: str
    title: Text
    language: Language
    """Of the title and summary: the other one where only that edition exists."""
    date: DateView
    summary: Text | None = None
    topics: tuple[Link, ...] = ()
    number: str = ""
    mark: str = ""
    """What a reader should know before the click: "Only in Persian", "Summary"."""
    foreign: bool = False
    note: str = ""
    """Beside it in this list: its number in a series, or what a person had to do with it."""


class Pager(NamedTuple):
    """Where a list goes on."""

    newer: str = ""
    older: str = ""
    place: str = ""
    """ "Page 3, counted from the oldest"."""


@dataclass(frozen=True, slots=True)
class ListView:
    """A page that is a list: home, topic, person, series, month."""

    title: Html
    kicker: str
    about: Html
    entries: tuple[Entry, ...]
    pager: Pager
    count: str = ""
    feed: str = ""
    downloads: tuple[Download, ...] = ()
    leads: tuple[Entry, ...] = ()
    """Only on the home page: the weightiest of the newest, set larger."""
    topics: tuple[Link, ...] = ()
    packs: tuple[PackView, ...] = ()
    writers: tuple[Link, ...] = ()
    """Who wrote what the list holds, the busiest first."""


class PackView(NamedTuple):
    """A pack to download."""

    title: Html
    summary: Html
    note: str
    """How many briefings, of which days."""
    downloads: tuple[Download, ...]


class FileView(NamedTuple):
    """A PDF of a pack, in one language and format."""

    output: str
    """Name and path of the output."""
    label: Html
    """Where it is alone: "Persian, A5"."""
    short: Html
    """Among its like: "A5"."""
    language: Language


class FilesView(NamedTuple):
    """The PDFs of a pack in one language, or all of them under no name where each has but one format."""

    name: str
    files: tuple[FileView, ...]


class VolumeView(NamedTuple):
    """A pack on the Packs page, as a book on a shelf."""

    title: Html
    summary: Html
    held: str
    """How many briefings."""
    dates: tuple[str, ...]
    """The span of their days, in each calendar of the language."""
    cover: str
    """What the picture of the cover is, in words."""
    files: tuple[FileView, ...]
    """In each language and format; the first is the one whose cover is shown."""
    groups: tuple[FilesView, ...]
    """The same, as they are offered."""
    entries: tuple[Link, ...] = ()
    folded: bool = False
    """Whether the entries are many, and are shown when asked for."""


class ShelfView(NamedTuple):
    """Packs of one kind."""

    id: str
    title: str
    volumes: tuple[VolumeView, ...]
    leading: bool = False
    """Whether they are set larger: those that somebody chose."""


class PacksView(NamedTuple):
    """The Packs page."""

    title: str
    intro: str
    shelves: tuple[ShelfView, ...]


@dataclass(frozen=True, slots=True)
class MonthLink:
    """A month of the archive."""

    label: str
    path: str = ""
    """Empty where nothing appeared in it."""
    count: str = ""


class ArchiveYear(NamedTuple):
    """A year of one calendar."""

    label: str
    months: tuple[MonthLink, ...]


class ArchiveView(NamedTuple):
    """The archive's index: both calendars side by side, the language's own first."""

    title: str
    intro: str
    calendars: tuple[tuple[str, tuple[ArchiveYear, ...]], ...]


class TopicsView(NamedTuple):
    """The index of topics and series."""

    title: str
    topics: tuple[tuple[Link, Html], ...]
    """Link and the sentence about it."""
    series: tuple[tuple[Link, Html], ...]


class NameView(NamedTuple):
    """An entry of the glossary: the page's form first, the other languages' beside it."""

    id: str
    name: Html
    """A person by family name first, as an index has it."""
    others: tuple[tuple[Html, Language], ...]
    letter: str = ""
    """Of the alphabet, where this name is the first under it."""


class NamesGroup(NamedTuple):
    """The names of a kind, in the order of the alphabet."""

    id: str
    title: str
    number: str
    """How many."""
    names: tuple[NameView, ...]


class NamesView(NamedTuple):
    """The glossary, in the groups person, place, organisation, term."""

    title: str
    intro: str
    groups: tuple[NamesGroup, ...]


class SourceView(NamedTuple):
    """A source at the foot of a briefing."""

    title: Text
    publisher: Html
    url: str
    date: str


class CorrectionView(NamedTuple):
    """A correction, with its day."""

    date: DateView
    text: Html


class PictureView(NamedTuple):
    """The picture above a briefing's text."""

    attributes: tuple[tuple[str, str], ...]
    caption: Text | None
    credit: Html
    """ "عکس: …"."""


class FileLink(NamedTuple):
    """An attachment."""

    title: Html
    path: str
    note: str
    """ "۱۲۰ کیلوبایت، PDF"."""


class RecordView(NamedTuple):
    """How to cite a briefing, in the form of a reference manager."""

    id: str
    name: str
    """ "BibTeX"."""
    text: Html
    """Its lines, to be shown from left to right."""
    crlf: bool = False
    """Whether its lines end with CR LF wherever it is pasted."""


class ShareView(NamedTuple):
    """Ways to hand a briefing on."""

    url: str
    links: tuple[Link, ...]
    """Plain links; `path` is a whole address."""


class Notice(NamedTuple):
    """What a reader must know before reading, above the title."""

    text: str
    link: Link | None = None


class BriefingView(NamedTuple):
    """A briefing's page: an edition, a summary, a stub or a tombstone."""

    kind: str
    """ "full", "summary", "stub" or "withdrawn"."""
    title: Text
    language: Language
    """Of the title and text: not the page's where `kind` is "stub"."""
    date: DateView
    modified: DateView | None = None
    notices: tuple[Notice, ...] = ()
    """Above the title: draft, summary, only in another language, withdrawn, corrected, stale, out of an embargo."""
    reason: Html = EMPTY
    summary: Text | None = None
    series: Link | None = None
    number: str = ""
    authors: tuple[Link, ...] = ()
    translators: tuple[Link, ...] = ()
    reviewers: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()
    key_points: tuple[Html, ...] = ()
    contents: tuple[tuple[str, Html], ...] = ()
    """Second-level headings: id, text."""
    body: Html = EMPTY
    mentioned: tuple[NameView, ...] = ()
    """Names of the glossary that the body mentions."""
    picture: PictureView | None = None
    sources: tuple[SourceView, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    attachments: tuple[FileLink, ...] = ()
    downloads: tuple[Download, ...] = ()
    other: Link | None = None
    """The other edition, by its title in its own language."""
    other_note: str = ""
    parallel: tuple[Link, ...] = ()
    """To the pages that set another full edition beside this one."""
    cite: Html = EMPTY
    records: tuple[RecordView, ...] = ()
    """The same for reference managers."""
    share: ShareView | None = None
    reading: str = ""
    """ "۴ دقیقه"."""
    newer: Entry | None = None
    older: Entry | None = None


class ParallelSide(NamedTuple):
    """An edition on a page that sets two side by side."""

    language: Language
    kicker: str
    """What the page is."""
    date: DateView
    title: Text
    summary: Text | None
    key_points: tuple[Html, ...]
    """Where the editions have not the same number of them; else they stand in pairs."""
    key_points_title: str
    page: Link
    """Its own page."""


class ParallelView(NamedTuple):
    """Two editions side by side."""

    sides: tuple[ParallelSide, ParallelSide]
    """The page's own language first."""
    key_points: tuple[Row, ...]
    """Point beside point."""
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()
    """Above the titles: that one of the two is a draft, or a translation that its original has left behind."""


class TextView(NamedTuple):
    """A page of content/pages."""

    title: Text
    language: Language
    summary: Text | None
    body: Html
    notice: str = ""
    notice_link: Link | None = None


class Door(NamedTuple):
    """One language's half of the root page and the 404 page."""

    language: Language
    title: Html
    description: Html
    path: str
    label: str
    heading: str = ""
    text: str = ""
    entries: tuple[Entry, ...] = ()


class DoorsView(NamedTuple):
    """The root page and the 404 page: all languages side by side."""

    doors: tuple[Door, ...]


class FeedEntry(NamedTuple):
    """An entry of an Atom feed."""

    id: str
    title: str
    link: str
    published: str
    updated: str
    summary: str
    content: str
    """HTML, escaped by the template; every link absolute where the site's address is known."""
    authors: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    """Id and name."""
    related: tuple[tuple[str, str], ...] = ()
    """hreflang and URL of the other editions."""


class FeedView(NamedTuple):
    """An Atom feed."""

    id: str
    title: str
    subtitle: str
    link: str
    self_link: str
    updated: str
    rights: str
    entries: tuple[FeedEntry, ...]


class SitemapUrl(NamedTuple):
    """A page in the sitemap."""

    url: str
    modified: str
    alternates: tuple[tuple[str, str], ...]


class SitemapView(NamedTuple):
    """sitemap.xml."""

    urls: tuple[SitemapUrl, ...]
