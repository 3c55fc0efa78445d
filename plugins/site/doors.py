"""The collection -> the pages one comes in by: each language's home, the root, 404, offline, static, old addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from plugins.model import Head, Job, Output, Pack, Page, StaticPage, ready
from plugins.parts import digest
from plugins.persian.numbers import digits
from plugins.site import wide_tables
from plugins.site.context import SiteContext, briefing_path
from plugins.site.frame import OFFLINE, Leaf, Said, alternates, frame, page, settled
from plugins.site.library import pack_view
from plugins.site.lists import Shelves, list_view, paged
from plugins.site.views import Door, DoorsView, Link, ListView, SitemapUrl, TextView

ROOT = "index.html"
_LEADS = 3
_CANDIDATES = 10
"""The weightiest of the ten newest lead the home page."""
_ROOT_ENTRIES = 3
_HOME_PACKS = 3


def home_pages(context: SiteContext, entries: Shelves) -> Iterator[Leaf]:
    """The home page of each language, with the list of all briefings behind it."""
    newest = context.listed[:_CANDIDATES]
    weights = {b.slug: max(e.weight for e in b.editions) for b in newest}
    leads = sorted(newest, key=lambda b: -weights[b.slug])[:_LEADS]
    slugs = {b.slug for b in leads}
    rest = [b for b in context.listed if b.slug not in slugs]
    for row in context.config.languages:
        tag = row.tag
        words = context.strings[tag]
        view = list_view(context, tag, words("latest"), "", len(context.listed))
        counts: dict[str, int] = {}
        for briefing in context.listed:
            for topic in {t for e in briefing.editions for t in e.topics}:
                counts[topic] = counts.get(topic, 0) + 1
        topics = tuple(
            Link(context.name(t.names, tag), f"{tag}/topics/{t.id}.html", count=digits(counts[t.id], row))
            for t in sorted(
                context.collection.topics.values(), key=lambda t: context.sort_key(context.forms(t.names, tag), tag)
            )
            if t.id in counts
        )
        packs = tuple(pack_view(context, pack, tag) for pack in _home_packs(context))
        view = replace(
            view,
            leads=tuple(entries[tag][b.slug] for b in leads),
            topics=topics,
            packs=packs,
            feed=frame(context, tag).feed,
        )
        yield from paged(
            context,
            tag,
            [b.slug for b in rest],
            entries[tag],
            _same(view),
            path=f"{tag}/index.html",
            folder=f"{tag}/",
            said=Said(context.title(tag), context.forms(context.config.description, tag)),
            x_default=ROOT,
            section="home",
            parts=(digest(view),),
            template="pages/home.html",
            needs=tuple(d.output for p in packs for d in p.downloads),
        )


def _same(view: ListView) -> Callable[[], ListView]:
    return lambda: view


def _home_packs(context: SiteContext) -> list[Pack]:
    """The newest week, then what the desk chose itself."""
    weeks = [pack for pack in context.packs if pack.kind == "week"]
    curated = [pack for pack in context.packs if pack.kind == "curated"]
    return [*weeks[:1], *curated][:_HOME_PACKS] if context.pdfs else []


def root_page(context: SiteContext, entries: Shelves) -> Leaf:
    """`index.html`: every language side by side; no script, no redirect."""
    doors = []
    for row in context.config.languages:
        shown = tuple(entries[row.tag][b.slug] for b in context.listed[:_ROOT_ENTRIES])
        doors.append(_door(context, row.tag, "root_enter")._replace(entries=shown))
    first = context.config.first
    twins = {row.tag: (f"{row.tag}/index.html", True) for row in context.config.languages}
    head = Head(
        title=" | ".join(context.title(row.tag) for row in context.config.languages),
        description=context.forms(context.config.description, first.tag),
        canonical="" if context.config.drafts else context.config.absolute(ROOT),
        alternates=() if context.config.drafts else alternates(context, twins, ROOT),
        feeds=tuple((context.title(r.tag), frame(context, r.tag).feed) for r in context.config.languages),
        noindex=context.config.drafts,
    )
    value = _doors_page(context, ROOT, "pages/root.html", head, tuple(doors))
    url = SitemapUrl(head.canonical, "", head.alternates) if head.canonical else None
    return Leaf(ready(ROOT, Job("template", value)), url)


def not_found_page(context: SiteContext) -> Output:
    """`404.html`, in every language; served at any address, so its links begin with the base path."""
    value = _notice_page(context, "404.html", "not_found")
    # A page under any address cannot say where the worker is if the site's own address is unknown.
    value = replace(value, base=context.config.base_path, site=value.site._replace(worker="", manifest=""))
    return ready("404.html", Job("template", value))


def offline_page(context: SiteContext) -> Output:
    """`offline.html`, in every language: what the service worker shows instead of a page that it has not kept."""
    return ready(OFFLINE, Job("template", _notice_page(context, OFFLINE, "offline")))


def _notice_page(context: SiteContext, path: str, about: str) -> Page:
    doors = []
    for row in context.config.languages:
        words = context.strings[row.tag]
        door = _door(context, row.tag, "home")
        doors.append(door._replace(heading=words(f"{about}_title"), text=words(f"{about}_text")))
    head = Head(title=" | ".join(d.heading for d in doors), noindex=True)
    return _doors_page(context, path, "pages/not_found.html", head, tuple(doors))


def _door(context: SiteContext, tag: str, label: str) -> Door:
    return Door(
        language=context.language(tag),
        title=context.typeset(context.title(tag), tag),
        description=context.typeset(context.forms(context.config.description, tag), tag),
        path=f"{tag}/index.html",
        label=context.strings[tag](label),
    )


def _doors_page(context: SiteContext, path: str, template: str, head: Head, doors: tuple[Door, ...]) -> Page:
    first = context.config.first
    return Page(path, template, first, head, DoorsView(doors), site=frame(context, first.tag))


def static_pages(context: SiteContext) -> Iterator[Leaf]:
    """The pages of `content/pages/`; a language without one gets a page that says so and leads to it."""
    by_slug: dict[str, dict[str, StaticPage]] = {}
    for item in context.collection.pages:
        by_slug.setdefault(item.slug, {})[item.language] = item
    for slug, found in by_slug.items():
        twins = {row.tag: (f"{row.tag}/{slug}.html", row.tag in found) for row in context.config.languages}
        for row in context.config.languages:
            path = f"{row.tag}/{slug}.html"
            shown = found.get(row.tag) or next(iter(found.values()))
            said = Said(shown.title.plain, shown.summary.plain if shown.summary else "")
            parts, make = settled(_text(context, shown, row.tag, path), said)
            yield page(
                context,
                row.tag,
                path=path,
                template="pages/text.html",
                parts=parts,
                view=make,
                noindex=row.tag not in found,
                twins=twins,
                sources=(shown.path,),
            )


def _text(context: SiteContext, shown: StaticPage, tag: str, path: str) -> TextView:
    language = context.language(shown.language)
    if shown.language == tag:
        body = wide_tables.scrolling(context.resolve(shown.body.html, path), context.strings[tag])
        return TextView(shown.title, language, shown.summary, body)
    words = context.strings[tag]
    name = context.language_name(shown.language, tag)
    return TextView(
        title=shown.title,
        language=language,
        summary=shown.summary,
        body=type(shown.body.html)(""),
        notice=words("notice_page_stub", language=name),
        notice_link=Link(words("notice_stub_link", language=name), f"{shown.language}/{shown.slug}.html"),
    )


def redirect_pages(context: SiteContext) -> Iterator[Output]:
    """A page at each old address, which sends the reader on: by `<meta refresh>`, and by a link."""
    for briefing in context.collection.briefings:
        for edition in briefing.editions:
            for alias in edition.aliases:
                tag = edition.language
                path = f"{alias}index.html" if alias.endswith("/") or not alias else alias
                path = path if path.endswith((".html", ".htm")) else f"{path}/index.html"
                target = briefing_path(edition.slug, tag)
                words = context.strings[tag]
                head = Head(words("moved_title"), canonical=context.config.absolute(target), noindex=True)
                view = Link(edition.title.html, target)
                value = Page(path, "pages/redirect.html", context.language(tag), head, view, site=frame(context, tag))
                yield ready(path, Job("template", value), sources=(edition.path,))
