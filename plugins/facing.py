"""A content file's place -> what kind of file it is; and the plain values in which it is asked for and given.

Apart from `reading`, so that a build need not load all that reading needs where another process reads.
"""

from __future__ import annotations

import posixpath
from typing import Any

from plugins.values import dataclass

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg"})
TABLES = frozenset({"topics.yaml", "series.yaml", "people.yaml", "names.yaml"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that has to be read."""

    kind: str
    path: str
    absolute: str
    known: str = ""
    """Digest of the bytes that the cache has read, where it has."""


@dataclass(frozen=True, slots=True)
class Facing:
    """What the pipeline wants at hand of a file; plain values, for marshal."""

    kind: str
    problems: tuple[tuple[Any, ...], ...] = ()
    """Errors and warnings: the values of Problems."""
    notes: tuple[tuple[Any, ...], ...] = ()
    """What only a check shows: a large site has tens of thousands."""
    editions: tuple[tuple[Any, ...], ...] = ()
    made: tuple[tuple[str, str, str, str], ...] = ()
    """Table, id, language and label of the topics and people that the file names by name."""
    checked: str = ""
    """Digest of what checks look at, with its places: links and their targets, ids, topics, people."""
    allow: tuple[tuple[Any, ...], ...] = ()
    """What a briefing or a page allows: the values of its Allowances."""

    @property
    def failed(self) -> bool:
        """Whether the file has an error."""
        return any(problem[6] == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a file gave."""

    digest: str
    """Of its bytes; empty where they could not be had."""
    facing: Facing | None
    """None where the bytes are those that the cache has read: only their time is another."""
    rest: bytes = b""
    """A pickle: the editions without their texts, or the value of another kind of file."""
    texts: bytes = b""
    """A pickle: HTML and words of each edition's body."""


def kind_of(path: str, *, has_folder: bool) -> str:
    """What a file is by its place: briefing, page, table, pack, picture, blob or stray.

    Where there is no `briefings/` folder (another site's posts), Markdown anywhere else is a briefing.
    """
    folder = path.partition("/")[0] if "/" in path else ""
    suffix = posixpath.splitext(path)[1].lower()
    if suffix in (".md", ".markdown"):
        if folder == "pages":
            return "page"
        return "briefing" if folder == "briefings" or not has_folder else "stray"
    if path in TABLES:
        return "table"
    if folder == "packs" and suffix in (".yaml", ".yml"):
        return "pack"
    return "picture" if suffix in PICTURES else "blob"
