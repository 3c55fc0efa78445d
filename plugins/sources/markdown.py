"""Markdown -> HTML, not yet safe: one instance of Python-Markdown a thread, reset between texts.

Making the instance costs 0.14 ms and rendering a briefing 1.2 ms (facts/performance.md), so it is kept. No language is
known here: titles of boxes and back links are written when the tree is at hand.
"""

from __future__ import annotations

import re
import threading
import xml.etree.ElementTree as ET

import markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

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
_MARKUP = re.compile(r"[`\\\[<&*_]|  \n")


class _QuickInline(InlineProcessor):
    """The library's, but a pattern whose sign is not in the text is not tried: half the time of a briefing."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        patterns = list(md.inlinePatterns)
        names = [md.inlinePatterns.get_index_for_name(name) for name in _NEEDS]
        needs = dict(zip(names, _NEEDS.values(), strict=True))
        self._tried = [(place, needs.get(place, ""), pattern) for place, pattern in enumerate(patterns)]

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not _MARKUP.search(data):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for place, need, pattern in self._tried[patternIndex:]:
            if need not in data:
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = apply(pattern, data, place, start)
        return data


class _Here(threading.local):
    md: markdown.Markdown | None = None


_here = _Here()


def _instance() -> markdown.Markdown:
    if _here.md is None:
        _here.md = markdown.Markdown(
            output_format="html",
            extensions=[
                TableExtension(use_align_attribute=True),
                FootnoteExtension(BACKLINK_TEXT=FOOTNOTE_BACK, BACKLINK_TITLE="{}"),
                "def_list",
                "abbr",
                "attr_list",
                Fences(),
                Boxes(),
                Lists(),
            ],
        )
        _here.md.treeprocessors.register(_QuickInline(_here.md), "inline", 20)
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
