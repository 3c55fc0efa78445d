"""A tree in a base direction -> the same with every run of the other direction in an element with explicit `dir`.

Why elements: a browser orders plain mixed text by UAX #9, but shows `2025-10-28`, `$120.50` and `C++` after Persian
letters turned round, and WeasyPrint orders the pieces between tags one by one ("Gamma Beta Alpha") and ignores `dir=auto`,
bare `<bdi>` and isolate characters (facts/pdf.md section 1). So each maximal foreign run is wrapped tightly, across
markup, in `<bdi lang dir>`; a block that is foreign as a whole carries `lang` and `dir` itself.
What a run is stands in `runs.py`; here it is put into the tree. Source: UAX #9 (N0-N2, W1-W7); W3C i18n "Inline markup
and bidirectional text in HTML", tightly wrap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.languages import TABLE
from plugins.model import Direction, Html, Language
from plugins.sources import runs
from plugins.sources.headings import footnote_call
from plugins.sources.runs import BREAK, CODE, OBJECT, Run
from plugins.sources.tree import BLOCKS, Element, Node, parse, serialise

_CARRY_NONE = frozenset({"", "col", "colgroup", "hr", "tbody", "tfoot", "thead", "tr"})
"""Blocks that do not carry a direction: rows have none of their own, the root is not written."""
_CODE = frozenset({"code", "kbd", "samp"})


def isolate(html: str, language: Language, languages: Sequence[Language] = ()) -> Html:
    """A fragment of normalised HTML in a language, typeset. `languages`: the site's, to name the foreign ones."""
    root = parse(html)
    typeset(root, language, languages)
    return Html(serialise(root))


def typeset(root: Element, language: Language, languages: Sequence[Language] = ()) -> None:
    """The same for a tree, in place. What has `dir` keeps it; `dir="auto"` and bare `<bdi>` get a computed one."""
    _Setter(tuple(languages) or tuple(TABLE.values())).block(root, language.direction)


@dataclass(slots=True)
class _Flat:
    """A sequence of inline nodes as one string: an atom (picture, break, isolate) is one character of it."""

    text: str
    widths: dict[int, int]
    spans: list[tuple[int, int]]
    """Where the elements that are no atoms begin and end, outer before inner."""


@dataclass(slots=True)
class _Setter:
    languages: tuple[Language, ...]
    parts: list[str] = field(default_factory=list)

    def block(self, element: Element, direction: Direction) -> None:
        """Typeset a block and all below it."""
        own = self.direction_of(element)
        if own is None and element.tag == "pre":
            if direction == "rtl":
                element.attrs["dir"] = "ltr"
            return
        if own is None and element.tag not in _CARRY_NONE:
            words = _words(element)
            if runs.foreign_only(words, direction):
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
            children += self.inline(inline, direction)
            inline = []
            self.block(child, direction)
            children.append(child)
        element.children = children + self.inline(inline, direction)

    def direction_of(self, element: Element) -> Direction | None:
        """The direction that an element sets, made explicit; None if it sets none."""
        written = element.attrs.get("dir")
        if written in ("rtl", "ltr"):
            return written  # type: ignore[return-value]
        if written is None and element.tag != "bdi":
            return None
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
        if not nodes or all(isinstance(node, str) and not node.strip() for node in nodes):
            return nodes
        flat = _Flat("", {}, [])
        parts: list[str] = []
        self.flatten(nodes, direction, flat, parts, 0)
        flat.text = "".join(parts)
        found = runs.find(flat.text, direction)
        if not found:
            return nodes
        found = runs.fit(found, flat.spans, flat.text, direction)
        boxes: list[Element] = []
        wrapped = self.wrap(nodes, 0, found, flat, boxes)
        for box in boxes:
            if box.attrs["dir"] == "rtl":  # a date in a Persian phrase would be turned round there
                box.children = self.inline(box.children, "rtl")
        return wrapped

    def flatten(self, nodes: list[Node], direction: Direction, flat: _Flat, parts: list[str], start: int) -> int:
        """Write the nodes' text; atoms are typeset on the way. Gives the position after them."""
        position = start
        for node in nodes:
            if isinstance(node, str):
                parts.append(node)
                position += len(node)
                continue
            atom = self.atom(node, direction)
            if atom is None:
                place = len(flat.spans)
                flat.spans.append((position, position))
                end = self.flatten(node.children, direction, flat, parts, position)
                flat.spans[place] = position, end
            else:
                parts.append(atom)
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

    def wrap(
        self, nodes: list[Node], start: int, found: list[Run], flat: _Flat, boxes: list[Element]
    ) -> list[Node]:
        """The nodes from a position on, with the runs among them wrapped. No run cuts an element here."""
        out: list[Node] = []
        waiting = iter(found)
        run = next(waiting, None)
        box: Element | None = None
        position = start
        for node in nodes:
            end = position + (len(node) if isinstance(node, str) else flat.widths[id(node)])
            if not isinstance(node, str):
                if box is None and run and run.start == position and end <= run.end and end > position:
                    box = self.open(run, flat.text, out, boxes)
                elif box is None and node.children and id(node) in flat.widths:
                    inner = []
                    while run and run.end <= end and run.start >= position and end > position:
                        inner.append(run)
                        run = next(waiting, None)
                    if inner:
                        node.children = self.wrap(node.children, position, inner, flat, boxes)
                (out if box is None else box.children).append(node)
                if box is not None and run and run.end <= end:
                    box, run = None, next(waiting, None)
                position = end
                continue
            cut = position
            while run and (box is not None or run.start < end):
                if box is None:
                    if run.start > cut:
                        out.append(node[cut - position : run.start - position])
                    cut = max(cut, run.start)
                    box = self.open(run, flat.text, out, boxes)
                stop = min(run.end, end)
                if stop > cut:
                    box.children.append(node[cut - position : stop - position])
                cut = stop
                if run.end > end:
                    break
                box, run = None, next(waiting, None)
            if cut < end:
                (out if box is None else box.children).append(node[cut - position :])
            position = end
        return out

    def open(self, run: Run, text: str, out: list[Node], boxes: list[Element]) -> Element:
        """A new isolate at the end of a list of nodes."""
        box = Element("bdi")
        self.mark(box, run, text)
        out.append(box)
        boxes.append(box)
        return box


def _other(direction: Direction) -> Direction:
    return "ltr" if direction == "rtl" else "rtl"


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS or any(e.tag in BLOCKS for e in element.elements())


def _words(element: Element) -> str:
    """The text that decides a block's direction: not code, not what has a direction of its own."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag not in _CODE and child.tag != "pre" and "dir" not in child.attrs and child.tag != "bdi":
            parts.append(_words(child))
    return "".join(parts)
