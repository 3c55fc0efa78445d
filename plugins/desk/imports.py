"""Raw text as a desk receives it -> the texts of two languages, and the front-matter files of a briefing.

`split` is pure and keeps every character that is not white space: each lands in a piece, in the order of the
input. What it cannot know (is this short line a heading?) it does not decide but tells. facts/persian.md
lists what such texts look like: a summary in the other language glued to its heading, and half-spaces lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.model import Extent, Language, Moment

_HEADINGS: dict[str, tuple[str, ...]] = {
    "fa": ("خلاصهٔ فارسی", "خلاصه\u200cی فارسی", "خلاصه ی فارسی", "خلاصه فارسی", "خلاصه"),
    "en": ("English Summary", "Summary"),
    "ar": ("ملخص بالعربية", "الملخص العربي", "الملخص", "ملخص"),
    "he": ("תקציר בעברית", "תקציר"),
}
"""What desks write above a summary, longest first; the heading of languages.py is always among them."""
_NOT_GLUED = "(?!ای\\b|های?\\b|اش\\b)"
"""«خلاصه‌ای از …» that lost its half-space is a word, not a heading with a text behind it."""
_TITLE = 90
_SLUG = 50
_SENTENCE = re.compile(r"(?<![A-Z])[.!?؟…](?=\s|$)")
_MARKUP = re.compile(r"[<>`\[\]\\|]|^(#|=+$|-{3,}$)|(?<!\w)[*_]\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or the heading that stood above a summary."""

    language: str
    text: str
    line: int
    """1-based line of the input."""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A raw text, taken apart."""

    pieces: tuple[Piece, ...]
    """In the order of the input."""
    notes: tuple[str, ...]
    """What was split and what a person must look at, a sentence each."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags by first appearance."""
        return tuple(dict.fromkeys(piece.language for piece in self.pieces))

    @property
    def original(self) -> str:
        """The language with the most words."""
        return max(self.languages, key=self.words)

    def words(self, language: str) -> int:
        """By white space."""
        return sum(len(text.split()) for text in self.paragraphs(language))

    def paragraphs(self, language: str) -> list[str]:
        """The text of a language, without the heading of its summary."""
        return [piece.text for piece in self.pieces if piece.language == language and not piece.heading]

    def extent(self, language: str) -> Extent:
        """A summary where a heading says so, or where it has less than half of the original's words."""
        if any(piece.heading for piece in self.pieces if piece.language == language):
            return "summary"
        return "summary" if 2 * self.words(language) < self.words(self.original) else "full"


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written."""

    path: str
    """From the content folder: "briefings/2025/x.fa.md"."""
    text: str


# ------------------------------------------------------------------------------------------------ splitting


def split(text: str, languages: Sequence[Language]) -> ImportedText:
    """Find each line's language by its script; part the heading of a summary from its text."""
    pieces: list[Piece] = []
    notes: list[str] = []
    rows = [(number, row.strip()) for number, row in enumerate(text.splitlines(), 1) if row.strip()]
    spoken = [_language(row, languages) for _, row in rows]
    before = next(filter(None, spoken), languages[0].tag)
    longest = _language(text, languages)
    for (number, row), own in zip(rows, spoken, strict=True):
        tag = own or before
        begins = tag != longest and (not pieces or tag != before)
        heading = _heading(row, tag) if begins else 0
        if heading:
            words = row[:heading].rstrip()
            pieces.append(Piece(tag, words, number, heading=True))
            notes.append(f"line {number}: {words!r} is the heading of a summary; what follows is in {tag}")
        rest = row[heading:].lstrip()
        if rest:
            pieces.append(Piece(tag, rest, number))
            notes += _doubts(rest, number, tag, own, languages)
        before = tag
    return ImportedText(tuple(pieces), (*notes, *_doubts_of_all(pieces)))


def _language(row: str, languages: Sequence[Language]) -> str:
    counts = {language.tag: len(re.findall(f"[{language.letters}]", row)) for language in languages}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] else ""


def _heading(row: str, tag: str) -> int:
    """How many characters of the row are a summary's heading with its marks; 0 where it has none."""
    for words in _HEADINGS.get(tag, ()):
        glued = "[A-Z]" if tag == "en" else _NOT_GLUED + r"\w"
        spaced = r"|\s+(?=[A-Z])" if tag == "en" and " " in words else ""
        opening = rf"[#*_\s]*(?i:{re.escape(words)})[*_]*"
        match = re.match(rf"{opening}(?:\s*[:.—–-]*\s*$|\s*[:—–]\s*|(?={glued}){spaced})", row)
        if match:
            return match.end()
    return 0


def _doubts(row: str, number: int, tag: str, own: str, languages: Sequence[Language]) -> list[str]:
    doubts = []
    if not own:
        doubts.append(f"line {number} has no letter of a language; it went to {tag}, like the line before it")
    others = [x for x in languages if x.tag != tag and 3 * len(re.findall(f"[{x.letters}]", row)) > len(row)]
    if others:
        doubts.append(f"line {number} mixes {tag} and {others[0].tag}; it went to {tag}")
    if len(row.split()) <= 12 and row[-1] not in '.!?؟…:؛،»"”':
        doubts.append(f"line {number} is short: if it is a heading, write ## in front of it")
    if _MARKUP.search(row):
        doubts.append(f"line {number} has characters that mean something in Markdown: see how it is shown")
    return doubts


def _doubts_of_all(pieces: Sequence[Piece]) -> list[str]:
    doubts = []
    changes = sum(a.language != b.language for a, b in pairwise(pieces))
    if changes > 1:
        doubts.append(f"the languages change {changes} times: see that each paragraph is in the right file")
    if changes and not any(piece.heading for piece in pieces):
        doubts.append("no heading says which text is a summary: the lengths decided")
    return doubts


# --------------------------------------------------------------------------------------------------- writing


def title(paragraphs: Sequence[str]) -> str:
    """The first sentence without its full stop; to about 90 characters, shortened at a word with "…"."""
    first = " ".join(paragraphs[0].split()) if paragraphs else ""
    end = _SENTENCE.search(first)
    if end:
        first = first[: end.start()] if end[0] == "." else first[: end.end()]
    if len(first) <= _TITLE:
        return first
    head, space, _ = first[:_TITLE].rpartition(" ")
    return (head if space else first[: _TITLE - 1]).rstrip(" ،,;؛:–—-") + "…"


def slug(text: str) -> str:
    """An ASCII name from words in Latin letters; empty where there are none."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]|(?<=\b[a-z])\.", "", text.lower()))
    name = ""
    for word in words:
        if len(name) + len(word) >= _SLUG:
            break
        name += "-" * bool(name) + word
    return name


def drafts(imported: ImportedText, *, name: str, date: str, when: Moment, titles: dict[str, str]) -> list[Draft]:
    """The files of a briefing: one a language, the extent said only where it is a summary.

    `date` is written as the author typed it; `when` is what it means, and gives the year's folder.
    """
    made = []
    for tag in imported.languages:
        paragraphs = imported.paragraphs(tag)
        head = [f"title: {_quoted(titles.get(tag) or title(paragraphs))}", f"date: {_quoted(date)}"]
        if imported.extent(tag) == "summary":
            head.append("extent: summary")
        text = "\n".join(["---", *head, "---", ""]) + "\n" + "\n\n".join(paragraphs) + "\n"
        made.append(Draft(f"briefings/{when.day.year}/{name}.{tag}.md", text))
    return made


def _quoted(text: str) -> str:
    """A YAML scalar (1.2, section 7.3): plain where it can mean nothing else, else in double quotes."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() or c == "\u200c" else f"\\u{ord(c):04x}" for c in escaped) + '"'
