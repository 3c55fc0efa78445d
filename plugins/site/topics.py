"""Topics and series -> a page for each in each language, and the index of both.

A topic's page says what it is, what is newest, which packs hold it and who writes on it; a series stands by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from plugins.model import Briefing, Edition, Html, Topic
from plugins.parts import digest
from plugins.persian.dates import written_range
from plugins.persian.numbers import ascii_digits, digits
from plugins.site.context import SiteContext
from plugins.site.frame import Leaf, Said, feed_path, page, settled
from plugins.site.library import pack_view
from plugins.site.lists import Shelves, counted, group, list_view, paged
from plugins.site.views import Link, PackView, TopicsView

_WRITERS = 6
"""The busiest: a list of all would be a page of its own."""


def topic_pages(context: SiteContext, entries: Shelves) -> Iterator[Leaf]:
    """The page of each topic and each series, in each language, and the index of both."""
    by_topic = group(context, lambda b: {t for e in b.editions for t in e.topics})
    by_series = group(context, lambda b: {e.series for e in b.editions if e.series})
    by_series = {series: _by_number(context, found) for series, found in by_series.items()}
    for row in context.config.languages:
        tag = row.tag
        packs = [
            (frozenset(p.briefings), pack_view(context, p, tag))
            for p in context.packs
            if p.kind == "curated" and context.pdfs
        ]
        for topic in context.collection.topics.values():
            yield from _topic(context, tag, topic, by_topic.get(topic.id, []), packs, entries)
        for series in context.collection.series.values():
            yield from _series(context, tag, series, by_series.get(series.id, []), entries)
        yield _topics_index(context, tag, by_topic, by_series)


def _topic(
    context: SiteContext,
    tag: str,
    topic: Topic,
    briefings: list[Briefing],
    packs: list[tuple[frozenset[str], PackView]],
    entries: Shelves,
) -> Iterator[Leaf]:
    name = context.forms(topic.names, tag)
    about = topic.about.get(tag, "")
    slugs = [b.slug for b in briefings]
    held = tuple(view for members, view in packs if not members.isdisjoint(slugs))
    view = replace(
        list_view(context, tag, name, context.strings[tag]("topic"), len(briefings), about),
        feed=feed_path(tag, topic.id),
        packs=held,
        writers=_writers(context, tag, briefings),
    )
    yield from paged(
        context,
        tag,
        slugs,
        entries[tag],
        lambda: view,
        path=f"{tag}/topics/{topic.id}.html",
        folder=f"{tag}/topics/{topic.id}/",
        said=Said(name, about, feeds=((f"{context.title(tag)}: {name}", feed_path(tag, topic.id)),)),
        section="topics",
        parts=(digest(view),),
        needs=tuple(d.output for pack in held for d in pack.downloads),
    )


def _series(
    context: SiteContext, tag: str, series: Topic, briefings: list[Briefing], entries: Shelves
) -> Iterator[Leaf]:
    """By number, the highest first: a series is counted, and its last one is what a reader looks for."""
    words, language = context.strings[tag], context.language(tag)
    name = context.forms(series.names, tag)
    about = series.about.get(tag, "")
    view = list_view(context, tag, name, words("series_one"), len(briefings), about)
    if briefings:
        days = sorted(b.date.day for b in briefings)
        dates = written_range(days[0], days[-1], language.calendars[0], language)
        count = digits(len(briefings), language)
        view = replace(
            view,
            count=words.plural("pack_note_dated", len(briefings), count=count, dates=dates),
            writers=_writers(context, tag, briefings),
        )
    yield from paged(
        context,
        tag,
        [b.slug for b in briefings],
        entries[tag],
        lambda: view,
        path=f"{tag}/series/{series.id}.html",
        folder=f"{tag}/series/{series.id}/",
        said=Said(name, about),
        section="topics",
        parts=(digest(view),),
        notes={b.slug: _number(context, b, tag) for b in briefings},
    )


def _by_number(context: SiteContext, briefings: list[Briefing]) -> list[Briefing]:
    """By the numbers of the first language in which all have one, "2025/21" above "2025/7"; else by day."""
    for row in context.config.languages:
        numbers = {b.slug: _parts(b.edition(row.tag)) for b in briefings}
        if all(numbers.values()):
            return sorted(briefings, key=lambda b: numbers[b.slug], reverse=True)
    return briefings


def _parts(edition: Edition | None) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", ascii_digits(edition.number))] if edition else []


def _number(context: SiteContext, briefing: Briefing, tag: str) -> str:
    shown = context.shown(briefing, tag)
    if shown is None or not shown.number:
        return ""
    return context.strings[tag]("number", number=digits(shown.number, context.language(tag)))


def _writers(context: SiteContext, tag: str, briefings: list[Briefing]) -> tuple[Link, ...]:
    """Who wrote them, the busiest first."""
    found = (person for b in briefings for person in {p for e in b.editions for p in e.authors})
    people = counted(context, tag, context.collection.people, found, "people")
    return tuple(link for _, link in sorted(people, key=lambda pair: -pair[0])[:_WRITERS])


def _topics_index(
    context: SiteContext,
    tag: str,
    by_topic: Mapping[str, list[Briefing]],
    by_series: Mapping[str, list[Briefing]],
) -> Leaf:
    def rows(
        table: Mapping[str, Topic], found: Mapping[str, list[Briefing]], folder: str
    ) -> tuple[tuple[Link, Html], ...]:
        links = []
        for item in sorted(table.values(), key=lambda t: context.sort_key(context.forms(t.names, tag), tag)):
            count = digits(len(found.get(item.id, [])), context.language(tag))
            link = Link(context.name(item.names, tag), f"{tag}/{folder}/{item.id}.html", count=count)
            links.append((link, context.typeset(item.about.get(tag, ""), tag)))
        return tuple(links)

    title = context.strings[tag]("topics")
    view = TopicsView(
        title,
        rows(context.collection.topics, by_topic, "topics"),
        rows(context.collection.series, by_series, "series"),
    )
    parts, make = settled(view, Said(title))
    return page(
        context,
        tag,
        path=f"{tag}/topics.html",
        template="pages/topics.html",
        parts=parts,
        view=make,
        section="topics",
    )
