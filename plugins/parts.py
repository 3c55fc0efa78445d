"""Editions and table entries -> the digests that decide an output's key.

An output names what its bytes hang on; equal names, equal bytes. So what a page shows of an edition is asked here:
`whole` for its own page and PDF, `entry` where only its title, dates and topics stand. The rough ones are for groups:
they change more often, and take less time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from plugins.model import Briefing, Collection, Edition, Pack


def digest(*said: object) -> str:
    """A digest of plain values by their repr: frozen values of the model, texts, numbers."""
    return blake2b(repr(said).encode(), digest_size=12).hexdigest()


@dataclass(slots=True)
class Parts:
    """The digests of one collection."""

    collection: Collection
    paths: Mapping[str, str] = field(default_factory=dict)
    """File of the content folder -> its path in `output/`: where links in the texts lead."""
    _entries: dict[str, str] = field(default_factory=dict)
    _listed: dict[str, str] = field(default_factory=dict)
    _rough: dict[str, str] = field(default_factory=dict)
    _wholes: dict[tuple[str, str], str] = field(default_factory=dict)
    _tables: dict[tuple[str, str], str] = field(default_factory=dict)

    def named(self, table: str, key: str) -> str:
        """An entry of a table: "topics", "people" or "series"."""
        found = self._tables.get((table, key))
        if found is None:
            found = self._tables[table, key] = digest(getattr(self.collection, table).get(key))
        return found

    def entry(self, edition: Edition) -> str:
        """What lists, neighbours and the other edition show of it."""
        key = f"{edition.path}:{edition.language}"
        found = self._entries.get(key)
        if found is None:
            topics = ",".join(self.named("topics", topic) for topic in edition.topics)
            found = self._entries[key] = f"{edition.path}:{edition.language}:{edition.shown}:{edition.status}:{topics}"
        return found

    def whole(self, edition: Edition) -> str:
        """All that its page, PDF and feed entry print of it."""
        key = (edition.path, edition.language)
        if key in self._wholes:
            return self._wholes[key]
        people = (*edition.authors, *edition.translators, *edition.reviewers)
        files = (self._carried(path) for path in edition.uses)
        links = (self.paths.get(path, "") for path in edition.links)
        named = (self.named("series", edition.series), *(self.named("people", p) for p in people))
        tables = ",".join([*named, *files, *links])
        found = self._wholes[key] = f"{self.entry(edition)}:{edition.record}:{tables}"
        return found

    def listed(self, briefing: Briefing) -> str:
        """What the lists of all languages show of a briefing."""
        found = self._listed.get(briefing.slug)
        if found is None:
            found = self._listed[briefing.slug] = digest(*map(self.entry, briefing.editions))
        return found

    def rough(self, briefing: Briefing) -> str:
        """What decides `listed`, with `tables`; costs nothing."""
        found = self._rough.get(briefing.slug)
        if found is None:
            said = [f"{e.path}:{e.language}:{e.shown}:{e.status}" for e in briefing.editions]
            found = self._rough[briefing.slug] = "|".join(said)
        return found

    def rough_whole(self, edition: Edition) -> str:
        """What decides `whole`, with `tables`."""
        carried = [self.paths.get(path, "") for path in edition.links]
        if edition.uses:
            carried += map(self._carried, edition.uses)
        return f"{edition.path}:{edition.language}:{edition.status}:{edition.record}:{','.join(carried)}"

    @property
    def tables(self) -> str:
        """All tables."""
        return digest(self.collection.topics, self.collection.series, self.collection.people)

    @property
    def names(self) -> str:
        """The whole glossary: which names a text mentions is found only when its page is made."""
        if ("names", "") not in self._tables:
            self._tables["names", ""] = digest([replace(name, allow=()) for name in self.collection.names.values()])
        return self._tables["names", ""]

    def pack(self, pack: Pack, briefings: dict[str, Briefing]) -> str:
        """What a page shows of a pack."""
        return digest(pack, [self.listed(briefings[slug]) for slug in pack.briefings if slug in briefings])

    def _carried(self, path: str) -> str:
        picture, blob = self.collection.pictures.get(path), self.collection.blobs.get(path)
        return digest(picture, blob)
