"""A source file's text -> the same text with all that is no Persian prose blanked, character for character.

What stays is where it was, so that a place found here is a place of the file: checks report it, `inv fix` writes there.
Blanked are keys of the front matter, code, addresses, HTML tags and sections in other languages. A blank is one
character that is neither letter nor space (U+FFFC), so that nothing grows together across it. What is code, places.py
knows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from plugins.languages import PERSIAN
from plugins.model import Language
from plugins.persian.letters import Words
from plugins.persian.repair import Repair
from plugins.sources import pelican_headers
from plugins.sources.places import Source
from plugins.sources.summary import split_summary

_SUMMARY = PERSIAN.summary_heading.split()[0].rstrip("\u0654")
BLANK = "\ufffc"
_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_KEY = re.compile(r"^(?P<lead>[ \t]*(?:- +)?)(?P<key>[A-Za-z_]+):(?=\s|$)")
_VALUES = re.compile(r"\b(title|title_fa|text|caption|alt|summary|publisher|reason|label)\s*:\s*")
_WORDS = frozenset(
    "title title_fa summary key_points reason text caption alt publisher sources corrections image".split()
)
"""Keys whose value, or whose list of values, is written in words."""
_NO_PROSE = (
    ("](", re.compile(r"\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)")),  # [text](address)
    ("]:", re.compile(r"\n {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+")),  # [id]: address
    ("[^", re.compile(r"\[\^[^\]\n]+\]")),
    (" lang=", re.compile(r"<(\w+)[^<>]*\slang=[\"']?(?!fa)[a-z][^<>]*>.*?</\1>", re.DOTALL)),
    ("<", re.compile(r"</?[A-Za-z][^<>]*>|<[a-z]+:[^<>\s]+>")),
    ("://", re.compile(r"(?:https?|ftp)://[^\s<>()«»]+")),
    ("mailto:", re.compile(r"mailto:[^\s<>()«»]+")),
    ("@", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    ("&", re.compile(r"&#?\w+;")),
    ("{", re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{[#.:][^{}\n]*\}", re.DOTALL)),
)
"""What a text must have for it to be there, and what is blanked."""
_CODE = ("`", "~~~", "<!--", "    ", "\t")
_NOT_NEWLINE = re.compile(r"[^\n]")
_PERSIAN_LETTER = re.compile("[\u0621-\u06cc]")


@dataclass(frozen=True)
class Prose:
    """The Persian of a file."""

    text: str
    """As long as the file's text."""
    body: int
    """Offset of the body."""

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column in the file, 1-based, in code points."""
        row = bisect_right(self._starts, offset) - 1
        return row + 1, offset - self._starts[row] + 1

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(row) + 1 for row in self.text.split("\n")), initial=0))

    @cached_property
    def words(self) -> Words:
        """Its Persian words."""
        return Words(self.text)

    def has(self, characters: Iterable[str]) -> bool:
        """Whether one of the characters occurs in it."""
        return any(character in self.text for character in characters)

    def in_body(self, find: Callable[[str], Iterator[Repair]]) -> Iterator[Repair]:
        """What is found in the body: in the front matter a comma or a colon is YAML's."""
        for repair in find(self.text[self.body :]):
            yield replace(repair, place=repair.place + self.body)


def read(text: str, language: Language, languages: Sequence[Language]) -> Prose | None:
    """Find the Persian of a file in `language`; None where it has none. Line ends may be of any kind."""
    if language.tag != PERSIAN.tag and _SUMMARY not in text:
        return None
    body = _body(text)
    if language.tag != PERSIAN.tag:
        split = split_summary(text[body:], language=language, languages=languages)
        if split is None or split.language.tag != PERSIAN.tag:
            return None
        start = body + sum(len(row) + 1 for row in text[body:].split("\n")[: split.first_line])
        return Prose(_blank(text[:start]) + _prose(text[start:]), start)
    head = _head(text[:body]) if body else ""
    return Prose(head + _prose(text[body:]), body)


def raw(text: str) -> Prose:
    """A text that is no file of a content folder: all of it is body."""
    return Prose(_prose(text), 0)


def _body(text: str) -> int:
    """Offset at which the body begins."""
    start = 1 if text.startswith("\ufeff") else 0
    if text.startswith("---", start):
        closing = _CLOSING.search(text, text.find("\n") + 1)
        return closing.end() if closing else 0
    if pelican_headers.found(text[start:]):
        blank = re.search(r"\n[ \t\r]*\n", text)
        return blank.end() if blank else len(text)
    return 0


def _head(text: str) -> str:
    """Front matter with its words alone."""
    rows = []
    kept = False
    for row in text.split("\n"):
        key = _KEY.match(row)
        if key:
            kept = key["key"].lower() in _WORDS
        if not kept or not _PERSIAN_LETTER.search(row):
            rows.append(BLANK * len(row))
        elif "{" in row:
            rows.append(_flow(row))
        else:
            end = key.end() if key else 0
            rows.append(BLANK * end + _without_addresses(row[end:]))
    return "\n".join(rows)


def _flow(row: str) -> str:
    """A mapping in one line: the values of the keys that hold words, each to the next comma or quotation mark."""
    made = list(BLANK * len(row))
    for match in _VALUES.finditer(row):
        quote = row[match.end() : match.end() + 1]
        ends = quote if quote and quote in "\"'" else ",}"
        start = match.end() + (ends == quote)
        end = next((at for at in range(start, len(row)) if row[at] in ends), len(row))
        made[start:end] = row[start:end]
    return "".join(made)


def _prose(text: str) -> str:
    if not any(hint in text for hint in _CODE):
        return _without_addresses(text)
    masked = Source(text, 1).masked
    if masked != text:
        masked = "".join(BLANK if new == " " and old != " " else new for new, old in zip(masked, text, strict=True))
    return _without_addresses(masked)


def _without_addresses(text: str) -> str:
    for hint, pattern in _NO_PROSE:
        if hint in text:
            text = pattern.sub(lambda match: _blank(match[0]), text)
    return text


def _blank(text: str) -> str:
    return _NOT_NEWLINE.sub(BLANK, text) if "\n" in text else BLANK * len(text)
