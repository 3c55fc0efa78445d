"""Briefings -> Atom feeds: one a language, one a topic; sitemap and robots.

Full text, `xml:lang`, and ids that never change: `tag:` URIs of the authority in the settings (RFC 4151), so that a
site that moves does not show its readers everything anew. Source: RFC 4287, sitemaps.org, Google's sitemap alternates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from plugins.model import Briefing, Edition, Head, Job, Language, Output, Page, ready
from plugins.parts import digest
from plugins.site.context import SiteContext, briefing_path
from plugins.site.frame import feed_path
from plugins.site.views import FeedEntry, FeedView, SitemapUrl, SitemapView

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def feeds(context: SiteContext) -> Iterator[Output]:
    """The feeds of every language: all briefings, and each topic's."""
    for row in context.config.languages:
        tag = row.tag
        # Not what is live under --drafts; by its own day, for a translation that comes later is new to its readers.
        editions = [(b, e) for b in context.listed if (e := context.live(b, tag)) and e.status == "published"]
        editions.sort(key=lambda pair: pair[1].date.at, reverse=True)
        made: dict[str, FeedEntry] = {}
        title = context.strings[tag]("feed_title", site=context.title(tag))
        yield _feed(context, row, title, "", editions, made)
        by_topic: dict[str, list[tuple[Briefing, Edition]]] = {}
        for pair in editions:
            for named in pair[1].topics:
                by_topic.setdefault(named, []).append(pair)
        for topic_id, topic in context.collection.topics.items():
            name = context.forms(topic.names, tag)
            title = context.strings[tag]("feed_topic_title", site=context.title(tag), topic=name)
            yield _feed(context, row, title, topic_id, by_topic.get(topic_id, []), made)


def _feed(
    context: SiteContext,
    row: Language,
    title: str,
    topic: str,
    editions: list[tuple[Briefing, Edition]],
    made: dict[str, FeedEntry],
) -> Output:
    tag = row.tag
    path = feed_path(tag, topic)
    newest = editions[: context.config.feed_items]

    def make() -> Job:
        entries = []
        for briefing, edition in newest:
            if edition.slug not in made:
                made[edition.slug] = _entry(context, briefing, edition)
            entries.append(made[edition.slug])
        absolute = context.config.absolute
        page = f"{tag}/topics/{topic}.html" if topic else f"{tag}/index.html"
        view = FeedView(
            id=_tag_uri(context, path.removesuffix(".atom.xml")),
            title=title,
            subtitle=context.forms(context.config.description, tag),
            link=absolute(page),
            self_link=absolute(path),
            updated=max((e.updated.at for _, e in newest), default=_NEVER).isoformat(),
            rights=context.forms(context.config.licence, tag),
            entries=tuple(entries),
        )
        return Job("template", Page(path, "feeds/atom.xml", row, Head(title), view))

    parts = (title, *(f"{context.parts.whole(e)}{context.parts.listed(b)}" for b, e in newest))
    return Output(path, "template", parts, make)


def _entry(context: SiteContext, briefing: Briefing, edition: Edition) -> FeedEntry:
    tag = edition.language
    people, topics = context.collection.people, context.collection.topics
    url = context.config.absolute
    names = tuple(context.forms(people[p].names, tag) for p in edition.authors if p in people)
    return FeedEntry(
        id=_tag_uri(context, f"{tag}/{edition.slug}"),
        title=edition.title.plain,
        link=url(briefing_path(edition.slug, tag)),
        published=edition.date.at.isoformat(),
        updated=edition.updated.at.isoformat(),
        summary=edition.summary.plain if edition.summary else "",
        content=_content(context, edition),
        authors=names or (context.publisher(tag),),
        topics=tuple((t, context.forms(topics[t].names, tag)) for t in edition.topics if t in topics),
        related=tuple(
            (e.language, url(briefing_path(e.slug, e.language)))
            for e in briefing.editions
            if e is not edition and e.status != "withdrawn" and context.config.site_url
        ),
    )


def _content(context: SiteContext, edition: Edition) -> str:
    """The full text in an element that carries language and direction, for readers' apps know neither."""
    language = context.language(edition.language)
    points = "".join(f"<li>{p.html}</li>" for p in edition.key_points)
    inner = (f"<ul>{points}</ul>" if points else "") + edition.body.html
    html = f'<div lang="{language.tag}" dir="{language.direction}">{inner}</div>'
    return context.resolve_absolute(type(edition.body.html)(html))


def _tag_uri(context: SiteContext, name: str) -> str:
    return f"tag:{context.config.feed_authority}:{name}"


def sitemap(context: SiteContext, urls: Callable[[], tuple[SitemapUrl, ...]]) -> Iterator[Output]:
    """sitemap.xml (only where the site's address is known) and robots.txt. `urls` plans every page of the site."""
    config = context.config
    if config.site_url and not config.drafts:

        def make() -> Job:
            page = Page("sitemap.xml", "feeds/sitemap.xml", config.first, Head(""), SitemapView(urls()))
            return Job("template", page)

        yield Output("sitemap.xml", "template", tuple(_in_sitemap(context)), make)
    lines = ["User-agent: *", "Disallow: /" if config.drafts else "Allow: /"]
    if config.site_url and not config.drafts:
        lines.append(f"Sitemap: {context.config.absolute('sitemap.xml')}")
    yield ready("robots.txt", Job("bytes", ("robots.txt", "\n".join([*lines, ""]).encode())))


def _in_sitemap(context: SiteContext) -> Iterator[str]:
    """What decides which pages there are and when they last changed: no title, no text."""
    collection = context.collection
    yield digest([*collection.topics], [*collection.series], [*collection.people], bool(collection.names))
    yield digest([(page.slug, page.language) for page in collection.pages], bool(context.pdfs))
    for briefing in collection.briefings:
        yield briefing.slug
        for e in briefing.editions:
            people = (*e.authors, *e.translators, *e.reviewers)
            yield repr(
                (e.language, e.extent, e.status, e.date.at, e.updated.at, e.updated.timed, e.topics, e.series, people)
            )
