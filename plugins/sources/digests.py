"""An edition's text as its author wrote it -> its digest: a translation records what it was made from."""

from __future__ import annotations

import hashlib
import json
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


def _normal(text: str) -> str:
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")
