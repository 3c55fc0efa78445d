"""Lines of a list -> `<ul>` or `<ol>`: items nest at two, three or four spaces; code in an item needs four more.

Python-Markdown nests at four spaces only, and `tab_length=2` would turn every paragraph indented by two into code.
One processor therefore gathers a whole list, item by item, and hands each item's lines, stripped of the item's own
indent, back to the parser. As in CommonMark a list may follow a line of text without a blank line between, and a
list of another kind begins a new list. Numbers may be in any digits: «۱.».
Source: CommonMark 0.31 section 5.2 for what an item holds; Python-Markdown for what a tight list looks like.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListIndentProcessor

_ITEM = re.compile(r"( *)(?:([*+-])|(\d{1,9})[.)])( +)(?=\S)|( *)[*+-]$")
_NO_RULE = r"(?!(?:- *){3,}$|(?:\* *){3,}$)"
"""A rule is no item, even with gaps that the library does not take for one (`-   -   -`): nothing would be gathered."""
_FIRST = re.compile(rf"^ {{0,3}}{_NO_RULE}(?:[*+-]|\d{{1,9}}[.)]) +\S", re.MULTILINE)
_INTERRUPTS = re.compile(rf"^ {{0,3}}{_NO_RULE}(?:[*+-]|[1۱][.)]) +\S", re.MULTILINE)
_ENDS_LIST = re.compile(r" {0,1}(?:#{1,6} |>|!!! |(?:[-*_] *){3,}$)")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_DEEPEST = 24


@dataclass(slots=True)
class _Item:
    first: str
    width: int
    """Columns from the marker's start to the text."""
    lines: list[tuple[int, str]] = field(default_factory=list)
    """Indent from the list's own (-1: the lazy end of a paragraph), text."""

    def content(self) -> list[str]:
        """The item's lines without its indent."""
        indents = [indent for indent, text in self.lines if text and indent >= 0]
        cut = self._indent(min(indents)) if indents else self.width
        lines = [self.first]
        for indent, text in self.lines:
            lines.append(" " * max(indent - cut, 0) + text)
        return lines

    def _indent(self, least: int) -> int:
        if least < self.width:
            return least
        if self.width <= 4 and (4 <= least < self.width + 4 or least >= 8):
            return 4  # written for Markdown that indents by four
        return self.width


class ListProcessor(BlockProcessor):
    """Takes the place of Python-Markdown's three."""

    def test(self, parent: ET.Element, block: str) -> bool:
        """Whether an item begins in this block."""
        if len(self.parser.state) > _DEEPEST:
            return False
        first = (_FIRST if parent.tag == "li" else _INTERRUPTS).search(block)
        return bool(first or _FIRST.match(block))

    def run(self, parent: ET.Element, blocks: list[str]) -> bool | None:
        """Gather, then parse item by item."""
        block = blocks.pop(0)
        start = 0
        if not _FIRST.match(block):
            found = (_FIRST if parent.tag == "li" else _INTERRUPTS).search(block)
            start = found.start() if found else 0
        if start:
            self.parser.parseBlocks(parent, [block[:start].rstrip("\n")])
        blocks.insert(0, block[start:])
        items, number, loose = _gather(blocks)
        lst = ET.SubElement(parent, "ul" if number is None else "ol")
        if number not in (None, 1):
            lst.set("start", str(number))
        for item in items:
            self.parser.state.set("looselist" if loose else "list")
            self.parser.parseChunk(ET.SubElement(lst, "li"), "\n".join(item.content()).rstrip("\n"))
            self.parser.state.reset()
        return None


def _gather(blocks: list[str]) -> tuple[list[_Item], int | None, bool]:
    """Take the list's lines off the blocks: its items, its first number (None: bullets), whether it is loose."""
    items: list[_Item] = []
    base = number = None
    loose = blank = False
    while blocks:
        lines = blocks.pop(0).split("\n")
        for place, line in enumerate(lines):
            match = None if _RULE.match(line) else _ITEM.match(line)
            indent = len(line) - len(line.lstrip(" "))
            if base is None and match:
                base, number = indent, int(match[3]) if match[3] else None
            rel = indent - (base or 0)
            if match and rel < 2 and (not items or (match[3] is None) == (number is None)):
                loose = loose or (blank and bool(items))
                items.append(_item(line, match))
            elif not line.strip() or (rel >= 2 and items):
                loose = loose or (blank and bool(line.strip()) and _direct(items[-1], rel, match))
                items[-1].lines.append((max(rel, 0), line.strip(" ") if not line.strip() else line.lstrip(" ")))
            elif blank or match or _ENDS_LIST.match(line):
                blocks.insert(0, "\n".join(lines[place:]))
                return items, number, loose
            else:
                items[-1].lines.append((-1, line.strip(" ")))
            blank = not line.strip()
        items[-1].lines.append((0, ""))
        blank = True
    return items, number, loose


def _item(line: str, match: re.Match[str]) -> _Item:
    if match[4] is None:
        return _Item("", 2)
    marker = match.end() - len(match[1]) - len(match[4])
    space = len(match[4]) if len(match[4]) <= 4 else 1
    return _Item(line[len(match[1]) + marker + space :], marker + space)


def _direct(item: _Item, indent: int, marker: re.Match[str] | None) -> bool:
    """Whether a line after a blank one is the item's own and not its sublist's."""
    least = min((i for i, text in item.lines if text and i >= 0), default=indent)
    if indent >= least + 2:
        return False
    begun = any(text and _ITEM.match(text) for i, text in item.lines if i <= least + 1)
    return not (marker and begun)


class _DefinitionIndent(DefListIndentProcessor):
    """Definitions only: list items come here without their indent, so what is indented in them is code."""

    ITEM_TYPES = ["dd"]  # noqa: RUF012 - the library's own attribute
    LIST_TYPES = ["dl"]  # noqa: RUF012


class Lists(Extension):
    """Puts the processor where the library's stood. Load it after `def_list`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register."""
        processors = md.parser.blockprocessors
        processors.deregister("indent")
        processors.deregister("ulist")
        processors.register(ListProcessor(md.parser), "olist", 40)
        processors.register(_DefinitionIndent(md.parser), "defindent", 85)
