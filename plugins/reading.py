"""A content file -> what `sources` read in it, as a row for the cache and a rest beside it.

Runs in any process: it opens the file, has it read, and gives plain values back.
"""

from __future__ import annotations

import pickle
import posixpath
from dataclasses import replace
from typing import Any

from plugins.build.scan import digest
from plugins.checks import texts
from plugins.config import SiteConfig
from plugins.facing import Facing, Read, Wanted
from plugins.model import Blob, Edition, Html, Problem, StaticPage, plain
from plugins.parts import digest as mark
from plugins.persian import half_space
from plugins.sources import briefings, encoding, file_names, packs, pages, pictures, tables
from plugins.stored import row_of

half_space.speller()  # its lexicon: loaded with this module, before a worker has work and before workers part
_READERS = {
    "topics.yaml": tables.read_topics,
    "series.yaml": tables.read_topics,
    "people.yaml": tables.read_people,
    "names.yaml": tables.read_names,
}


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
    facing = _facing(wanted.kind, problems)
    if isinstance(value, StaticPage):
        facing = replace(facing, allow=_allowed(value))
    return Read(found, facing, pickle.dumps(value, 5))


def _briefing(config: SiteConfig, path: str, data: bytes, found: str) -> Read:
    reading = briefings.read(path, data, config)
    problems = (*reading.problems, *_of_text(config, path, data, reading.editions[0] if reading.editions else None))
    editions = tuple(_marked(edition, found) for edition in reading.editions)
    made = [("topics", t.id, tag, label) for t in reading.new_topics for tag, label in t.names.items()]
    made += [("people", p.id, tag, label) for p in reading.new_people for tag, label in p.names.items()]
    facing = replace(
        _facing("briefing", problems),
        editions=tuple(row_of(edition) for edition in editions),
        made=tuple(made),
        checked=mark([_checked(edition) for edition in editions]),
        allow=_allowed(editions[0]) if editions else (),
    )
    bare = [replace(edition, body=replace(edition.body, html=Html(""), text="")) for edition in editions]
    texts = [(str(edition.body.html), edition.body.text) for edition in editions]
    return Read(found, facing, pickle.dumps(bare, 5), pickle.dumps(texts, 5))


def _of_text(config: SiteConfig, path: str, data: bytes, made: Edition | StaticPage | None) -> tuple[Problem, ...]:
    """Problems of the Persian. `made`: what the file gave; where it gave nothing, its name tells the language."""
    if made:
        text, language = (
            data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"),
            config.language(made.language),
        )
    else:
        name, _ = file_names.read(path, config)
        decoded, _ = encoding.decode(path, data, config)
        text, language = decoded or "", name.language if name.known_language else None
    if language is None:
        return ()
    return texts.problems(path, text, language, config, made)


def _other(config: SiteConfig, wanted: Wanted, data: bytes, found: str) -> tuple[Any, tuple[Problem, ...]]:
    path = wanted.path
    match wanted.kind:
        case "page":
            page, problems = pages.read(path, data, config)
            problems = (*problems, *_of_text(config, path, data, page))
            return (replace(page, record=found) if page else None), problems
        case "pack":
            return packs.read(path, data, config)
        case "table":
            return _READERS[path](path, data, config)
        case "picture":
            return pictures.read(path, data)
        case "blob":
            return Blob(path, found, len(data)), ()
    message = "a Markdown file outside briefings/ and pages/ is not part of the site"
    fix = f"move it to briefings/{posixpath.basename(path)}"
    return None, (Problem(path, 0, 0, "stray-file", message, fix, "warning"),)


def _allowed(text: Edition | StaticPage) -> tuple[tuple[Any, ...], ...]:
    return tuple((entry.code, entry.reason, entry.line, entry.column) for entry in text.allow)


def _facing(kind: str, problems: tuple[Problem, ...]) -> Facing:
    told = tuple(plain(problem) for problem in problems if problem.severity != "info")
    notes = tuple(plain(problem) for problem in problems if problem.severity == "info")
    return Facing(kind, told, notes)


def _marked(edition: Edition, record: str) -> Edition:
    """With the digests that outputs go by."""
    e = edition
    shown = (e.slug, e.title, e.summary, e.date, e.modified, e.number, e.series, e.topics, e.extent, e.weight)
    carried = [r.target for r in e.body.references if r.kind != "link"]
    carried += [attachment.target for attachment in e.attachments]
    uses = (*carried, *([e.image.target] if e.image else []))
    links = dict.fromkeys(r.target for r in e.body.references if r.kind == "link")
    return replace(
        edition,
        record=record,
        shown=mark(shown),
        uses=tuple(dict.fromkeys(uses)),
        links=tuple(links),
        anchored=any(r.fragment for r in e.body.references if r.kind == "link"),
        pictured=e.image is not None,
    )


def _checked(e: Edition) -> tuple[object, ...]:
    people = (e.authors, e.translators, e.reviewers)
    said = (e.path, e.slug, e.language, e.topics, e.series, people, e.aliases, e.uses)
    return *said, e.body.references, sorted(e.body.ids), sorted(e.marks.items())
