"""The frozen values that theme/templates/pdf prints.

Everything is ready to print: dates written, digits in the language's form, references resolved. Dates of the
edition are the only time in them, so that two builds say the same.
"""

from __future__ import annotations

from plugins.model import Html, Language, PackFormat, Text
from plugins.sources.aligning import Row
from plugins.values import dataclass

NONE = Html("")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as the language shows it: its own calendar, then the other."""

    iso: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the margin: "By" and the names."""

    label: str
    text: Html


@dataclass(frozen=True, slots=True)
class Figure:
    """The picture under the standfirst."""

    src: str
    """`blob:` and the digest of the picture's file."""
    alt: str
    caption: Text | None
    credit: Html


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What a briefing rests on."""

    title: Text
    publisher: Html
    url: str
    date: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction, with its day."""

    date: str
    text: Html


@dataclass(frozen=True, slots=True)
class Link:
    """A label and an absolute URL; the URL is empty where the site's address is not known."""

    label: str
    url: str
    language: Language


@dataclass(frozen=True, slots=True)
class Article:
    """An edition as it is printed."""

    id: str
    """What the contents and other articles link to: the slug."""
    title: Text
    date: Day
    body: Html
    modified: Day | None = None
    notice: str = ""
    """Above the title: a summary, a draft."""
    other: Link | None = None
    """The full text that this is a summary of, by its title."""
    series: Html = NONE
    number: str = ""
    summary: Text | None = None
    people: tuple[Fact, ...] = ()
    topics: tuple[Html, ...] = ()
    key_points: tuple[Html, ...] = ()
    figure: Figure | None = None
    sources: tuple[SourceLine, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()
    cite: Html = NONE
    """With the address of the page, where that is known."""
    qr: str = ""
    """The same address as a `data:` picture."""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A briefing in the contents of a pack."""

    anchor: str
    """The article's id; empty where the briefing is not in this pack's language and has no page."""
    title: Text
    language: Language
    """Of the title and summary."""
    date: Day
    number: str
    summary: Text | None
    mark: str
    """ "Only in Persian", "Summary"."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a pack."""

    kicker: str
    """What kind of pack."""
    number: str
    """Of the issue."""
    title: Html
    dates: tuple[str, ...]
    """The span of its briefings in the language's calendars; not the one that is the title."""
    about: Html
    count: str
    languages: str


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A briefing on the page that says all briefings of a pack in short."""

    anchor: str
    title: Text
    points: tuple[Html, ...]
    """Its first key points; its summary where it has none."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name, and where it is first mentioned in each briefing."""

    name: Html
    other: Html
    """The same in the other script; empty where the glossary has none."""
    language: Language | None
    """Of `other`."""
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """What stands under a letter."""

    letter: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The names of a pack in the order of one alphabet."""

    title: str
    language: Language
    groups: tuple[IndexGroup, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source of the pack, with the briefings that rest on it."""

    line: SourceLine
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextDigest:
    """A text of the pack, by which it can be verified."""

    title: Text
    language: Language
    digest: str
    """The first sixteen hexadecimal digits of its SHA-256, in fours."""


@dataclass(frozen=True, slots=True)
class Colophon:
    """The last lines of a pack: nothing that differs between two builds."""

    modified: Day
    """When the newest of its texts last changed."""
    licence: Html
    digest: str
    """SHA-256 of the digests of its texts, its first 16 digits in fours."""
    url: str
    """Of the site."""
    texts: tuple[TextDigest, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two editions of a bilingual PDF."""

    language: Language
    title: Text
    date: Day
    summary: Text | None
    facts: tuple[Fact, ...]
    key_points_title: str
    key_points: tuple[Html, ...]
    """Where the editions have not the same number of them; else they stand in pairs."""
    cite: Html


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions of a briefing, part beside part."""

    id: str
    sides: tuple[Side, Side]
    key_points: tuple[Row, ...]
    rows: tuple[Row, ...]
    figure: Figure | None
    qr: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A summary in the other language, beside the full text."""

    label: str
    language: Language
    title: Text
    body: Html


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a PDF carries."""

    name: str
    digest: str
    """Of the blob."""
    about: str
    modified: str
    """ISO 8601."""


@dataclass(frozen=True, slots=True)
class PdfDocument:
    """A PDF: an edition alone (no cover), two editions side by side, or a pack."""

    path: str
    """In `output/`."""
    source: str
    """The content file that a problem names; empty for a week's pack."""
    language: Language
    masthead: str
    title: str
    """For the reader's window and the list of files."""
    description: str
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    created: str
    """ISO 8601."""
    modified: str
    articles: tuple[Article, ...]
    format: PackFormat = "a4"
    picture: str = ""
    """Where a picture of its first page goes in `output/`, without the digest; empty where none is made."""
    pair: Pair | None = None
    panel: Panel | None = None
    cover: Cover | None = None
    contents: tuple[ContentsLine, ...] = ()
    digest: tuple[DigestLine, ...] = ()
    indexes: tuple[Index, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    colophon: Colophon | None = None
    attachments: tuple[Attachment, ...] = ()
