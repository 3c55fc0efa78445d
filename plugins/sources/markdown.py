"""Markdown -> HTML, not yet safe: one instance of Python-Markdown a thread, reset between texts.

Making the instance costs 0.14 ms (facts/performance.md), so it is kept. Reading a briefing is mostly waiting for the
library, so what a text gives it no cause to do is left out; the HTML is the same to the letter. No language is known
here: titles of boxes and back links are written when the tree is at hand.
"""

from __future__ import annotations

import re
import threading
import xml.etree.ElementTree as ET
from collections import deque
from functools import lru_cache
from typing import Any

import markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString, Registry

from plugins.sources import bounds
from plugins.sources.boxes import Boxes
from plugins.sources.fences import Fences
from plugins.sources.lists import Lists

FOOTNOTE_BACK = "\u21a9\ufe0e"
"""The variation selector asks for a sign of the text, not an emoji."""


_TOO_DEEP = "too much is nested in one another"


class UnreadableMarkdownError(Exception):
    """The library could not read the text (nesting too deep, or a fault of its own)."""


_NEEDS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "](",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
"""What a text must hold for an inline pattern of the library to find anything in it."""
_SIGN = re.compile(r"[`\\\[<&*_\x02]")
"""The same for all of them but the line break; \\x02 opens the library's own marks."""
_STAGE_NEEDS = {
    "fences": ("```", "~~~"),
    "html_block": ("<", "&"),
    "attr_list": ("{",),
    "unescape": ("\\",),
}
"""What a source must hold for a stage to change anything."""
_BLANK_LINE = re.compile(r"(?<=\n) +\n")


class _QuickInline(InlineProcessor):
    """The library's, but a pattern whose sign is not in the text is not tried."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        patterns = list(md.inlinePatterns)
        names = [md.inlinePatterns.get_index_for_name(name) for name in _NEEDS]
        needs = dict(zip(names, _NEEDS.values(), strict=True))
        self._tried = [(place, needs.get(place, ""), pattern) for place, pattern in enumerate(patterns)]

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        """Step through the tree in the library's order, which numbers the calls of a footnote; plain texts stay."""
        self.stashed_nodes: dict[str, ET.Element | str] = {}
        open_ = self._InlineProcessor__processPlaceholders  # type: ignore[attr-defined]
        waiting = deque([(tree, [*(ancestors or []), tree.tag.lower()])])
        while waiting:
            parent, self.ancestors = waiting.popleft()
            if parent is not tree:
                self.ancestors.append(parent.tag.lower())
            opened: list[tuple[ET.Element, list[tuple[ET.Element, list[str]]]]] = []
            for child in parent:  # and what its tail adds behind it
                if child.text and _has_markup(child.text) and not isinstance(child.text, AtomicString):
                    self.ancestors.append(child.tag.lower())
                    text, child.text = child.text, None
                    opened.append((child, open_(self._InlineProcessor__handleInline(text), child)))
                    waiting += opened[-1][1]
                    self.ancestors.pop()
                if child.tail and _has_markup(child.tail):
                    holder = ET.Element("d")
                    tail, child.tail = child.tail, None
                    found = open_(self._InlineProcessor__handleInline(tail), holder, isText=False)
                    child.tail = holder.tail or None
                    place = list(parent).index(child) + 1
                    parent[place:place] = [element for element, _ in found]
                if len(child):
                    waiting.append((child, self.ancestors[:]))
            for element, found in opened:
                element[0:0] = [child for child, _ in found]
        return tree

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not _has_markup(data):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for place, need, pattern in self._tried[patternIndex:]:
            if need not in data:
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = apply(pattern, data, place, start)
        return data


def _has_markup(text: str) -> bool:
    return bool(_SIGN.search(text)) or "  \n" in text


class _PlainLine(ParagraphProcessor):
    """A block of one line that begins with a letter is a paragraph: no other processor need look at it."""

    def test(self, parent: ET.Element, block: str) -> bool:  # noqa: ARG002 - the library's signature
        return block[:1].isalpha() and "\n" not in block


class _Footnotes(FootnoteExtension):
    def findFootnotesPlaceholder(self, root: ET.Element) -> tuple[ET.Element, ET.Element, bool] | None:  # noqa: N802
        """Look for the mark element by element only if it is there."""
        marked = self.getConfig("PLACE_MARKER") in "".join(root.itertext())
        return super().findFootnotesPlaceholder(root) if marked else None


class _Markdown(markdown.Markdown):
    """The library's, with the stages picked by what is in the source."""

    def __init__(self) -> None:
        super().__init__(
            output_format="html",
            extensions=[  # not by name: the library would look through all that is installed
                TableExtension(use_align_attribute=True),
                _Footnotes(BACKLINK_TEXT=FOOTNOTE_BACK, BACKLINK_TITLE="{}"),
                DefListExtension(),
                AbbrExtension(),
                AttrListExtension(),
                Fences(),
                Boxes(),
                Lists(),
            ],
        )
        self.treeprocessors.register(_QuickInline(self), "inline", 20)
        self.parser.blockprocessors.register(_PlainLine(self.parser), "plain-line", 110)
        self.preprocessors.deregister("normalize_whitespace")  # `convert` does it
        # A registry is sorted out anew at each block; this one is done with.
        self.parser.blockprocessors = tuple(self.parser.blockprocessors)  # type: ignore[assignment]
        self._before, self._after = _with_signs(self.preprocessors), _with_signs(self.treeprocessors)
        self._blocks = lru_cache(maxsize=128)(super().is_block_level)

    def is_block_level(self, tag: object) -> bool:
        """Look the tag up once: the library walks through a list of sixty, two hundred times a briefing."""
        return self._blocks(tag)

    def convert(self, source: str) -> str:
        """Render a source as the library does, without the stages that would find nothing to do."""
        if not source.strip():
            return ""
        text = source.replace("\x02", "").replace("\x03", "").replace("\r\n", "\n").replace("\r", "\n") + "\n\n"
        text = text.expandtabs(self.tab_length)
        text = _BLANK_LINE.sub("\n", text) if "\n " in text else text
        lines = text.split("\n")
        for signs, processor in self._before:
            if _any_in(signs, text):
                lines = processor.run(lines)
        root: ET.Element = self.parser.parseDocument(lines).getroot()  # type: ignore[assignment]
        for signs, processor in self._after:
            if _any_in(signs, text):
                changed = processor.run(root)
                root = root if changed is None else changed
        out = str(self.serializer(root))
        out = out[out.index("<div>") + 5 : out.rindex("</div>")].strip()
        for post in self.postprocessors:
            out = post.run(out)
        return out.strip()


def _any_in(signs: tuple[str, ...], text: str) -> bool:
    return not signs or any(sign in text for sign in signs)


def _with_signs(stages: Registry[Any]) -> list[tuple[tuple[str, ...], Any]]:
    signs = {id(stages[name]): signs for name, signs in _STAGE_NEEDS.items() if name in stages}
    return [(signs.get(id(stage), ()), stage) for stage in stages]


class _Here(threading.local):
    md: markdown.Markdown | None = None


_here = _Here()


def _instance() -> markdown.Markdown:
    if _here.md is None:
        _here.md = _Markdown()
    return _here.md.reset()


def _refuse(source: str) -> None:
    if why := bounds.too_hard(source):
        raise UnreadableMarkdownError(why)


def render(source: str) -> str:
    """A whole text. Raises UnreadableMarkdownError."""
    _refuse(source)
    try:
        return _instance().convert(source)
    except Exception as error:  # the library raises what its parsers raise: AssertionError, RecursionError, ...
        _here.md = None
        raise UnreadableMarkdownError(_TOO_DEEP if isinstance(error, RecursionError) else repr(error)) from error


def render_line(source: str) -> str:
    """One line: no block element, whatever it begins with ("2025. The year"). Raises UnreadableMarkdownError."""
    _refuse(source)
    try:
        md = _instance()
        root = ET.Element("div")
        line = ET.SubElement(root, "span")
        line.text = source.replace("\x02", "").replace("\x03", "")
        for processor in md.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        out = str(md.serializer(root))
        for post in md.postprocessors:
            out = post.run(out)
    except Exception as error:
        _here.md = None
        raise UnreadableMarkdownError(_TOO_DEEP if isinstance(error, RecursionError) else repr(error)) from error
    return out.strip().removeprefix("<div>").removesuffix("</div>").strip()[6:-7]
