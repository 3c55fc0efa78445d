"""Normalised HTML -> a tree of elements and decoded text, and back.

Reads only what `sanitise` writes (html5ever's serialisation: every tag closed, every attribute in double quotes),
so that one regular expression is a true parser; lxml is not needed. Text is decoded: a code point is a code point.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import NamedTuple

DEEPEST = 80
"""Elements nest no deeper: what comes deeper loses its tags, not its text. Later stages may then recurse."""
VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_WORDS = (
    "blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary "
    "table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_WORDS.split())

_TOKEN = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>"]*(?:"[^"]*"[^>"]*)*)>|([^<]+)|<')
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)[^>"]*(?:"[^"]*"[^>"]*)*>')
_ATTRIBUTE = re.compile(r'([^\s"=]+)(?:="([^"]*)")?')


class Element:
    """A tag, its attributes in order, its children: elements and texts."""

    __slots__ = ("attrs", "children", "tag")

    def __init__(self, tag: str, attrs: dict[str, str] | None = None, children: list[Node] | None = None) -> None:
        """Make one; without children it is empty."""
        self.tag = tag
        self.attrs = {} if attrs is None else attrs
        self.children: list[Node] = [] if children is None else children

    @property
    def classes(self) -> list[str]:
        """The words of its class attribute."""
        return self.attrs.get("class", "").split()

    def elements(self) -> list[Element]:
        """Every element below, in document order."""
        found: list[Element] = []
        _gather(self, found)
        return found

    def copy(self) -> Element:
        """The same of its own, with all below."""
        children = [child if isinstance(child, str) else child.copy() for child in self.children]
        return Element(self.tag, dict(self.attrs), children)

    def text(self) -> str:
        """All text below, as it stands."""
        parts: list[str] = []
        _gather_text(self, parts)
        return "".join(parts)


Node = Element | str


def _gather(element: Element, found: list[Element]) -> None:
    for child in element.children:
        if not isinstance(child, str):
            found.append(child)
            if child.children:
                _gather(child, found)


def _gather_text(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        else:
            _gather_text(child, parts)


def parse(source: str) -> Element:
    """A root without a tag. Never raises: a stray end tag is dropped, an open element ends with its parent."""
    root = Element("")
    stack = [root]
    children = root.children
    for closing, tag, attrs, text in _TOKEN.findall(source):
        if not tag:
            children.append(html.unescape(text) if "&" in text else text or "<")
        elif closing:
            _close(stack, tag.lower())
            children = stack[-1].children
        elif len(stack) <= DEEPEST:
            element = Element(tag.lower(), _attributes(attrs) if attrs else {})
            children.append(element)
            if element.tag not in VOID:
                stack.append(element)
                children = element.children
    return root


class Block(NamedTuple):
    """A part of a fragment, with nothing around it."""

    tag: str
    """Empty for a text between elements."""
    html: str


@lru_cache(maxsize=8)
def blocks(source: str) -> tuple[Block, ...]:
    """The parts of what `serialise` has written: a tenth of the time of a tree, where most stays as it is.

    A text's own page and the one that sets it beside another ask for the same parts, one after the other.
    """
    found: list[Block] = []
    depth = done = 0
    tag = ""
    for match in _TAG.finditer(source):
        if match[1]:
            depth -= 1
        else:
            if depth == 0:
                if match.start() > done:
                    found.append(Block("", source[done : match.start()]))
                done, tag = match.start(), match[2]
            if match[2] not in VOID:
                depth += 1
        if depth == 0:
            found.append(Block(tag, source[done : match.end()]))
            done = match.end()
    if done < len(source):
        found.append(Block("", source[done:]))
    return tuple(found)


def _attributes(source: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(source)
    return {name: html.unescape(value) if "&" in value else value for name, value in found if name != "/"}


def _close(stack: list[Element], tag: str) -> None:
    if stack[-1].tag == tag and len(stack) > 1:
        stack.pop()
        return
    for depth in range(len(stack) - 2, 0, -1):
        if stack[depth].tag == tag:
            del stack[depth:]
            return


def escape(text: str) -> str:
    """Text for HTML: only what must be escaped, so that words stay whole for search."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def serialise(root: Element) -> str:
    """The HTML of what is below a root."""
    parts: list[str] = []
    _write(root, parts)
    return "".join(parts)


def _write(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(escape(child))
            continue
        parts.append(start_tag(child.tag, child.attrs) if child.attrs else f"<{child.tag}>")
        if child.tag not in VOID:
            _write(child, parts)
            parts.append(f"</{child.tag}>")


def start_tag(tag: str, attrs: dict[str, str]) -> str:
    """`<tag name="value">`; an empty value stands as `name=""`."""
    if not attrs:
        return f"<{tag}>"
    written = (f'{name}="' + escape(value).replace('"', "&quot;") + '"' for name, value in attrs.items())
    return f"<{tag} {' '.join(written)}>"
