"""The pieces of one language -> its title and the headings that a person only set apart by brevity or bold letters.

A lone short line between longer paragraphs is a heading more often than not: it becomes one, and is told, for to delete
«## » is quicker than to find where it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plugins.desk.importing import blocks as shapes
from plugins.desk.importing import days
from plugins.desk.importing.raw import Remark
from plugins.desk.importing.splitting import Piece
from plugins.values import dataclass

_MOST_WORDS = 12
_TITLE_WORDS = 20
_TITLE = 90
_SENTENCE = re.compile(r"(?<![A-Z])[.!?؟…](?=\s|$)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+)(?<=\S)\1")
_MARKS = re.compile(
    r"!?\[([^\]\n]{0,500})\]\([^()\n]{0,1000}\)|\[\^[^\]\n]{0,100}\]|(?<!\\)[*`]+|</?\w[^<>]*>|\\(?=[^\w\s])"
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A text with its title."""

    title: str
    """Plain words, as far as Markdown goes."""
    pieces: tuple[Piece, ...]
    remarks: tuple[Remark, ...]


def titled(pieces: Sequence[Piece], given: str, name: str) -> Titled:
    """Take the title from the first line where it is one, or from the first sentence, which stays.

    `given`: the title that a person or the front matter says; a first heading with its words is then not repeated.
    `name`: the file's, for a text without a word.
    """
    at = next((number for number, piece in enumerate(pieces) if not _dateline(piece)), 0)
    first = pieces[at]
    below = next((piece for piece in pieces[at + 1 :] if not _dateline(piece)), None)
    headed = first.kind == "heading"
    words = shapes.bare(first.text) if headed else _bold(first.text) or first.text
    others = (*pieces[:at], *pieces[at + 1 :])
    if given:
        same = _plain(words) == _plain(given) and bool(others)
        return Titled(given, others if same else tuple(pieces), ())
    if below and (headed or _lone(first, below, _TITLE_WORDS)):
        remark = Remark(first.place, f"it became the title in {first.language}: “{words}”")
        return Titled(words, others, (remark,))
    text = next((piece.text for piece in pieces[at:] if piece.kind == "paragraph"), words)
    made = sentence(text) or sentence(" ".join(piece.text for piece in pieces)) or name
    said = f"the title in {first.language} is the first sentence: “{made}”"
    return Titled(made, tuple(pieces), (Remark(0, said, "write a better one after title:"),))


def proposed(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Remark, ...]]:
    """With the headings that lone short lines seem to be."""
    made: list[Piece] = []
    remarks = []
    for number, piece in enumerate(pieces):
        above = pieces[number - 1] if number else None
        below = pieces[number + 1] if number + 1 < len(pieces) else None
        bold = _bold(piece.text)
        if above and below and (bold or _long(above)) and _lone(piece, below, _MOST_WORDS):
            words = bold or piece.text
            made.append(replace(piece, text=f"## {words}", kind="heading"))
            said = f"“{words}” was taken for a heading, for it is short and stands alone"
            remarks.append(Remark(piece.place, said, "delete ## if it is none"))
            continue
        made.append(piece)
        if piece.kind == "paragraph" and _short(piece, _MOST_WORDS) and not days.holds(piece.text):
            remarks.append(Remark(piece.place, "it is short", "if it is a heading, write ## in front of it"))
    return tuple(made), tuple(remarks)


def sentence(text: str) -> str:
    """The first sentence without its full stop; to about 90 characters, shortened at a word with "…"."""
    first = _words(text)
    end = _SENTENCE.search(first)
    if end:
        first = first[: end.start()] if end[0] == "." else first[: end.end()]
    if len(first) <= _TITLE:
        return first
    head, space, _ = first[:_TITLE].rpartition(" ")
    return (head if space else first[: _TITLE - 1]).rstrip(" ،,;؛:–—-") + "…"


def _dateline(piece: Piece) -> bool:
    return _short(piece, _MOST_WORDS) and days.holds(piece.text)


def _words(text: str) -> str:
    """A text without most marks of Markdown, on one line."""
    return " ".join(_MARKS.sub(lambda match: match[1] or "", text).split())


def _bold(text: str) -> str:
    match = _BOLD.fullmatch(text)
    return match[2] if match else ""


def _short(piece: Piece, most: int) -> bool:
    text = _words(piece.text)
    return "\n" not in piece.text and 0 < len(text.split()) <= most and text[-1] not in shapes.CLOSING


def _lone(piece: Piece, below: Piece, most: int) -> bool:
    """Whether a paragraph is as short as a heading, and above a longer one."""
    return piece.kind == "paragraph" and _short(piece, most) and _long(below) and not days.holds(piece.text)


def _long(piece: Piece) -> bool:
    """Whether it is text, not one more short line."""
    return piece.kind == "other" or (piece.kind == "paragraph" and not _short(piece, _MOST_WORDS))


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text).lower()
