"""Pelican's own head of a Markdown file (`Title: x`, `Tags: a, b`) -> the same nodes as YAML front matter.

So that an existing Pelican site moves over. Its keys are those of our schema in other clothes; a key that the
schema does not know is a warning there, since Pelican sites carry keys for their themes. Lists part at ";" if
there is one, else at ","; so does the category, which Pelican leaves whole: a topic's label holds no comma.
Source: Python-Markdown's `meta` extension (key pattern, continuation by four spaces, end at the first blank
line) and Pelican's `METADATA_PROCESSORS`.
"""

from __future__ import annotations

import re

from plugins.model import Problem
from plugins.sources.nodes import Entry, Node, Scalar, Sequence, Table

_HEADER = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):[ \t]*(?P<value>.*)")
_MORE = re.compile(r"(?: {4,}|\t)(?P<value>.*)")
KEYS = {
    "title": "title", "date": "date", "modified": "modified", "summary": "summary", "slug": "slug",
    "lang": "lang", "status": "status", "category": "category", "tags": "tags", "author": "author",
    "authors": "author",
}  # fmt: skip
"""Pelican's key in lower case -> the schema's."""
_LISTS = {"tags", "author", "category"}
_REMOTE_PICTURE = re.compile(r"https?://[^\s<>]+\.(?:png|jpe?g|gif|webp)", re.IGNORECASE)


def found(text: str) -> bool:
    """Whether a text begins with such a head: its first line, or one that follows, has a key of Pelican's."""
    for line in text.split("\n", 12)[:12]:
        header = _HEADER.match(line)
        if not header:
            return False
        if header["key"].lower() in KEYS:
            return True
    return False


def read(text: str, path: str) -> tuple[Table, str, int, tuple[Problem, ...]]:
    """Head, Markdown, the Markdown's first line, problems. Codes: duplicate-key, remote-picture (a warning).

    A picture of another site that a theme's key names (`img: http://…`) closes the Markdown as a link.
    """
    lines = text.split("\n")
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    number = 0
    while number < len(lines) and (header := _HEADER.match(lines[number])):
        value = header["value"].rstrip()
        line, column = number + 1, header.start("key") + 1
        node = Scalar(value, line, header.start("value") + 1)
        number += 1
        while number < len(lines) and lines[number].strip() and (more := _MORE.match(lines[number])):
            value = f"{value} {more['value'].strip()}".strip()
            node = Scalar(value, line, header.start("value") + 1)
            number += 1
        key = KEYS.get(header["key"].lower(), header["key"].lower())
        if key in entries:
            message = f"“{header['key']}” stands twice: here and in line {entries[key].line}"
            problems.append(Problem(path, line, column, "duplicate-key", message, "delete one of the two"))
            continue
        entries[key] = Entry(line, column, _parted(node) if key in _LISTS else node)
    if number < len(lines) and not lines[number].strip():
        number += 1
    body = "\n".join(lines[number:])
    for key in [key for key in entries if key not in KEYS.values()]:
        entry = entries[key]
        if isinstance(entry.value, Scalar) and _REMOTE_PICTURE.fullmatch(entry.value.text):
            del entries[key]
            body = f"{body.rstrip()}\n\n<{entry.value.text}>\n"
            message = f"the picture “{entry.value.text}” lies on another site: it stays a link, at the end of the text"
            fix = "put the picture into the content folder and write image: and its path"
            place = (entry.value.line, entry.value.column)
            problems.append(Problem(path, *place, "remote-picture", message, fix, "warning"))
    return Table(entries, 1, 1), body, number + 1, tuple(problems)


def _parted(node: Scalar) -> Node:
    mark = ";" if ";" in node.text else ","
    items, start = [], 0
    for part in node.text.split(mark):
        lead = len(part) - len(part.lstrip())
        if part.strip():
            items.append(Scalar(part.strip(), node.line, node.column + start + lead))
        start += len(part) + 1
    return Sequence(tuple(items), node.line, node.column)
