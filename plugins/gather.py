"""Content files -> the Collection, with the problems of every file.

What the cache knows is taken from it, the rest is read (in other processes where it is much), and the values are put
together: editions to briefings, tables to look-ups. What may not be published now is left out here, so that no later
stage can leak it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

from plugins.build.readings import Readings, Row, shared
from plugins.build.scan import ContentFile
from plugins.config import SiteConfig
from plugins.facing import Facing, Read, Wanted, kind_of
from plugins.model import (
    Allowance,
    Blob,
    Briefing,
    Collection,
    Edition,
    Pack,
    Person,
    Picture,
    Problem,
    StaticPage,
    Status,
    Topic,
)
from plugins.parts import digest as mark
from plugins.rest import Rest
from plugins.stored import ends_at, from_row

_Entry = TypeVar("_Entry", Topic, Person)
_FACING = tuple(field.name for field in fields(Facing))
Spread = Callable[[SiteConfig, Sequence[Wanted]], Iterator[tuple[int, Read]]]
"""Has files read, somewhere, from now on; index and result, in any order."""


@dataclass(slots=True)
class Gathered:
    """What the content folder says."""

    collection: Collection
    problems: tuple[Problem, ...]
    """Errors and warnings."""
    notes: Sequence[tuple[Any, ...]]
    """The values of Problems that only a check shows."""
    blobs: dict[str, str]
    """Digest -> file, for pictures and attachments."""
    rows: dict[str, Row]
    """For the cache of the next build."""
    fresh: int
    """How many of them are new."""
    checked: str
    """Digest of all that checks look at."""
    until: float
    """When the next embargo ends, in seconds since 1970; infinite where there is none."""
    briefings: tuple[Briefing, ...]
    """All, withheld editions with them: for checks alone, which nothing that is published may see."""
    allowed: tuple[tuple[str, Allowance, bool], ...] = ()
    """File, what it allows, and whether all editions of its subject may be published now."""


@dataclass(slots=True)
class _Desk:
    config: SiteConfig
    now: datetime
    editions: list[Edition] = field(default_factory=list)
    hidden: list[Edition] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)
    until: float = math.inf
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    made: dict[str, dict[tuple[str, str], tuple[str, int, str]]] = field(
        default_factory=lambda: {"topics": {}, "people": {}}
    )
    """Topics and people that files bring along: id and language -> the first file, the place in it, and the label."""
    packs: list[Pack] = field(default_factory=list)
    pages: list[StaticPage] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    blobs: dict[str, Blob] = field(default_factory=dict)
    where: list[tuple[str, str, str]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    notes: list[tuple[Any, ...]] = field(default_factory=list)
    allowed: list[tuple[str, Facing]] = field(default_factory=list)

    def take(self, file: ContentFile, facing: Facing, rest: Rest) -> None:
        """Take what reading a file gave."""
        self.problems += [Problem(*problem) for problem in facing.problems]
        self.notes += facing.notes
        if facing.problems and facing.failed:
            self.unread.add(file.path)
        if facing.allow:
            self.allowed.append((file.path, facing))
        match facing.kind:
            case "briefing":
                self._briefing(file, facing, rest)
            case "table":
                self.tables[file.path] = rest.value() or {}
            case "page" | "pack":
                value = rest.value()
                (self.pages if facing.kind == "page" else self.packs).extend([value] if value else [])
            case "picture" | "blob":
                value = rest.value()
                if value:
                    (self.pictures if facing.kind == "picture" else self.blobs)[file.path] = value
                    self.where.append((file.path, value.digest, file.absolute))

    def _briefing(self, file: ContentFile, facing: Facing, rest: Rest) -> None:
        shown = False
        for number, row in enumerate(facing.editions):
            status = _status_now(row[4], ends_at(row), self.now) if row[4] == "embargoed" else row[4]
            edition = from_row(row, self.config.zone, status, partial(rest.edition, number))
            if status in ("published", "withdrawn") or self.config.drafts:
                self.editions.append(edition)
                shown = True
            else:
                self.hidden.append(edition)
                self.withheld.add(file.path)
                ends = ends_at(row) if status == "embargoed" else None
                self.until = self.until if ends is None else min(self.until, ends)
        for place, (table, key, tag, label) in enumerate(facing.made if shown else ()):
            # What only a draft names stays as hidden as the draft.
            here, first = (file.path, place, label), self.made[table].get((key, tag))
            if first is None or here < first:
                self.made[table][key, tag] = here

    def brought(self, table: str) -> list[Any]:
        """Topics or people that files bring along, in the order of the files, in whatever order these were taken."""
        found = sorted(self.made[table].items(), key=itemgetter(1))
        return [(Topic if table == "topics" else Person)(key, {tag: label}) for (key, tag), (_, _, label) in found]


def here(config: SiteConfig, wanted: Sequence[Wanted]) -> Iterator[tuple[int, Read]]:
    """Read in this process."""
    from plugins.reading import read

    return ((number, read(config, file)) for number, file in enumerate(wanted))


def gather(
    files: Sequence[ContentFile],
    config: SiteConfig,
    now: datetime,
    step: Callable[[int, int], None],
    cache: Readings,
    spread: Spread = here,
) -> Gathered:
    """Take what is known, read what is not, and put together what all files say."""
    has_folder = _has_folder(file.path for file in files)
    held: list[tuple[ContentFile, Row]] = []
    wanted: list[Wanted] = []
    known = cache.rows if _has_folder(cache.rows) == has_folder else {}  # it decides what a file is
    for file in files:
        row = known.get(file.path)
        if row and cache.holds(row, file):
            held.append((file, row))
        else:
            kind = kind_of(file.path, has_folder=has_folder)
            wanted.append(Wanted(kind, file.path, file.absolute, row.digest if row else ""))
    results = spread(config, wanted)
    desk, rows, facings = _Desk(config, now), dict[str, Row](), dict[str, Facing]()
    for file, row in held:  # while others are read
        rows[file.path], facings[file.path] = row, Facing(*row.facing)
        desk.take(file, facings[file.path], Rest(file, row, cache, config))
    stats = {file.path: file for file in files} if wanted else {}
    table: dict[Any, Any] = {}
    for done, (index, got) in enumerate(results, 1):
        path = wanted[index].path
        file = stats[path]
        stat = (file.size, file.mtime_ns, file.inode)
        if got.facing:
            facing = shared(tuple(getattr(got.facing, name) for name in _FACING), table)
            facings[path] = Facing(*facing)  # of what is shared: what came over the pipe is let go
            rows[path] = Row(*stat, got.digest, facing, cache.add(got.rest), cache.add(got.texts))
        else:
            row = cache.rows[path]
            facings[path], rows[path] = Facing(*row.facing), Row(*stat, row.digest, row.facing, row.rest, row.texts)
        desk.take(file, facings[path], Rest(file, rows[path], cache, config))
        step(done, len(wanted))
    checked = _checked(desk, rows, facings, config)
    collection = _collection(desk)
    every = _briefings([*desk.editions, *desk.hidden], config) if desk.hidden else collection.briefings
    return Gathered(
        collection,
        tuple(desk.problems),
        desk.notes,
        {digest: absolute for _, digest, absolute in sorted(desk.where)},
        rows,
        len(wanted),
        checked,
        desk.until,
        every,
        tuple(_allowed(desk)),
    )


def _allowed(desk: _Desk) -> Iterator[tuple[str, Allowance, bool]]:
    hidden = {edition.slug for edition in desk.hidden}
    for path, facing in sorted(desk.allowed, key=itemgetter(0)):
        whole = all(row[0] not in hidden for row in facing.editions)
        yield from ((path, Allowance(*said), whole) for said in facing.allow)


def _has_folder(paths: Iterable[str]) -> bool:
    return any(path.startswith("briefings/") for path in paths)


def _checked(desk: _Desk, rows: dict[str, Row], facings: dict[str, Facing], config: SiteConfig) -> str:
    said = [f"{path}:{facing.kind}:{facing.checked}:{facing.failed}" for path, facing in facings.items()]
    others = [f"{path}:{rows[path].digest}" for path, facing in facings.items() if facing.kind != "briefing"]
    now = [f"{edition.path}:{edition.language}:{edition.status}" for edition in desk.editions]
    lists = [sorted(said), sorted(others), sorted(now), sorted(desk.withheld), [row.tag for row in config.languages]]
    return mark(*map("\n".join, lists), config.drafts)


def _briefings(editions: Iterable[Edition], config: SiteConfig) -> tuple[Briefing, ...]:
    """Editions put together by slug, newest first."""
    order = {row.tag: place for place, row in enumerate(config.languages)}
    groups: dict[str, list[Edition]] = {}
    for edition in editions:
        groups.setdefault(edition.slug, []).append(edition)
    items = [
        Briefing(slug, tuple(sorted(group, key=lambda e: (order[e.language], e.path))))
        for slug, group in groups.items()
    ]
    items.sort(key=lambda b: b.slug)
    items.sort(key=lambda b: b.date.at, reverse=True)
    return tuple(items)


def _collection(desk: _Desk) -> Collection:
    order = {row.tag: place for place, row in enumerate(desk.config.languages)}
    topics, people = desk.tables.get("topics.yaml", {}), desk.tables.get("people.yaml", {})
    new = {table: desk.brought(table) for table in desk.made}
    return Collection(
        briefings=_briefings(desk.editions, desk.config),
        topics=_with_new(topics, new["topics"]),
        people=_with_new(people, new["people"]),
        series=desk.tables.get("series.yaml", {}),
        names=desk.tables.get("names.yaml", {}),
        packs=tuple(sorted(desk.packs, key=lambda p: (p.id, p.path))),
        pages=tuple(sorted(desk.pages, key=lambda p: (p.slug, order[p.language], p.path))),
        pictures=dict(sorted(desk.pictures.items())),
        blobs=dict(sorted(desk.blobs.items())),
        withheld=frozenset(desk.withheld),
        made=frozenset(
            {f"topics/{t.id}" for t in new["topics"] if t.id not in topics}
            | {f"people/{p.id}" for p in new["people"] if p.id not in people}
        ),
        unread=frozenset(desk.unread),
    )


def _status_now(status: Status, ends: float | None, now: datetime) -> Status:
    """An embargo whose hour has come is a publication."""
    if status == "embargoed" and ends is not None and ends <= now.timestamp():
        return "published"
    return status


def _with_new(table: dict[str, _Entry], new: list[_Entry]) -> dict[str, _Entry]:
    """The table, with the topics or people that files of another site brought along."""
    merged = dict(table)
    for entry in new:
        known = merged.get(entry.id)
        if known is None:
            merged[entry.id] = entry
        elif not entry.names.keys() <= known.names.keys():
            merged[entry.id] = replace(known, names={**entry.names, **known.names})
    return merged
