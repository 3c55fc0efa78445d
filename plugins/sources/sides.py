"""A source file and a language -> what a translation must say too, each at its place: a side of a comparison.

Everything is found in the text as its author wrote it, so that a message can lead there. Made lazily: most checks of
most pairs end at a count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property

from plugins.english import quantities as english
from plugins.languages import ENGLISH, PERSIAN
from plugins.model import Edition, Extent, Language, Status
from plugins.persian import quantities as persian
from plugins.persian.quantities import Quantity
from plugins.sources import prose
from plugins.sources.places import Source
from plugins.sources.prose import BLANK, Prose
from plugins.values import dataclass

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*(?:\{[^{}\n]*\})?[ \t]*$", re.MULTILINE)
_SETEXT = re.compile(r"^(?! {4}|[#>|\-*+\s])(.+)\n {0,3}(=+|-{2,})[ \t]*$", re.MULTILINE)
_LINK = re.compile(
    r"(?<!!)\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\([ \t]*<?(?P<inline>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)?)>?[^)\n]*\)"
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?P<defined>[^\s<>]+)"
    r"|<(?P<auto>https?://[^\s<>]+)>"
    r"|(?<![\w(<\"'/])(?P<bare>https?://[^\s<>()\"«»\]]+)",
    re.MULTILINE,
)
_FIGURE = re.compile(r"!\[[^\]]*\]\([ \t]*<?(?P<file>[^\s()<>]+)|<img\b[^<>]*\bsrc=[\"']?(?P<src>[^\s\"'<>]+)")
_CHART = re.compile(r"^(?:`{3,}|~{3,})[ \t]*(chart|numbers|timeline)\b", re.MULTILINE)
_TABLE = re.compile(
    r"^(?P<head>.*\|.*)\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\n?(?P<rows>(?:.*\|.*(?:\n|$))*)",
    re.MULTILINE,
)
_PARAGRAPH = re.compile(r"(?:^|\n[ \t]*\n)[ \t\n]*(?P<text>\S(?:.|\n(?![ \t]*\n))*)")
_NO_PARAGRAPH = re.compile(r"#{1,6}\s|\||\[\^[^\]]+\]:|<|:{3}|[*_-]{3,}\s*$|\{|!\[[^\]]*\]\([^)]*\)\s*$")
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s")
_TOLD = frozenset({"title", "summary", "key_points"})
"""Keys whose words both editions have; sources may be others."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something at its place."""

    place: int
    """Offset in the file."""
    text: str
    """As written, or what it is known by."""
    size: tuple[int, ...] = ()
    """Level of a heading; rows and columns of a table."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the front matter of an edition says; plain values."""

    path: str
    language: str
    extent: Extent
    embedded: bool
    day: date
    status: Status
    publish_at: float | None
    topics: tuple[str, ...]
    digest: str
    translated_from: str
    parts: tuple[str, ...] = ()
    """Of the text that was translated: a short digest of each paragraph."""


def facts(edition: Edition) -> Facts:
    """Those of an edition. The end of an embargo is asked for only where there is one: the rest is in a cache's row."""
    ends = edition.publish_at if edition.status == "embargoed" else None
    return Facts(
        edition.path, edition.language, edition.extent, edition.embedded, edition.date.day, edition.status,
        ends.at.timestamp() if ends else None, edition.topics, edition.digest, edition.translated_from,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Side:
    """An edition as its file has it."""

    facts: Facts
    language: Language
    file: str
    """The whole file, with line ends of one kind."""
    prose: Prose
    """The words of this edition, in the front matter and the body."""
    first: int
    """Offset at which its body begins."""
    last: int

    @cached_property
    def words(self) -> str:
        """All that it says; blanks as spaces."""
        return self.prose.text.replace(BLANK, " ")

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers and dates, those left out that only number a list; none in other languages than these two."""
        read = _QUANTITIES.get(self.language.tag)
        text = self.words
        return tuple(q for q in read(text) if not _numbering(text, q)) if read else ()

    @cached_property
    def body(self) -> str:
        """Its Markdown, code blanked; as long as the file up to there."""
        if not any(mark in self.file for mark in ("`", "~~~", "<!--", "    ", "\t")):
            return " " * self.first + self.file[self.first : self.last]
        return " " * self.first + Source(self.file[self.first : self.last], 1).masked

    def at(self, place: int) -> tuple[int, int]:
        """Line and column in the file, 1-based."""
        return self.prose.at(place)

    def part(self, place: int) -> float:
        """How far into its body a place is, 0 to 1; what stands in the front matter is before it."""
        return (place - self.first) / max(1, self.last - self.first)

    def key(self, name: str) -> int:
        """Offset of the value of a key of the front matter; 0 where it has none."""
        match = re.search(rf"^{name}:[ \t]*", self.file[: self.first], re.MULTILINE)
        return match.end() if match else 0

    @cached_property
    def headings(self) -> tuple[Found, ...]:
        """Headings of the body with their level."""
        found = [Found(m.start(), m[2], (len(m[1]),)) for m in _HEADING.finditer(self.body, self.first)]
        if "\n=" in self.body or "\n-" in self.body:
            setext = _SETEXT.finditer(self.body, self.first)
            found += [Found(m.start(), m[1].strip(), (1 if m[2][0] == "=" else 2,)) for m in setext]
        return tuple(sorted(found, key=lambda item: item.place))

    @cached_property
    def links(self) -> tuple[Found, ...]:
        """Addresses that it leads to."""
        made = []
        for match in _LINK.finditer(self.body, self.first):
            group = match.lastgroup or "inline"
            made.append(Found(match.start(group), match[group].rstrip(".,;:!?،؛")))
        return tuple(made)

    @cached_property
    def figures(self) -> tuple[Found, ...]:
        """Pictures and charts."""
        pictures = [Found(m.start(), m["file"] or m["src"]) for m in _FIGURE.finditer(self.body, self.first)]
        charts = [Found(m.start(), m[1]) for m in _CHART.finditer(self.file, self.first, self.last)]
        return tuple(sorted([*pictures, *charts], key=lambda item: item.place))

    @cached_property
    def tables(self) -> tuple[Found, ...]:
        """Tables with their rows (head left out) and columns."""
        if "|" not in self.body:
            return ()
        return tuple(
            Found(
                m.start(),
                m["head"].strip(),
                (m["rows"].strip("\n").count("\n") + bool(m["rows"].strip()), _columns(m["head"])),
            )
            for m in _TABLE.finditer(self.body, self.first)
        )

    @cached_property
    def paragraphs(self) -> tuple[Found, ...]:
        """Paragraphs, quotations and list items of the body; no headings, tables, notes and boxes' marks."""
        made: list[Found] = []
        for match in _PARAGRAPH.finditer(self.body, self.first):
            text = match["text"]
            if _NO_PARAGRAPH.match(text) or not text.strip():
                continue
            made.append(Found(match.start("text"), text))
        return tuple(made)

    @cached_property
    def quotes(self) -> tuple[Found, ...]:
        """What stands in quotation marks."""
        return tuple(Found(m.start(), m[0]) for m in _QUOTE.finditer(self.prose.text, self.first))

    @cached_property
    def sayings(self) -> tuple[Found, ...]:
        """Those of them that are somebody's words: five or more, behind a colon or a verb of saying."""
        text = self.prose.text
        return tuple(
            quote
            for quote in self.quotes
            if len(quote.text.split()) >= _SAYING
            and (
                _SAID.search(text, max(0, quote.place - 40), quote.place)
                or _SAID_AFTER.match(text, quote.place + len(quote.text))
            )
        )

    @cached_property
    def blocks(self) -> int:
        """How many passages are set off as quotations (>)."""
        return len(_BLOCK.findall(self.body, self.first)) if "\n>" in self.body else 0


_QUOTE = re.compile(
    '«[^«»]{3,600}»|“[^“”]{3,600}”|(?<![\\w])"[^"\n]{3,600}"(?![\\w])'
    "|(?<![\\w\u2019'])[\u2018'](?=[\\w“])[^\u2018\n]{3,600}?(?<=[\\w.,!?”])[\u2019'](?!\\w)"
)
_SAYING = 5
_SAID = re.compile(
    "[:،,][ \u200c]*$|(?:گفت|گفته|گوید|نوشت|افزود|کرد|داشت|خواند|توضیح)[^.؟!»]{0,25}$"
    "|(?:said|says|told|wrote|added|asked|warned|stated|declared|argued|called)\\b[^.?!”]{0,25}$"
)
_SAID_AFTER = re.compile(",? (?:[A-Za-z.]+ ){0,3}(?:said|says|told|wrote|added|asked|warned)\\b")
_BLOCK = re.compile(r"^ {0,3}>.*(?:\n {0,3}>.*)*", re.MULTILINE)


_QUANTITIES: dict[str, Callable[[str], Iterator[Quantity]]] = {
    PERSIAN.tag: persian.quantities,
    ENGLISH.tag: english.quantities,
}
_MARKER = re.compile(r"(?:^|\n)[ \t>]*$")


def _numbering(text: str, quantity: Quantity) -> bool:
    """Whether it only numbers an item of a list."""
    behind = text[quantity.place + len(quantity.text) :][:2]
    return behind[:1] in (".", ")") and behind[1:] in (" ", "") and bool(_MARKER.search(text[: quantity.place][-80:]))


def _columns(row: str) -> int:
    return row.strip().strip("|").replace("\\|", "").count("|") + 1


def read(facts: Facts, text: str, language: Language, own: Language, languages: Sequence[Language]) -> Side | None:
    """The side of an edition. `own`: the language of its file; `text` with line ends of one kind. None where the file
    no longer has it.
    """
    found = prose.read(text, own, languages, language, _TOLD)
    if found is None:
        return None
    first, last = prose.span(text, own, languages, language)
    return Side(facts, language, text, found, first, last)
