"""Drafts -> what `inv check` would say of them, before a person builds: each by itself, and both beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from plugins.checks import pairs, texts
from plugins.checks.pair import Glossary, Pair
from plugins.config import SiteConfig
from plugins.desk.importing.drafts import Draft
from plugins.model import Edition, Name, Problem
from plugins.sources import briefings, sides
from plugins.sources.sides import Side


def found(drafts: Sequence[Draft], names: Sequence[Name], config: SiteConfig) -> tuple[Problem, ...]:
    """Problems of the drafts of one briefing, by path and place. `names`: the glossary."""
    problems: list[Problem] = []
    read: list[tuple[Edition, Draft]] = []
    for draft in drafts:
        reading = briefings.read(draft.path, draft.text.encode("utf-8"), config)
        problems += reading.problems
        made = reading.editions[0] if reading.editions else None
        read += [(made, draft)] if made else []
        language = config.language(draft.source.language)
        if language is not None:
            problems += texts.problems(draft.path, draft.text, language, config, made)
    read.sort(key=lambda one: one[0].extent != "full")
    glossary = Glossary(names)
    compared = [side for edition, draft in read if (side := _side(edition, draft.text, config))]
    problems += _between(compared, glossary)
    return tuple(sorted(dict.fromkeys(problems)))


def _between(compared: Sequence[Side], glossary: Glossary) -> Iterator[Problem]:
    if len(compared) < 2:
        for side in compared:
            yield from pairs.of_one(side, glossary)
    for original, other in combinations(compared, 2):
        yield from pairs.problems(Pair(original, other, glossary))


def _side(edition: Edition, text: str, config: SiteConfig) -> Side | None:
    language = config.language(edition.language)
    if language is None:
        return None
    return sides.read(sides.facts(edition), text, language, language, config.languages)
