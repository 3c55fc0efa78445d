"""Packs and names -> the Packs page and the glossary of each language."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model import Name, Output, Pack
from plugins.persian.dates import written_range
from plugins.persian.numbers import digits
from plugins.site.context import SiteContext, briefing_path
from plugins.site.frame import Said, page
from plugins.site.views import Link, NamesView, NameView, PacksView, PackView

_KINDS = ("person", "place", "organisation", "term")


def packs_pages(context: SiteContext) -> Iterator[Output]:
    """The Packs page of each language; none under --no-pdf."""
    if not context.pdfs:
        return
    for row in context.config.languages:
        words = context.strings[row.tag]
        views = [(pack, pack_view(context, pack, row.tag)) for pack in context.packs]
        view = PacksView(
            title=words("packs"),
            intro=words("packs_intro"),
            curated=tuple(v for pack, v in views if pack.path),
            weeks=tuple(v for pack, v in views if not pack.path),
        )
        yield page(
            context,
            row.tag,
            path=f"{row.tag}/packs.html",
            template="pages/packs.html",
            content=view,
            said=Said(view.title, view.intro),
            section="packs",
            needs=tuple(d.output for _, v in views for d in v.downloads),
            sources=tuple(pack.path for pack in context.packs if pack.path),
        )


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
            entries.append(Link(shown.title.plain, briefing_path(briefing.slug, tag), foreign))
    tags = sorted(pack.languages, key=lambda t: t != tag)
    return PackView(
        title=context.forms(pack.titles, tag),
        summary=pack.summaries.get(tag, ""),
        note=note,
        downloads=tuple(
            d for t in tags for d in context.download(context.pack_pdf(pack, t), context.language_name(t, tag), t)
        ),
        entries=tuple(entries),
    )


def names_pages(context: SiteContext) -> Iterator[Output]:
    """The glossary of each language, in its alphabet; none while names.yaml is empty."""
    if not context.collection.names:
        return
    for row in context.config.languages:
        words = context.strings[row.tag]
        groups = tuple((words(f"names_{kind}"), _group(context, kind, row.tag)) for kind in _KINDS)
        view = NamesView(words("names"), words("names_intro"), tuple(g for g in groups if g[1]))
        yield page(
            context,
            row.tag,
            path=f"{row.tag}/names.html",
            template="pages/names.html",
            content=view,
            said=Said(view.title, view.intro),
            section="names",
        )


def _group(context: SiteContext, kind: str, tag: str) -> tuple[NameView, ...]:
    views = []
    for name in context.collection.names.values():
        if name.kind == kind and name.names.get(tag):
            others = tuple(
                (name.full.get(row.tag) or name.names[row.tag], row)
                for row in context.config.languages
                if row.tag != tag and row.tag in name.names
            )
            views.append(NameView(f"g-name-{name.id}", _indexed(context, name, tag), others))
    return tuple(sorted(views, key=lambda v: context.sort_key(v.name, tag)))


def _indexed(context: SiteContext, name: Name, tag: str) -> str:
    """ "Takaichi, Sanae" for a person whose full name ends with the short one; else the full name."""
    short, full = name.names[tag], name.full.get(tag, "")
    first = full.removesuffix(short).strip()
    if name.kind == "person" and first and full.endswith(short):
        return f"{short}{context.language(tag).comma}{first}"
    return full or short
