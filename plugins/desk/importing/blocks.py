"""A text -> its blocks: line by line where it is plain, by blank lines where it is Markdown.

Raw news has a paragraph in each line and no blank lines; text that a mail program wrapped has blank lines between
paragraphs. Which of both a plain text is, its own lines tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from plugins.desk.importing.raw import Block, Kind, Remark, Unit

CLOSING = '.!?؟…:؛;،,»"”)'
"""What a heading does not end with."""
_BULLET = re.compile(r"^[•·●▪◦‣]\s*(?=\S)")
_ITEM = re.compile(r"(?:[*+-]|\d{1,9}[.)])\s+\S")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}\s+\S")
_UNDERLINED = re.compile(r"[^\n]+\n(?:=+|-{2,})\s*")
_OTHER = re.compile(
    r"(?:[*+-]|\d{1,9}[.)])\s|>|\||```|~~~|\[[^\]]+\]:\s|!!! ?\w|:\s{1,3}\S|<\w|\{[{%]|:::|(?:[-*_]\s*){3,}$| {4}|\t"
)
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)")
_GOES_ON = re.compile(r"(?: {2,}|\t)\S")
_HOLDS = re.compile(r"(?:[*+-]|\d{1,9}[.)])\s|\[\^[^\]]+\]:|!!! ?\w|:\s")
"""Blocks that go on behind a blank line where the next line is indented."""
_WRAPPED = 40


def of_plain(text: str) -> tuple[list[Block], list[Remark]]:
    """Blocks of a plain text: its lines, or its paragraphs where lines were only wrapped."""
    rows = [row.strip() for row in text.split("\n")]
    bullets = [number for number, row in enumerate(rows, 1) if _BULLET.match(row)]
    rows = [_BULLET.sub("- ", row) for row in rows]
    remarks = [Remark(bullets[0], f"the signs of {len(bullets)} list items became “-”")] if bullets else []
    wrapped = _wrapped(rows)
    if wrapped:
        remarks.append(Remark(0, "its lines are wrapped: a paragraph goes from blank line to blank line"))
    blocks: list[Block] = []
    open_ = False
    for number, row in enumerate(rows, 1):
        listed = bool(_ITEM.match(row))
        goes_on = open_ and bool(row) and (wrapped or (listed and blocks[-1].kind == "other"))
        if goes_on:
            last = blocks[-1]
            blocks[-1] = Block(f"{last.text}\n{row}", last.place, last.kind)
        elif row:
            blocks.append(Block(row, number, "other" if listed else kind_of(row)))
        open_ = bool(row)
    return blocks, remarks


def of_markdown(text: str, first_line: int = 1, unit: Unit = "line") -> list[Block]:
    """Blocks of Markdown, each as it is written."""
    parts = [(text_, number) for text_, number in _parts(text, first_line)]
    if unit == "line":
        return [Block(part, number, kind_of(part)) for part, number in parts]
    return [Block(part, number, kind_of(part)) for number, (part, _) in enumerate(parts, 1)]


def kind_of(text: str) -> Kind:
    """What a block is, by how it begins."""
    if (_HEADING.match(text) and "\n" not in text) or _UNDERLINED.fullmatch(text):
        return "heading"
    return "other" if _OTHER.match(text) or not _PICTURE.sub("", text).strip() else "paragraph"


def bare(text: str) -> str:
    """A heading's words."""
    return re.sub(r"^#{1,6}\s+|\s+#+\s*$|\n(?:=+|-{2,})\s*$|\s*\{[^{}]*\}\s*$", "", text).strip().strip("*_").strip()


def _wrapped(rows: list[str]) -> bool:
    """Whether most lines that have another below them break off inside a sentence."""
    inner = [row for row, below in pairwise(rows) if row and below and not _ITEM.match(below)]
    breaks = [row for row in inner if len(row) >= _WRAPPED and row[-1] not in '.!?؟…»”"']
    longest = max(map(len, rows), default=0)
    return "" in rows[1:-1] and len(inner) > 1 and longest <= 120 and 2 * len(breaks) > len(inner)


def _parts(text: str, first_line: int) -> Iterator[tuple[str, int]]:
    rows = text.split("\n")
    part: list[str] = []
    start = 0
    fence = ""
    for number, row in enumerate(rows):
        opening = _FENCE.match(row)
        if fence:
            part.append(row)
            fence = "" if opening and opening[1].startswith(fence) and not row.strip().strip(fence[0]) else fence
            continue
        if not row.strip():
            below = next((later for later in rows[number + 1 :] if later.strip()), "") if part else ""
            if part and not (_HOLDS.match(part[0]) and _GOES_ON.match(below)):
                yield "\n".join(part).rstrip(), start + first_line
                part = []
            elif part:
                part.append("")
            continue
        if part and (_HEADING.match(row) or (len(part) == 1 and _HEADING.match(part[0]))):
            yield "\n".join(part).rstrip(), start + first_line
            part = []
        start = start if part else number
        part.append(row)
        fence = opening[1] if opening else ""
    if part:
        yield "\n".join(part).rstrip(), start + first_line
