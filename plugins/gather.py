"""Content files -> the Collection, with the problems of every file.

Decides by its place what a file is, has `sources` read it, and puts the values together: editions to briefings,
tables to look-ups. What may not be published now is left out here, so that no later stage can leak it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from plugins.build.scan import ContentFile, digest
from plugins.config import SiteConfig
from plugins.model import (
    Blob,
    Briefing,
    Collection,
    Edition,
    Name,
    Pack,
    Person,
    Picture,
    Problem,
    StaticPage,
    Status,
    Topic,
)
from plugins.sources import briefings, packs, pages, pictures, tables

_Entry = TypeVar("_Entry", Topic, Person)
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg"})


@dataclass(slots=True)
class Gathered:
    """What the content folder says."""

    collection: Collection
    problems: tuple[Problem, ...]
    blobs: dict[str, str]
    """Digest -> file, for pictures and attachments."""


@dataclass(slots=True)
class _Desk:
    config: SiteConfig
    editions: list[Edition] = field(default_factory=list)
    topics: dict[str, Topic] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    series: dict[str, Topic] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    new_topics: dict[str, tuple[Topic, ...]] = field(default_factory=dict)
    new_people: dict[str, tuple[Person, ...]] = field(default_factory=dict)
    """By the file that names them: what only a draft names stays as hidden as the draft."""
    packs: list[Pack] = field(default_factory=list)
    pages: list[StaticPage] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    blobs: dict[str, Blob] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def read(self, kind: str, path: str, file: str, data: bytes) -> None:
        """Read one file; `kind` is a method of this class."""
        before = len(self.problems)
        getattr(self, kind)(path, file, data)
        if any(p.severity == "error" for p in self.problems[before:]):
            self.unread.add(path)

    def briefing(self, path: str, _file: str, data: bytes) -> None:
        reading = briefings.read(path, data, self.config)
        self.editions += reading.editions
        self.new_topics[path] = tuple(reading.new_topics)
        self.new_people[path] = tuple(reading.new_people)
        self.problems += reading.problems

    def page(self, path: str, _file: str, data: bytes) -> None:
        page, problems = pages.read(path, data, self.config)
        self.pages += [page] if page else []
        self.problems += problems

    def pack(self, path: str, _file: str, data: bytes) -> None:
        pack, problems = packs.read(path, data, self.config)
        self.packs += [pack] if pack else []
        self.problems += problems

    def table(self, path: str, _file: str, data: bytes) -> None:
        match path:
            case "topics.yaml":
                self.topics, problems = tables.read_topics(path, data, self.config)
            case "series.yaml":
                self.series, problems = tables.read_topics(path, data, self.config)
            case "people.yaml":
                self.people, problems = tables.read_people(path, data, self.config)
            case _:
                self.names, problems = tables.read_names(path, data, self.config)
        self.problems += problems

    def picture(self, path: str, file: str, data: bytes) -> None:
        picture, problems = pictures.read(path, data)
        if picture:
            self.pictures[path] = picture
            self.where[picture.digest] = file
        self.problems += problems

    def blob(self, path: str, file: str, data: bytes) -> None:
        blob = Blob(path, digest(data), len(data))
        self.blobs[path] = blob
        self.where[blob.digest] = file

    def stray(self, path: str, _file: str, _data: bytes) -> None:
        message = "a Markdown file outside briefings/ and pages/ is not part of the site"
        fix = f"move it to briefings/{posixpath.basename(path)}"
        self.problems.append(Problem(path, 0, 0, "stray-file", message, fix, "warning"))


def kind_of(path: str, *, has_folder: bool) -> str:
    """What a file is by its place: a method of the desk.

    Where there is no `briefings/` folder (another site's posts), Markdown anywhere else is a briefing.
    """
    folder = path.partition("/")[0] if "/" in path else ""
    suffix = posixpath.splitext(path)[1].lower()
    if suffix in (".md", ".markdown"):
        if folder == "pages":
            return "page"
        return "briefing" if folder == "briefings" or not has_folder else "stray"
    if path in ("topics.yaml", "series.yaml", "people.yaml", "names.yaml"):
        return "table"
    if folder == "packs" and suffix in (".yaml", ".yml"):
        return "pack"
    return "picture" if suffix in PICTURES else "blob"


def gather(
    files: Sequence[ContentFile], config: SiteConfig, now: datetime, step: Callable[[int, int], None]
) -> Gathered:
    """Read every file to its end and put together what they say."""
    desk = _Desk(config)
    has_folder = any(f.path.startswith("briefings/") for f in files)
    for number, file in enumerate(files, 1):
        try:
            with open(file.absolute, "rb") as stream:
                data = stream.read()
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            desk.problems.append(Problem(file.path, 0, 0, "unreadable", message, "give yourself the right to read it"))
            desk.unread.add(file.path)
            continue
        desk.read(kind_of(file.path, has_folder=has_folder), file.path, file.absolute, data)
        step(number, len(files))
    return Gathered(_collection(desk, now), tuple(desk.problems), desk.where)


def _collection(desk: _Desk, now: datetime) -> Collection:
    shown, withheld = [], set()
    for edition in desk.editions:
        status = _status_now(edition, now)
        if status in {"published", "withdrawn"} or desk.config.drafts:
            shown.append(replace(edition, status=status))
        else:
            withheld.add(edition.path)
    files = sorted({edition.path for edition in shown})
    new_topics = [topic for path in files for topic in desk.new_topics[path]]
    new_people = [person for path in files for person in desk.new_people[path]]
    order = {row.tag: place for place, row in enumerate(desk.config.languages)}
    groups: dict[str, list[Edition]] = {}
    for edition in shown:
        groups.setdefault(edition.slug, []).append(edition)
    items = [
        Briefing(slug, tuple(sorted(group, key=lambda e: (order[e.language], e.path))))
        for slug, group in groups.items()
    ]
    items.sort(key=lambda b: b.slug)
    items.sort(key=lambda b: b.date.at, reverse=True)
    return Collection(
        briefings=tuple(items),
        topics=_with_new(desk.topics, new_topics),
        people=_with_new(desk.people, new_people),
        series=desk.series,
        names=desk.names,
        packs=tuple(sorted(desk.packs, key=lambda p: p.id)),
        pages=tuple(sorted(desk.pages, key=lambda p: (p.slug, order[p.language]))),
        pictures=desk.pictures,
        blobs=desk.blobs,
        withheld=frozenset(withheld),
        made=frozenset(
            {f"topics/{t.id}" for t in new_topics if t.id not in desk.topics}
            | {f"people/{p.id}" for p in new_people if p.id not in desk.people}
        ),
        unread=frozenset(desk.unread),
    )


def _status_now(edition: Edition, now: datetime) -> Status:
    """An embargo whose hour has come is a publication."""
    if edition.status == "embargoed" and edition.publish_at and edition.publish_at.at <= now:
        return "published"
    return edition.status


def _with_new(table: dict[str, _Entry], new: list[_Entry]) -> dict[str, _Entry]:
    """The table, with the topics or people that files of another site brought along."""
    merged = dict(table)
    for entry in new:
        known = merged.get(entry.id)
        merged[entry.id] = replace(known, names={**entry.names, **known.names}) if known else entry
    return merged
