"""Packs and names -> the Packs page and the glossary of each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.model import Download, Pack
from plugins.persian.collation import initial
from plugins.persian.dates import written_range
from plugins.persian.numbers import digits
from plugins.site.context import SiteContext, briefing_path
from plugins.site.frame import Leaf, Said, View, page, settled
from plugins.site.views import Link, NamesGroup, NamesView, NameView, PacksView, PackView
from plugins.sources.named import indexed

_KINDS = ("person", "place", "organisation", "term")


def packs_pages(context: SiteContext) -> Iterator[Leaf]:
    """The Packs page of each language; none under --no-pdf."""
    if not context.pdfs:
        return
    briefings = {b.slug: b for b in context.listed}
    parts = tuple(context.parts.pack(pack, briefings) for pack in context.packs)
    for row in context.config.languages:
        yield page(
            context,
            row.tag,
            path=f"{row.tag}/packs.html",
            template="pages/packs.html",
            parts=parts,
            view=_packs_view(context, row.tag),
            section="packs",
            needs=tuple(d.output for pack in context.packs for d in pack_downloads(context, pack, row.tag)),
            sources=tuple(pack.path for pack in context.packs if pack.path),
        )


def _packs_view(context: SiteContext, tag: str) -> View:
    def make() -> tuple[PacksView, Said]:
        words = context.strings[tag]
        views = [(pack, pack_view(context, pack, tag)) for pack in context.packs]
        view = PacksView(
            title=words("packs"),
            intro=words("packs_intro"),
            curated=tuple(v for pack, v in views if pack.kind == "curated"),
            weeks=tuple(v for pack, v in views if pack.kind == "week"),
        )
        return view, Said(view.title, view.intro)

    return make


def pack_downloads(context: SiteContext, pack: Pack, tag: str) -> tuple[Download, ...]:
    """A pack's PDFs, the one in the page's language first."""
    tags = sorted(pack.languages, key=lambda t: t != tag)
    return tuple(d for t in tags for d in context.download(context.pack_pdf(pack, t), context.language_name(t, tag), t))


def pack_view(context: SiteContext, pack: Pack, tag: str) -> PackView:
    """A pack with its PDF in the page's language first, then in the others."""
    words, language = context.strings[tag], context.language(tag)
    briefings = {b.slug: b for b in context.listed}
    members = [briefings[slug] for slug in pack.briefings if slug in briefings]
    days = sorted(b.date.day for b in members)
    count = digits(len(members), language)
    note = words.plural("pack_note", len(members), count=count)
    if days:
        dates = written_range(days[0], days[-1], language.calendars[0], language)
        note = words.plural("pack_note_dated", len(members), count=count, dates=dates)
    entries = []
    for briefing in members:
        shown = context.shown(briefing, tag)
        if shown:
            foreign = None if shown.language == tag else context.language(shown.language)
            entries.append(Link(shown.title.html, briefing_path(briefing.slug, tag), foreign))
    return PackView(
        title=context.name(pack.titles, tag),
        summary=context.typeset(pack.summaries.get(tag, ""), tag),
        note=note,
        downloads=pack_downloads(context, pack, tag),
        entries=tuple(entries),
    )


def names_pages(context: SiteContext) -> Iterator[Leaf]:
    """The glossary of each language, in its alphabet; none while names.yaml is empty."""
    if not context.collection.names:
        return
    for row in context.config.languages:
        words = context.strings[row.tag]
        kinds = [(kind, _group(context, kind, row.tag)) for kind in _KINDS]
        groups = tuple(
            NamesGroup(f"g-{kind}", words(f"names_{kind}"), digits(len(found), row), found)
            for kind, found in kinds
            if found
        )
        view = NamesView(words("names"), words("names_intro"), groups)
        parts, make = settled(view, Said(view.title, view.intro))
        yield page(
            context,
            row.tag,
            path=f"{row.tag}/names.html",
            template="pages/names.html",
            parts=parts,
            view=make,
            section="names",
        )


def _group(context: SiteContext, kind: str, tag: str) -> tuple[NameView, ...]:
    views = []
    for name in context.collection.names.values():
        if name.kind == kind and name.names.get(tag):
            others = tuple(
                (context.typeset(name.full.get(row.tag) or name.names[row.tag], row.tag), row)
                for row in context.config.languages
                if row.tag != tag and row.tag in name.names
            )
            written = indexed(name, context.language(tag))
            view = NameView(f"g-name-{name.id}", context.typeset(written, tag), others)
            views.append((context.sort_key(written, tag), initial(written, context.language(tag)), view))
    views.sort(key=lambda row: row[0])
    return tuple(_lettered((letter, view) for _, letter, view in views))


def _lettered(views: Iterable[tuple[str, NameView]]) -> Iterator[NameView]:
    """The first name under each letter of the alphabet bears it, as in a dictionary."""
    last = ""
    for letter, view in views:
        yield view._replace(letter=letter) if letter != last else view
        last = letter
