"""A tree in a base direction -> the same with every run of the other direction in an element with explicit `dir`.

Why elements: a browser orders plain mixed text by UAX #9, but shows `2025-10-28`, `$120.50` and `C++` after Persian
letters turned round, and WeasyPrint orders the pieces between tags one by one ("Gamma Beta Alpha") and ignores
`dir=auto`, bare `<bdi>` and isolate characters (facts/pdf.md section 1). So each maximal foreign run is wrapped
tightly, across markup, in `<bdi lang dir>`; a block that is foreign as a whole carries `lang` and `dir` itself.
What a run is stands in `runs.py`, how a list of nodes is cut in `wrapping.py`.
Source: UAX #9 (N0-N2, W1-W7); W3C i18n "Inline markup and bidirectional text in HTML" on tight wrapping.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.languages import TABLE
from plugins.model import Direction, Html, Language
from plugins.sources import runs
from plugins.sources.headings import footnote_call
from plugins.sources.runs import BREAK, CODE, OBJECT, Run
from plugins.sources.tree import BLOCKS, Element, Node, parse, serialise
from plugins.sources.wrapping import Box, Flat, wrap

_CARRY_NONE = frozenset({"", "col", "colgroup", "hr", "tbody", "tfoot", "thead", "tr"})
"""Blocks that do not carry a direction: rows have none of their own, the root is not written."""
_TELLING = re.compile(r"&|<bdi|\bdir=")
"""What may be written otherwise even where every letter is of one direction."""
_CODE = frozenset({"code", "kbd", "samp"})
_APART = _CODE | {"pre", "bdi"}
"""What does not decide the direction of the block around it."""


def isolate(html: str, language: Language, languages: Sequence[Language] = ()) -> Html:
    """A fragment of normalised HTML in a language, typeset. `languages`: the site's, to name the foreign ones."""
    if language.direction == "ltr" and html.isascii() and not _TELLING.search(html):
        return Html(html)
    root = parse(html)
    typeset(root, language, languages)
    return Html(serialise(root))


def typeset(root: Element, language: Language, languages: Sequence[Language] = ()) -> None:
    """The same for a tree, in place. What has `dir` keeps it; `dir="auto"` and bare `<bdi>` get a computed one."""
    _Setter(tuple(languages) or tuple(TABLE.values())).block(root, language.direction)


@dataclass(slots=True)
class _Setter:
    languages: tuple[Language, ...]

    def block(self, element: Element, direction: Direction) -> None:
        """Typeset a block and all below it."""
        own = self.direction_of(element)
        if own is None and element.tag == "pre":
            if direction == "rtl":
                element.attrs["dir"] = "ltr"
            return
        if own is None and element.tag not in _CARRY_NONE:
            words = "" if _holds(element, runs.OF_BASE[direction]) else _words(element)
            if words and runs.foreign_only(words, direction):
                own = _other(direction)
                self.mark(element, Run(0, len(words), own, language=True), words)
        direction = own or direction
        if element.tag == "pre":
            return
        children: list[Node] = []
        inline: list[Node] = []
        for child in element.children:
            if isinstance(child, str) or not _is_block(child):
                inline.append(child)
                continue
            if inline:
                children += self.inline(inline, direction)
                inline = []
            self.block(child, direction)
            children.append(child)
        element.children = children + self.inline(inline, direction)

    def direction_of(self, element: Element) -> Direction | None:
        """The direction that an element sets, made explicit; None if it sets none."""
        if "dir" not in element.attrs and element.tag != "bdi":
            return None
        written = element.attrs.get("dir")
        if written in ("rtl", "ltr"):
            return written  # type: ignore[return-value]
        words = element.text()
        own = runs.first_direction(words)
        if own is None:
            element.attrs.pop("dir", None)
            return None
        self.mark(element, Run(0, len(words), own, language=True), words)
        return own

    def mark(self, element: Element, run: Run, text: str) -> None:
        """Write a run's language and direction."""
        tag = runs.language_of(text[run.start : run.end], run.direction, self.languages) if run.language else ""
        if tag and "lang" not in element.attrs:
            element.attrs["lang"] = tag
        element.attrs["dir"] = run.direction

    def inline(self, nodes: list[Node], direction: Direction) -> list[Node]:
        """A sequence of inline nodes, typeset."""
        if not nodes or nodes == ["\n"]:
            return nodes
        if len(nodes) == 1 and isinstance(nodes[0], str) and not runs.any_in(nodes[0], direction):
            return nodes
        flat = Flat([], {}, [])
        self.flatten(nodes, direction, flat, 0)
        text = "".join(flat.parts)
        found = runs.find(text, direction)
        if not found:
            return nodes
        boxes: list[Box] = []
        wrapped = wrap(nodes, 0, runs.fit(found, flat.spans, text, direction), flat.widths, boxes)
        for box in boxes:
            self.mark(box.element, box.run, text)
            if box.run.direction == "rtl":  # a date in a Persian phrase would be turned round there
                box.element.children = self.inline(box.element.children, "rtl")
        return wrapped

    def flatten(self, nodes: list[Node], direction: Direction, flat: Flat, start: int) -> int:
        """Write the nodes' text; atoms are typeset on the way. Gives the position after them."""
        position = start
        for node in nodes:
            if isinstance(node, str):
                flat.parts.append(node)
                position += len(node)
                continue
            atom = self.atom(node, direction)
            if atom is None:
                place = len(flat.spans)
                flat.spans.append((position, position))
                end = self.flatten(node.children, direction, flat, position)
                flat.spans[place] = position, end
            else:
                flat.parts.append(atom)
                end = position + len(atom)
            flat.widths[id(node)] = end - position
            position = end
        return position

    def atom(self, node: Element, direction: Direction) -> str | None:
        """The sign of an element that no run cuts, typeset inside; None for one that runs go through."""
        if node.tag == "br" or footnote_call(node) or "footnote-backref" in node.classes:
            return BREAK
        if node.tag == "img":
            return OBJECT
        if node.tag == "wbr":
            return ""
        own = self.direction_of(node)
        if own is not None:
            if node.tag not in _CODE:
                node.children = self.inline(node.children, own)
            return BREAK if own == direction else OBJECT
        if node.tag in _CODE and direction == "rtl":
            node.attrs["dir"] = "ltr"
            return CODE
        return None


def _other(direction: Direction) -> Direction:
    return "ltr" if direction == "rtl" else "rtl"


def _is_block(element: Element) -> bool:
    if element.tag in BLOCKS:
        return True
    return any(_is_block(child) for child in element.children if not isinstance(child, str))


def _words(element: Element) -> str:
    """The text that decides a block's direction: not code, not what has a direction of its own."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif _decides(child):
            parts.append(_words(child))
    return "".join(parts)


def _holds(element: Element, letters: re.Pattern[str]) -> bool:
    """Whether there is such a letter in the text that decides: as a rule its first word tells."""
    for child in element.children:
        if isinstance(child, str):
            if letters.search(child):
                return True
        elif _decides(child) and _holds(child, letters):
            return True
    return False


def _decides(child: Element) -> bool:
    return child.tag not in _APART and "dir" not in child.attrs
