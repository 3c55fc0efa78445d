"""Packs and names -> the Packs page and the glossary of each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from plugins.model import Briefing, Download, Pack, PackKind
from plugins.persian.collation import initial
from plugins.persian.dates import written_range
from plugins.persian.numbers import digits
from plugins.site.context import SiteContext, briefing_path
from plugins.site.frame import Leaf, Said, View, page, settled
from plugins.site.views import (
    FilesView,
    FileView,
    Link,
    NamesGroup,
    NamesView,
    NameView,
    PacksView,
    PackView,
    ShelfView,
    VolumeView,
)
from plugins.sources.named import indexed

_KINDS = ("person", "place", "organisation", "term")
_SHELVES: tuple[PackKind, ...] = ("curated", "topic", "month", "week")
"""In the order of the Packs page: what is chosen by hand first."""
_SHOWN = 3
"""So many titles of a pack need not be asked for."""


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
            needs=tuple(d.output for pack in context.packs for d in _files(context, pack, row.tag)),
            sources=tuple(pack.path for pack in context.packs if pack.path),
        )


def _packs_view(context: SiteContext, tag: str) -> View:
    def make() -> tuple[PacksView, Said]:
        words = context.strings[tag]
        shelves = []
        for kind in _SHELVES:
            volumes = tuple(_volume(context, pack, tag) for pack in context.packs if pack.kind == kind)
            shelves.append(ShelfView(f"g-{kind}", words(f"packs_{kind}"), volumes, leading=kind == "curated"))
        view = PacksView(words("packs"), words("packs_intro"), tuple(shelf for shelf in shelves if shelf.volumes))
        return view, Said(view.title, view.intro)

    return make


def pack_downloads(context: SiteContext, pack: Pack, tag: str) -> tuple[Download, ...]:
    """A pack's PDFs, the one in the page's language first; of several formats the first."""
    return tuple(
        download
        for t in _languages(pack, tag)
        for download in context.download(context.pack_pdf(pack, t, pack.formats[0]), context.language_name(t, tag), t)
    )


def _files(context: SiteContext, pack: Pack, tag: str) -> tuple[FileView, ...]:
    """The same in all formats."""
    words, comma = context.strings[tag], context.language(tag).comma
    files = []
    for language in _languages(pack, tag):
        for form in pack.formats:
            name = context.pack_pdf(pack, language, form)
            if name in context.pdfs:
                said, spoken = words(f"format_{form}"), context.language_name(language, tag)
                label = context.typeset(f"{spoken}{comma}{said}", tag)
                files.append(FileView(name, label, context.typeset(said, tag), context.language(language)))
    return tuple(files)


def _groups(context: SiteContext, pack: Pack, files: tuple[FileView, ...], tag: str) -> tuple[FilesView, ...]:
    """By language where there are several formats, else all together."""
    if len(pack.formats) == 1:
        together = tuple(file._replace(short=file.label) for file in files)
        return (FilesView("", together),) if together else ()
    by_language = groupby(files, lambda file: file.language.tag)
    return tuple(FilesView(context.language_name(spoken, tag), tuple(group)) for spoken, group in by_language)


def _languages(pack: Pack, tag: str) -> list[str]:
    return sorted(pack.languages, key=lambda t: t != tag)


def pack_view(context: SiteContext, pack: Pack, tag: str) -> PackView:
    """A pack beside a list, with its PDF in the page's language first, then in the others."""
    words, members = context.strings[tag], _members(context, pack)
    count, dates = digits(len(members), context.language(tag)), _dates(context, members, tag)
    note = words.plural("pack_note", len(members), count=count)
    if dates:
        note = words.plural("pack_note_dated", len(members), count=count, dates=dates[0])
    return PackView(
        title=context.name(pack.titles, tag),
        summary=context.typeset(pack.summaries.get(tag, ""), tag),
        note=note,
        downloads=pack_downloads(context, pack, tag),
    )


def _volume(context: SiteContext, pack: Pack, tag: str) -> VolumeView:
    members, files = _members(context, pack), _files(context, pack, tag)
    entries = []
    for briefing in members:
        shown = context.shown(briefing, tag)
        if shown:
            foreign = None if shown.language == tag else context.language(shown.language)
            entries.append(Link(shown.title.html, briefing_path(briefing.slug, tag), foreign))
    return VolumeView(
        title=context.name(pack.titles, tag),
        summary=context.typeset(pack.summaries.get(tag, ""), tag),
        held=context.strings[tag].plural("pack_note", len(members), count=digits(len(members), context.language(tag))),
        dates=_dates(context, members, tag),
        cover=context.strings[tag]("pack_cover", title=context.forms(pack.titles, tag)),
        files=files,
        groups=_groups(context, pack, files, tag),
        entries=tuple(entries),
        folded=len(entries) > _SHOWN,
    )


def _members(context: SiteContext, pack: Pack) -> list[Briefing]:
    briefings = {b.slug: b for b in context.listed}
    return [briefings[slug] for slug in pack.briefings if slug in briefings]


def _dates(context: SiteContext, members: list[Briefing], tag: str) -> tuple[str, ...]:
    language, days = context.language(tag), sorted(b.date.day for b in members)
    if not days:
        return ()
    return tuple(written_range(days[0], days[-1], calendar, language) for calendar in language.calendars)


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
