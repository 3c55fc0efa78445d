"""`!!! note "Title"` and what is indented under it -> `div.admonition`, titled in the page's language.

The library's own processor parses block by block and loses lists that nest at two spaces; this one takes all that
is indented by four and parses it at once. The type may be in any of these languages: «!!! هشدار».
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from plugins.sources.tree import Element

TITLES: dict[str, dict[str, str]] = {
    "note": {"fa": "نکته", "en": "Note", "ar": "ملاحظة", "he": "הערה"},
    "tip": {"fa": "پیشنهاد", "en": "Tip", "ar": "نصيحة", "he": "עצה"},
    "important": {"fa": "مهم", "en": "Important", "ar": "مهم", "he": "חשוב"},
    "warning": {"fa": "هشدار", "en": "Warning", "ar": "تحذير", "he": "אזהרה"},
    "danger": {"fa": "خطر", "en": "Danger", "ar": "خطر", "he": "סכנה"},
    "example": {"fa": "نمونه", "en": "Example", "ar": "مثال", "he": "דוגמה"},
    "definition": {"fa": "تعریف", "en": "Definition", "ar": "تعريف", "he": "הגדרה"},
    "background": {"fa": "پیشینه", "en": "Background", "ar": "خلفية", "he": "רקע"},
    "update": {"fa": "به\u200cروزرسانی", "en": "Update", "ar": "تحديث", "he": "עדכון"},
}
_TYPES = {title: kind for kind, titles in TITLES.items() for title in titles.values()} | {
    "توجه": "important",
    "احتیاط": "warning",
    "caution": "warning",
    "attention": "important",
    "hint": "tip",
}
_OPENING = re.compile(r'(?:^|\n)!!! ?([\w\u200c-]+)[^\n"]*(?:"([^\n]*)")?[^\n"]*(?:\n|$)')


class BoxProcessor(BlockProcessor):
    """One box at a time."""

    def test(self, parent: ET.Element, block: str) -> bool:  # noqa: ARG002 - the library's signature
        """Whether a box opens in this block."""
        return "!!!" in block and bool(_OPENING.search(block))

    def run(self, parent: ET.Element, blocks: list[str]) -> bool | None:
        """Take the opening line and all that is indented under it."""
        block = blocks.pop(0)
        match = _OPENING.search(block)
        if match is None:
            return False
        if match.start():
            self.parser.parseBlocks(parent, [block[: match.start()]])
        inside, rest = self.detab(block[match.end() :])
        chunks = [inside] if inside else []
        while blocks and not rest and blocks[0].startswith(" " * self.tab_length):
            inside, rest = self.detab(blocks.pop(0))
            chunks.append(inside)
        if rest:
            blocks.insert(0, rest)
        kind = match[1].lower()
        div = ET.SubElement(parent, "div", {"class": f"admonition {_TYPES.get(kind, kind)}"})
        if match[2] != "":
            title = ET.SubElement(div, "p", {"class": "admonition-title"})
            title.text = match[2]
        self.parser.state.set("box")
        self.parser.parseChunk(div, "\n\n".join(chunks))
        self.parser.state.reset()
        return None


class Boxes(Extension):
    """Adds the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register."""
        md.parser.blockprocessors.register(BoxProcessor(md.parser), "box", 105)


def title(elements: Iterable[Element], language: str) -> None:
    """Give the boxes without a title of their own that of their type."""
    for box in elements:
        if box.tag != "div" or "admonition" not in box.classes or not box.children:
            continue
        heading = next((child for child in box.children if isinstance(child, Element)), None)
        if heading is not None and "admonition-title" in heading.classes and not heading.children:
            kind = box.classes[-1]
            heading.children.append(TITLES.get(kind, {}).get(language) or kind.replace("-", " ").capitalize())
