"""A source file's text -> the same text with all that is no prose of a language blanked, character for character.

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
from functools import cache, cached_property
from itertools import accumulate, zip_longest

from plugins.languages import PERSIAN
from plugins.model import Language
from plugins.persian.letters import Words
from plugins.persian.repair import Repair
from plugins.sources import pelican_headers
from plugins.sources.places import Source
from plugins.sources.summary import split_summary

BLANK = "\ufffc"
_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_KEY = re.compile(r"^(?P<lead>[ \t]*(?:- +)?)(?P<key>[A-Za-z_]+):(?=\s|$)")
_VALUES = re.compile(r"\b(title|text|caption|alt|summary|publisher|reason|label)\s*:\s*")
_WORDS = frozenset("title summary key_points reason text caption alt publisher sources corrections image".split())
"""Keys whose value, or whose list of values, is written in words."""
_NO_PROSE = (
    ("](", re.compile(r"\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)")),  # [text](address)
    ("]:", re.compile(r"\n {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+")),  # [id]: address
    ("[^", re.compile(r"\[\^[^\]\n]+\]")),
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


def read(
    text: str,
    language: Language,
    languages: Sequence[Language],
    of: Language = PERSIAN,
    keys: frozenset[str] = _WORDS,
) -> Prose | None:
    """Find the prose in the language `of` in a file of `language`; None where it has none. Line ends may be any.

    `keys`: of the front matter, what is seen of it.
    """
    own = language.tag == of.tag
    if not own and _heading_of(of) not in text:
        return None
    body = body_of(text)
    split = split_summary(text[body:], language=language, languages=languages)
    if not own and (split is None or split.language.tag != of.tag):
        return None
    head = _head(text[:body], keys if own else frozenset({f"title_{of.tag}"}), of) if body else ""
    prose = _prose(text[body:], of)
    if split is None:
        return Prose(head + prose, body)
    summary = [*[""] * split.first_line, *split.summary.split("\n")]
    kept = _rows(prose, text[body:], split.main.split("\n") if own else summary)
    return Prose(head + kept, body)


def span(text: str, language: Language, languages: Sequence[Language], of: Language) -> tuple[int, int]:
    """Where the body of the edition in `of` begins and ends, in a file of `language`."""
    body = body_of(text)
    split = split_summary(text[body:], language=language, languages=languages)
    if split is None:
        return body, len(text)
    starts = [0, *accumulate(len(row) + 1 for row in text[body:].split("\n"))]
    if language.tag == of.tag:
        return body, body + starts[split.heading_line]
    return min(body + starts[split.first_line], len(text)), len(text)


def raw(text: str) -> Prose:
    """A text that is no file of a content folder: all of it is body."""
    return Prose(_prose(text, PERSIAN), 0)


@cache
def _heading_of(language: Language) -> str:
    """The first word of what stands above a summary, without the hamza that some leave out."""
    return language.summary_heading.split()[0].rstrip("\u0654")


def _rows(prose: str, text: str, wanted: Sequence[str]) -> str:
    """The prose of the rows that stand in `wanted` too, at their numbers; the others blanked."""
    rows = zip_longest(prose.split("\n"), text.split("\n"), wanted[: text.count("\n") + 1], fillvalue="")
    return "\n".join(said if row == own else BLANK * len(row) for said, row, own in rows)


def body_of(text: str) -> int:
    """Offset at which the body begins."""
    start = 1 if text.startswith("\ufeff") else 0
    if text.startswith("---", start):
        closing = _CLOSING.search(text, text.find("\n") + 1)
        return closing.end() if closing else 0
    if pelican_headers.found(text[start:]):
        blank = re.search(r"\n[ \t\r]*\n", text)
        return blank.end() if blank else len(text)
    return 0


def _head(text: str, words: frozenset[str], of: Language) -> str:
    """Front matter with its words alone: the values of the keys `words`."""
    rows = []
    kept = top = False
    letter = _letter(of)
    for row in text.split("\n"):
        key = _KEY.match(row)
        if key:
            kept = key["key"].lower() in words and (top or not key["lead"])
            top = top if key["lead"] else kept
        end = key.end() if key else 0
        if not kept or not letter.search(row, end):
            rows.append(BLANK * len(row))
        elif "{" in row:
            rows.append(_flow(row))
        else:
            rows.append(BLANK * end + _without_addresses(row[end:], of))
    return "\n".join(rows)


@cache
def _letter(language: Language) -> re.Pattern[str]:
    return re.compile(f"[{language.letters}]")


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


def _prose(text: str, of: Language) -> str:
    if not any(hint in text for hint in _CODE):
        return _without_addresses(text, of)
    masked = Source(text, 1).masked
    if masked != text:
        masked = "".join(BLANK if new == " " and old != " " else new for new, old in zip(masked, text, strict=True))
    return _without_addresses(masked, of)


def _without_addresses(text: str, of: Language) -> str:
    if " lang=" in text:
        text = _in_others(of).sub(lambda match: _blank(match[0]), text)
    for hint, pattern in _NO_PROSE:
        if hint in text:
            text = pattern.sub(lambda match: _blank(match[0]), text)
    return text


@cache
def _in_others(language: Language) -> re.Pattern[str]:
    """An element that says it is in another language."""
    return re.compile(rf"<(\w+)[^<>]*\slang=[\"']?(?!{language.tag})[a-z][^<>]*>.*?</\1>", re.DOTALL)


def _blank(text: str) -> str:
    return _NOT_NEWLINE.sub(BLANK, text) if "\n" in text else BLANK * len(text)
