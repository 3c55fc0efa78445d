"""Blocks -> pieces, each in its language by its script, in the order of the input.

Every block becomes a piece, or two: a summary's heading that was glued to its text is parted from it. What cannot be
known is not decided but told. facts/persian.md lists what such texts look like. Footnotes stand where they are called
from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plugins.desk.importing import blocks as shapes
from plugins.desk.importing.raw import Block, Kind, Remark, Unit
from plugins.model import Extent, Language
from plugins.values import dataclass

_HEADINGS: dict[str, tuple[str, ...]] = {
    "fa": ("خلاصهٔ فارسی", "خلاصه\u200cی فارسی", "خلاصه ی فارسی", "خلاصه فارسی", "خلاصه"),
    "en": ("English Summary", "Summary"),
    "ar": ("ملخص بالعربية", "الملخص العربي", "الملخص", "ملخص"),
    "he": ("תקציר בעברית", "תקציר"),
}
"""What desks write above a summary, longest first; the heading of languages.py is always among them."""
_NOT_GLUED = "(?!ای\\b|های?\\b|اش\\b)"
"""«خلاصه‌ای از …» that lost its half-space is a word, not a heading with a text behind it."""
_FEW = 6
"""Fewer words are no edition, nor a change of the language: a name, a source."""
_NO_WORDS = re.compile(
    r"\]\([^()\s]*\)|\]:\s*\S+|https?://\S+|<[^<>]*>|`[^`\n]*`|&\w+;|\[\^[^\]]{0,100}\]|\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|\{[^{}]*\}"
)
_CODE = re.compile(r"```|~~~| {4}|\t")
_CALL = re.compile(r"\[\^([^\]\n]{1,100})\](?!:)")
_NOTE = re.compile(r"\[\^([^\]\n]+)\]:")
_DEFINED = re.compile(r"^\[(?!\^)([^\]\n]+)\]:[ \t]+\S", re.MULTILINE)
_FOREIGN = re.compile(r"\{\{[<%]|\{%|^:::|^import .+ from |<[A-Z]\w+[\s/>]", re.MULTILINE)
_MARKUP = re.compile(r"[<>`\[\]\\|]|^(#|=+$|-{3,}$)|(?<!\w)[*_]\w", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block in its language."""

    language: str
    text: str
    place: int
    """As in `Block`."""
    kind: Kind = "paragraph"
    opens_summary: bool = False
    """Whether it is the heading above a summary: it becomes `extent: summary`."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A text, parted by language."""

    pieces: tuple[Piece, ...]
    """In the order of the input."""
    remarks: tuple[Remark, ...] = ()

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
        return sum(len(piece.text.split()) for piece in self.of(language))

    def of(self, language: str) -> list[Piece]:
        """The text of a language, without the heading of its summary."""
        return [piece for piece in self.pieces if piece.language == language and not piece.opens_summary]

    def extent(self, language: str) -> Extent:
        """A summary where a heading says so, or where it has less than half of the original's words."""
        if any(piece.opens_summary for piece in self.pieces if piece.language == language):
            return "summary"
        return "summary" if 2 * self.words(language) < self.words(self.original) else "full"


def split(
    found: Sequence[Block], languages: Sequence[Language], unit: Unit, *, plain: bool = True, stated: str = ""
) -> Parted:
    """Find each block's language. Of two languages with one script the first is taken.

    `plain`: whether signs of Markdown were perhaps not meant. `stated`: the language that the file says it has; then
    only a summary with a heading is parted from it.
    """
    spoken = ["" if _CODE.match(block.text) else _language(block.text, languages) for block in found]
    spoken_of = "\n".join(block.text for block, own in zip(found, spoken, strict=True) if own)
    longest = stated or _language(spoken_of, languages) or languages[0].tag
    tags = _of_stated(found, spoken, stated) if stated else _settled(found, spoken, longest)
    pieces: list[Piece] = []
    remarks: list[Remark] = []
    for block, own, tag in zip(found, spoken, tags, strict=True):
        before = pieces[-1].language if pieces else ""
        heading = _heading(block.text, tag) if tag not in (longest, before) else 0
        rest = block.text[heading:].lstrip()
        if heading:
            words = block.text[:heading].rstrip()
            pieces.append(Piece(tag, words, block.place, "heading", opens_summary=True))
            glued = "glued to the text; it was parted from it" if rest else f"what follows is in {tag}"
            remarks.append(Remark(block.place, f"“{words.strip('#*_ :')}” is the heading of a summary: {glued}"))
        if rest:
            pieces.append(Piece(tag, rest, block.place, block.kind if not heading else shapes.kind_of(rest)))
            remarks += _doubts(replace(block, text=rest), tag, own, languages, plain=plain, stated=bool(stated))
    pieces = _with_notes(pieces)
    return Parted(tuple(pieces), (*remarks, *_doubts_of_all(pieces, unit)))


def _language(text: str, languages: Sequence[Language]) -> str:
    """The language with the most letters; empty where there is no letter."""
    words = _NO_WORDS.sub(" ", text)
    counts = {language.tag: len(re.findall(f"[{language.letters}]", words)) for language in languages}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] else ""


def _settled(found: Sequence[Block], spoken: Sequence[str], longest: str) -> list[str]:
    """A language for each block: those without letters follow the one before, a few words between go with the rest."""
    words: dict[str, int] = {}
    for block, own in zip(found, spoken, strict=True):
        words[own] = words.get(own, 0) + len(block.text.split())
    headed = {tag for block, tag in zip(found, spoken, strict=True) if tag and _heading(block.text, tag)}
    tags: list[str] = []
    for number, (block, own) in enumerate(zip(found, spoken, strict=True)):
        before = tags[-1] if tags else next(filter(None, spoken), longest)
        after = next((tag for tag in spoken[number + 1 :] if tag), "")
        tag = own or before
        if tag != longest and words.get(tag, 0) < _FEW and tag not in headed:
            tag = longest
        elif own and tag not in headed and before == after != tag and len(block.text.split()) < _FEW:
            tag = before
        tags.append(tag)
    return tags


def _of_stated(found: Sequence[Block], spoken: Sequence[str], stated: str) -> list[str]:
    """The stated language, but for what follows the heading of a summary and is in its language."""
    tags: list[str] = []
    here = stated
    for block, own in zip(found, spoken, strict=True):
        if own and own != here:
            here = own if own != stated and _heading(block.text, own) else stated
        tags.append(here)
    return tags


def _heading(text: str, tag: str) -> int:
    """How many characters of a block are a summary's heading with its marks; 0 where it has none."""
    row = text.split("\n", 1)[0]
    for words in _HEADINGS.get(tag, ()):
        glued = "[A-Z]" if tag == "en" else _NOT_GLUED + r"\w"
        spaced = r"|\s+(?=[A-Z])" if tag == "en" and " " in words else ""
        opening = rf"[#*_\s]*(?i:{re.escape(words)})[*_]*"
        match = re.match(rf"{opening}(?:\s*[:.—–-]*\s*$|\s*[:—–]\s*|(?={glued}){spaced})", row)
        if match:
            return match.end()
    return 0


def _with_notes(pieces: list[Piece]) -> list[Piece]:
    """Footnotes, and addresses that have a name, in the language or the languages that call them."""
    callers: dict[str, dict[str, None]] = {}
    for piece in pieces:
        for name in _CALL.findall(piece.text):
            callers.setdefault(name, {})[piece.language] = None
    made: list[Piece] = []
    for piece in pieces:
        note = _NOTE.match(piece.text)
        tags = list(callers.get(note[1], ())) if note else _users(_DEFINED.findall(piece.text), pieces)
        made += [replace(piece, language=tag) for tag in tags] or [piece]
    return made


def _users(names: Sequence[str], pieces: Sequence[Piece]) -> list[str]:
    """Languages of the pieces that lead to an address by its name."""
    users = (p.language for p in pieces if not _DEFINED.match(p.text) and any(f"[{name}]" in p.text for name in names))
    return list(dict.fromkeys(users)) if names else []


def _doubts(
    block: Block, tag: str, own: str, languages: Sequence[Language], *, plain: bool, stated: bool
) -> list[Remark]:
    doubts: list[Remark] = []
    text = _NO_WORDS.sub("", block.text)
    if not own and block.kind == "paragraph":
        doubts.append(Remark(block.place, f"it has no letter of a language; it went to {tag}, like what is before it"))
    elif own and own != tag and not stated:
        said = f"“{_short(block.text)}” is in {own} and no text of its own; it stays with the {tag}"
        doubts.append(Remark(block.place, said))
    others = [x for x in languages if x.tag != tag and 3 * len(re.findall(f"[{x.letters}]", text)) > len(text)]
    if others and own == tag:
        doubts.append(
            Remark(block.place, f"it mixes {tag} and {others[0].tag}; it went to {tag}", "see whether it is two")
        )
    if plain and block.kind != "heading" and _MARKUP.search(block.text):
        said = "it has characters that mean something in Markdown"
        doubts.append(Remark(block.place, said, "see how it is shown; a \\ in front of one makes it plain"))
    elif not plain and (sign := _FOREIGN.search(block.text)):
        said = f"“{sign[0].strip()}” is a mark of another generator and is shown as it stands"
        doubts.append(Remark(block.place, said, "write it in Markdown, or delete it"))
    return doubts


def _doubts_of_all(pieces: Sequence[Piece], unit: Unit) -> list[Remark]:
    doubts = []
    changes = sum(a.language != b.language for a, b in pairwise(p for p in pieces if not _NOTE.match(p.text)))
    if changes > 1:
        said = f"the languages change {changes} times"
        doubts.append(Remark(0, said, f"see that each {'paragraph' if unit == 'line' else unit} is in the right file"))
    if changes and not any(piece.opens_summary for piece in pieces):
        doubts.append(
            Remark(0, "no heading says which text is a summary: the lengths decided", "see extent: in the files")
        )
    return doubts


def _short(text: str) -> str:
    row = " ".join(text.split())
    return row if len(row) <= 50 else row[:49] + "…"
