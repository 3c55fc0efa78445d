"""The headings of a tree -> ids that can be read and typed, levels 2 to 6, and the list of them.

An id keeps the letters and digits of any script; marks of the Arabic script (the hamza of «خلاصهٔ», vowels) are
left out, because an author who links to a heading would not type them. The page's own ids begin with "g-".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from plugins.model import Heading
from plugins.sources.tree import Element

_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_NOT_NAME = re.compile(r"[^\w\u0300-\u036f\u0900-\u0dff]+|_+")
_BAD_IN_ID = re.compile(r"[\s\"'<>&#%]+")
_LONGEST = 80
_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def slugify(text: str) -> str:
    """ "برنامهٔ ۲۰۳۰: می‌شود؟" -> "برنامه-۲۰۳۰-می-شود"; "section" where nothing is left."""
    plain = unicodedata.normalize("NFC", text).lower()
    plain = unicodedata.normalize("NFC", _ARABIC_MARKS.sub("", plain))
    slug = _NOT_NAME.sub("-", plain).strip("-")[:_LONGEST].strip("-") or "section"
    return f"x-{slug}" if slug.startswith("g-") else slug


def name(written: str) -> str:
    """An author's id, or the fragment of a link to it, as it stands in the page."""
    plain = _BAD_IN_ID.sub("-", unicodedata.normalize("NFC", written))[: 2 * _LONGEST]
    return f"x-{plain}" if plain.startswith("g-") else plain


def number(root: Element) -> tuple[tuple[Heading, ...], frozenset[str]]:
    """Set the ids and levels of a tree in place; its headings, and every id in it."""
    elements = root.elements()
    found = [element for element in elements if element.tag in _TAGS]
    shift = any(heading.tag == "h1" for heading in found)
    ids = _own_ids(elements)
    headings = []
    for heading in found:
        level = min(int(heading.tag[1]) + shift, 6)
        heading.tag = f"h{level}"
        text = " ".join(_words(heading).split())
        if "id" not in heading.attrs:
            heading.attrs["id"] = ids.take(slugify(text))
        headings.append(Heading(level, heading.attrs["id"], text))
    return tuple(headings), frozenset(ids.taken)


def _words(heading: Element) -> str:
    return "".join(
        child if isinstance(child, str) else "" if footnote_call(child) else _words(child) for child in heading.children
    )


def footnote_call(element: Element) -> bool:
    """Whether it is the raised number that leads to a footnote."""
    return element.tag == "sup" and element.attrs.get("id", "").startswith("fnref")


class _Ids:
    """Ids that are given out once each."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._last: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        given = wanted
        while given in self.taken:
            self._last[wanted] = self._last.get(wanted, 1) + 1
            given = f"{wanted}-{self._last[wanted]}"
        self.taken.add(given)
        return given


def _own_ids(elements: Sequence[Element]) -> _Ids:
    ids = _Ids()
    for element in elements:
        written = element.attrs.get("id")
        if written is None:
            continue
        if not (plain := name(written)):
            del element.attrs["id"]
            continue
        element.attrs["id"] = ids.take(plain)
    return ids
