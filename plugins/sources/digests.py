"""An edition's text as its author wrote it -> its digest: a translation records what it was made from."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from plugins.sources.nodes import Entry, Node, Scalar, Sequence

Texts = Iterable[str]


def written(entries: Mapping[str, Entry], key: str) -> list[str]:
    """The texts of a key as the author wrote them."""
    entry = entries.get(key)
    if entry is None:
        return []
    node: Node = entry.value
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item.text for item in items if isinstance(item, Scalar)]


def digest(title: Texts, summary: Texts, key_points: Texts, *, markdown: str) -> str:
    """What `translated_from` holds: the first 16 hexadecimal digits of a SHA-256.

    Over the UTF-8 of the JSON array [[title], [summary], [key points…], [body]] (no spaces, letters
    unescaped), each text in NFC, with white space stripped from its line ends and blank lines from its
    ends. So what no reader can see makes no translation stale.
    """
    texts = [[_normal(text) for text in part] for part in (title, summary, key_points, [markdown])]
    encoded = json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(encoded).hexdigest()[:16]


_PERHAPS_NOT_NFC = re.compile(
    "[^\x00-\u02ff\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d3\u06ee-\u06ff\u200b-\u2027]"
)
"""Without such a letter a text is in NFC, whatever stands beside what: known in a fifth of the time of NFC's own test.
«هٔ», which has no single letter, is taken out first."""


def _normal(text: str) -> str:
    if _PERHAPS_NOT_NFC.search(text.replace("\u0647\u0654", "")):
        text = unicodedata.normalize("NFC", text)
    lines = text.split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def paragraph_digest(text: str) -> str:
    """Four hexadecimal digits of a paragraph's SHA-256: which of a text's have changed, not whether any has."""
    return hashlib.sha256(unicodedata.normalize("NFC", " ".join(text.split())).encode()).hexdigest()[:4]


def translated_from(digest: str, paragraphs: Iterable[str]) -> str:
    """What a translation writes of its original: the text's digest, and those of its paragraphs behind it."""
    return " ".join([digest, *map(paragraph_digest, paragraphs)])
