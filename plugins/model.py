"""The words of DESIGN section 1 as frozen values.

Every stage takes these and gives these; nothing here reads, writes or asks the time. All of them pickle, so that
a reading can be cached and a job can be sent to another process. Longer than most modules because it is the one
vocabulary: read it top to bottom and the rest of the code is plain.

Over 300 lines: one list of values, in the order of the stages; a reader looks for a word in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, fields, replace
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Literal
from urllib.parse import quote

from plugins.values import dataclass

Direction = Literal["rtl", "ltr"]
Calendar = Literal["solar-hijri", "gregorian"]
Severity = Literal["error", "warning", "info"]
"""An error stops a build, a warning a strict one; an info is a note: it stops none, and only `inv check` shows it."""
Extent = Literal["full", "summary"]
Status = Literal["draft", "embargoed", "published", "withdrawn"]
Forms = Mapping[str, str]
"""A word or sentence in each language: tag -> text."""


class Html(str):
    """A fragment of sanitised, typeset HTML: templates print it as it stands (`__html__`)."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell Jinja's autoescape that this text is markup."""
        return str(self)


# ---------------------------------------------------------------------------------------------------- languages


@dataclass(frozen=True, slots=True)
class Language:
    """A row of the table in `languages.py`."""

    tag: str
    """BCP-47, lower case: "fa"."""
    name: str
    """Its own name for itself: "فارسی"."""
    direction: Direction
    digits: str
    """Ten characters, zero first."""
    decimal: str
    thousands: str
    calendars: tuple[Calendar, ...]
    """The one shown first stands first."""
    months: Mapping[Calendar, tuple[str, ...]]
    weekdays: tuple[str, ...]
    """Monday first."""
    alphabet: str
    """The letters in the order of the language's dictionaries; sorting goes by it, not by code point."""
    quotes: tuple[str, str, str, str]
    """Outer opening, outer closing, inner opening, inner closing."""
    comma: str
    """The list separator with its space: "، "."""
    summary_heading: str
    """The heading that begins a summary *in this language* in a file of another: "خلاصهٔ فارسی"."""
    letters: str
    """A regular-expression class body of the script's strong letters."""
    og_locale: str
    babel: str = ""
    """Its name in LaTeX (babel, polyglossia), for BibTeX."""
    of_month: str = ""
    """What is written before a month's name that follows a day: Hebrew "ב"."""
    until: str = ""
    """The word between the first and the last day of a span; where there is none, a dash stands."""
    same_letters: str = ""
    """Pairs of letters of which sorting takes the first for the second: "يی كک"."""

    def __hash__(self) -> int:
        """Of its tag: what is made once for many pages is found by what it hangs on."""
        return hash(self.tag)

    @property
    def opposite(self) -> Direction:
        """The other direction."""
        return "ltr" if self.direction == "rtl" else "rtl"


# ----------------------------------------------------------------------------------------------------- problems


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What a check yields. Sorts by place."""

    path: str
    """Relative to the site's folder: "content/briefings/2025/x.fa.md". Empty for the site as a whole."""
    line: int
    """1-based line of the file, front matter included; 0 where no line is meant."""
    column: int
    """1-based, in code points; 0 where no column is meant."""
    code: str
    message: str
    """What is wrong, with the text quoted."""
    fix: str = ""
    """What to type instead, or the command to run."""
    severity: Severity = "error"
    end_column: int = 0
    """One past the last code point meant, on the same line; 0 where unknown."""

    def __str__(self) -> str:
        """`path:line:col: severity: code: message; fix`, as DESIGN section 8."""
        place = ":".join([self.path or "site", *(str(n) for n in (self.line, self.column) if n)])
        return f"{place}: {self.severity}: {self.code}: {self.message}" + (f"; {self.fix}" if self.fix else "")


plain = attrgetter(*(entry.name for entry in fields(Problem)))
"""A problem -> the plain values that make it, for caches: a thirtieth of the time of `astuple`, which copies deep."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """An entry of `allow`: problems of a code are wanted as they are."""

    code: str
    reason: str
    line: int
    """Of the code, in the file that allows it."""
    column: int


class BuildError(Exception):
    """The build cannot go on; carries the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems; the message is their text."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type[BuildError], tuple[Problem, ...]]:
        """Cross a process border with the problems whole."""
        return type(self), self.problems


# ------------------------------------------------------------------------------------------------- source values


@dataclass(frozen=True, slots=True)
class Text:
    """A line of an author's text: as words, and as typeset inline HTML."""

    plain: str
    html: Html


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of the front matter."""

    at: datetime
    """Aware, in the site's time zone."""
    timed: bool = False
    """Whether the author gave a time of day."""

    @property
    def day(self) -> date:
        """The day in the site's time zone."""
        return self.at.date()

    @property
    def iso(self) -> str:
        """For `<time datetime>`, JSON-LD and feeds: a day, or a day with a time and offset."""
        return self.at.isoformat() if self.timed else self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body, for contents and outlines."""

    level: int
    """2 to 6."""
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link, picture or attachment of a source file that leads into the content folder.

    In the HTML it stands as `content:PATH#FRAGMENT` (in `href` or `src`) until `site` or `packs` resolve it, so
    that what was read from one file stays true whatever becomes of the others.
    """

    kind: Literal["link", "picture", "attachment"]
    target: str
    """Path from the content folder: "briefings/2024/x.fa.md"."""
    fragment: str
    """Decoded, without "#"; empty if none."""
    written: str
    """As the author typed it."""
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Body:
    """What Markdown became: sanitised, typeset, with references still open."""

    html: Html
    text: str
    """The words alone, paragraphs separated by a blank line; half-spaces kept."""
    headings: tuple[Heading, ...]
    ids: frozenset[str]
    """Every id in the HTML: what a link to this file may name after "#"."""
    references: tuple[Reference, ...]

    @property
    def words(self) -> int:
        """Words by white space: a half-space does not part a word."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of the front matter's `sources`: what the briefing rests on."""

    title: Text
    publisher: str = ""
    url: str = ""
    date: Moment | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry of `corrections`."""

    date: Moment
    text: Text


@dataclass(frozen=True, slots=True)
class Illustration:
    """The front matter's `image`."""

    target: str
    """Path from the content folder."""
    alt: str = ""
    caption: Text | None = None
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """An entry of `attachments`: a file to download with the briefing."""

    target: str
    title: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A briefing in one language, as its source file says it."""

    slug: str
    language: str
    extent: Extent
    path: str
    """The source file, from the content folder."""
    title: Text
    date: Moment
    body: Body
    digest: str
    """Of the text (title, summary, key points, body): what `translated_from` holds of the original."""
    summary: Text | None = None
    modified: Moment | None = None
    status: Status = "published"
    publish_at: Moment | None = None
    reason: str = ""
    """Why it was withdrawn."""
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    number: str = ""
    series: str = ""
    weight: int = 0
    """Importance, 0 to 9: heavier comes first on the home page."""
    key_points: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    image: Illustration | None = None
    attachments: tuple[Attachment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    """Old paths from the site's root, without the leading slash: "2023/old.html"."""
    translated_from: str = ""
    allow: tuple[Allowance, ...] = ()
    """Codes of checks that are allowed in its file."""
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Front matter key (and "key.0" for the first item of a list) -> line and column of its value."""
    embedded: bool = False
    """Whether it is the summary section of the other edition's file."""
    uses: tuple[str, ...] = ()
    """Pictures and attachments that it carries, by their paths in the content folder."""
    links: tuple[str, ...] = ()
    """Source files that its text leads to, by their paths in the content folder."""
    record: str = ""
    """Digest of the source file's bytes: equal records, equal editions."""
    shown: str = ""
    """Digest of what lists and neighbours show of it: title, summary, dates, number, topics, extent."""
    anchored: bool = False
    """Whether a link of its text names a heading of another."""
    pictured: bool = False
    """Whether it has an `image`: known without reading the rest of an edition of the cache."""

    @property
    def updated(self) -> Moment:
        """When the text last changed."""
        return self.modified or self.date


@dataclass(frozen=True, slots=True)
class StaticPage:
    """A file of `content/pages/`."""

    slug: str
    language: str
    path: str
    title: Text
    body: Body
    summary: Text | None = None
    allow: tuple[Allowance, ...] = ()
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    record: str = ""
    """Digest of the source file's bytes."""


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry of `topics.yaml` or `series.yaml`."""

    id: str
    names: Forms
    about: Forms = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of `people.yaml`."""

    id: str
    names: Forms
    about: Forms = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of `names.yaml`, the glossary."""

    id: str
    kind: Literal["person", "place", "organisation", "term"]
    names: Forms
    full: Forms = field(default_factory=dict)
    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    allow: tuple[Allowance, ...] = ()
    """Codes of checks that may doubt its forms in vain."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which briefings a curated pack binds, newest last, instead of a list of them."""

    topic: str = ""
    series: str = ""
    since: Moment | None = None
    until: Moment | None = None
    newest: int = 0
    """Only so many, the newest; 0: all."""


PackKind = Literal["week", "month", "topic", "curated"]
PackFormat = Literal["a4", "a5", "large", "archive"]
"""How a pack is printed: on A4 or A5, in large print, or as PDF/A-3u with its Markdown sources attached."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A bound selection of briefings: a curated list of `packs/*.yaml`, or what a week, a month or a topic holds."""

    id: str
    """The file's name: "rules-of-trade", "week-2025-w44", "month-1404-08", "topic-energy"."""
    titles: Forms
    briefings: tuple[str, ...]
    """Slugs, in reading order."""
    languages: tuple[str, ...]
    kind: PackKind = "curated"
    formats: tuple[PackFormat, ...] = ("a4",)
    number: str = ""
    """The issue's, as its editor counts."""
    query: Query | None = None
    """What `briefings` are found by."""
    summaries: Forms = field(default_factory=dict)
    cover: Forms = field(default_factory=dict)
    """A paragraph for the cover, per language."""
    path: str = ""
    """Its YAML file from the content folder; empty for those that the site makes."""
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file of the content folder, read and found whole."""

    path: str
    digest: str
    """Of the file's bytes (blake2b, hex)."""
    width: int
    """As shown: after the turn that its EXIF orientation asks for."""
    height: int
    format: str
    """Pillow's name: "JPEG", "PNG", "WEBP", "GIF"."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of the content folder or theme that is carried as it is."""

    path: str
    digest: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """One subject: a slug and its editions, in the order of the site's languages."""

    slug: str
    editions: tuple[Edition, ...]

    def edition(self, language: str) -> Edition | None:
        """The edition in a language, if there is one."""
        for edition in self.editions:  # asked for each page of a site: no generator
            if edition.language == language:
                return edition
        return None

    @property
    def original(self) -> Edition:
        """The edition written first: full before summary, not a translation before a translation."""
        found = self.editions[0]
        if found.extent == "full" and not (found.translated_from or found.translators):
            return found  # most are, and a large site asks a hundred thousand times
        return min(
            self.editions,
            key=lambda e: (e.extent == "summary", bool(e.translated_from or e.translators)),
        )

    @property
    def date(self) -> Moment:
        """The original's date."""
        return self.original.date

    @property
    def withdrawn(self) -> bool:
        """Whether a tombstone stands in its place."""
        return self.original.status == "withdrawn"

    def stale(self, edition: Edition) -> bool:
        """Whether the original's text has changed since an edition recorded what it was translated from.

        An original that is withheld cannot be compared with, and one that is withdrawn has no text to go to.
        """
        original = self.original
        known = edition.translated_from and original is not edition and not original.translated_from
        return bool(known) and original.status != "withdrawn" and edition.translated_from != original.digest


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that the content folder says, after reading: what checks, site, packs and search are handed."""

    briefings: tuple[Briefing, ...]
    """Newest first; equal dates by slug. Only what may be published (or drafts too, under --drafts)."""
    topics: Mapping[str, Topic] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    series: Mapping[str, Topic] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    pages: tuple[StaticPage, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    blobs: Mapping[str, Blob] = field(default_factory=dict)
    """Files that may be attached: every file of the content folder that is not a source or a picture."""
    withheld: frozenset[str] = frozenset()
    """Paths of source files that exist but are not published now: drafts and embargoes."""
    made: frozenset[str] = frozenset()
    """Topics ("topics/x") and people ("people/x") that no table has: files named them by name."""
    unread: frozenset[str] = frozenset()
    """Paths of source files with errors of their own: a link to one is not called broken on top."""


# --------------------------------------------------------------------------------------------- outputs and jobs

Facts = Mapping[str, Mapping[str, Any]]
"""Output name -> what its rendering found out: {"pages": 4, "bytes": 31000, "sha256": "…"}."""


@dataclass(frozen=True, slots=True)
class Job:
    """The plain data from which an output's bytes are made."""

    kind: str
    """A key of the table of renderers in `stages.py`."""
    value: Any
    """A frozen value that pickles."""
    blobs: tuple[str, ...] = ()
    """Digests of the files it uses; the renderer asks for their bytes by digest."""


@dataclass(frozen=True, slots=True)
class Output:
    """A named result. The name of an output of one file is that file's path in `output/`."""

    name: str
    kind: str
    """Of its job."""
    parts: tuple[str, ...]
    """What decides its bytes beside theme, code and settings: digests and words. Equal parts, equal bytes."""
    make: Callable[[], Job]
    """Builds the job; called only where the bytes have to be made."""
    needs: tuple[str, ...] = ()
    """Names of outputs whose facts it prints: they are rendered first."""
    sources: tuple[str, ...] = ()
    """Content files it was made from: an error while rendering names them."""

    @property
    def job(self) -> Job:
        """The job, built now."""
        return self.make()


@dataclass(frozen=True, slots=True)
class Group:
    """Outputs that are planned together, and not at all where nothing that decides them has changed.

    Of 20,000 pages one edit concerns a few; to plan the others would take longer than all the rest of the build.
    """

    name: str
    parts: tuple[str, ...]
    """What decides which outputs there are and their parts, beside theme, code and settings."""
    make: Callable[[], Sequence[Output]]


Planned = Sequence[Output | Group]


def ready(name: str, job: Job, sources: tuple[str, ...] = ()) -> Output:
    """An output whose job costs nothing to build and is decided by the digests of its blobs, or by its bytes."""
    parts = job.blobs or (blake2b(repr(job.value).encode(), digest_size=16).hexdigest(),)
    return Output(name, job.kind, parts, lambda: job, sources=sources)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a renderer gives back."""

    files: Mapping[str, bytes]
    """Path in `output/` -> bytes."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


# --------------------------------------------------------------------------------------------------------- pages


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language, for the language switch and hreflang."""

    language: Language
    path: str
    exists: bool = True
    """False where a stub stands in: switched to, but no hreflang."""


@dataclass(frozen=True, slots=True)
class Download:
    """A PDF that a page offers."""

    output: str
    """Name and path of the output: "pdf/x.fa.pdf"."""
    label: str
    language: Language


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says about itself to machines."""

    title: str
    description: str = ""
    canonical: str = ""
    """Absolute; empty where the site's address is not known."""
    alternates: tuple[tuple[str, str], ...] = ()
    """hreflang -> absolute URL."""
    feeds: tuple[tuple[str, str], ...] = ()
    """Title -> path of an Atom feed."""
    og_type: str = "website"
    og_image: str = ""
    og_image_alt: str = ""
    published: str = ""
    modified: str = ""
    author: str = ""
    json_ld: str = ""
    """One JSON document, already safe inside `<script>`."""
    noindex: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The one value that a template is given (beside the strings of its language)."""

    path: str
    """In `output/`: "fa/x.html"."""
    template: str
    """In theme/templates: "pages/briefing.html"."""
    language: Language
    head: Head
    content: Any
    """The view that the template prints: a frozen value of `site` or `packs`."""
    site: Any = None
    """Masthead and foot: what every page of the language shares."""
    switch: tuple[Alternate, ...] = ()
    base: str = ""
    """Only for a page that is served at any address (404): its links begin with this path, "/" or "/repo/"."""
    facts: Facts = field(default_factory=dict)
    """Filled by the renderer from the outputs it needs."""

    def to(self, target: str) -> str:
        """The link from this page to a path in `output/` (which may carry a "#fragment")."""
        return link(self.path, target, self.base)

    def with_facts(self, facts: Facts) -> Page:
        """The same page, with what its needs turned out to be."""
        return replace(self, facts=facts)


def link(page: str, target: str, base: str = "") -> str:
    """A relative URL from one path in `output/` to another, percent-encoded; from `base` where that is given."""
    path, mark, fragment = target.partition("#")
    if base:
        url = base + _quoted(path)
    elif path == page and mark:
        url = ""
    else:
        url = _relative(page.rpartition("/")[0], path)
    return f"{url}#{quote(fragment, safe=_SAFE + '?')}" if mark else url


_SAFE = "/:@!$&'()*+,;=-._~"


def _quoted(path: str) -> str:
    return quote(path, safe=_SAFE)


@lru_cache(maxsize=1 << 15)
def _relative(folder: str, path: str) -> str:
    """From a folder of `output/` ("" is its top) to a file there; both without "." and ".."."""
    here, there = folder.split("/") if folder else [], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return _quoted("../" * (len(here) - shared) + "/".join(there[shared:]))


# --------------------------------------------------------------------------------------------- strings, workshop


@dataclass(frozen=True, slots=True)
class Strings:
    """The interface's words in one language: theme/strings/<tag>.json."""

    language: Language
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: str | int) -> str:
        """The text of a key with its {places} filled. Raises KeyError for a key or a place that is not there."""
        text = self.texts[key]
        return text.format(**values) if values else text

    def plural(self, key: str, number: int, **values: str | int) -> str:
        """The same by number: `key_one` for one, else `key`.

        Persian, English and Hebrew need no third form. Arabic has six: its texts put the number behind a noun and a
        colon, where none is needed.
        """
        return self(f"{key}_one" if number == 1 else key, **values)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every renderer works with; the same for all jobs of a build, and it pickles."""

    theme: str
    """The theme folder."""
    strings: Mapping[str, Strings]
    """By language tag."""
    blobs: Mapping[str, str]
    """Digest -> file that holds those bytes."""
    compiled: str = ""
    """A folder of the state folder that keeps templates compiled; empty where there is none (on a cluster)."""
    pieces: str = ""
    """One that keeps the drawn pages of articles."""

    def blob(self, digest: str) -> bytes:
        """The bytes of a content or theme file. Raises KeyError, OSError."""
        with open(self.blobs[digest], "rb") as file:
            return file.read()
