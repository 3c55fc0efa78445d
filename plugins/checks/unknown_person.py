"""A person that people.yaml does not have."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.nearest import suggestion
from plugins.config import SiteConfig
from plugins.model import Collection, Edition, Problem


def unknown_person(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """Authors, translators and reviewers are ids of people.yaml.

    Bad: authors: [leila-karim]
    Good: authors: [leila-karimi]
    """
    for briefing in collection.briefings:
        for edition in briefing.editions:
            for key, number, person in () if edition.embedded else _credits(edition):
                if person not in collection.people:
                    line, column = edition.marks.get(f"{key}.{number}", edition.marks.get(key, (1, 0)))
                    fix = suggestion(person, collection.people, f"add {person!r} to people.yaml")
                    message = f"{person!r} is not a person of people.yaml"
                    yield Problem(edition.path, line, column, "unknown-person", message, fix)


def _credits(edition: Edition) -> Iterator[tuple[str, int, str]]:
    rows = (
        ("authors", edition.authors),
        ("translator", edition.translators),
        ("reviewer", edition.reviewers),
    )
    for key, people in rows:
        for number, person in enumerate(people):
            yield key, number, person
