"""Briefings -> problems between their editions, kept for the next build.

Comparing opens the files again: an edit concerns one briefing of 10,000, and what was found between the others is at
hand. `compare` runs in any process, as `reading` does; texts that are withheld are compared too, for an embargo ends
by itself.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from plugins.checks import pairs
from plugins.checks.pair import Glossary, Pair
from plugins.config import SiteConfig
from plugins.model import Briefing, Edition, Problem, plain
from plugins.sources import sides
from plugins.sources.sides import Facts, Side
from plugins.values import dataclass

COMPARE = "plugins.pairing:compare"
_PARTS = re.compile(r"^translated_from:[ \t]*[\"']?[0-9a-f]{16}((?: [0-9a-f]{4})+)", re.MULTILINE)
_FORM = b"gozaresh pairs 1\n"
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Told:
    """An edition that has to be compared, and where it stands; plain values, for another process."""

    facts: Facts
    absolute: str
    own: str
    """Language of the file."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Editions of a briefing that have to be compared, the original first."""

    slug: str
    editions: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """What all comparisons need."""

    config: SiteConfig
    glossary: Glossary


Spread = Callable[[Common, Sequence[Wanted]], Iterator[tuple[int, tuple[Problem, ...]]]]
"""Compares, somewhere; index and result, in any order."""


class Pairs:
    """What was found, by slug: loaded, asked, saved."""

    def __init__(self, state: Path, fingerprint: str) -> None:
        """`fingerprint`: of code, libraries, settings and the glossary."""
        self._path, self._fingerprint = state / "pairs", fingerprint
        self._known: dict[str, tuple[str, tuple[tuple[Any, ...], ...]]] = self._load()
        self.changed = False

    def problems(
        self, briefings: Iterable[Briefing], common: Common, where: Mapping[str, str], spread: Spread
    ) -> list[Problem]:
        """Problems of all briefings; those that changed are compared. `where`: content path -> absolute path."""
        keys: dict[str, str] = {}
        wanted: list[Wanted] = []
        for briefing in briefings:
            if len(briefing.editions) < 2 and not common.glossary.names:
                continue
            key = _key(briefing)
            keys[briefing.slug] = key
            if self._known.get(briefing.slug, ("",))[0] != key:
                wanted.append(_wanted(briefing, where))
        found = {slug: known for slug, known in self._known.items() if keys.get(slug) == known[0]}
        self.changed = bool(wanted) or len(found) != len(self._known)
        for index, problems in spread(common, wanted) if wanted else ():
            slug = wanted[index].slug
            found[slug] = keys[slug], tuple(map(plain, problems))
        self._known = found
        return [Problem(*row) for _, rows in found.values() for row in rows]

    def save(self) -> None:
        """Write them, where anything changed. Raises OSError."""
        if self.changed:
            payload = marshal.dumps((self._fingerprint, self._known), 4)
            new = self._path.with_suffix(".new")
            new.write_bytes(_FORM + blake2b(payload, digest_size=_DIGEST).digest() + payload)
            new.replace(self._path)

    def _load(self) -> dict[str, tuple[str, tuple[tuple[Any, ...], ...]]]:
        """What lies on the disk, where it is whole and of the same code, settings and glossary."""
        try:
            data = self._path.read_bytes()
        except OSError:
            return {}
        start = len(_FORM) + _DIGEST
        payload = data[start:]
        if data[: len(_FORM)] != _FORM or data[len(_FORM) : start] != blake2b(payload, digest_size=_DIGEST).digest():
            return {}
        made_by, known = marshal.loads(payload)  # noqa: S302 - its digest shows that we wrote it
        return known if made_by == self._fingerprint else {}


def here(common: Common, wanted: Sequence[Wanted]) -> Iterator[tuple[int, tuple[Problem, ...]]]:
    """Compare in this process."""
    return ((number, compare(common, one)) for number, one in enumerate(wanted))


def compare(common: Common, wanted: Wanted) -> tuple[Problem, ...]:
    """Problems between the editions of a briefing. A file that is gone since is passed over: the scan of the next build
    sees it.
    """
    texts = {told.absolute: _text(told.absolute) for told in wanted.editions}
    sides = [side for told in wanted.editions if (side := _side(told, texts[told.absolute], common.config))]
    if len(sides) < 2:
        return tuple(p for side in sides for p in pairs.of_one(side, common.glossary))
    original, *others = sides
    found = [problem for other in others for problem in pairs.problems(Pair(original, other, common.glossary))]
    return tuple(dict.fromkeys(found))


def _side(told: Told, text: str, config: SiteConfig) -> Side | None:
    language, own = config.language(told.facts.language), config.language(told.own)
    if not text or language is None or own is None:
        return None
    parts = _PARTS.search(text) if told.facts.translated_from else None
    facts = replace(told.facts, parts=tuple(parts[1].split())) if parts else told.facts
    return sides.read(facts, text, language, own, config.languages)


def _text(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except OSError:
        return ""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _key(briefing: Briefing) -> str:
    return "\n".join([f"{e.path}:{e.language}:{e.record}:{e.status}" for e in briefing.editions])


def _wanted(briefing: Briefing, where: Mapping[str, str]) -> Wanted:
    own = {edition.path: edition.language for edition in briefing.editions if not edition.embedded}
    original = briefing.original
    ordered = [original, *(edition for edition in briefing.editions if edition is not original)]
    return Wanted(briefing.slug, tuple(_told(edition, own, where) for edition in ordered))


def _told(edition: Edition, own: Mapping[str, str], where: Mapping[str, str]) -> Told:
    return Told(sides.facts(edition), where[edition.path], own.get(edition.path, edition.language))
