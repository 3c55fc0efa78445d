"""A person whom no table has, made as they came."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.made import made_as_they_come
from plugins.config import SiteConfig
from plugins.model import Collection, Problem


def free_person(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """A person given by name is better an entry of people.yaml: another spelling makes another person.

    Bad: authors: [Leila Karimi]
    Good: authors: [leila-karimi]
    """
    yield from made_as_they_come(
        collection,
        "people",
        lambda e: (("authors", e.authors), ("translator", e.translators), ("reviewer", e.reviewers)),
    )
