"""Briefings in an order -> the pages of a list.

Pages are numbered from the oldest, so that a new briefing changes the first page alone: `page-1` holds the oldest
`per_page`, and the first page (`index`, or the topic's own) holds the newest, between `per_page` and one less
than twice as many. When it is full, its older half becomes the next numbered page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plugins.model import Briefing, Html, Person, Topic
from plugins.parts import digest
from plugins.persian.numbers import digits
from plugins.site.context import SiteContext
from plugins.site.entries import Entries
from plugins.site.frame import Leaf, Said, View, feed_path, page, settled
from plugins.site.views import EMPTY, Link, ListView, Pager, TopicsView

Shelves = Mapping[str, Entries]
"""Language tag -> its entries."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list: its number (0 for the first page), how many numbered ones there are, what it holds."""

    number: int
    numbered: int
    start: int
    stop: int
    """Places in the list, newest first."""


def slices(count: int, size: int) -> Iterator[Slice]:
    """The pages of a list of `count`, the first page first, then from the newest numbered page to `page-1`."""
    numbered = max(0, count // size - 1)
    first = count - numbered * size
    yield Slice(0, numbered, 0, first)
    for number in range(numbered, 0, -1):
        start = first + (numbered - number) * size
        yield Slice(number, numbered, start, start + size)


def paged(
    context: SiteContext,
    tag: str,
    slugs: Sequence[str],
    entries: Entries,
    view: Callable[[], ListView],
    *,
    path: str,
    folder: str,
    said: Said,
    section: str,
    parts: tuple[str, ...],
    template: str = "pages/list.html",
    x_default: str = "",
    needs: tuple[str, ...] = (),
) -> Iterator[Leaf]:
    """All pages of a list. `path` is the first page's, `folder` that of the numbered ones, with its slash.

    `parts`: what decides `view` on the first page; a numbered one shows of it only what `said` says.
    """
    words, language = context.strings[tag], context.language(tag)

    def at(number: int, numbered: int) -> str:
        return path if number in (0, numbered + 1) else f"{folder}page-{number}.html"

    for part in slices(len(slugs), context.config.per_page):
        total = part.numbered + 1
        number = part.number or total
        # No total: it would change every page of the list when one is added.
        place = words("page_place", page=digits(number, language)) if part.number else words("page_newest")
        pager = Pager(
            newer=at(part.number + 1, part.numbered) if part.number else "",
            older=at(number - 1, part.numbered) if number > 1 else "",
            place=place if total > 1 else "",
        )
        shown = slugs[part.start : part.stop]
        title = f"{said.title}{language.comma}{place}" if part.number else said.title
        yield page(
            context,
            tag,
            path=at(part.number, part.numbered),
            template=template,
            parts=(repr(said), repr(pager), *entries.parts(shown), *(() if part.number else parts)),
            view=_slice(view, [*shown], entries, pager, replace(said, title=title), numbered=bool(part.number)),
            x_default="" if part.number else x_default,
            section=section,
            needs=() if part.number else needs,
        )


def _slice(
    view: Callable[[], ListView], slugs: list[str], entries: Entries, pager: Pager, said: Said, *, numbered: bool
) -> View:
    def make() -> tuple[ListView, Said]:
        content = replace(view(), entries=tuple(entries[slug] for slug in slugs), pager=pager)
        if numbered:
            # Nothing here that the next briefing changes: the count stands on the first page alone.
            content = replace(content, leads=(), packs=(), topics=(), about=EMPTY, count="", downloads=())
        return content, said

    return make


def list_view(context: SiteContext, tag: str, title: str, kicker: str, count: int, about: str = "") -> ListView:
    """A list's heading, without entries."""
    shown = digits(count, context.language(tag))
    return ListView(
        title=context.typeset(title, tag),
        kicker=kicker,
        about=context.typeset(about, tag),
        entries=(),
        pager=Pager(),
        count=context.strings[tag].plural("entries_count", count, count=shown),
    )


def decided(context: SiteContext) -> Iterator[str]:
    """What decides all lists: which there are, in which order, and what they show."""
    rough = context.parts.rough
    yield digest(context.packs, sorted(name for name in context.pdfs if name.startswith("packs/")))
    for briefing in context.listed:
        yield rough(briefing)
        for e in briefing.editions:
            yield ",".join((*e.authors, "/", *e.translators, "/", *e.reviewers))


def topic_pages(context: SiteContext, entries: Shelves) -> Iterator[Leaf]:
    """The page of each topic and each series, in each language, and the index of both."""
    by_topic = _group(context, lambda b: sorted({t for e in b.editions for t in e.topics}))
    by_series = _group(context, lambda b: sorted({e.series for e in b.editions if e.series}))
    for row in context.config.languages:
        tag = row.tag
        for topic in context.collection.topics.values():
            yield from _topic(context, tag, topic, "topic", "topics", by_topic.get(topic.id, []), entries)
        for series in context.collection.series.values():
            yield from _topic(context, tag, series, "series_one", "series", by_series.get(series.id, []), entries)
        yield _topics_index(context, tag, by_topic, by_series)


def _topic(
    context: SiteContext,
    tag: str,
    topic: Topic,
    kicker: str,
    folder: str,
    briefings: list[Briefing],
    entries: Shelves,
) -> Iterator[Leaf]:
    name = context.forms(topic.names, tag)
    about = topic.about.get(tag, "")
    view = list_view(context, tag, name, context.strings[tag](kicker), len(briefings), about)
    feeds: tuple[tuple[str, str], ...] = ()
    if folder == "topics":
        view = replace(view, feed=feed_path(tag, topic.id))
        feeds = ((f"{context.title(tag)}: {name}", feed_path(tag, topic.id)),)
    yield from paged(
        context,
        tag,
        [b.slug for b in briefings],
        entries[tag],
        lambda: view,
        path=f"{tag}/{folder}/{topic.id}.html",
        folder=f"{tag}/{folder}/{topic.id}/",
        said=Said(name, about, feeds=feeds),
        section="topics",
        parts=(digest(view),),
    )


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


def people_pages(context: SiteContext, entries: Shelves) -> Iterator[Leaf]:
    """The page of each person: what they wrote, translated or reviewed."""
    found = _group(
        context, lambda b: sorted({p for e in b.editions for p in (*e.authors, *e.translators, *e.reviewers)})
    )
    for row in context.config.languages:
        for person in context.collection.people.values():
            yield from _person(context, row.tag, person, found.get(person.id, []), entries)


def _person(
    context: SiteContext, tag: str, person: Person, briefings: list[Briefing], entries: Shelves
) -> Iterator[Leaf]:
    name = context.forms(person.names, tag)
    about = person.about.get(tag, "")
    view = list_view(context, tag, name, context.strings[tag]("person"), len(briefings), about)
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
    )


def _group(context: SiteContext, keys: Callable[[Briefing], list[str]]) -> dict[str, list[Briefing]]:
    table: dict[str, list[Briefing]] = {}
    for briefing in context.listed:
        for key in keys(briefing):
            table.setdefault(key, []).append(briefing)
    return table
