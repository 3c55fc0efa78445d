"""A content file -> what `sources` read in it, as a row for the cache and a rest beside it.

Decides by its place what a file is. Runs in any process: it opens the file, has it read, and gives plain values back.
"""

from __future__ import annotations

import pickle
import posixpath
from dataclasses import astuple, dataclass, replace
from typing import Any

from plugins.build.scan import digest
from plugins.config import SiteConfig
from plugins.model import Blob, Edition, Html, Problem
from plugins.parts import digest as mark
from plugins.sources import briefings, packs, pages, pictures, tables
from plugins.stored import row_of

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg"})
TABLES = {
    "topics.yaml": tables.read_topics,
    "series.yaml": tables.read_topics,
    "people.yaml": tables.read_people,
    "names.yaml": tables.read_names,
}


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
    editions: tuple[tuple[Any, ...], ...] = ()
    made: tuple[tuple[str, str, str, str], ...] = ()
    """Table, id, language and label of the topics and people that the file names by name."""
    checked: str = ""
    """Digest of what checks look at, with its places: links and their targets, ids, topics, people."""

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


def read(config: SiteConfig, wanted: Wanted) -> Read:
    """Read a file to its end. Raises nothing for what it holds; a file that cannot be opened is a problem."""
    try:
        with open(wanted.absolute, "rb") as stream:
            data = stream.read()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        problem = Problem(wanted.path, 0, 0, "unreadable", message, "give yourself the right to read it")
        return Read("", _facing(wanted.kind, (problem,)), pickle.dumps(None))
    found = digest(data)
    if found == wanted.known:
        return Read(found, None)
    if wanted.kind == "briefing":
        return _briefing(config, wanted.path, data, found)
    value, problems = _other(config, wanted, data, found)
    return Read(found, _facing(wanted.kind, problems), pickle.dumps(value, 5))


def _briefing(config: SiteConfig, path: str, data: bytes, found: str) -> Read:
    reading = briefings.read(path, data, config)
    editions = tuple(_marked(edition, found) for edition in reading.editions)
    made = [("topics", t.id, tag, label) for t in reading.new_topics for tag, label in t.names.items()]
    made += [("people", p.id, tag, label) for p in reading.new_people for tag, label in p.names.items()]
    facing = replace(
        _facing("briefing", reading.problems),
        editions=tuple(row_of(edition) for edition in editions),
        made=tuple(made),
        checked=mark([_checked(edition) for edition in editions]),
    )
    bare = [replace(edition, body=replace(edition.body, html=Html(""), text="")) for edition in editions]
    texts = [(str(edition.body.html), edition.body.text) for edition in editions]
    return Read(found, facing, pickle.dumps(bare, 5), pickle.dumps(texts, 5))


def _other(config: SiteConfig, wanted: Wanted, data: bytes, found: str) -> tuple[Any, tuple[Problem, ...]]:
    path = wanted.path
    match wanted.kind:
        case "page":
            page, problems = pages.read(path, data, config)
            return (replace(page, record=found) if page else None), problems
        case "pack":
            return packs.read(path, data, config)
        case "table":
            return TABLES[path](path, data, config)
        case "picture":
            return pictures.read(path, data)
        case "blob":
            return Blob(path, found, len(data)), ()
    message = "a Markdown file outside briefings/ and pages/ is not part of the site"
    fix = f"move it to briefings/{posixpath.basename(path)}"
    return None, (Problem(path, 0, 0, "stray-file", message, fix, "warning"),)


def _facing(kind: str, problems: tuple[Problem, ...]) -> Facing:
    return Facing(kind, tuple(astuple(problem) for problem in problems))


def _marked(edition: Edition, record: str) -> Edition:
    """With the digests that outputs go by."""
    e = edition
    shown = (e.slug, e.title, e.summary, e.date, e.modified, e.number, e.series, e.topics, e.extent, e.weight)
    carried = [r.target for r in e.body.references if r.kind != "link"]
    carried += [attachment.target for attachment in e.attachments]
    uses = (*carried, *([e.image.target] if e.image else []))
    links = dict.fromkeys(r.target for r in e.body.references if r.kind == "link")
    return replace(edition, record=record, shown=mark(shown), uses=tuple(dict.fromkeys(uses)), links=tuple(links))


def _checked(e: Edition) -> tuple[object, ...]:
    people = (e.authors, e.translators, e.reviewers)
    said = (e.path, e.slug, e.language, e.topics, e.series, people, e.aliases, e.uses)
    return *said, e.body.references, sorted(e.body.ids), sorted(e.marks.items())
