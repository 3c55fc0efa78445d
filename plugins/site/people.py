"""People -> a page for each in each language: who it is, and what they wrote, translated or reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plugins.model import Briefing, Edition, Person
from plugins.parts import digest
from plugins.site.context import SiteContext
from plugins.site.frame import Leaf, Said
from plugins.site.lists import Shelves, counted, group, list_view, paged

ROLES = ("author", "translator", "reviewer")


def people_pages(context: SiteContext, entries: Shelves) -> Iterator[Leaf]:
    """The page of each person: what they wrote, translated or reviewed."""
    found = group(context, lambda b: {p for e in b.editions for _, ids in _roles(e) for p in ids})
    for row in context.config.languages:
        for person in context.collection.people.values():
            yield from _person(context, row.tag, person, found.get(person.id, []), entries)


def _roles(edition: Edition) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("author", edition.authors), ("translator", edition.translators), ("reviewer", edition.reviewers)


def _person(
    context: SiteContext, tag: str, person: Person, briefings: list[Briefing], entries: Shelves
) -> Iterator[Leaf]:
    comma = context.language(tag).comma
    name = context.forms(person.names, tag)
    about = person.about.get(tag, "")
    roles = {b.slug: {role for e in b.editions for role, ids in _roles(e) if person.id in ids} for b in briefings}
    words = {role: context.strings[tag](f"role_{role}") for role in ROLES}
    kicker = comma.join(words[role] for role in ROLES if any(role in found for found in roles.values()))
    topics = (topic for b in briefings for topic in {t for e in b.editions for t in e.topics})
    view = replace(
        list_view(context, tag, name, kicker, len(briefings), about),
        topics=tuple(link for _, link in counted(context, tag, context.collection.topics, topics, "topics")),
    )
    yield from paged(
        context,
        tag,
        [b.slug for b in briefings],
        entries[tag],
        lambda: view,
        path=f"{tag}/people/{person.id}.html",
        folder=f"{tag}/people/{person.id}/",
        said=Said(name, about),
        section="",
        parts=(digest(view),),
        # What one did for a text that one wrote oneself goes without saying.
        notes={
            slug: comma.join(words[role] for role in ROLES if role in found)
            for slug, found in roles.items()
            if "author" not in found
        },
    )
